"""Reading the figures of the whole programme as an edition printed them: for everybody, and from what is kept only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from labapp.domain.dimensions import DIMENSIONS, DimensionKey, dimension
from labapp.domain.disclosure import TotalsPolicy
from labapp.models.publication import ProgrammeTable
from labapp.models.recorder import Db
from labapp.queries.policies import Policies, variable_policies
from labapp.queries.programme_totals import ClosedUnit, Told, closed_units, edition_rows, shown_cells, told_of
from labapp.queries.public_record import Named
from labapp.queries.publication import ShownCell


@dataclass(frozen=True, slots=True)
class EditionHead:
    """An edition by its number, and the day on which it was printed."""

    number: int
    frozen_on: date


@dataclass(frozen=True, slots=True)
class ShownTotal:
    """The total of one variable that stood with an edition; without cells none was printed, and nothing says why.

    `base` is how many participations it counts, of so many `units`; `printed_in` is the edition that printed it.
    """

    dimension: DimensionKey
    policy: TotalsPolicy
    cells: tuple[ShownCell, ...]
    base: int
    units: int
    printed_in: EditionHead | None

    @property
    def is_sensitive(self) -> bool:
        """Whether it is printed as one sentence."""
        return dimension(self.dimension).is_sensitive


@dataclass(frozen=True, slots=True)
class CoveredUnit:
    """A lab or table of which an edition decided something, and the totals that count it."""

    named: Named
    counted_in: tuple[DimensionKey, ...]


@dataclass(frozen=True, slots=True)
class ShownEdition:
    """What stood with an edition, every variable in order; `others` are all editions, the newest first."""

    head: EditionHead
    others: tuple[EditionHead, ...]
    totals: tuple[ShownTotal, ...]
    units: tuple[CoveredUnit, ...]

    @property
    def printed(self) -> int:
        """How many variables have a total."""
        return sum(bool(total.cells) for total in self.totals)

    @property
    def is_newest(self) -> bool:
        """Whether no other edition came after it."""
        return self.head == self.others[0]


@dataclass(frozen=True, slots=True)
class _EverythingTold:
    """All editions, the newest first, with all that any of them is shown from."""

    units: tuple[ClosedUnit, ...]
    rows: list[ProgrammeTable]
    policies: Policies
    heads: tuple[EditionHead, ...]


def shown_edition(db: Db, number: int | None = None) -> ShownEdition | None:
    """Return what stood with an edition, the newest where none is named; None where there is none."""
    everything = _everything_told(db)
    asked = next((one for one in everything.heads if number is None or one.number == number), None)
    return _shown(everything, asked) if asked else None


def _everything_told(db: Db) -> _EverythingTold:
    units = closed_units(db)
    rows = edition_rows(db, units)
    heads = sorted({EditionHead(row.edition, row.frozen_on) for row in rows}, key=lambda one: -one.number)
    return _EverythingTold(units, rows, variable_policies(db), tuple(heads))


def _shown(everything: _EverythingTold, asked: EditionHead) -> ShownEdition:
    until = [row for row in everything.rows if row.edition <= asked.number]
    told = {each: told_of(until, each.key) for each in DIMENSIONS}
    covered = (
        CoveredUnit(Named(unit.token, unit.title), tuple(each.key for each in told if unit.id in told[each].counted))
        for unit in everything.units
        if any(unit.id in each.decided for each in told.values())
    )
    totals = tuple(_total(each.key, everything.policies[each.key], said) for each, said in told.items())
    return ShownEdition(asked, everything.heads, totals, tuple(covered))


def _total(key: DimensionKey, policy: TotalsPolicy, told: Told) -> ShownTotal:
    standing, printed = told.standing, told.printed
    return ShownTotal(
        dimension=key,
        policy=policy,
        cells=shown_cells(key, standing) if standing else (),
        base=standing.base if standing else 0,
        units=len(told.counted),
        printed_in=EditionHead(printed.edition, printed.frozen_on) if printed else None,
    )


def every_edition(db: Db) -> Iterator[ShownEdition]:
    """Yield every edition, from the first."""
    everything = _everything_told(db)
    yield from (_shown(everything, head) for head in reversed(everything.heads))
