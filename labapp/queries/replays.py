"""Forms that came twice with other content: kept, so that a person can see what the second one wanted to say."""

from __future__ import annotations

import re
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


_OF_A_SESSION = re.compile(r"/sesiones/[0-9a-f-]{36}(?:/|$)|/E/(?!mio(?:/|$))[^/]+/")


def is_of_a_session(location: str) -> bool:
    """Whether a receipt leads into one session, whose desk looks at what came under its key a second time."""
    return _OF_A_SESSION.match(location) is not None


def _of_session(session_id: UUID, code: str) -> sa.ColumnElement[bool]:
    return sa.or_(
        Receipt.location.contains(f"/E/{code}/", autoescape=True),
        Receipt.location.contains(f"/sesiones/{session_id}", autoescape=True),
    )


def kept_count(db: Db, *, session_id: UUID, code: str) -> int:
    """Return how many forms of one session wait for somebody to look at them."""
    kept = sa.select(sa.func.count()).select_from(KeptReplay).join(Receipt, Receipt.key == KeptReplay.key)
    return db.scalar(kept.where(_of_session(session_id, code))) or 0


def kept_forms(db: Db, *, session_id: UUID, code: str) -> list[KeptForm]:
    """Return what was kept of the forms of one session, newest first."""
    found = db.execute(
        sa.select(KeptReplay, Receipt.location)
        .join(Receipt, Receipt.key == KeptReplay.key)
        .where(_of_session(session_id, code))
        .order_by(KeptReplay.at.desc(), KeptReplay.id)
    )
    return [KeptForm(kept.id, kept.form, kept.at, kept.fields, location) for kept, location in found]
