"""The participant list of a virtual meeting: read into a list under review, from which people come one by one.

Nothing is half imported: the whole paste is read in one act, nobody is on the list of the session before somebody
confirms the row, and what nobody decided on is forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from labapp.domain.attendance import AgeSide, ArrivalChannel, Part
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.ids import new_id
from labapp.domain.meeting_lists import MeetingRow, parse_meeting
from labapp.domain.text import clean_line, fold
from labapp.models.attendance import Attendance, Participant, RosterRow
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.services import attendance
from labapp.services.attendance import CheckIn, attendance_id, check_door
from labapp.services.desk import door_of

KEPT_FOR = timedelta(days=30)
"""How long a row that nobody decided on is kept."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a paste gave: new rows under review, and whether it was longer than may be."""

    rows: int
    cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """A row as somebody confirmed it."""

    by: str
    name: str
    part: Part = Part.PARTICIPANT
    entered_at: datetime | None = None
    left_at: datetime | None = None


def import_roster(db: Db, session_id: UUID, text: str, *, now: datetime) -> Imported:
    """Read a list of Zoom or Teams into the review; a name that is under review already gets its newest times.

    Raises RuleViolated `roster_empty` where no name is found, `register_closed` or `room_not_open`.
    """
    session = door_of(db, session_id)
    check_door(session, ArrivalChannel.IMPORT)
    zone = ZoneInfo(session.zone)
    read = parse_meeting(text, held_on=session.starts_at.astimezone(zone).date(), zone=zone)
    if not read.rows:
        raise RuleViolated("roster_empty", field="text")
    forget_expired(db, now=now)
    waiting = {fold(row.name): row for row in pending(db, session_id)}
    position = max((row.position for row in waiting.values()), default=0)
    added = 0
    for found in read.rows:
        known = waiting.get(fold(found.name)) if found.name else None
        if known is None:
            added += 1
            known = RosterRow(id=new_id(), session_id=session_id, position=position + added, name=found.name)
            db.add(known)
        _fill(known, found, expires_at=now + KEPT_FOR)
    return Imported(added, read.cut)


def _fill(row: RosterRow, found: MeetingRow, *, expires_at: datetime) -> None:
    row.entered_at, row.left_at = found.entered_at, found.left_at
    row.problem = " ".join(problem.value for problem in found.problems) or None
    row.expires_at = expires_at


def pending(db: Db, session_id: UUID) -> list[RosterRow]:
    """Return the rows under review in the order of the list."""
    rows = sa.select(RosterRow).where(RosterRow.session_id == session_id)
    return list(db.scalars(rows.order_by(RosterRow.position, RosterRow.id)))


def forget_expired(db: Db, *, now: datetime) -> None:
    """Delete the rows that nobody decided on in time."""
    db.execute(sa.delete(RosterRow).where(RosterRow.expires_at <= now))


def _taken(db: Db, session_id: UUID, row_id: UUID) -> RosterRow:
    row = db.get(RosterRow, row_id, with_for_update=True)
    if row is None or row.session_id != session_id:
        raise RuleViolated("roster_row_gone")
    return row


def confirm(db: Db, session_id: UUID, row_id: UUID, said: Confirmed, *, now: datetime) -> Participant:
    """Put the person of a row on the list, with the times of the meeting. Raises RuleViolated `roster_row_gone`."""
    session = door_of(db, session_id)
    row = _taken(db, session_id, row_id)
    command = CheckIn(
        name=said.name,
        age=AgeSide.UNASKED,
        channel=ArrivalChannel.IMPORT,
        captured_by=said.by,
        part=said.part,
        is_virtual=True,
        arrived_at=said.entered_at or row.entered_at or min(session.starts_at, now),
    )
    arrival = attendance.check_in(db, session, command, now=now)
    left_at = said.left_at or row.left_at
    if left_at is not None:
        attendance.check_out(arrival.attendance, left_at=left_at, now=now)
    db.delete(row)
    return arrival.person


def confirm_clear(db: Db, session_id: UUID, row_ids: list[UUID], *, by: str, now: datetime) -> int:
    """Put every given row on the list that says what it needs; return how many. Rows with a problem stay."""
    done = 0
    for row_id in row_ids:
        row = db.get(RosterRow, row_id, with_for_update=True)
        if row is None or row.session_id != session_id or row.problem or not clean_line(row.name):
            continue
        confirm(db, session_id, row_id, Confirmed(by=by, name=row.name), now=now)
        done += 1
    return done


def link(db: Db, session_id: UUID, row_id: UUID, person_id: UUID, *, now: datetime) -> Participant:
    """Say that a row is somebody who is known: they are here, once. Raises RuleViolated `roster_row_gone`."""
    session = door_of(db, session_id)
    row = _taken(db, session_id, row_id)
    person = db.get(Participant, person_id)
    if person is None or person.space_id != session.space_id:
        raise NotFound
    here = db.get(Attendance, attendance_id(session.id, person.id), with_for_update=True)
    if here is None or here.undone_at is not None:
        here = attendance.return_to_session(
            db, session, person, channel=ArrivalChannel.IMPORT, now=now, arrived_at=row.entered_at
        )
        here.is_virtual = True
        if row.left_at is not None and here.left_at is None and row.left_at >= here.arrived_at:
            here.left_at = row.left_at
    db.delete(row)
    return person


def drop(db: Db, session_id: UUID, row_id: UUID) -> None:
    """Leave a row out: it was nobody, or somebody who does not count. Dropping twice changes nothing."""
    check_door(db.get_one(LabSession, session_id), ArrivalChannel.IMPORT)
    row = db.get(RosterRow, row_id, with_for_update=True)
    if row is not None and row.session_id == session_id:
        db.delete(row)
