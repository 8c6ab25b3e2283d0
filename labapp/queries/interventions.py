"""Reading the interventions of the minutes: those that stand, in their order, and those that were removed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.interventions import Intervention
from labapp.models.minutes import Intervention as Row
from labapp.models.minutes import Minutes
from labapp.models.recorder import Db


@dataclass(frozen=True, slots=True)
class Spoken:
    """One intervention as it stands; `op` is the version of its row."""

    id: UUID
    op: UUID
    said: Intervention
    is_removed: bool


def interventions_of(db: Db, minutes_id: UUID) -> tuple[Spoken, ...]:
    """Return every intervention of the minutes, in the order of speaking."""
    found = db.scalars(sa.select(Row).where(Row.minutes_id == minutes_id).order_by(Row.position, Row.id))
    return tuple(_spoken(row) for row in found)


def interventions_of_session(db: Db, session_id: UUID) -> tuple[Spoken, ...]:
    """Return every intervention of a session, in the order of speaking; none while nobody wrote minutes."""
    minutes_id = db.scalar(sa.select(Minutes.id).where(Minutes.session_id == session_id))
    return interventions_of(db, minutes_id) if minutes_id else ()


def _spoken(row: Row) -> Spoken:
    said = Intervention(
        role=row.role,
        office=row.office or "",
        organisation=row.organisation or "",
        person=row.person or "",
        summary=row.summary,
    )
    return Spoken(row.id, row.op, said, row.is_removed)
