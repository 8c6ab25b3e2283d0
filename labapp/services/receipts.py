"""Receipts: the key of a form is claimed before anything else, so that a retry changes nothing.

Source: trials on idempotency: "look, then insert" failed under concurrency on PostgreSQL, claiming first did not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from labapp.domain.ids import new_id
from labapp.models.people import KeptReplay, Receipt
from labapp.models.recorder import Db

KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Claim:
    """What claiming a key told: it is new, or what was answered before and whether the content is the same."""

    is_new: bool
    location: str = ""
    is_same: bool = False


_values: dict[str, sa.BindParameter[object]] = {c.key: sa.bindparam(c.key) for c in Receipt.__table__.columns}
_claim = {
    "sqlite": sqlite.insert(Receipt).values(_values).on_conflict_do_nothing().returning(Receipt.key),
    "postgresql": postgresql.insert(Receipt).values(_values).on_conflict_do_nothing().returning(Receipt.key),
}


_keep_answer = (
    sa.update(Receipt)
    .where(Receipt.key == sa.bindparam("claimed"))
    .values(location=sa.bindparam("leads_to"), person_id=sa.bindparam("about"))
)


def claim(db: Db, key: str, *, content: str, at: datetime) -> Claim:
    """Claim `key` for this transaction, or return what it was answered before. The first statement of an act."""
    statement = _claim[db.get_bind().dialect.name]
    row = {"key": key, "content": content, "location": "", "at": at, "person_id": None}
    if db.connection().execute(statement, row).one_or_none() is not None:
        return Claim(is_new=True)
    before = db.execute(sa.select(Receipt.location, Receipt.content).where(Receipt.key == key)).one()
    return Claim(is_new=False, location=before.location, is_same=before.content == content)


def keep_answer(db: Db, key: str, *, location: str, person: UUID | None) -> None:
    """Store where a claimed form led, for its retries, and whom it was about, so that erasing finds it."""
    db.connection().execute(_keep_answer, {"claimed": key, "leads_to": location, "about": person})


def keep_replay(db: Db, key: str, *, form: str, fields: Mapping[str, str], at: datetime) -> None:
    """Keep other content that came under a used key, for a person to see, for thirty days."""
    person = db.scalar(sa.select(Receipt.person_id).where(Receipt.key == key))
    db.add(
        KeptReplay(
            id=new_id(), key=key, form=form, fields=dict(fields), at=at, person_id=person, expires_at=at + KEPT_FOR
        )
    )
