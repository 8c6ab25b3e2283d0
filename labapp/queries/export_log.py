"""Reading the record of who took which list with names, and what for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.privacy import ExportPurpose
from labapp.models.lists import ListExport
from labapp.models.people import Staff
from labapp.models.publication import ExportRecord
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space

LOGGED_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class LoggedExport:
    """Somebody asked for a list with names: who, of what, what for, and whether it was refused."""

    at: datetime
    who: str
    of: str | None
    """The session, or the lab or table; None for a list of some days."""
    held_at: datetime | None
    zone: str
    days: tuple[date, date] | None
    columns: tuple[str, ...]
    """The titles of the columns that went out; none where they were the usual ones of the house."""
    purpose: ExportPurpose
    refused: str | None


@dataclass(frozen=True, slots=True)
class ExportLog:
    """One page of the record of exports, newest first."""

    entries: tuple[LoggedExport, ...]
    page: int
    pages: int


_EVERY = sa.union_all(
    sa.select(ExportRecord.id, ExportRecord.at), sa.select(ListExport.id, ListExport.at)
).subquery()


def export_log(db: Db, *, page: int = 1) -> ExportLog:
    """Return one page of who asked for which list with names, when and why."""
    total = db.scalar(sa.select(sa.func.count()).select_from(_EVERY)) or 0
    pages = max(1, -(-total // LOGGED_ON_A_PAGE))
    shown = min(max(page, 1), pages)
    newest = sa.select(_EVERY.c.id).order_by(_EVERY.c.at.desc(), _EVERY.c.id.desc())
    ids = db.scalars(newest.limit(LOGGED_ON_A_PAGE).offset((shown - 1) * LOGGED_ON_A_PAGE)).all()
    found = _of_sessions(db, ids) | _filed(db, ids)
    return ExportLog(tuple(found[each] for each in ids), shown, pages)


def _of_sessions(db: Db, ids: Sequence[UUID]) -> dict[UUID, LoggedExport]:
    found = db.execute(
        sa.select(ExportRecord, Staff.name, LabSession, Space.title)
        .join(Staff, Staff.id == ExportRecord.staff_id)
        .join(LabSession, LabSession.id == ExportRecord.session_id)
        .join(Space, Space.id == LabSession.space_id)
        .where(ExportRecord.id.in_(ids))
    )
    return {record.id: _logged(record, who, session, space) for record, who, session, space in found}


def _filed(db: Db, ids: Sequence[UUID]) -> dict[UUID, LoggedExport]:
    found = db.execute(
        sa.select(ListExport, Staff.name, LabSession, Space.title)
        .join(Staff, Staff.id == ListExport.staff_id)
        .outerjoin(LabSession, LabSession.id == ListExport.session_id)
        .outerjoin(Space, Space.id == ListExport.space_id)
        .where(ListExport.id.in_(ids))
    )
    return {record.id: _logged(record, who, session, space) for record, who, session, space in found}


def _logged(
    record: ExportRecord | ListExport, who: str | None, session: LabSession | None, space: str | None
) -> LoggedExport:
    filed = record if isinstance(record, ListExport) else None
    return LoggedExport(
        at=record.at,
        who=who or "—",
        of=(session.title or space) if session else space,
        held_at=session.starts_at if session else None,
        zone=session.zone if session else "",
        days=(filed.from_on, filed.to_on) if filed and filed.from_on and filed.to_on else None,
        columns=tuple(title for _field, title in filed.columns) if filed else (),
        purpose=record.purpose,
        refused=record.refused,
    )
