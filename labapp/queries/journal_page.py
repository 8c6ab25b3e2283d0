"""The journal as people read it: who did what, when, to which kinds of rows. Values stay where they are."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.models.journal import Operation
from labapp.models.people import Staff
from labapp.models.recorder import Db

ENTRIES_ON_A_PAGE = 50
_STAFF = "staff:"


@dataclass(frozen=True, slots=True)
class Touched:
    """Rows of one table in one entry: how many were added and changed, in which fields, and whether some are sealed."""

    table: str
    added: int
    changed: int
    fields: tuple[str, ...]
    has_personal: bool


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One act. `staff` is the name of who did it; otherwise `actor` says phone, console or house."""

    at: datetime
    verb: str
    actor: str
    staff: str | None
    touched: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class JournalPage:
    """One page of the journal, newest first."""

    entries: tuple[JournalEntry, ...]
    total: int
    page: int
    pages: int


def journal_page(db: Db, *, page: int = 1) -> JournalPage:
    """Return one page of the journal. No value of any row is in it, and of personal ones not even the field."""
    total = db.scalar(sa.select(sa.func.count()).select_from(Operation)) or 0
    pages = max(1, -(-total // ENTRIES_ON_A_PAGE))
    shown = min(max(page, 1), pages)
    found = list(
        db.scalars(
            sa.select(Operation)
            .order_by(Operation.lamport.desc(), Operation.chain.desc())
            .limit(ENTRIES_ON_A_PAGE)
            .offset((shown - 1) * ENTRIES_ON_A_PAGE)
        )
    )
    names = _names(db, (operation.actor for operation in found))
    entries = tuple(
        JournalEntry(
            operation.at, operation.verb, operation.actor, names.get(operation.actor), _touched(operation.changes)
        )
        for operation in found
    )
    return JournalPage(entries, total, shown, pages)


def _names(db: Db, actors: Iterable[str]) -> dict[str, str]:
    ids = {actor: UUID(actor.removeprefix(_STAFF)) for actor in actors if actor.startswith(_STAFF)}
    found = db.execute(sa.select(Staff.id, Staff.name).where(Staff.id.in_(ids.values())))
    known = {person: name or "—" for person, name in found}
    return {actor: known.get(person, "—") for actor, person in ids.items()}


def _touched(body: str) -> tuple[Touched, ...]:
    changes = json.loads(body)
    found = []
    for table, count in sorted(Counter(change["entity"] for change in changes).items()):
        mine = [change for change in changes if change["entity"] == table]
        added = sum(change["base"] is None for change in mine)
        given = [item for change in mine for item in change["set"].items()]
        plain = sorted({field for field, value in given if not _is_sealed(value)})
        sealed = any(_is_sealed(value) for _, value in given)
        found.append(Touched(table, added, count - added, tuple(plain), sealed))
    return tuple(found)


def _is_sealed(value: object) -> bool:
    return isinstance(value, dict) and set(value) == {"sealed", "person"}
