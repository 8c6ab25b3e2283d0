"""Reading one person at the desk, pairs to decide on, who of a signed sheet is here, organisations without class."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.attendance import AgeSide, ArrivalChannel, Part, initials, name_tokens
from labapp.domain.demographics import AgeBand, FirstTime, Gender, PlaceScope
from labapp.domain.errors import NotFound
from labapp.domain.likeness import Reason, names_alike
from labapp.domain.privacy import Consent as ConsentKind
from labapp.domain.text import fold
from labapp.models.attendance import Attendance, Consent, Participant
from labapp.models.people import Organisation
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.queries.desk import open_pairs, shown_number

MOST_OFFERED = 9
"""People offered for one row of a sheet: as many as there are digits on the keyboard."""


@dataclass(frozen=True, slots=True)
class DeskPerson:
    """One person with everything that the desk may see and change."""

    id: UUID
    op: UUID
    number: str
    code: str
    name: str
    initials: str
    age: AgeSide
    is_authorised: bool
    is_erased: bool
    gender: Gender | None
    age_band: AgeBand | None
    first_time: FirstTime | None
    place: PlaceScope | None
    alone: bool | None
    organisation: str
    position: str
    contact: str
    consents: dict[ConsentKind, bool]
    part: Part | None
    channel: ArrivalChannel | None
    arrived_at: datetime | None
    left_at: datetime | None
    sheet_row: int | None
    is_here: bool


@dataclass(frozen=True, slots=True)
class Brief:
    """A person as a choice among several."""

    id: UUID
    number: str
    name: str
    initials: str
    organisation: str | None = None
    is_here: bool = True
    arrived_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LikePair:
    """Two entries that may be one person, with the reasons."""

    first: Brief
    second: Brief
    reasons: tuple[Reason, ...]


def desk_person(db: Db, session_id: UUID, person_id: UUID) -> DeskPerson:
    """Return a person of the lab or table of a session; of a joined entry, the one that counts. Raises NotFound."""
    here = sa.and_(Attendance.participant_id == Participant.id, Attendance.session_id == session_id)
    found = db.execute(
        sa.select(Participant, Attendance, Organisation.name)
        .join(LabSession, LabSession.space_id == Participant.space_id)
        .outerjoin(Attendance, here)
        .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
        .where(Participant.id == person_id, LabSession.id == session_id)
    ).one_or_none()
    if found is None:
        raise NotFound
    person, attendance, organisation = found
    if person.joined_into_id is not None:
        return desk_person(db, session_id, person.joined_into_id)
    return _person(db, person, attendance, organisation)


def _person(db: Db, person: Participant, attendance: Attendance | None, organisation: str | None) -> DeskPerson:
    return DeskPerson(
        id=person.id,
        op=person.op,
        number=shown_number(person),
        code=person.code or "",
        name=person.name or "",
        initials=initials(person.name or ""),
        age=person.age_side,
        is_authorised=person.authorised_at is not None,
        is_erased=person.erased_at is not None,
        gender=person.gender,
        age_band=person.age_band,
        first_time=person.first_time,
        place=person.place_scope,
        alone=person.alone,
        organisation=organisation or "",
        position=person.position or "",
        contact=person.contact or "",
        consents=_consents(db, person.id),
        part=attendance.part if attendance else None,
        channel=attendance.channel if attendance else None,
        arrived_at=attendance.arrived_at if attendance else None,
        left_at=attendance.left_at if attendance else None,
        sheet_row=attendance.sheet_row if attendance else None,
        is_here=attendance is not None and attendance.undone_at is None,
    )


def _consents(db: Db, person_id: UUID) -> dict[ConsentKind, bool]:
    acts = sa.select(Consent.kind, Consent.given).where(Consent.participant_id == person_id)
    return {act.kind: act.given for act in db.execute(acts.order_by(Consent.at, Consent.id))}


def briefs(db: Db, session_id: UUID) -> list[Brief]:
    """Return everybody of the lab or table who has a name, those of this session first."""
    here = sa.and_(Attendance.participant_id == Participant.id, Attendance.session_id == session_id)
    found = db.execute(
        sa.select(Participant, Attendance, Organisation.name)
        .join(LabSession, LabSession.space_id == Participant.space_id)
        .outerjoin(Attendance, here)
        .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
        .where(LabSession.id == session_id, Participant.name.is_not(None), Participant.joined_into_id.is_(None))
        .order_by(Participant.number, Participant.id)
    )
    rows = [
        Brief(
            p.id, shown_number(p), p.name or "", initials(p.name or ""), organisation,
            a is not None and a.undone_at is None, a.arrived_at if a else None,
        )
        for p, a, organisation in found
    ]  # fmt: skip
    return sorted(rows, key=lambda brief: not brief.is_here)


def pairs(db: Db, session_id: UUID) -> list[LikePair]:
    """Return the pairs to decide on, the strongest first."""
    known = {brief.id: brief for brief in briefs(db, session_id)}
    return [
        LikePair(known[pair.first], known[pair.second], pair.reasons)
        for pair in open_pairs(db, session_id)
        if pair.first in known and pair.second in known
    ]


def like(db: Db, session_id: UUID, name: str) -> list[Brief]:
    """Return who of this lab or table a written name may be, those who are here first, at most `MOST_OFFERED`."""
    return fitting(name, briefs(db, session_id))[:MOST_OFFERED]


def fitting(name: str, people: Iterable[Brief]) -> list[Brief]:
    """Return those of `people` whom a written name may be, in their order."""
    if not name.strip():
        return []
    return [brief for brief in people if names_alike(name, brief.name) or _begins(name, brief.name)]


def _begins(typed: str, name: str) -> bool:
    """Whether every typed word begins a word of the name: what somebody reads of a signature."""
    words = name_tokens(name)
    typed_words = fold(typed).split()
    return bool(typed_words) and all(any(word.startswith(part) for word in words) for part in typed_words)


def elsewhere(db: Db, session_id: UUID, q: str) -> list[Brief]:
    """Return who of the same lab or table fits a search and is not here: from another session, or taken back."""
    if not q.strip():
        return []
    number = q.strip()
    return [
        brief
        for brief in briefs(db, session_id)
        if not brief.is_here and (brief.number == number or _begins(q, brief.name))
    ][:MOST_OFFERED]


def next_sheet_row(db: Db, session_id: UUID) -> int:
    """Return the row of the signed sheet that comes after the last one typed."""
    last = db.scalar(sa.select(sa.func.max(Attendance.sheet_row)).where(Attendance.session_id == session_id))
    return (last or 0) + 1


def sheet_rows_typed(db: Db, session_id: UUID) -> int:
    """Return how many rows of the signed sheets were typed or linked."""
    rows = sa.select(sa.func.count()).where(
        Attendance.session_id == session_id, Attendance.sheet_row.is_not(None), Attendance.undone_at.is_(None)
    )
    return db.scalar(rows) or 0


def unclassed_organisations(db: Db) -> list[tuple[UUID, str]]:
    """Return the organisations that were typed at the door and have no class yet, by name."""
    found = db.execute(
        sa.select(Organisation.id, Organisation.name)
        .where(Organisation.typed_at_door, Organisation.sector.is_(None))
        .order_by(Organisation.name_key, Organisation.id)
    )
    return [(row.id, row.name) for row in found]
