"""The corrections that people ask for, at the desk: what waits for an answer, and requests of those without phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from labapp.domain.attendance import ArrivalChannel
from labapp.domain.ids import read_code
from labapp.domain.minutes import MinutesKind, kind_of
from labapp.domain.observations import Tally
from labapp.domain.roles import Action, can
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.observation_windows import Window, window_of
from labapp.queries.observations import Asked, asked_of, tally
from labapp.queries.sessions import SessionHead, territory_of_space
from labapp.services import observations
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.observation_form import ObservationForm, observation_words
from labapp.web.pages import _, render, say

TEMPLATE = "facilitator/observations.html"


class DeskObservationForm(ObservationForm):
    """The same with the number and the code of somebody who comes or calls."""

    name = "desk_observation"
    may_be_kept = False
    person_number = StringField(validators=[InputRequired(), Length(max=12)])
    code = StringField(validators=[InputRequired(), Length(max=40)])

    def worded(self, kind: MinutesKind) -> Self:
        """Return the form with its words in the reader's language and the parts of this document."""
        self.person_number.label.text = _("Número de la persona")
        self.code.label.text = _("Código de la persona")
        return super().worded(kind)


@dataclass(frozen=True, slots=True)
class ObservationsPage:
    """Every request of a session, those that wait first; the form only for whoever may use it."""

    head: SessionHead
    window: Window | None
    asked: tuple[Asked, ...]
    tally: Tally
    noting: DeskObservationForm | None
    may_answer: bool


blueprint.context_processor(observation_words)


def _page(head: SessionHead, noting: DeskObservationForm | None = None) -> ObservationsPage:
    db = context.reading()
    where = territory_of_space(db, head.space_id)
    window, asked = window_of(db, head.id, zone=head.zone, now=context.now()), asked_of(db, head.id)
    takes = window is not None and window.is_open and can(context.actor(), Action.TAKE_NOTES, where)
    return ObservationsPage(
        head=head,
        window=window,
        asked=tuple(sorted(asked, key=lambda one: not one.is_waiting)),
        tally=tally(asked),
        noting=noting or (DeskObservationForm.shown().worded(kind_of(head.purpose)) if takes else None),
        may_answer=can(context.actor(), Action.WRITE_MINUTES, where),
    )


@blueprint.get("/sesiones/<uuid:session_id>/minuta/observaciones")
@requires(Action.SEE_SPACE)
def observation_list(session_id: UUID) -> Response:
    """Show what people ask to be corrected and what was answered; never who that is."""
    return render(TEMPLATE, _page(session_for(session_id, Action.SEE_SPACE)))


@blueprint.post("/sesiones/<uuid:session_id>/minuta/observaciones")
@requires(Action.TAKE_NOTES)
def observation_noted(session_id: UUID) -> Response:
    """Keep the request of somebody who comes or calls, and gives number and code."""
    head = session_for(session_id, Action.TAKE_NOTES)
    form = DeskObservationForm.sent().worded(kind_of(head.purpose))
    page = _page(head, form)
    if not form.validate():
        return render(TEMPLATE, page, form=form, status=422)

    def act(db: Db) -> str:
        given, code = form.request(ArrivalChannel.DESK), read_code(form.code.data or "")
        number = form.person_number.data or ""
        observations.ask_at_desk(db, session_id, given, number=number, code=code, now=context.now())
        return url_for("facilitator.observation_list", session_id=session_id)

    answer = attempt(Verb.ASK_CORRECTION, form, act, template=TEMPLATE, page=page)
    if answer.status_code == 303:
        say("ok", _("Quedó anotada la corrección que pide."))
    return answer
