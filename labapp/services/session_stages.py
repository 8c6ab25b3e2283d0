"""Moving a session along its stages: called, opened, postponed, cancelled. The row is locked while it is decided."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.dimensions import ANONYMOUS_QUESTIONS
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.privacy import check_notice_complete
from labapp.domain.sessions import Stage, move, start_when_opened
from labapp.domain.text import clean_text
from labapp.domain.urn import Catalogue, Question
from labapp.models.recorder import Db
from labapp.models.sessions import Call, LabSession
from labapp.models.spaces import Space
from labapp.queries.programme import notice_facts
from labapp.services.personal_traces import check_words
from labapp.services.sessions import keep_expected_until, locked
from labapp.urn_files import UrnUnavailable
from labapp.urns import UrnStore
from labapp.words.formats import local

URN_CATALOGUE: Catalogue = {
    question.value: Question(frozenset(choice.value for choice in choices))
    for question, choices in ANONYMOUS_QUESTIONS.items()
}
"""What every new urn asks."""


def convene(db: Db, session_id: UUID, *, now: datetime) -> LabSession:
    """Announce a session, or take its cancellation back: it is in the public calendar from today.

    Convening what was convened changes nothing. Raises RuleViolated `stage_move_not_allowed` or `day_has_passed`.
    """
    session = locked(db, session_id)
    if session.stage is Stage.CONVENED:
        return session
    before, session.stage = session.stage, move(session.stage, Stage.CONVENED)
    if session.ends_at < now:
        raise RuleViolated("day_has_passed")
    if before is Stage.CANCELLED:
        session.revision += 1
    session.reason = None
    _note_published(db, session, now=now)
    return session


def _note_published(db: Db, session: LabSession, *, now: datetime) -> None:
    """Write down the day of the call, which is part of the evidence, unless somebody said another."""
    call = db.scalar(sa.select(Call).where(Call.session_id == session.id).with_for_update())
    today = local(now, session.zone).date()
    if call is None:
        db.add(Call(session_id=session.id, published_on=today))
    elif call.published_on is None:
        call.published_on = today


def open_session(db: Db, urns: UrnStore, session_id: UUID, *, now: datetime) -> LabSession:
    """Open the room, and with the first session of a lab or table its anonymous questions.

    The file of the urn comes before the row that tells of it: after a kill in between, the next opening finds the
    file and keeps it. Opening what is open changes nothing. Raises RuleViolated: `stage_move_not_allowed`,
    `notice_incomplete` (real sessions), `session_is_another_day`, `urn_half_sealed`, `urn_not_ready`.
    """
    space_id = db.scalar(sa.select(LabSession.space_id).where(LabSession.id == session_id))
    # the space first, as the door does: the other way round an opening and an arrival could wait for each other
    space = db.get(Space, space_id, with_for_update=True)
    if space is None:
        raise NotFound
    session = locked(db, session_id)
    if session.stage is Stage.OPEN:
        return session
    before, session.stage = session.stage, move(session.stage, Stage.OPEN)
    if not space.is_demonstration:
        check_notice_complete(notice_facts(db))
    if before is Stage.ROOM_CLOSED:
        session.room_closed_at = None
        return session
    starts_at = start_when_opened(before, session.starts_at, now=now)
    if starts_at != session.starts_at:
        _start(session, starts_at)
    session.opened_at = now
    _open_urn(urns, space, now=now)
    return session


def _start(session: LabSession, starts_at: datetime) -> None:
    session.starts_at, session.ends_at = starts_at, starts_at + (session.ends_at - session.starts_at)
    session.revision += 1


def _open_urn(urns: UrnStore, space: Space, *, now: datetime) -> None:
    if space.urn_sealed_at is not None:
        return  # what was sealed stays sealed: this session goes on without anonymous questions
    try:
        urns.open(space.id, URN_CATALOGUE)
    except UrnUnavailable as error:
        raise RuleViolated("urn_not_ready") from error
    except RuleViolated as error:
        raise RuleViolated("urn_half_sealed") from error
    if space.urn_opened_at is None:
        space.urn_opened_at = now


def postpone(db: Db, session_id: UUID, starts_at: datetime, *, reason: str, seen: UUID, now: datetime) -> LabSession:
    """Give a session another day, with the reason that the public reads. It lasts as long as before.

    Raises RuleViolated: `changed_meanwhile` unless `seen` is the version of the row, `stage_move_not_allowed`,
    `public_reason_required`, `words_personal`, `day_has_passed`.
    """
    session = locked(db, session_id, seen=seen)
    if starts_at < now:
        raise RuleViolated("day_has_passed", field="day")
    words = clean_text(reason)
    session.stage = move(session.stage, Stage.POSTPONED, reason=words)
    check_words(db, session_id, words, field="reason")
    _start(session, starts_at)
    session.reason = words
    keep_expected_until(db, session)
    return session


def cancel(db: Db, session_id: UUID, *, reason: str, seen: UUID) -> LabSession:
    """Cancel a session, with the reason that the public reads.

    Raises RuleViolated: `changed_meanwhile`, `stage_move_not_allowed`, `public_reason_required`, `words_personal`.
    """
    session = locked(db, session_id, seen=seen)
    words = clean_text(reason)
    session.stage = move(session.stage, Stage.CANCELLED, reason=words)
    check_words(db, session_id, words, field="reason")
    session.reason = words
    session.revision += 1
    return session
