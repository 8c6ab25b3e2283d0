"""Asking for a correction of published minutes, and answering: nothing asked is lost, nothing answered is edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.attendance import ArrivalChannel, is_number
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.minutes import Block, kind_of
from labapp.domain.numbering import GivenNumber
from labapp.domain.observations import (
    MOST_WAITING,
    Outcome,
    check_open,
    is_told,
    read_place,
    read_reason,
    read_words,
)
from labapp.models.attendance import Participant
from labapp.models.contributions import Contribution
from labapp.models.minutes import Minutes, MinutesVersion
from labapp.models.observations import Observation, ObservationWindow
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.queries.attendance import number_on_card, person_anywhere
from labapp.queries.minutes import version_out
from labapp.queries.observation_windows import ComingWindow, promised_until, was_there
from labapp.services.personal_traces import check_words
from labapp.words.formats import local


@dataclass(frozen=True, slots=True)
class Request:
    """A correction as the form gave it: a number of a contribution or a part of the document, or neither."""

    number: str
    part: str
    words: str
    channel: ArrivalChannel


def open_window(db: Db, version: MinutesVersion, window: ComingWindow) -> None:
    """Promise with a version until when corrections may be asked for; nothing later moves that day."""
    db.add(ObservationWindow(version_id=version.id, days=window.days, until=window.until))


def ask(db: Db, person_id: UUID, session_id: UUID, given: Request, *, now: datetime) -> None:
    """Keep a correction that somebody asks for, about the version that is out; the same one again is kept once.

    Raises RuleViolated: `observation_not_there`, `observations_not_shown`, `observations_not_promised`,
    `observations_over`, `observation_number_unknown`, `observation_too_many`, or as `read_place` and `read_words`.
    """
    session = db.get_one(LabSession, session_id)
    words, place = read_words(given.words), read_place(given.number, given.part, kind_of(session.purpose))
    _held_person(db, person_id, session_id)
    version = version_out(db, session_id)
    if version is None:
        raise RuleViolated("observations_not_shown")
    check_open(promised_until(db, session_id), today=local(now, session.zone).date())
    contribution_id = _contribution(db, session_id, place) if isinstance(place, GivenNumber) else None
    part = place if isinstance(place, Block) else None
    waiting = _waiting(db, session_id, person_id)
    if any((row.contribution_id, row.part, row.words) == (contribution_id, part, words) for row in waiting):
        return
    if len(waiting) >= MOST_WAITING:
        raise RuleViolated("observation_too_many", limit=MOST_WAITING)
    db.info["about"] = person_id
    db.add(
        Observation(
            version_id=version.id,
            person_id=person_id,
            part=part,
            contribution_id=contribution_id,
            words=words,
            channel=given.channel,
            at=now,
        )
    )


def ask_at_desk(db: Db, session_id: UUID, given: Request, *, number: str, code: str, now: datetime) -> None:
    """Keep the correction of somebody who comes or calls, and gives number and code. Raises RuleViolated as `ask`."""
    try:
        on_card = number_on_card(db, code)
        person, _space = person_anywhere(db, code)
    except NotFound as unknown:
        raise RuleViolated("observation_not_there", field="code") from unknown
    if not is_number(number, on_card):
        raise RuleViolated("observation_not_there", field="person_number")
    ask(db, person.id, session_id, given, now=now)


def answer(
    db: Db,
    session_id: UUID,
    observation_id: UUID,
    outcome: Outcome,
    reason: str,
    *,
    seen: UUID,
    by: UUID,
    now: datetime,
) -> None:
    """Answer a request; until a version tells of it, the answer may be given anew. `seen` is what the form showed.

    Raises NotFound, or RuleViolated: `changed_meanwhile`, `observation_told`, `observation_untied`,
    `observation_needs_reason`, `observation_reason_too_long`, `words_personal`.
    """
    row = _of_session(db, session_id, observation_id)
    if row.op != seen:
        raise RuleViolated("changed_meanwhile")
    if row.told_in_id is not None:
        raise RuleViolated("observation_told")
    if row.outcome is None and row.words is None:
        raise RuleViolated("observation_untied")
    kept = read_reason(reason, outcome)
    if kept:
        check_words(db, session_id, kept, field="reason")
    row.outcome, row.reason = outcome, kept
    row.answered_at, row.answered_by_id = now, by


def tell(db: Db, session_id: UUID, version: MinutesVersion) -> None:
    """Note which answers a version tells of: those that stood there when it was approved."""
    untold = _in_session(session_id).where(Observation.told_in_id.is_(None))
    for row in db.scalars(untold.with_for_update(of=Observation)):
        if row.answered_at is not None and is_told(row.answered_at, version.approved_at):
            row.told_in_id = version.id


def _held_person(db: Db, person_id: UUID, session_id: UUID) -> None:
    """Whoever asks, held until the act ends: two requests of one person take turns, and so does an erasure."""
    one = sa.select(Participant.erased_at).where(Participant.id == person_id).with_for_update(key_share=True)
    found = db.execute(one).one_or_none()
    if found is None or found.erased_at is not None or not was_there(db, session_id, person_id):
        raise RuleViolated("observation_not_there")


def _contribution(db: Db, session_id: UUID, number: GivenNumber) -> UUID:
    wanted = sa.select(Contribution.id).where(
        Contribution.session_id == session_id, Contribution.number == number.number, Contribution.part == number.part
    )
    found = db.scalar(wanted) if not number.node else None
    if found is None:
        raise RuleViolated("observation_number_unknown", field="number", number=str(number))
    return found


def _in_session(session_id: UUID) -> sa.Select[Observation]:
    return (
        sa.select(Observation)
        .join(MinutesVersion, MinutesVersion.id == Observation.version_id)
        .join(Minutes, Minutes.id == MinutesVersion.minutes_id)
        .where(Minutes.session_id == session_id)
        .execution_options(populate_existing=True)
    )


def _waiting(db: Db, session_id: UUID, person_id: UUID) -> list[Observation]:
    mine = (Observation.person_id == person_id, Observation.outcome.is_(None))
    return list(db.scalars(_in_session(session_id).where(*mine)))


def _of_session(db: Db, session_id: UUID, observation_id: UUID) -> Observation:
    one = _in_session(session_id).where(Observation.id == observation_id).with_for_update(of=Observation)
    found = db.scalar(one)
    if found is None:
        raise NotFound
    return found
