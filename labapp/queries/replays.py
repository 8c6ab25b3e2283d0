"""Forms that came twice with other content: kept, so that a person can see what the second one wanted to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.models.people import KeptReplay, Receipt
from labapp.models.recorder import Db


@dataclass(frozen=True, slots=True)
class KeptForm:
    """What came the second time, when, under which form, and where the first one led."""

    id: UUID
    form: str
    at: datetime
    fields: Mapping[str, str]
    location: str


def kept_forms(db: Db, *, session_id: UUID, code: str) -> list[KeptForm]:
    """Return what was kept of the forms of one session, newest first."""
    of_session = sa.or_(
        Receipt.location.contains(f"/E/{code}/", autoescape=True),
        Receipt.location.contains(f"/sesiones/{session_id}", autoescape=True),
    )
    found = db.execute(
        sa.select(KeptReplay, Receipt.location)
        .join(Receipt, Receipt.key == KeptReplay.key)
        .where(of_session)
        .order_by(KeptReplay.at.desc(), KeptReplay.id)
    )
    return [KeptForm(kept.id, kept.form, kept.at, kept.fields, location) for kept, location in found]
