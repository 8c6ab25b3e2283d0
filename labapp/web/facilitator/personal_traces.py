"""Personal data in the texts of a session before they go out: what was found, and one decision about each."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField

from labapp.documents.frozen import document_data
from labapp.documents.minutes_versions import draft_document
from labapp.domain.errors import RuleViolated
from labapp.domain.personal_traces import STAYS_OF, Stays, Trace
from labapp.domain.proposal_records import said
from labapp.domain.roles import Action, can
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.minutes import minutes_draft
from labapp.queries.minutes_facts import minutes_facts
from labapp.queries.personal_traces import Found, found_in, traces_in
from labapp.queries.proposals import proposal_texts
from labapp.queries.response_document import response_facts
from labapp.queries.response_versions import versions_of
from labapp.queries.sessions import SessionHead, territory_of_space
from labapp.services import personal_traces
from labapp.web import context
from labapp.web.access import requires
from labapp.web.countdowns import today_in
from labapp.web.facilitator.acting import attempt, who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.response_publishing import coming_draft
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import render

PAGE = "facilitator/personal_traces.html"


class StayForm(KeyedForm):
    """That one thing stays, and why; the button says the reason."""

    name = "personal_stays"
    key = HiddenField()
    stays = HiddenField()


class TakeBackForm(KeyedForm):
    """That a decision no longer holds."""

    name = "personal_take_back"
    key = HiddenField()


@dataclass(frozen=True, slots=True)
class TracesPage:
    """What was found in the texts of a session, what waits for a decision first."""

    head: SessionHead
    found: tuple[Found, ...]
    may_decide: bool
    stay: StayForm
    again: TakeBackForm

    def reasons(self, found: Found) -> tuple[Stays, ...]:
        """Return why this may stay."""
        return STAYS_OF[found.trace.kind]


def _texts(db: Db, head: SessionHead) -> list[object]:
    """Return the minutes and responses of a session, and the proposals of its space, as they would go out now."""
    minutes = draft_document(minutes_facts(db, head.id), minutes_draft(db, head.id), on=today_in(head.zone))
    answers = coming_draft(response_facts(db, head.id), versions_of(db, head.id))
    proposals = [said(text) for text in proposal_texts(db, head.space_id)]
    return [document_data(minutes), document_data(answers), *proposals]


def _page(session_id: UUID, action: Action) -> TracesPage:
    head, db = session_for(session_id, action), context.reading()
    may = can(who(), Action.CLEAR_TEXTS, territory_of_space(db, head.space_id))
    return TracesPage(head, found_in(db, head.space_id, _texts(db, head)), may, StayForm.shown(), TakeBackForm.shown())


@blueprint.get("/sesiones/<uuid:session_id>/datos-personales")
@requires(Action.SEE_SPACE)
def personal_traces_page(session_id: UUID) -> Response:
    """Show what was found in the texts of a session, where, and what was decided."""
    page = _page(session_id, Action.SEE_SPACE)
    return render(PAGE, page, form=page.stay)


@blueprint.post("/sesiones/<uuid:session_id>/datos-personales")
@requires(Action.CLEAR_TEXTS)
def personal_trace_stays(session_id: UUID) -> Response:
    """Let something that was found stay, for the reason of the button."""
    page, form = _page(session_id, Action.CLEAR_TEXTS), StayForm.sent()

    def act(db: Db) -> str:
        trace, stays = _shown(db, page, form.key.data or ""), form.stays.data
        if stays not in set(Stays):
            raise RuleViolated("personal_reason")
        by, now = who().staff_id, context.now()
        personal_traces.let_stay(db, page.head.space_id, trace, Stays(stays), by=by, now=now)
        return url_for("facilitator.personal_traces_page", session_id=session_id)

    return attempt(Verb.DECIDE_PERSONAL, form, act, template=PAGE, page=page)


@blueprint.post("/sesiones/<uuid:session_id>/datos-personales/decidir-otra-vez")
@requires(Action.CLEAR_TEXTS)
def personal_trace_again(session_id: UUID) -> Response:
    """Take a decision back; nothing goes out until it is taken anew or the text is mended."""
    page, form = _page(session_id, Action.CLEAR_TEXTS), TakeBackForm.sent()

    def act(db: Db) -> str:
        personal_traces.take_back(db, page.head.space_id, form.key.data or "", now=context.now())
        return url_for("facilitator.personal_traces_page", session_id=session_id)

    return attempt(Verb.DECIDE_PERSONAL, form, act, template=PAGE, page=page)


def _shown(db: Db, page: TracesPage, key: str) -> Trace:
    """Return what was found under this key, read inside the act: texts may have changed since."""
    for trace in traces_in(db, page.head.space_id, _texts(db, page.head)):
        if trace.key == key:
            return trace
    raise RuleViolated("personal_gone")
