"""Reading what leaves the house as a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.attendance import AgeSide, Part, Total, totals
from labapp.domain.demographics import Gender, PlaceScope
from labapp.models.attendance import Attendance, Participant, Unregistered
from labapp.models.contributions import Contribution
from labapp.models.database import Database
from labapp.models.people import Organisation
from labapp.models.recorder import Db

ROWS_AT_A_TIME = 500
"""Rows that are held while a list is written."""


@contextmanager
def one_moment(database: Database) -> Iterator[Db]:
    """Give a session whose reads all speak of one moment, however many statements they take."""
    with database.reading() as db:
        if not database.is_sqlite:
            db.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        yield db


@dataclass(frozen=True, slots=True)
class ListRow:
    """Somebody on the list of a session. Of an erased person and of a minor without papers only the number is told."""

    number: int
    letter: str
    name: str | None
    is_erased: bool
    organisation: str | None
    comes_alone: bool
    position: str | None
    place_scope: PlaceScope | None
    place_code: str | None
    gender: Gender | None
    part: Part
    arrived_at: datetime


ON_THE_LIST = (Attendance.undone_at.is_(None), Participant.joined_into_id.is_(None))
"""The condition under which an attendance has a row: neither undone nor of an entry that is somebody else's."""

_COLUMNS = (
    Participant.number,
    Participant.node_letter,
    Participant.name,
    Participant.age_side,
    Participant.authorised_at,
    Participant.erased_at,
    Organisation.name.label("organisation"),
    Participant.alone,
    Participant.position,
    Participant.place_scope,
    Participant.place_code,
    Participant.gender,
    Attendance.part,
    Attendance.arrived_at,
)


def list_columns(*more: sa.ColumnElement[Any] | sa.orm.InstrumentedAttribute[Any]) -> sa.Select[*tuple[Any, ...]]:
    """Return the statement that reads what `list_row` tells of each attendance, with the given columns beside it."""
    return (
        sa.select(*_COLUMNS, *more)
        .select_from(Attendance)
        .join(Participant, Participant.id == Attendance.participant_id)
        .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
    )


_LIST = list_columns().where(*ON_THE_LIST).order_by(Participant.node_letter, Participant.number)


def list_rows(db: Db, session_id: UUID) -> Iterator[ListRow]:
    """Give everybody on the list of a session by number; undone arrivals and joined entries are out."""
    of_session = _LIST.where(Attendance.session_id == session_id)
    for found in db.execute(of_session.execution_options(yield_per=ROWS_AT_A_TIME)):
        yield list_row(found)


def tells_only_number(found: sa.Row[*tuple[Any, ...]]) -> bool:
    """Whether nothing but the number is told: of an erased person, and of a minor without papers."""
    told = found._mapping
    return told["erased_at"] is not None or (told["age_side"] is AgeSide.MINOR and told["authorised_at"] is None)


def list_row(found: sa.Row[*tuple[Any, ...]]) -> ListRow:
    """Return a row of `list_columns` as a list tells it."""
    told = found._mapping
    only_number = tells_only_number(found)
    facts = dict.fromkeys(("name", "organisation", "position", "place_scope", "place_code", "gender"))
    return ListRow(
        number=told["number"],
        letter=told["node_letter"],
        is_erased=told["erased_at"] is not None,
        comes_alone=bool(told["alone"]) and not only_number,
        part=told["part"],
        arrived_at=told["arrived_at"],
        **(facts if only_number else {name: told[name] for name in facts}),
    )


@dataclass(frozen=True, slots=True)
class ListTotals:
    """What a list counts: every total with those who refused any record, how many those are, and the rows it has."""

    by_total: dict[Total, int]
    unregistered: int
    rows: int
    has_letters: bool
    """Whether some numbers were given by another laptop and carry its letter."""


def list_totals(db: Db, session_id: UUID) -> ListTotals:
    """Return what the list of a session counts."""
    listed = db.execute(
        sa.select(Attendance.part, Participant.node_letter, sa.func.count())
        .join(Participant, Participant.id == Attendance.participant_id)
        .where(Attendance.session_id == session_id, *ON_THE_LIST)
        .group_by(Attendance.part, Participant.node_letter)
    ).all()
    without_record = db.execute(
        sa.select(Unregistered.part, sa.func.count())
        .where(Unregistered.session_id == session_id, Unregistered.undone_at.is_(None))
        .group_by(Unregistered.part)
    )
    refused: dict[Part, int] = dict(without_record.all())
    present = (part for part, _, count in listed for _ in range(count))
    return ListTotals(
        by_total=totals(present, refused),
        unregistered=sum(refused.values()),
        rows=sum(count for _, _, count in listed),
        has_letters=any(letter != "" for _, letter, _ in listed),
    )


def contribution_count(db: Db, session_id: UUID) -> int:
    """Return how many contributions a session has, parts and withdrawn ones included: the rows of their file."""
    counted = sa.select(sa.func.count()).where(Contribution.session_id == session_id)
    return db.scalar(counted) or 0
