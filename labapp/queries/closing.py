"""Reading what is missing before a session is closed, what was promised, and how its anonymous questions stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.attendance import AgeSide
from labapp.domain.closing import Missing
from labapp.domain.errors import NotFound
from labapp.domain.obligations import ObligationKind
from labapp.domain.terms import DayKind
from labapp.models.attendance import Attendance, Participant, RosterRow
from labapp.models.contributions import Contribution
from labapp.models.people import Organisation
from labapp.models.recorder import Db
from labapp.models.responses import Obligation
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.queries.desk import open_pairs
from labapp.queries.desk_people import sheet_rows_typed
from labapp.queries.replays import kept_count


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed after a session, by its day."""

    kind: ObligationKind
    days: int
    day_kind: DayKind
    due_on: date
    fulfilled_on: date | None


@dataclass(frozen=True, slots=True)
class Paper:
    """What was declared and typed of sheets and slips; `sheet_rows` is what the list itself knows."""

    sheet_rows: int
    sheets_filled: int | None
    sheets_typed: int | None
    slips_filled: int | None
    slips_typed: int | None


@dataclass(frozen=True, slots=True)
class Closing:
    """Everything that the closing page of a session shows. Of an open urn nothing but that it is open."""

    missing: tuple[tuple[Missing, int], ...]
    owed: tuple[Owed, ...]
    paper: Paper
    room_closed_at: datetime | None
    register_closed_at: datetime | None
    urn_is_open: bool
    urn_sealed_at: datetime | None


def _count(db: Db, statement: sa.Select[int]) -> int:
    return db.scalar(statement) or 0


def _missing(db: Db, session: LabSession) -> dict[Missing, int]:
    count, session_id = sa.func.count(), session.id
    present = sa.and_(Attendance.session_id == session_id, Attendance.undone_at.is_(None))
    nameless = sa.select(count).select_from(Participant).join(
        Attendance, sa.and_(Attendance.participant_id == Participant.id, present)
    ).where(
        Participant.age_side == AgeSide.MINOR, Participant.name.is_(None), Participant.erased_at.is_(None)
    )  # fmt: skip
    unconfirmed = sa.select(count).select_from(Contribution).where(
        Contribution.session_id == session_id, Contribution.confirmed_at.is_(None),
        Contribution.withdrawn_at.is_(None), Contribution.joined_into_id.is_(None), Contribution.is_split.is_(False),
    )  # fmt: skip
    unclassed = sa.select(count).select_from(Organisation).where(
        Organisation.typed_at_door, Organisation.sector.is_(None)
    )
    return {
        Missing.PAIRS: len(open_pairs(db, session_id)),
        Missing.ROSTER: _count(db, sa.select(count).select_from(RosterRow).where(RosterRow.session_id == session_id)),
        Missing.ORGANISATIONS: _count(db, unclassed),
        Missing.MINORS: _count(db, nameless),
        Missing.UNCONFIRMED: _count(db, unconfirmed),
        Missing.REPLAYS: kept_count(db, session_id=session.id, code=session.code),
    }


def closing(db: Db, session_id: UUID) -> Closing:
    """Return what the closing page of a session shows."""
    session = db.get_one(LabSession, session_id)
    space = db.get_one(Space, session.space_id)
    owed = db.scalars(sa.select(Obligation).where(Obligation.session_id == session_id).order_by(Obligation.due_on))
    return Closing(
        missing=tuple((what, many) for what, many in _missing(db, session).items() if many),
        owed=tuple(Owed(each.kind, each.days, each.day_kind, each.due_on, each.fulfilled_on) for each in owed),
        paper=Paper(
            sheet_rows_typed(db, session_id),
            session.sheets_filled,
            session.sheets_typed,
            session.slips_filled,
            session.slips_typed,
        ),
        room_closed_at=session.room_closed_at,
        register_closed_at=session.register_closed_at,
        urn_is_open=space.urn_opened_at is not None and space.urn_sealed_at is None,
        urn_sealed_at=space.urn_sealed_at,
    )


def slips_declared(db: Db, space_id: UUID) -> int:
    """Return how many slips of each question were declared in all sessions of a lab or table."""
    declared = sa.select(sa.func.coalesce(sa.func.sum(LabSession.slips_filled), 0))
    return db.scalar(declared.where(LabSession.space_id == space_id)) or 0


@dataclass(frozen=True, slots=True)
class UnitClosing:
    """How the anonymous questions of a lab or table stand."""

    space_id: UUID
    title: str
    opened_at: datetime | None
    sealed_at: datetime | None


def unit_closing(db: Db, space_id: UUID) -> UnitClosing:
    """Return how the anonymous questions of a lab or table stand. Raises NotFound."""
    space = db.get(Space, space_id)
    if space is None:
        raise NotFound
    return UnitClosing(space.id, space.title, space.urn_opened_at, space.urn_sealed_at)
