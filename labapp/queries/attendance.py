"""Reading the door: the session behind a code, the person behind a code, and who is here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from labapp.domain.attendance import AgeSide, short_name
from labapp.domain.errors import NotFound
from labapp.domain.numbering import GivenNumber
from labapp.domain.places import place_if_known
from labapp.domain.sessions import Stage, phones_may_write
from labapp.domain.spaces import SpaceKind
from labapp.models.attendance import Attendance, Device, Participant
from labapp.models.communities import Community
from labapp.models.contributions import Contribution
from labapp.models.programme import Programme
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space


@dataclass(frozen=True, slots=True)
class Door:
    """What a phone sees of a session: what it is, where, and whether it may come in."""

    session_id: UUID
    space_id: UUID
    code: str
    title: str
    community: str | None
    area: str | None
    """District or comarca of the community, for "another part of …"; None where the place is not known yet."""
    starts_at: datetime
    zone: str
    stage: Stage
    has_questions: bool
    programme: UUID | None
    """The operation that last wrote the programme: while it stays, so does the wording of the notice."""

    @property
    def id(self) -> UUID:
        """The id of the session, as services call it."""
        return self.session_id

    @property
    def is_open(self) -> bool:
        """Whether phones may write now."""
        return phones_may_write(self.stage)


@dataclass(frozen=True, slots=True)
class Person:
    """A participant as their own phone may show them."""

    id: UUID
    space_id: UUID
    number: int
    node_letter: str
    code: str
    short_name: str
    age: AgeSide
    is_present: bool

    @property
    def shown_number(self) -> str:
        """The number as it is said: 27, or B-27 where another laptop gave it."""
        return str(GivenNumber(self.node_letter, self.number))


_DOOR = (
    sa.select(
        LabSession.id.label("session_id"),
        LabSession.space_id,
        LabSession.code,
        sa.func.coalesce(LabSession.title, Space.title).label("title"),
        LabSession.starts_at,
        LabSession.zone,
        LabSession.stage,
        Space.kind,
        Space.urn_opened_at,
        Space.urn_sealed_at,
        Community.name.label("community"),
        Community.place_code,
        sa.select(Programme.op).order_by(Programme.id).limit(1).scalar_subquery().label("programme"),
    )
    .join(Space, Space.id == LabSession.space_id)
    .outerjoin(Community, Community.id == Space.community_id)
)
_DOOR_OF_CODE = _DOOR.where(LabSession.code == sa.bindparam("code"))


def _door(row: Any) -> Door:  # Any: a row of twelve columns, read by name
    place = place_if_known(row.place_code)
    return Door(
        session_id=row.session_id,
        space_id=row.space_id,
        code=row.code,
        title=row.title,
        community=row.community if row.kind is SpaceKind.INNOVATION_LAB else None,
        area=place.area if place else None,
        starts_at=row.starts_at,
        zone=row.zone,
        stage=row.stage,
        has_questions=row.urn_opened_at is not None and row.urn_sealed_at is None,
        programme=row.programme,
    )


def door(db: Db, code: str) -> Door:
    """Return the session behind the code on the wall. Raises NotFound `session_code_unknown`."""
    row = db.execute(_DOOR_OF_CODE, {"code": code}).one_or_none()
    if row is None:
        raise NotFound("session_code_unknown")
    return _door(row)


def open_doors(db: Db) -> list[Door]:
    """Return the sessions that phones may enter now, the soonest first."""
    found = db.execute(
        _DOOR.where(LabSession.stage == Stage.OPEN).order_by(LabSession.starts_at, LabSession.id)
    )
    return [_door(row) for row in found]


def _person(person: Participant, attendance: Attendance | None) -> Person:
    return Person(
        id=person.id,
        space_id=person.space_id,
        number=person.number,
        node_letter=person.node_letter,
        code=person.code or "",
        short_name=short_name(person.name or ""),
        age=person.age_side,
        is_present=attendance is not None and attendance.undone_at is None,
    )


def _people(session_id: UUID) -> sa.Select[Participant, Attendance]:
    here = sa.and_(Attendance.participant_id == Participant.id, Attendance.session_id == session_id)
    return sa.select(Participant, Attendance).outerjoin(Attendance, here)


def _behind(code: str) -> sa.ScalarSelect[UUID]:
    """The person with this code; for an entry that the desk joined to another one, the person who was kept."""
    entry = aliased(Participant)
    kept = sa.func.coalesce(entry.joined_into_id, entry.id)
    return sa.select(kept).where(entry.code == code).scalar_subquery()


def person_by_code(db: Db, session_id: UUID, space_id: UUID, code: str) -> Person:
    """Return the person of this lab or table with this code. Raises NotFound `person_code_unknown`."""
    found = db.execute(
        _people(session_id).where(Participant.id == _behind(code), Participant.space_id == space_id)
    ).one_or_none()
    if found is None:
        raise NotFound("person_code_unknown")
    return _person(*found)


def people_of_device(db: Db, token_hash: str, session_id: UUID, space_id: UUID) -> list[Person]:
    """Return who registered from this phone in this lab or table, its owner first; erased ones are gone."""
    found = db.execute(
        _people(session_id)
        .join(Device, Device.participant_id == Participant.id)
        .where(Device.token_hash == token_hash, Participant.space_id == space_id, Participant.erased_at.is_(None))
        .order_by(Device.is_companion, Participant.number)
    )
    return [_person(person, attendance) for person, attendance in found]


def person_anywhere(db: Db, code: str) -> tuple[Participant, Space]:
    """Return the person with this code, and their lab or table. Raises NotFound `person_code_unknown`."""
    found = db.execute(
        sa.select(Participant, Space)
        .join(Space, Space.id == Participant.space_id)
        .where(Participant.id == _behind(code))
    ).one_or_none()
    if found is None:
        raise NotFound("person_code_unknown")
    return found[0], found[1]


def number_on_card(db: Db, code: str) -> int:
    """Return the number that was given together with this code. Raises NotFound `person_code_unknown`."""
    found = db.scalar(sa.select(Participant.number).where(Participant.code == code))
    if found is None:
        raise NotFound("person_code_unknown")
    return found


def contributions_of(db: Db, person_id: UUID) -> list[Contribution]:
    """Return what a person contributed, in the order of sessions and numbers."""
    return list(
        db.scalars(
            sa.select(Contribution)
            .where(Contribution.person_id == person_id)
            .order_by(Contribution.said_at, Contribution.number, Contribution.part)
        )
    )


def unit_token(db: Db, space_id: UUID) -> str:
    """Return the public token of a lab or table, by which the anonymous questions know which urn is meant."""
    return db.scalar(sa.select(Space.token).where(Space.id == space_id)) or ""


def space_by_token(db: Db, token: str) -> UUID | None:
    """Return the lab or table with this public token."""
    return db.scalar(sa.select(Space.id).where(Space.token == token))
