"""Asking for a correction from a phone: with number and code, about the document of a session in which one was."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from labapp.domain.attendance import ArrivalChannel
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.minutes import kind_of
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.attendance import person_anywhere
from labapp.queries.observation_windows import OwnRecord
from labapp.services import observations
from labapp.web import context
from labapp.web.access import participant
from labapp.web.observation_form import ObservationForm, observation_words
from labapp.web.pages import refused, render
from labapp.web.participant import limits
from labapp.web.participant.blueprint import blueprint
from labapp.web.participant.mine import MinePage, person_of
from labapp.web.transaction import once

PAGE = "participant/observation.html"
_PATH = "/E/mio/<person>/minuta/<uuid:session_id>"


@dataclass(frozen=True, slots=True)
class ObservationPage:
    """The document of one session in which the person was."""

    mine: MinePage
    record: OwnRecord


blueprint.context_processor(observation_words)


def _page(code: str, session_id: UUID) -> ObservationPage:
    mine = person_of(code)
    record = next((one for one in mine.records if one.head.id == session_id), None)
    if record is None or record.window is None:
        raise NotFound
    return ObservationPage(mine, record)


@blueprint.get(_PATH)
@participant
def observation_page(person: str, session_id: UUID) -> Response:
    """Ask what is not right in the document, and what it should say."""
    page = _page(person, session_id)
    return render(PAGE, page, form=ObservationForm.shown().worded(kind_of(page.record.head.purpose)))


@blueprint.post(_PATH)
@participant
def observation_sent(person: str, session_id: UUID) -> Response:
    """Keep a correction that somebody asks for."""
    form, page = ObservationForm.sent(), _page(person, session_id)
    form.worded(kind_of(page.record.head.purpose))

    def act(db: Db) -> str:
        limits.spend(limits.WORDS, "observation")
        whose = person_anywhere(db, page.mine.code)[0].id
        observations.ask(db, whose, session_id, form.request(ArrivalChannel.PHONE), now=context.now())
        return url_for("participant.mine", person=page.mine.code) + "#minuta"

    if not form.validate():
        return render(PAGE, page, form=form, status=422)
    try:
        return once(Verb.ASK_CORRECTION, form, act)
    except RuleViolated as violation:
        return render(PAGE, page, form=form, status=refused(form, violation))
