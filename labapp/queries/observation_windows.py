"""Reading the observation windows: until when corrections to a document may be asked for, and by whom they were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.observations import PROPOSED_TERM, standing_until, window_until
from labapp.models.attendance import Attendance, Participant
from labapp.models.minutes import Minutes, MinutesVersion
from labapp.models.observations import ObservationWindow
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.queries.joined_entries import is_entry_of
from labapp.queries.minutes import version_out
from labapp.queries.observations import Asked, asked_by
from labapp.queries.programme import holiday_table, programme
from labapp.queries.sessions import HEADS, SessionHead, head_of
from labapp.words.formats import local


@dataclass(frozen=True, slots=True)
class ComingWindow:
    """The window that a version published now would open."""

    days: int
    until: date


@dataclass(frozen=True, slots=True)
class Window:
    """Until when corrections may be asked for in a session; `number` is the version that is out."""

    until: date
    is_open: bool
    number: int


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """The published document of a session in which somebody was, and what they asked to be corrected in it."""

    head: SessionHead
    window: Window | None
    asked: tuple[Asked, ...]


def coming_window(db: Db, *, zone: str, now: datetime) -> ComingWindow:
    """Return the window that a version opens which goes out now: by the programme's term, in the session's zone."""
    found = programme(db)
    days = (found.observation_days if found else None) or PROPOSED_TERM.days
    today = local(now, zone).date()
    years = range(today.year, today.year + 3)
    free = {row.on for year in years for row in holiday_table(db, year) if row.is_observed}
    return ComingWindow(days, window_until(today, days, holidays=free))


def promised_until(db: Db, session_id: UUID) -> date | None:
    """Return the last day on which a correction may be asked for, None where no version promised any."""
    found = (
        sa.select(ObservationWindow.until)
        .join(MinutesVersion, MinutesVersion.id == ObservationWindow.version_id)
        .join(Minutes, Minutes.id == MinutesVersion.minutes_id)
        .where(Minutes.session_id == session_id)
    )
    return standing_until(db.scalars(found))


def window_of(db: Db, session_id: UUID, *, zone: str, now: datetime) -> Window | None:
    """Return the window of a session; None where none was promised, or no version is shown."""
    until, out = promised_until(db, session_id), version_out(db, session_id)
    if until is None or out is None:
        return None
    return Window(until, local(now, zone).date() <= until, out.number)


def entries_of(db: Db, person_id: UUID) -> tuple[UUID, ...]:
    """Return every entry that the desk said is this person, the kept one among them."""
    return tuple(db.scalars(sa.select(Participant.id).where(is_entry_of(person_id)).order_by(Participant.id)))


def was_there(db: Db, session_id: UUID, person_id: UUID) -> bool:
    """Return whether a person was in a session, under any of their entries."""
    there = sa.select(Attendance.id).where(
        Attendance.session_id == session_id,
        Attendance.participant_id.in_(entries_of(db, person_id)),
        Attendance.undone_at.is_(None),
    )
    return db.scalar(there.limit(1)) is not None


def own_records(db: Db, person_id: UUID, *, now: datetime) -> tuple[OwnRecord, ...]:
    """Return the published documents of the sessions in which a person was, by day of the session."""
    entries = entries_of(db, person_id)
    there = sa.select(Attendance.session_id).where(
        Attendance.participant_id.in_(entries), Attendance.undone_at.is_(None)
    )
    mine = HEADS.where(LabSession.id.in_(there)).order_by(LabSession.starts_at, LabSession.id)
    records = (
        OwnRecord(head, window_of(db, head.id, zone=head.zone, now=now), asked_by(db, head.id, entries))
        for head in map(head_of, db.execute(mine))
    )
    return tuple(one for one in records if one.window or one.asked)
