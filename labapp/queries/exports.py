"""Reading what leaves the house as a file, and the record of who took what."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.attendance import AgeSide, Part, Total, totals
from labapp.domain.demographics import Gender, PlaceScope
from labapp.domain.privacy import ExportPurpose
from labapp.models.attendance import Attendance, Participant, Unregistered
from labapp.models.contributions import Contribution
from labapp.models.database import Database
from labapp.models.people import Organisation, Staff
from labapp.models.publication import ExportRecord
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space

LOGGED_ON_A_PAGE = 50
_AT_A_TIME = 500  # rows that are held while a list is written


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


_ON_THE_LIST = (Attendance.undone_at.is_(None), Participant.joined_into_id.is_(None))
_LIST = (
    sa.select(
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
    .select_from(Attendance)
    .join(Participant, Participant.id == Attendance.participant_id)
    .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
    .where(*_ON_THE_LIST)
    .order_by(Participant.node_letter, Participant.number)
)


def list_rows(db: Db, session_id: UUID) -> Iterator[ListRow]:
    """Give everybody on the list of a session by number; undone arrivals and joined entries are out."""
    for found in db.execute(_LIST.where(Attendance.session_id == session_id).execution_options(yield_per=_AT_A_TIME)):
        yield _list_row(found)


def _list_row(found: sa.Row[*tuple[object, ...]]) -> ListRow:
    told = found._mapping
    only_number = told["erased_at"] is not None or (
        told["age_side"] is AgeSide.MINOR and told["authorised_at"] is None
    )
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
        .where(Attendance.session_id == session_id, *_ON_THE_LIST)
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


@dataclass(frozen=True, slots=True)
class LoggedExport:
    """Somebody asked for a list with names: who, of which session, what for, and whether it was refused."""

    at: datetime
    who: str
    session: str
    held_at: datetime
    zone: str
    purpose: ExportPurpose
    refused: str | None


@dataclass(frozen=True, slots=True)
class ExportLog:
    """One page of the record of exports, newest first."""

    entries: tuple[LoggedExport, ...]
    page: int
    pages: int


def export_log(db: Db, *, page: int = 1) -> ExportLog:
    """Return one page of who asked for which list with names, when and why."""
    total = db.scalar(sa.select(sa.func.count()).select_from(ExportRecord)) or 0
    pages = max(1, -(-total // LOGGED_ON_A_PAGE))
    shown = min(max(page, 1), pages)
    found = db.execute(
        sa.select(ExportRecord, Staff.name, LabSession, Space.title)
        .join(Staff, Staff.id == ExportRecord.staff_id)
        .join(LabSession, LabSession.id == ExportRecord.session_id)
        .join(Space, Space.id == LabSession.space_id)
        .order_by(ExportRecord.at.desc(), ExportRecord.id.desc())
        .limit(LOGGED_ON_A_PAGE)
        .offset((shown - 1) * LOGGED_ON_A_PAGE)
    )
    entries = tuple(
        LoggedExport(
            at=record.at,
            who=who or "—",
            session=session.title or space,
            held_at=session.starts_at,
            zone=session.zone,
            purpose=record.purpose,
            refused=record.refused,
        )
        for record, who, session, space in found
    )
    return ExportLog(entries, shown, pages)
