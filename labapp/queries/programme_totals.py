"""Reading what the next edition of the programme's figures would decide, from what closed labs and tables froze."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.dimensions import DIMENSIONS, Dimension, DimensionKey, cell_of, dimension
from labapp.domain.disclosure import Cell, FrozenUnit, Publication, PublishedTable, TotalsPolicy
from labapp.domain.programme_totals import SMALLEST_UNIT, next_total
from labapp.models.publication import FrozenTable, ProgrammeTable
from labapp.models.recorder import Db
from labapp.models.spaces import Space
from labapp.queries.policies import variable_policies
from labapp.queries.publication import ShownCell, frozen_unit


@dataclass(frozen=True, slots=True)
class ClosedUnit:
    """A lab or table with what it froze of each variable, and how many people there were on the day of closing."""

    id: UUID
    token: str
    title: str
    people: int
    tables: Mapping[str, FrozenUnit]


@dataclass(frozen=True, slots=True)
class Told:
    """What the editions so far said of one variable: the newest printed total, and of which units."""

    printed: ProgrammeTable | None
    counted: frozenset[UUID]
    decided: frozenset[UUID]

    @property
    def standing(self) -> PublishedTable | None:
        """The newest printed total."""
        row = self.printed
        if row is None or row.level is None or row.base is None:
            return None
        cells = tuple(Cell(code, count, percentage) for code, count, percentage in row.cells or ())
        return PublishedTable(row.dimension, row.level, cells, row.base)


@dataclass(frozen=True, slots=True)
class ComingTotal:
    """What the next edition says of one variable; `publication` is None where it says nothing.

    For a total only it is shown to nobody before it is published.
    """

    about: Dimension
    policy: TotalsPolicy
    units: tuple[ClosedUnit, ...]
    """Those of which it decides, or which wait."""
    publication: Publication | None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What may be known of a coming total before it is published: cells only where they are the sum of printed ones.

    `is_decided` is whether the next edition says something of the variable; otherwise its units wait.
    """

    dimension: DimensionKey
    policy: TotalsPolicy
    units: int
    people: int
    is_decided: bool
    cells: tuple[ShownCell, ...]


def closed_units(db: Db) -> tuple[ClosedUnit, ...]:
    """Return every closed lab or table by title. The demonstration only where there is nothing else."""
    newest = sa.select(FrozenTable.space_id, sa.func.max(FrozenTable.version).label("version"))
    of_space = newest.group_by(FrozenTable.space_id).subquery()
    tables: dict[UUID, dict[str, FrozenUnit]] = {}
    for row in db.scalars(
        sa.select(FrozenTable)
        .join(of_space, sa.and_(FrozenTable.space_id == of_space.c.space_id, FrozenTable.version == of_space.c.version))
        .order_by(FrozenTable.space_id, FrozenTable.dimension)
    ):
        tables.setdefault(row.space_id, {})[row.dimension] = frozen_unit(row)
    spaces = list(db.scalars(sa.select(Space).where(Space.id.in_(tables)).order_by(Space.title_key, Space.id)))
    real = [space for space in spaces if not space.is_demonstration]
    return tuple(
        ClosedUnit(space.id, space.token, space.title, _people(tables[space.id].values()), tables[space.id])
        for space in real or spaces
    )


def _people(tables: Iterable[FrozenUnit]) -> int:
    return max(sum(table.counts.values()) for table in tables)


def edition_rows(db: Db, units: Sequence[ClosedUnit]) -> list[ProgrammeTable]:
    """Return what every edition decided of these units, in order. Those of a demonstration are not of real ones."""
    known = {unit.id for unit in units}
    rows = db.scalars(sa.select(ProgrammeTable).order_by(ProgrammeTable.edition, ProgrammeTable.dimension))
    return [row for row in rows if known.issuperset(UUID(each) for each in row.units)]


def told_of(rows: Iterable[ProgrammeTable], key: DimensionKey) -> Told:
    """Return what these editions said of a variable."""
    own = [row for row in rows if row.dimension == key]
    printed = [row for row in own if row.level is not None]
    return Told(printed[-1] if printed else None, _units_of(printed), _units_of(own))


def _units_of(rows: Iterable[ProgrammeTable]) -> frozenset[UUID]:
    return frozenset(UUID(each) for row in rows for each in row.units)


def coming_totals(db: Db) -> tuple[ComingTotal, ...]:
    """Return what the next edition would decide of every variable. For whoever publishes it, and for no page."""
    units, policies = closed_units(db), variable_policies(db)
    rows = edition_rows(db, units)
    return tuple(_coming(each, policies[each.key], units, told_of(rows, each.key)) for each in DIMENSIONS)


def _coming(about: Dimension, policy: TotalsPolicy, units: Sequence[ClosedUnit], told: Told) -> ComingTotal:
    own = [unit for unit in units if about.key in unit.tables]
    decided = [unit for unit in own if unit.id in told.decided]
    waiting = [unit for unit in own if unit.id not in told.decided]
    if policy is TotalsPolicy.TOTAL_ONLY:
        waiting = [unit for unit in waiting if unit.people >= SMALLEST_UNIT]
    publication = next_total(
        about.variable,
        policy=policy,
        standing=told.standing,
        decided=[unit.tables[about.key] for unit in decided],
        waiting=[unit.tables[about.key] for unit in waiting],
    )
    of_all = policy is TotalsPolicy.PER_UNIT and publication is not None
    return ComingTotal(about, policy, tuple(own if of_all else waiting), publication)


def foreseen_totals(db: Db) -> tuple[Foreseen, ...]:
    """Return what the desk may show of the next edition before it is published."""
    return tuple(_foreseen(coming) for coming in coming_totals(db))


def _foreseen(coming: ComingTotal) -> Foreseen:
    key, total = coming.about.key, coming.publication
    known = total if coming.policy is TotalsPolicy.PER_UNIT and isinstance(total, PublishedTable) else None
    return Foreseen(
        dimension=key,
        policy=coming.policy,
        units=len(coming.units),
        people=sum(unit.people for unit in coming.units),
        is_decided=total is not None,
        cells=shown_cells(key, known) if known else (),
    )


def shown_cells(key: DimensionKey, table: PublishedTable) -> tuple[ShownCell, ...]:
    """Return the cells of a total as they are printed; of a sensitive one only who said yes, and never a share."""
    if dimension(key).is_sensitive:
        yes = table.cells[0]
        return (ShownCell(cell_of(key, yes.code), yes.count, None),)
    return tuple(ShownCell(cell_of(key, cell.code), cell.count, cell.percentage) for cell in table.cells)


def next_edition(db: Db) -> int:
    """Return the number that the next edition will have."""
    return (db.scalar(sa.select(sa.func.max(ProgrammeTable.edition))) or 0) + 1


def state_of_totals(db: Db) -> str:
    """Return a mark that changes when a unit closes, prints a corrected table, or an edition is published."""
    return f"{next_edition(db)}-{db.scalar(sa.select(sa.func.count()).select_from(FrozenTable))}"
