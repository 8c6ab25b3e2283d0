"""Reading frozen counts: what a lab or table may show of itself, on any screen but the data officer's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.demographics import Sector
from labapp.domain.dimensions import DIMENSIONS, SILENT, DimensionKey, cell_of, dimension
from labapp.domain.disclosure import (
    Cell,
    FrozenUnit,
    Publication,
    PublishedTable,
    TotalsPolicy,
    UnitPublication,
    Withheld,
    kinds_present,
    unit_table,
)
from labapp.models.publication import FrozenTable
from labapp.models.recorder import Db
from labapp.queries.policies import Policies, variable_policies

_ORDER = {each.key.value: position for position, each in enumerate(DIMENSIONS)}


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell of a printed table."""

    group: StrEnum
    count: int
    percentage: int | None


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as it is printed; without cells it is withheld, and nothing says why. `base` is its frozen total.

    `kinds` are what may be named without counts where a table is withheld. `policy` is where the variable is published,
    which was chosen before anybody was counted.
    """

    dimension: DimensionKey
    cells: tuple[ShownCell, ...]
    base: int
    kinds: tuple[StrEnum, ...] = ()
    policy: TotalsPolicy = TotalsPolicy.PER_UNIT

    @property
    def is_withheld(self) -> bool:
        """Whether nothing of it is printed."""
        return not self.cells

    @property
    def at_least(self) -> int | None:
        """How many said yes to a sensitive question, None for other tables: it is never a share of the room."""
        return self.cells[0].count if self.cells and dimension(self.dimension).is_sensitive else None


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """What a lab or table shows: its exact total and its tables, frozen on a day."""

    total: int
    frozen_on: date
    tables: tuple[ShownTable, ...]

    @property
    def awaits_total(self) -> bool:
        """Whether something of it stands only in the total of the programme."""
        return any(table.policy is TotalsPolicy.TOTAL_ONLY for table in self.tables)


def newest_tables(db: Db, space_id: UUID) -> list[FrozenTable]:
    """Return the newest frozen tables of a lab or table, in the order of the dimensions; none before the freeze."""
    newest = sa.select(sa.func.max(FrozenTable.version)).where(FrozenTable.space_id == space_id).scalar_subquery()
    found = db.scalars(sa.select(FrozenTable).where(FrozenTable.space_id == space_id, FrozenTable.version == newest))
    return sorted(found, key=lambda row: _ORDER[row.dimension])


def _publication(row: FrozenTable) -> Publication:
    if row.level is None:
        return Withheld(row.dimension)
    cells = tuple(Cell(code, count, percentage) for code, count, percentage in row.cells or ())
    return PublishedTable(row.dimension, row.level, cells, row.base)


def publication_of(rows: Sequence[FrozenTable]) -> UnitPublication:
    """Return what a unit has printed, from its rows of one version."""
    return UnitPublication(rows[0].total, tuple(_publication(row) for row in rows))


def frozen_unit(row: FrozenTable) -> FrozenUnit:
    """Return what a unit keeps of one variable, as the totals of a programme take it."""
    return FrozenUnit(row.counts, _publication(row))


def shown_unit(db: Db, space_id: UUID) -> ShownUnit | None:
    """Return what a lab or table shows of itself under the policy of each variable; None while it is not closed."""
    rows = newest_tables(db, space_id)
    if not rows:
        return None
    policies = variable_policies(db)
    return ShownUnit(
        total=rows[0].total,
        frozen_on=rows[0].frozen_on,
        tables=tuple(_shown(frozen_unit(row), row, policies) for row in rows),
    )


def _shown(unit: FrozenUnit, row: FrozenTable, policies: Policies) -> ShownTable:
    key = DimensionKey(row.dimension)
    policy = policies[key]
    printed = unit_table(unit, policy=policy)
    if isinstance(printed, Withheld):
        is_sector = key is DimensionKey.SECTOR
        kinds = kinds_present(unit, silent=SILENT, policy=policy) if is_sector else frozenset()
        return ShownTable(key, (), row.total, tuple(sector for sector in Sector if sector in kinds), policy)
    cells = tuple(ShownCell(cell_of(key, cell.code), cell.count, cell.percentage) for cell in printed.cells)
    return ShownTable(key, cells, printed.base, policy=policy)
