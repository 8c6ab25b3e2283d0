"""Which counts of people may be printed: the rule of five, all or nothing, by declared levels.

Fewer, coarser and exact numbers, because groups are small, totals are public and people know each other. Hiding only
the small cells, or rounding them, was tried by enumeration and gives them away: the method is public too.
Every table has one variable; there is no crossing of two, not even gender by age. Source: domain rule of five.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import assert_never

from labapp.domain.errors import RuleViolated

SMALLEST_CELL = 5
"""A printed cell is nobody or at least this many people."""
SMALLEST_BASE = 10
SMALLEST_SENSITIVE_BASE = 20
SMALLEST_PERCENTAGE_BASE = 20
SPARE_PEOPLE = 3
"""How many people more than kinds there must be before the kinds are named."""

Counts = Mapping[str, int]
"""People by answer code, those without an answer included; a missing code is nobody."""


@dataclass(frozen=True, slots=True)
class Group:
    """One cell of a published table: the answers that are counted together under `code`."""

    code: str
    answers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Variable:
    """What a table is about: its answers, and its levels of detail from fine to coarse, declared before any count.

    Raises ValueError where a level does not hold every answer once, or does not join whole groups of the finer one.
    """

    key: str
    levels: tuple[tuple[Group, ...], ...]
    is_sensitive: bool = False

    def __post_init__(self) -> None:
        for groups in self.levels:
            listed = [answer for group in groups for answer in group.answers]
            if len(listed) != len(set(listed)) or set(listed) != self.answers:
                raise ValueError(f"{self.key}: a level does not hold every answer exactly once")
        for fine, coarse in pairwise(self.levels):
            if not all(any(group.answers <= wider.answers for wider in coarse) for group in fine):
                raise ValueError(f"{self.key}: a level does not join whole groups of the finer one")
        if self.is_sensitive and [len(groups) for groups in self.levels] != [2]:
            raise ValueError(f"{self.key}: a sensitive variable has one level of two cells")

    @property
    def answers(self) -> frozenset[str]:
        """Every answer code that may be counted."""
        return frozenset[str]().union(*(group.answers for group in self.levels[0]))

    def groups(self, level: int) -> tuple[Group, ...]:
        """Return the cells of a level; 1 is the coarsest."""
        return self.levels[len(self.levels) - level]


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed count of people, and its whole percentage of the base where the base allows one."""

    code: str
    count: int
    percentage: int | None


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table as it was printed and is stored: `base` is its frozen total, shown beside it; level 1 is the coarsest."""

    variable: str
    level: int
    cells: tuple[Cell, ...]
    base: int


@dataclass(frozen=True, slots=True)
class Withheld:
    """A variable that is not printed. It does not say why, and for its unit it stays so for ever."""

    variable: str


Publication = PublishedTable | Withheld


@dataclass(frozen=True, slots=True)
class UnitPublication:
    """What one laboratory or table shows of itself: its exact total and one publication for each variable."""

    total: int
    tables: tuple[Publication, ...]


class TotalsPolicy(StrEnum):
    """How a programme shows a variable of its units and of their total; chosen before the first publication of it.

    Source: domain rule of five, point 7.
    """

    PER_UNIT = "per_unit"
    TOTAL_ONLY = "total_only"

    @property
    def published_code(self) -> str:
        """The code in published files."""
        return {TotalsPolicy.PER_UNIT: "por_unidad", TotalsPolicy.TOTAL_ONLY: "solo_total"}[self]


@dataclass(frozen=True, slots=True)
class FrozenUnit:
    """What a closed unit keeps of one variable: the counts of that day, and what was decided about printing them."""

    counts: Counts
    publication: Publication


def smallest_base(*, is_sensitive: bool) -> int:
    """Return the fewest participations of which a table may be printed. Source: domain rule of five."""
    return SMALLEST_SENSITIVE_BASE if is_sensitive else SMALLEST_BASE


def _is_safe(sizes: Sequence[int], *, base: int, is_sensitive: bool) -> bool:
    if base < smallest_base(is_sensitive=is_sensitive):
        return False
    return all(size >= SMALLEST_CELL or (size == 0 and not is_sensitive) for size in sizes)


def _sizes(groups: tuple[Group, ...], counts: Counts) -> list[int]:
    return [sum(counts.get(answer, 0) for answer in group.answers) for group in groups]


def _table(variable: Variable, level: int, sizes: Sequence[int], base: int) -> PublishedTable:
    shows_percentages = base >= SMALLEST_PERCENTAGE_BASE
    cells = tuple(
        # Halves go up; in whole numbers, so that no machine rounds otherwise.
        Cell(group.code, size, (200 * size + base) // (2 * base) if shows_percentages else None)
        for group, size in zip(variable.groups(level), sizes, strict=True)
    )
    return PublishedTable(variable.key, level, cells, base)


def _check(variable: Variable, counts: Counts, base: int) -> None:
    unknown = counts.keys() - variable.answers
    if unknown or min(counts.values(), default=0) < 0 or sum(counts.values()) != base:
        raise RuleViolated("counts_do_not_add_up", variable=variable.key, total=sum(counts.values()), base=base)


def publish(variable: Variable, counts: Counts, *, base: int) -> Publication:
    """Return the table of the finest level that is safe to print, or Withheld. For a unit's first publication.

    `base` is everybody who attended the unit. Raises `RuleViolated("counts_do_not_add_up")` where the counts,
    those without an answer included, are not exactly `base`. Source: domain rule of five, points 4 to 6 and 9.
    """
    _check(variable, counts, base)
    for level in range(len(variable.levels), 0, -1):
        sizes = _sizes(variable.groups(level), counts)
        if _is_safe(sizes, base=base, is_sensitive=variable.is_sensitive):
            return _table(variable, level, sizes, base)
    return Withheld(variable.key)


def _is_safe_change(before: Sequence[int], after: Sequence[int], *, is_sensitive: bool) -> bool:
    changes = [abs(new - old) for old, new in zip(before, after, strict=True)]
    if is_sensitive and any(changes):
        # As a zero cell says it of everybody, a zero change says it of everybody who was added.
        return all(change >= SMALLEST_CELL for change in changes)
    return all(change == 0 or change >= SMALLEST_CELL for change in changes)


def corrected_total(printed: int, counted: int) -> int:
    """Return the total to print: the new count where it differs by nothing or by five and more, else the printed one.

    A total that moves by one, beside a frozen table, says what that one person answered.
    Source: domain rule of five, point 8, consequence (b).
    """
    return counted if _is_safe_change([printed], [counted], is_sensitive=False) else printed


def republish(previous: Publication, counts: Counts, *, variable: Variable, base: int) -> Publication:
    """Return what stands after a correction: a new table, or `previous` unchanged.

    What was withheld stays withheld. A new table keeps the level that was printed (a finer or a coarser one would tell
    that it failed before or fails now), and each cell and the base differ from the printed ones by nothing or by five
    and more. Source: domain rule of five, point 8, consequences (a) and (b).
    """
    _check(variable, counts, base)
    if isinstance(previous, Withheld) or corrected_total(previous.base, base) != base:
        return previous
    after = _sizes(variable.groups(previous.level), counts)
    if not _is_safe(after, base=base, is_sensitive=variable.is_sensitive):
        return previous
    before = [cell.count for cell in previous.cells]
    if not _is_safe_change(before, after, is_sensitive=variable.is_sensitive):
        return previous
    return _table(variable, previous.level, after, base)


def publish_unit(counts: Mapping[Variable, Counts], total: int) -> UnitPublication:
    """Return the first publication of a closed lab or table: the exact total, and what each variable may show."""
    return UnitPublication(total, tuple(publish(variable, each, base=total) for variable, each in counts.items()))


def republish_unit(previous: UnitPublication, counts: Mapping[Variable, Counts], *, total: int) -> UnitPublication:
    """Return what stands after a correction of a unit; nothing moves while its total may not.

    The variables are those of `previous`: one that was not printed then is never printed later.
    """
    if corrected_total(previous.total, total) != total:
        return previous
    fresh = {variable.key: (variable, each) for variable, each in counts.items()}
    tables: list[Publication] = []
    for table in previous.tables:
        variable, each = fresh[table.variable]
        tables.append(republish(table, each, variable=variable, base=total))
    return UnitPublication(total, tuple(tables))


def sum_of_tables(variable: Variable, publications: Sequence[Publication]) -> Publication:
    """Return the sum of printed tables at the coarsest level among them; Withheld where one of them was not printed."""
    tables = [each for each in publications if isinstance(each, PublishedTable)]
    if not tables or len(tables) < len(publications):
        return Withheld(variable.key)
    level = min(table.level for table in tables)
    totals = {group.code: 0 for group in variable.groups(level)}
    for table in tables:
        for fine, cell in zip(variable.groups(table.level), table.cells, strict=True):
            wider = next(group for group in variable.groups(level) if fine.answers <= group.answers)
            totals[wider.code] += cell.count
    return _table(variable, level, list(totals.values()), sum(table.base for table in tables))


def _sum_of_counts(variable: Variable, units: Sequence[FrozenUnit]) -> Publication:
    counts = {answer: sum(unit.counts.get(answer, 0) for unit in units) for answer in variable.answers}
    return publish(variable, counts, base=sum(counts.values()))


def programme_total(variable: Variable, units: Sequence[FrozenUnit], *, policy: TotalsPolicy) -> Publication:
    """Return the table of a whole programme, from what its units froze and never from fresh counts.

    It counts participations, unit by unit, not different persons. Per unit, there is a total only where every unit
    was printed, at the coarsest level among them. Total only, the rule is applied to the sum and no unit shows more
    than its number; what a later day may add is decided in `labapp.domain.programme_totals`.
    Source: domain rule of five, point 7 and point 8, consequence (c).
    """
    match policy:
        case TotalsPolicy.PER_UNIT:
            return sum_of_tables(variable, [unit.publication for unit in units])
        case TotalsPolicy.TOTAL_ONLY:
            return _sum_of_counts(variable, units)
        case _:
            assert_never(policy)


def kinds_present(unit: FrozenUnit, *, silent: frozenset[str], policy: TotalsPolicy) -> frozenset[str]:
    """Return which answers were given at all, without counts, where the table of a unit is withheld; else nothing.

    Only with at least three people more than kinds, so that each kind may be one person or four. The counts are those
    of the day of closing, so that nobody who is added later can be told by it. `silent` are the answers that are none.
    Nothing where the variable is published as a total only: beside that total the kinds of a unit would say too much.
    """
    if policy is TotalsPolicy.TOTAL_ONLY:
        return frozenset()
    given = {answer for answer, count in unit.counts.items() if count and answer not in silent}
    enough = sum(unit.counts.values()) >= len(given) + SPARE_PEOPLE
    return frozenset(given) if enough and isinstance(unit.publication, Withheld) else frozenset()


def unit_table(unit: FrozenUnit, *, policy: TotalsPolicy) -> Publication:
    """Return what a unit shows of a variable under its policy: its own table, or nothing but its number."""
    match policy:
        case TotalsPolicy.PER_UNIT:
            return unit.publication
        case TotalsPolicy.TOTAL_ONLY:
            return Withheld(unit.publication.variable)
        case _:
            assert_never(policy)
