"""Coming in, going out, and taking it back. A person gets one number and one code per lab or table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import NAMESPACE_OID, UUID, uuid5

import sqlalchemy as sa

from labapp.domain.attendance import (
    AgeSide,
    ArrivalChannel,
    Held,
    MinorPapers,
    Part,
    check_arrival,
    check_departure,
    check_may_hold,
    may_hold,
    read_name,
)
from labapp.domain.demographics import PlaceScope
from labapp.domain.errors import RuleViolated
from labapp.domain.ids import new_code
from labapp.domain.numbering import FIRST_CARD, LAST_CARD, next_person_number
from labapp.domain.privacy import Consent as ConsentKind
from labapp.domain.sessions import Stage, desk_may_write, phones_may_write
from labapp.domain.text import fold
from labapp.models.attendance import Attendance, Card, Consent, Participant, Unregistered
from labapp.models.recorder import Db, insert_new
from labapp.models.spaces import Space


class Gathering(Protocol):
    """What the door must know of a session: the row itself, or what a phone's page read of it."""

    @property
    def id(self) -> UUID:
        """Which session."""

    @property
    def space_id(self) -> UUID:
        """Its lab or table."""

    @property
    def stage(self) -> Stage:
        """Whether arrivals may be written down."""

    @property
    def starts_at(self) -> datetime:
        """When it begins: nobody arrives days before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """An arrival as the form gave it. `notice_id` is the text that was shown; None where it was read aloud."""

    name: str
    age: AgeSide
    channel: ArrivalChannel
    captured_by: str
    place: PlaceScope | None = None
    part: Part = Part.PARTICIPANT
    is_virtual: bool = False
    arrived_at: datetime | None = None
    sheet_row: int | None = None
    card_id: UUID | None = None
    notice_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A person and their presence in one session."""

    person: Participant
    attendance: Attendance


def check_door(session: Gathering, channel: ArrivalChannel) -> None:
    """Raise RuleViolated `room_closed` (phones) or `register_closed` unless arrivals may be written down now."""
    if channel is ArrivalChannel.PHONE and not phones_may_write(session.stage):
        raise RuleViolated("room_closed" if session.stage is not Stage.DRAFT else "room_not_open")
    if not desk_may_write(session.stage):
        raise RuleViolated("register_closed" if session.stage is not Stage.DRAFT else "room_not_open")


def attendance_id(session_id: UUID, participant_id: UUID) -> UUID:
    """Return the id of this person's presence in this session: the same wherever it is recorded, so never double."""
    return uuid5(NAMESPACE_OID, f"attendance:{session_id}:{participant_id}")


_lock_space = sa.select(Space.id).where(Space.id == sa.bindparam("space")).with_for_update()
_last_number = (
    sa.select(Participant.number)  # the newest by the unique index: a maximum would read everybody
    .where(
        Participant.space_id == sa.bindparam("space"),
        Participant.node_letter == "",
        sa.or_(Participant.number < FIRST_CARD, Participant.number > LAST_CARD),
    )
    .order_by(Participant.number.desc())
    .limit(1)
)


def _next_number(db: Db, space_id: UUID) -> int:
    # the row of the space is locked, so that two desks of one centre never give the same number
    connection = db.connection()
    if connection.dialect.name != "sqlite":  # where the whole transaction is the lock
        connection.execute(_lock_space, {"space": space_id})
    return next_person_number(connection.execute(_last_number, {"space": space_id}).scalar_one_or_none() or 0)


def _number_and_code(db: Db, space_id: UUID, card_id: UUID | None) -> tuple[int, str, Card | None]:
    if card_id is None:
        return _next_number(db, space_id), new_code(), None
    card = db.get(Card, card_id, with_for_update=True)
    if card is None or card.space_id != space_id:
        raise RuleViolated("card_unknown", field="card")
    if card.participant_id is not None:
        raise RuleViolated("card_taken", field="card", number=card.number)
    return card.number, card.code, card


def check_in(db: Db, session: Gathering, command: CheckIn, *, now: datetime) -> Arrival:
    """Put a person on the list with a number and a code; a minor without papers gets both, and no name.

    Raises RuleViolated for a closed door, an unusable name, card or time of arrival.
    """
    arrival, consent = _arrive(db, session, command, now=now)
    db.add_all([arrival.person, arrival.attendance, *consent])
    return arrival


def walk_in(db: Db, session: Gathering, command: CheckIn, *, now: datetime) -> Arrival:
    """Put a person on the list as `check_in` does, by the quick way: for phones, of which a room has two hundred.

    The rows are in the transaction and do not belong to the session.
    """
    if db.new or command.card_id is not None:
        return check_in(db, session, command, now=now)  # what waits in the session belongs to the same operation
    arrival, consent = _arrive(db, session, command, now=now)
    insert_new(db, [arrival.person, arrival.attendance, *consent])
    return arrival


def _arrive(db: Db, session: Gathering, command: CheckIn, *, now: datetime) -> tuple[Arrival, list[Consent]]:
    check_door(session, command.channel)
    arrived_at = command.arrived_at or now
    check_arrival(arrived_at, starts_at=session.starts_at, now=now)
    name = read_name(command.name) if Held.NAME in may_hold(command.age) else None
    number, code, card = _number_and_code(db, session.space_id, command.card_id)
    person = Participant(
        space_id=session.space_id,
        number=number,
        code=code,
        name=name,
        name_key=fold(name) if name else None,
        age_side=command.age,
        place_scope=command.place,
    )
    if card is not None:
        card.participant_id = person.id
    asked = command.age is not AgeSide.MINOR
    consent = [_consent(person, ConsentKind.ATTENDANCE, command, at=now)] if asked else []
    db.info["about"] = person.id
    return Arrival(person, _attendance(session, person, command, arrived_at=arrived_at, now=now)), consent


def _consent(person: Participant, kind: ConsentKind, command: CheckIn, *, at: datetime) -> Consent:
    return Consent(
        participant_id=person.id,
        kind=kind,
        given=True,
        notice_id=command.notice_id,
        channel=command.channel,
        captured_by=command.captured_by,
        at=at,
    )


def _attendance(
    session: Gathering, person: Participant, command: CheckIn, *, arrived_at: datetime, now: datetime
) -> Attendance:
    return Attendance(
        id=attendance_id(session.id, person.id),
        session_id=session.id,
        participant_id=person.id,
        part=command.part,
        channel=command.channel,
        is_virtual=command.is_virtual,
        arrived_at=arrived_at,
        recorded_at=now,
        sheet_row=command.sheet_row,
    )


def return_to_session(
    db: Db,
    session: Gathering,
    person: Participant,
    *,
    channel: ArrivalChannel,
    now: datetime,
    arrived_at: datetime | None = None,
    part: Part = Part.PARTICIPANT,
) -> Attendance:
    """Note that somebody of this lab or table is here (again): same number, same code, never double."""
    check_door(session, channel)
    if person.space_id != session.space_id or person.erased_at is not None:
        raise RuleViolated("person_unknown")
    check_arrival(arrived_at or now, starts_at=session.starts_at, now=now)
    db.info["about"] = person.id
    known = db.get(Attendance, attendance_id(session.id, person.id), with_for_update=True)
    if known is not None:
        known.undone_at = None
        known.left_at = None
        return known
    command = CheckIn(name="", age=person.age_side, channel=channel, captured_by="", part=part)
    attendance = _attendance(session, person, command, arrived_at=arrived_at or now, now=now)
    db.add(attendance)
    return attendance


def undo_check_in(attendance: Attendance, *, now: datetime) -> None:
    """Take an arrival back: the person stays known, and is not counted in this session."""
    if attendance.undone_at is None:
        attendance.undone_at = now


def check_out(attendance: Attendance, *, left_at: datetime, now: datetime) -> None:
    """Note when somebody left. Raises RuleViolated for a time before the arrival or in the future."""
    check_departure(left_at, arrived_at=attendance.arrived_at, now=now)
    attendance.left_at = left_at


def change_part(attendance: Attendance, part: Part) -> None:
    """Note in which part somebody is here; every total says which parts it counts."""
    attendance.part = part


def count_unregistered(db: Db, session: Gathering, *, now: datetime, part: Part = Part.PARTICIPANT) -> Unregistered:
    """Count one person who came and refused any record: one in the total, nothing else."""
    check_door(session, ArrivalChannel.DESK)
    counted = Unregistered(session_id=session.id, part=part, at=now)
    db.add(counted)
    return counted


def undo_unregistered(counted: Unregistered, *, now: datetime) -> None:
    """Take back one person without record."""
    if counted.undone_at is None:
        counted.undone_at = now


def authorise_minor(person: Participant, name: str, papers: MinorPapers, *, now: datetime) -> None:
    """Add the name of a minor, once the adult's paper and the minor's own agreement are noted."""
    check_may_hold(Held.NAME, person.age_side, papers)
    person.name = read_name(name)
    person.name_key = fold(person.name)
    person.authorised_at = now


def correct_name(person: Participant, name: str) -> None:
    """Change how somebody is called on the list. Raises RuleViolated `person_unknown` for whoever was erased."""
    if person.erased_at is not None:
        raise RuleViolated("person_unknown")
    papers = MinorPapers(authorised=person.authorised_at is not None, agrees=person.authorised_at is not None)
    check_may_hold(Held.NAME, person.age_side, papers)
    person.name = read_name(name)
    person.name_key = fold(person.name)


def witness_sheet(attendance: Attendance, sheet_row: int) -> None:
    """Link a row of the signed sheet to somebody who is here already: a witness, not another person."""
    attendance.sheet_row = sheet_row
