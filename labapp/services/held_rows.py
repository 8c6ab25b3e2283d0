"""A row that is about to be changed: locked, and still as it was when its form was shown."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from labapp.domain.errors import NotFound, RuleViolated
from labapp.models.base import Recorded
from labapp.models.recorder import Db

Row = TypeVar("Row", bound=Recorded)


def held_as_seen(db: Db, kind: type[Row], row_id: UUID, *, seen: UUID) -> Row:
    """Return a row that nobody changed since its version was `seen`, locked until the act ends.

    Raises NotFound, RuleViolated `changed_meanwhile`.
    """
    row = db.get(kind, row_id, with_for_update=True)
    if row is None:
        raise NotFound
    if row.op != seen:
        raise RuleViolated("changed_meanwhile")
    return row
