"""Reading the registration desk: who is here, how many by which count, who is expected, who may be the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.attendance import COUNTED, AgeSide, ArrivalChannel, Part, Total, initials, totals
from labapp.domain.demographics import UNASKED, Answer, PlaceScope
from labapp.domain.dimensions import DimensionKey, dimension
from labapp.domain.likeness import Pair, Somebody, probable_duplicates
from labapp.domain.numbering import GivenNumber
from labapp.domain.text import fold
from labapp.models.attendance import Attendance, Device, DuplicateDecision, Participant, Unregistered
from labapp.models.journal import Chain
from labapp.models.people import Organisation
from labapp.models.recorder import Db
from labapp.models.sessions import Expected, LabSession

COMPOSED = (DimensionKey.GENDER, DimensionKey.AGE_BAND, DimensionKey.PLACE_SCOPE)
"""What the desk watches while people arrive. Sensitive answers are anonymous and nobody watches them."""


@dataclass(frozen=True, slots=True)
class DeskRow:
    """Somebody on the list of a session. Without a name: a minor without papers, or data that were withdrawn."""

    id: UUID
    number: str
    name: str
    initials: str
    age: AgeSide
    part: Part
    place: PlaceScope | None
    organisation: str | None
    channel: ArrivalChannel
    arrived_at: datetime
    left_at: datetime | None
    is_erased: bool
    is_here: bool


@dataclass(frozen=True, slots=True)
class Composition:
    """How those who count as participants are composed, by one dimension; only answers that somebody gave or lacks."""

    key: DimensionKey
    counts: tuple[tuple[Answer, int], ...]


@dataclass(frozen=True, slots=True)
class DeskNow:
    """The desk at this moment. `rows` are those here that fit the search, the latest first."""

    rows: tuple[DeskRow, ...]
    totals: Mapping[Total, int]
    unregistered: int
    compositions: tuple[Composition, ...]
    phones: int
    pairs: int
    unclassed: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who is expected and has not come."""

    id: UUID
    name: str
    initials: str
    organisation: str | None
    position: str | None


def version(db: Db) -> int:
    """Return a number that grows with everything that is recorded anywhere: the cheap half of an ETag."""
    return db.scalar(sa.select(sa.func.coalesce(sa.func.sum(Chain.seq), 0))) or 0


_PRESENT = (
    sa.select(Participant, Attendance, Organisation.name)
    .join(Attendance, Attendance.participant_id == Participant.id)
    .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
    .order_by(Attendance.arrived_at.desc(), Participant.number.desc(), Participant.id)
)


def shown_number(person: Participant) -> str:
    """Return the number as it is said: 27, or B-27 where another laptop gave it."""
    return str(GivenNumber(person.node_letter, person.number))


def _row(found: sa.Row[Participant, Attendance, str]) -> DeskRow:
    person, attendance, organisation = found
    return DeskRow(
        id=person.id,
        number=shown_number(person),
        name=person.name or "",
        initials=initials(person.name or ""),
        age=person.age_side,
        part=attendance.part,
        place=person.place_scope,
        organisation=organisation,
        channel=attendance.channel,
        arrived_at=attendance.arrived_at,
        left_at=attendance.left_at,
        is_erased=person.erased_at is not None,
        is_here=attendance.undone_at is None,
    )


def _fits(person: Participant, words: list[str], typed: str) -> bool:
    if typed == shown_number(person).casefold() or (person.code or "").casefold() == typed.replace("-", ""):
        return True
    return bool(words) and all(word in (person.name_key or "") for word in words)


def desk_now(db: Db, session_id: UUID, *, q: str = "") -> DeskNow:
    """Return the desk of a session; `q` narrows the list by name, number or code and no count."""
    found = db.execute(
        _PRESENT.where(Attendance.session_id == session_id, Participant.joined_into_id.is_(None))
    ).all()
    here = [row for row in found if row[1].undone_at is None]
    typed, words = q.strip().casefold(), fold(q).split()
    shown = [row for row in found if _fits(row[0], words, typed)] if typed else here
    refused = _unregistered(db, session_id)
    counted = [row[0] for row in here if row[1].part in COUNTED[Total.PARTICIPANTS]]
    return DeskNow(
        rows=tuple(_row(row) for row in shown),
        totals=totals([row[1].part for row in here], refused),
        unregistered=sum(refused.values()),
        compositions=tuple(_composition(key, counted) for key in COMPOSED),
        phones=_phones(db, session_id),
        pairs=len(open_pairs(db, session_id)),
        unclassed=_unclassed(db),
    )


def _unregistered(db: Db, session_id: UUID) -> Counter[Part]:
    parts = db.scalars(
        sa.select(Unregistered.part).where(Unregistered.session_id == session_id, Unregistered.undone_at.is_(None))
    )
    return Counter(parts)


def _composition(key: DimensionKey, people: list[Participant]) -> Composition:
    given = Counter(getattr(person, key.value) or UNASKED for person in people)
    answers = (answer for answer in dimension(key).options if given[answer] or answer != UNASKED)
    return Composition(key, tuple((answer, given[answer]) for answer in answers))


def _phones(db: Db, session_id: UUID) -> int:
    arrived = sa.select(sa.func.count(sa.distinct(Device.token_hash))).join(
        Attendance, Attendance.participant_id == Device.participant_id
    )
    return db.scalar(arrived.where(Attendance.session_id == session_id)) or 0


def _unclassed(db: Db) -> int:
    queue = sa.select(sa.func.count()).select_from(Organisation)
    return db.scalar(queue.where(Organisation.typed_at_door, Organisation.sector.is_(None))) or 0


def last_unregistered(db: Db, session_id: UUID) -> UUID | None:
    """Return the newest person without record that was not taken back."""
    return db.scalar(
        sa.select(Unregistered.id)
        .where(Unregistered.session_id == session_id, Unregistered.undone_at.is_(None))
        .order_by(Unregistered.at.desc(), Unregistered.id.desc())
        .limit(1)
    )


def waiting(db: Db, session_id: UUID) -> list[Waiting]:
    """Return who is expected and has not been ticked in, by name."""
    rows = db.scalars(
        sa.select(Expected)
        .where(Expected.session_id == session_id, Expected.participant_id.is_(None))
        .order_by(Expected.name_key, Expected.id)
    )
    return [Waiting(each.id, each.name, initials(each.name), each.organisation, each.position) for each in rows]


def open_pairs(db: Db, session_id: UUID) -> tuple[Pair, ...]:
    """Return those of this session who may be the same as somebody of their lab or table, until somebody decides."""
    space = sa.select(LabSession.space_id).where(LabSession.id == session_id).scalar_subquery()
    listed = db.execute(
        sa.select(Participant.id, sa.func.coalesce(Participant.name, ""), Participant.contact, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
        .where(Participant.space_id == space, Participant.name.is_not(None), Participant.joined_into_id.is_(None))
        .order_by(Participant.number, Participant.id)
    ).all()
    decided = {
        frozenset(two) for two in db.execute(sa.select(DuplicateDecision.first_id, DuplicateDecision.second_id))
    }
    here = set(
        db.scalars(
            sa.select(Attendance.participant_id).where(
                Attendance.session_id == session_id, Attendance.undone_at.is_(None)
            )
        )
    )
    people = (Somebody(row[0], row[1], row[2] or "", row[3] or "") for row in listed)
    return tuple(
        pair
        for pair in probable_duplicates(people)
        if frozenset((pair.first, pair.second)) not in decided and here & {pair.first, pair.second}
    )
