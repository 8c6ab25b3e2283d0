"""Answering a correction that somebody asked for: it is taken up, in part, or not, with the reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response
from wtforms import RadioField, TextAreaField
from wtforms.validators import Length, Optional

from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.observations import LONGEST_REASON, Outcome
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.observations import Asked, asked_of
from labapp.queries.sessions import SessionHead
from labapp.services import observations
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.session_fields import Seen
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render, say
from labapp.web.transaction import once
from labapp.words.labels import options

TEMPLATE = "facilitator/observation.html"
_PATH = "/sesiones/<uuid:session_id>/minuta/observaciones/<uuid:observation_id>"


@dataclass(frozen=True, slots=True)
class ObservationPage:
    """One request; `is_clash` says that somebody answered it while the form was filled."""

    head: SessionHead
    asked: Asked
    is_clash: bool = False


class AnswerForm(KeyedForm):
    """What is done with a request, and why."""

    name = "observation_answer"
    outcome = RadioField(validators=[Optional()], validate_choice=False)
    reason = TextAreaField(validators=[Length(max=4 * LONGEST_REASON)])
    seen = Seen()

    def worded(self) -> AnswerForm:
        """Return the form with its words in the reader's language."""
        self.outcome.label.text = _("Qué se hace")
        self.outcome.choices = options(Outcome, context.language())
        self.reason.label.text = _("Razón o explicación")
        self.reason.flags.sometimes_required = True
        return self

    def chosen(self) -> Outcome:
        """Return what was chosen. Raises RuleViolated `observation_needs_outcome`."""
        if self.outcome.data not in set(Outcome):
            raise RuleViolated("observation_needs_outcome", field="outcome")
        return Outcome(self.outcome.data)


def _page(session_id: UUID, observation_id: UUID) -> ObservationPage:
    head = session_for(session_id, Action.WRITE_MINUTES)
    found = next((one for one in asked_of(context.reading(), session_id) if one.id == observation_id), None)
    if found is None:
        raise NotFound
    return ObservationPage(head, found)


@blueprint.get(_PATH)
@requires(Action.WRITE_MINUTES)
def observation_answer(session_id: UUID, observation_id: UUID) -> Response:
    """Show one request and the form for its answer."""
    page = _page(session_id, observation_id)
    asked = page.asked
    form = AnswerForm.shown(
        outcome=asked.outcome.value if asked.outcome else None, reason=asked.reason, seen=str(asked.op)
    )
    return render(TEMPLATE, page, form=form.worded())


@blueprint.post(_PATH)
@requires(Action.WRITE_MINUTES)
def observation_answered(session_id: UUID, observation_id: UUID) -> Response:
    """Keep the answer to one request."""
    page, form, by = _page(session_id, observation_id), AnswerForm.sent().worded(), who().staff_id
    seen = form.seen.version

    def act(db: Db) -> str:
        outcome, reason = form.chosen(), form.reason.data or ""
        observations.answer(db, session_id, observation_id, outcome, reason, seen=seen, by=by, now=context.now())
        return url_for("facilitator.observation_list", session_id=session_id)

    if not form.validate():
        return render(TEMPLATE, page, form=form, status=422)
    try:
        answer = once(Verb.ANSWER_OBSERVATION, form, act)
    except RuleViolated as violation:
        status, clash = refused(form, violation), violation.code == "changed_meanwhile"
        form.seen.data = str(page.asked.op) if clash else form.seen.data
        return render(TEMPLATE, replace(page, is_clash=clash), form=form, status=status)
    say("ok", _("Quedó contestada. Quien la pidió lo lee con su número y su código."))
    return answer
