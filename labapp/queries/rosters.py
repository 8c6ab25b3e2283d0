"""Reading the list of a virtual meeting under review: each row with its problems and who it may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.attendance import initials
from labapp.domain.rosters import RowProblem
from labapp.models.attendance import RosterRow
from labapp.models.recorder import Db
from labapp.queries.desk_people import Brief, briefs, fitting

SHOWN_AT_ONCE = 40


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A row under review; `like` are those of the lab or table whom it may be."""

    id: UUID
    name: str
    initials: str
    entered_at: datetime | None
    left_at: datetime | None
    problems: tuple[RowProblem, ...]
    like: list[Brief]

    @property
    def is_clear(self) -> bool:
        """Whether nothing about it has to be looked at."""
        return not self.problems and not self.like


@dataclass(frozen=True, slots=True)
class Review:
    """The first rows under review, and how many wait in all."""

    rows: tuple[ReviewRow, ...]
    count: int


def review(db: Db, session_id: UUID, *, now: datetime) -> Review:
    """Return what waits to be confirmed, linked or dropped."""
    waiting = db.scalars(
        sa.select(RosterRow)
        .where(RosterRow.session_id == session_id, RosterRow.expires_at > now)
        .order_by(RosterRow.position, RosterRow.id)
    ).all()
    people = briefs(db, session_id)
    return Review(tuple(_row(row, people) for row in waiting[:SHOWN_AT_ONCE]), len(waiting))


def _row(row: RosterRow, people: list[Brief]) -> ReviewRow:
    problems = tuple(RowProblem(code) for code in (row.problem or "").split())
    like = fitting(row.name, people)[:3]
    return ReviewRow(row.id, row.name, initials(row.name), row.entered_at, row.left_at, problems, like)
