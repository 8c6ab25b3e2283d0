"""Published counts: frozen once a lab or table is closed, corrected only where nobody can be told by the difference.

Source: domain rule of five, with its three consequences under point 8.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.demographics import UNASKED
from labapp.domain.disclosure import (
    Counts,
    PublishedTable,
    UnitPublication,
    Variable,
    Withheld,
    publish_unit,
    republish_unit,
)
from labapp.domain.errors import RuleViolated
from labapp.domain.sessions import Stage
from labapp.models.publication import FrozenTable
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.queries.publication import newest_tables, publication_of
from labapp.queries.unit_counts import unit_counts
from labapp.services.policies import fix_policies
from labapp.words.formats import local

_UNDER_WAY = (Stage.OPEN, Stage.ROOM_CLOSED)
_HELD = (Stage.REGISTER_CLOSED, Stage.PUBLISHED)


def is_closed(db: Db, space: Space) -> bool:
    """Return whether a lab or table can be counted: held, no session under way, anonymous questions closed."""
    stages = set(db.scalars(sa.select(LabSession.stage).where(LabSession.space_id == space.id)))
    urn_done = space.urn_opened_at is None or space.urn_sealed_at is not None
    return urn_done and bool(stages.intersection(_HELD)) and not stages.intersection(_UNDER_WAY)


def freeze_tables(db: Db, space_id: UUID, *, now: datetime) -> UnitPublication:
    """The counts of a closed lab or table are frozen; a later call corrects them where the rule allows it.

    Returns what stands now. What was withheld once is withheld for ever; a call that changes nothing writes nothing.
    Raises RuleViolated `unit_not_closed`.
    """
    space = db.get_one(Space, space_id, with_for_update=True)
    if not is_closed(db, space):
        raise RuleViolated("unit_not_closed")
    total, counts = unit_counts(db, space_id)
    before = newest_tables(db, space_id)
    if not before:
        return _first(db, space_id, total, counts, now=now)
    standing = publication_of(before)
    stands = republish_unit(
        standing, {variable: each or _silence(total) for variable, each in counts.items()}, total=total
    )
    if stands != standing:
        _write(db, space_id, stands, {row.dimension: row.counts for row in before}, before[0].version + 1, now)
    return stands


def freeze_if_closed(db: Db, space_id: UUID, *, now: datetime) -> None:
    """Freeze the counts where the lab or table is closed; otherwise nothing happens. For whoever publishes."""
    if is_closed(db, db.get_one(Space, space_id)):
        freeze_tables(db, space_id, now=now)


def _silence(total: int) -> Counts:
    return {UNASKED: total}


def _first(
    db: Db, space_id: UUID, total: int, counts: Mapping[Variable, Counts | None], *, now: datetime
) -> UnitPublication:
    fix_policies(db)
    unreadable = {variable.key for variable, each in counts.items() if each is None}
    filled = {variable: each or _silence(total) for variable, each in counts.items()}
    first = publish_unit(filled, total)
    # More answers than people: nobody can say what they count, so they are never printed.
    tables = tuple(Withheld(one.variable) if one.variable in unreadable else one for one in first.tables)
    first = UnitPublication(total, tables)
    _write(db, space_id, first, {variable.key: dict(each) for variable, each in filled.items()}, 1, now)
    return first


def _write(
    db: Db,
    space_id: UUID,
    unit: UnitPublication,
    counts: Mapping[str, Mapping[str, int]],
    version: int,
    now: datetime,
) -> None:
    for table in unit.tables:
        shown = table if isinstance(table, PublishedTable) else None
        db.add(
            FrozenTable(
                space_id=space_id,
                dimension=table.variable,
                version=version,
                level=shown.level if shown else None,
                cells=[[cell.code, cell.count, cell.percentage] for cell in shown.cells] if shown else None,
                base=shown.base if shown else unit.total,
                total=unit.total,
                counts=dict(counts[table.variable]),
                frozen_on=local(now).date(),
            )
        )
    db.flush()
