"""The quick line of the desk: arrivals by name, card, signed sheet or expected list; and those without a record.

Everything that gives a number locks the row of the lab or table first and the session after it, as closing does, so
that two desks and a closing never wait for one another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.attendance import AgeSide, ArrivalChannel, Part
from labapp.domain.demographics import PlaceScope
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.ids import read_code
from labapp.models.attendance import Attendance, Card, Participant, Unregistered
from labapp.models.recorder import Db
from labapp.models.sessions import Expected, LabSession
from labapp.models.spaces import Space
from labapp.services import attendance
from labapp.services.attendance import CheckIn, check_door
from labapp.services.profiles import Profile, complete_profile

_LONGEST_NUMBER = 6
"""Digits of a number that anybody is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickLine:
    """An arrival as the desk typed it; `number` is that of a card or person, or their code, typed or scanned."""

    by: str
    name: str = ""
    age: AgeSide = AgeSide.UNASKED
    place: PlaceScope | None = None
    part: Part = Part.PARTICIPANT
    number: str = ""
    organisation: str = ""
    position: str = ""
    arrived_at: datetime | None = None
    sheet_row: int | None = None


def door_of(db: Db, session_id: UUID) -> LabSession:
    """Return the session, locked against being closed, after the lab or table that gives the numbers."""
    space_id = db.scalar(sa.select(LabSession.space_id).where(LabSession.id == session_id))
    if space_id is None:
        raise NotFound
    db.execute(sa.select(Space.id).where(Space.id == space_id).with_for_update())
    return db.get_one(LabSession, session_id, with_for_update={"read": True}, populate_existing=True)


def write_line(db: Db, session_id: UUID, line: QuickLine, *, now: datetime) -> Participant:
    """Put a person on the list, or back on it where only a known number or code was typed.

    Raises RuleViolated for a closed door, an unusable name, a card that is not of this lab or that somebody carries.
    """
    session = door_of(db, session_id)
    card = _card(db, session.space_id, line.number) if line.number.strip() else None
    known = _carrier(db, session.space_id, card, line.number) if line.number.strip() else None
    if known is not None and not line.name.strip():
        _come_back(db, session, known, line, now=now)
        return known
    if known is not None:
        raise RuleViolated("number_taken", field="number")
    return _new_person(db, session, line, card, now=now)


def _come_back(db: Db, session: LabSession, person: Participant, line: QuickLine, *, now: datetime) -> None:
    attendance.return_to_session(
        db, session, person, channel=ArrivalChannel.CARD, now=now, arrived_at=line.arrived_at, part=line.part
    )


def _new_person(db: Db, session: LabSession, line: QuickLine, card: Card | None, *, now: datetime) -> Participant:
    command = CheckIn(
        name=line.name,
        age=line.age,
        channel=_channel(line, card),
        captured_by=line.by,
        place=line.place,
        part=line.part,
        arrived_at=line.arrived_at,
        sheet_row=line.sheet_row,
        card_id=card.id if card else None,
    )
    person = attendance.check_in(db, session, command, now=now).person
    if line.organisation.strip():
        told = Profile(organisation=line.organisation, position=line.position)
        complete_profile(
            db, person, told, channel=command.channel, captured_by=line.by, notice_id=None, now=now
        )
    return person


def _channel(line: QuickLine, card: Card | None) -> ArrivalChannel:
    if line.sheet_row is not None:
        return ArrivalChannel.SHEET
    return ArrivalChannel.CARD if card else ArrivalChannel.DESK


def _last_part(typed: str) -> str:
    """Return what a scanner read: the end of an address, or the number or code itself."""
    return typed.strip().rstrip("/").rsplit("/", 1)[-1]


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST_NUMBER


def _card(db: Db, space_id: UUID, typed: str) -> Card | None:
    last = _last_part(typed)
    same = Card.number == int(last) if _is_number(last) else Card.code == read_code(last)
    return db.scalar(sa.select(Card).where(Card.space_id == space_id, same).with_for_update())


def _carrier(db: Db, space_id: UUID, card: Card | None, typed: str) -> Participant | None:
    """Return who is known by this number or code. Raises RuleViolated `card_unknown` where it is nobody's."""
    if card is not None:
        return db.get(Participant, card.participant_id) if card.participant_id else None
    last = _last_part(typed)
    same = sa.and_(Participant.number == int(last), Participant.node_letter == "") if _is_number(last) else (
        Participant.code == read_code(last)
    )  # fmt: skip
    found = db.scalar(sa.select(Participant).where(Participant.space_id == space_id, same))
    if found is None:
        raise RuleViolated("card_unknown", field="number")
    return db.get(Participant, found.joined_into_id) if found.joined_into_id else found


def tick_expected(db: Db, session_id: UUID, expected_id: UUID, *, by: str, now: datetime) -> Participant:
    """Put somebody of the expected list on the list, once. Raises RuleViolated `expected_gone`."""
    expected = db.get(Expected, expected_id, with_for_update=True)
    if expected is None or expected.session_id != session_id:
        raise RuleViolated("expected_gone")
    if expected.participant_id is not None:
        return db.get_one(Participant, expected.participant_id)
    line = QuickLine(
        by=by, name=expected.name, organisation=expected.organisation or "", position=expected.position or ""
    )
    person = write_line(db, session_id, line, now=now)
    expected.participant_id = person.id
    return person


def bring(db: Db, session_id: UUID, person_id: UUID, *, now: datetime) -> Participant:
    """Note that somebody known from another session of this lab, or taken back by mistake, is here."""
    session = door_of(db, session_id)
    person = db.get(Participant, person_id)
    if person is None or person.joined_into_id is not None:
        raise RuleViolated("person_unknown")
    attendance.return_to_session(db, session, person, channel=ArrivalChannel.DESK, now=now)
    return person


def bring_if_away(db: Db, session_id: UUID, person_id: UUID, *, now: datetime) -> UUID:
    """Note that somebody known is here unless they are on the list of this session already; return their id."""
    door_of(db, session_id)
    here = db.get(Attendance, attendance.attendance_id(session_id, person_id))
    return person_id if here is not None and here.undone_at is None else bring(db, session_id, person_id, now=now).id


def check_sheet_row(db: Db, session_id: UUID, row: int) -> None:
    """Raise RuleViolated `sheet_row_taken` where this row already witnesses somebody who is counted."""
    taken = db.scalar(
        sa.select(Participant.number)
        .join(Attendance, Attendance.participant_id == Participant.id)
        .where(Attendance.session_id == session_id, Attendance.sheet_row == row, Attendance.undone_at.is_(None))
        .limit(1)
    )
    if taken is not None:
        raise RuleViolated("sheet_row_taken", field="row", row=row, number=taken)


def write_sheet_row(db: Db, session_id: UUID, line: QuickLine, *, now: datetime) -> Participant:
    """Put on the list who signed a row of the sheet and is not here yet. Raises RuleViolated `sheet_row_taken`."""
    door_of(db, session_id)
    check_sheet_row(db, session_id, line.sheet_row or 0)
    return write_line(db, session_id, line, now=now)


def witness(db: Db, session_id: UUID, person_id: UUID, row: int) -> None:
    """Link a row of the signed sheet to somebody who is here: a witness, not another person."""
    check_door(door_of(db, session_id), ArrivalChannel.SHEET)
    found = db.get(Attendance, attendance.attendance_id(session_id, person_id), with_for_update=True)
    if found is None:
        raise RuleViolated("person_unknown")
    if found.sheet_row != row:
        check_sheet_row(db, session_id, row)
        attendance.witness_sheet(found, row)
    found.undone_at = None


def add_unregistered(db: Db, session_id: UUID, *, part: Part, now: datetime) -> None:
    """Count one person who came and refused any record."""
    attendance.count_unregistered(db, door_of(db, session_id), now=now, part=part)


def take_back_unregistered(db: Db, session_id: UUID, counted_id: UUID, *, now: datetime) -> None:
    """Take back one person without record; taking back twice changes nothing."""
    check_door(door_of(db, session_id), ArrivalChannel.DESK)
    counted = db.get(Unregistered, counted_id, with_for_update=True)
    if counted is None or counted.session_id != session_id:
        raise NotFound
    attendance.undo_unregistered(counted, now=now)
