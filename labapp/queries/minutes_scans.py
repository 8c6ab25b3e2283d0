"""The signed copies of published minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.scans import ScanKind
from labapp.models.minutes import MinutesScan
from labapp.models.recorder import Db


@dataclass(frozen=True, slots=True)
class ScanRow:
    """One signed copy that is attached."""

    id: UUID
    kind: ScanKind
    sha256: str
    is_public: bool
    attached_at: datetime


def scans_of(db: Db, version_id: UUID) -> tuple[ScanRow, ...]:
    """Return the signed copies of a version that were not taken off the page, the oldest first."""
    found = db.scalars(
        sa.select(MinutesScan)
        .where(MinutesScan.version_id == version_id, MinutesScan.removed_at.is_(None))
        .order_by(MinutesScan.attached_at, MinutesScan.id)
    )
    return tuple(ScanRow(one.id, one.kind, one.sha256, one.is_public, one.attached_at) for one in found)
