"""The rule of five against an attacker who knows the method, the levels and the exact total: every table, counted.

The same attacker is turned on the rules that were rejected and must break them, so that failing here means something.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import product
from typing import TypeVar

import pytest

from labapp.domain.dimensions import DimensionKey, dimension
from labapp.domain.disclosure import (
    FrozenUnit,
    Group,
    PublishedTable,
    TotalsPolicy,
    Variable,
    Withheld,
    kinds_present,
    programme_total,
    publish,
    republish,
)

Vector = tuple[int, ...]
Seen = TypeVar("Seen", bound=Hashable)
SMALL = range(1, 5)
SILENT = frozenset({"silent"})

GENDER = dimension(DimensionKey.GENDER).variable
AFRO = dimension(DimensionKey.AFRO_DESCENT).variable
ONE_LEVEL = Variable("one_level", (tuple(Group(cell, frozenset({cell})) for cell in "abc"),))


def vectors(cells: int, total: int) -> Iterator[Vector]:
    """Every way in which `total` people fall into `cells`."""
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in vectors(cells - 1, total - first):
            yield (first, *rest)


def answers(variable: Variable) -> list[str]:
    """One answer for each of the finest cells."""
    return [min(group.answers) for group in variable.levels[0]]


def shown(variable: Variable, vector: Vector) -> PublishedTable | Withheld:
    return publish(variable, dict(zip(answers(variable), vector, strict=True)), base=sum(vector))


def fewest_candidates(outputs: Iterable[tuple[Seen, Vector]]) -> dict[Seen, int]:
    """For each output that leaves a cell of 1 to 4 possible: how many values remain for the cell with the fewest."""
    seen: dict[Seen, list[set[int]]] = defaultdict(list)
    for output, vector in outputs:
        values = seen[output] = seen[output] or [set() for _ in vector]
        for cell, count in enumerate(vector):
            values[cell].add(count)
    fewest: dict[Seen, int] = {}
    for output, values in seen.items():
        sizes = [len(each) for each in values if each & set(SMALL)]
        if sizes:
            fewest[output] = min(sizes)
    return fewest


def attacked(rule: Callable[[Vector], Hashable], cells: int, totals: Iterable[int]) -> dict[tuple[int, Hashable], int]:
    return fewest_candidates(((total, rule(vector)), vector) for total in totals for vector in vectors(cells, total))


@pytest.mark.parametrize("variable", [GENDER, ONE_LEVEL], ids=["four cells, two levels", "three cells, one level"])
def test_no_cell_can_be_pinned_down_in_any_table_of_up_to_30(variable: Variable) -> None:
    fewest = attacked(lambda vector: shown(variable, vector), len(variable.levels[0]), range(31))

    # Of one or two people nothing is printed, and the total alone leaves two or three values.
    assert {total for (total, _), left in fewest.items() if left < 4} == {1, 2}


@pytest.mark.parametrize("variable", [GENDER, ONE_LEVEL], ids=["four cells, two levels", "three cells, one level"])
def test_every_printed_table_of_up_to_30_adds_up_and_has_no_small_cell(variable: Variable) -> None:
    for total in range(31):
        for vector in vectors(len(variable.levels[0]), total):
            table = shown(variable, vector)

            if isinstance(table, PublishedTable):
                counts = [cell.count for cell in table.cells]
                assert not set(counts) & set(SMALL), vector
                assert sum(counts) == table.base == total, vector


def test_a_sensitive_answer_keeps_six_candidates_in_every_group_of_20_to_60() -> None:
    fewest = attacked(lambda vector: shown(AFRO, vector), 2, range(20, 61))

    assert min(fewest.values()) >= 6


def test_nobody_learns_that_everybody_gave_the_same_sensitive_answer() -> None:
    tables = [shown(AFRO, vector) for total in range(61) for vector in vectors(2, total) if 0 in vector]

    assert all(isinstance(table, Withheld) for table in tables)


def test_age_keeps_five_candidates_in_small_groups() -> None:
    variable = dimension(DimensionKey.AGE_BAND).variable

    fewest = attacked(lambda vector: shown(variable, vector), 8, range(10, 15))

    assert min(fewest.values()) >= 5


@pytest.mark.parametrize("counts", [(19, 12, 1, 2), (15, 0, 0, 0), (3, 12, 0, 0)])
def test_what_is_printed_depends_on_nothing_but_the_counts(counts: Vector) -> None:
    named = dict(zip(answers(GENDER), counts, strict=True))

    tables = {publish(GENDER, dict(order), base=sum(counts)) for order in (named.items(), reversed(named.items()))}

    assert tables == {shown(GENDER, counts)}


def test_the_difference_of_any_two_printed_versions_is_itself_safe() -> None:
    cells = answers(ONE_LEVEL)
    everything = [vector for total in (20, 21, 25) for vector in vectors(3, total)]
    printed = [
        (before, table) for before in everything if isinstance(table := shown(ONE_LEVEL, before), PublishedTable)
    ]
    replaced = 0

    for (before, previous), after in product(printed, everything):
        counts = dict(zip(cells, after, strict=True))
        if republish(previous, counts, variable=ONE_LEVEL, base=sum(after)) is not previous:
            changes = {abs(new - old) for old, new in zip(before, after, strict=True)}
            assert not changes & set(SMALL), (before, after)
            replaced += 1

    assert replaced > len(printed)


BINARY = Variable("binary", (tuple(Group(cell, frozenset({cell})) for cell in "ab"),))


def frozen(vector: Vector) -> FrozenUnit:
    return FrozenUnit(dict(zip("ab", vector, strict=True)), shown(BINARY, vector))


def pairs(sizes: Iterable[tuple[int, int]]) -> Iterator[tuple[Vector, Vector]]:
    for first, second in sizes:
        yield from product(vectors(2, first), vectors(2, second))


def test_per_unit_a_total_by_category_means_that_every_unit_was_printed() -> None:
    for first, second in pairs(product(range(8, 16), range(8, 16))):
        lab, other = frozen(first), frozen(second)

        total = programme_total(BINARY, [lab, other], policy=TotalsPolicy.PER_UNIT)

        both = isinstance(lab.publication, PublishedTable) and isinstance(other.publication, PublishedTable)
        assert isinstance(total, PublishedTable) == both, (first, second)


def test_the_total_of_two_units_decided_together_leaves_four_candidates() -> None:
    def seen(first: Vector, second: Vector) -> Hashable:
        total = programme_total(BINARY, [frozen(first), frozen(second)], policy=TotalsPolicy.TOTAL_ONLY)
        return (sum(first), sum(second), total)

    fewest = fewest_candidates(
        (seen(first, second), (*first, *second)) for first, second in pairs(product(range(5, 13), range(5, 13)))
    )

    assert min(fewest.values()) >= 4


def hide_smallest_and_next(vector: Vector) -> Hashable:
    """The rule that looks safe: hide what is below five, then the next smallest, the first one where they tie."""
    hidden = {cell for cell, count in enumerate(vector) if count in SMALL}
    if len(hidden) == 1:
        hidden.add(min((cell for cell in range(len(vector)) if cell not in hidden), key=lambda cell: vector[cell]))
    return tuple(None if cell in hidden else count for cell, count in enumerate(vector))


def round_to_five(vector: Vector) -> Hashable:
    return tuple(5 * ((count + 2) // 5) for count in vector)


def test_the_attacker_breaks_hiding_the_small_cell_and_the_next() -> None:
    fewest = attacked(hide_smallest_and_next, 3, [12, 20])

    assert fewest[12, hide_smallest_and_next((5, 3, 4))] == 2
    assert hide_smallest_and_next((8, 8, 4)) == (None, 8, None)
    behind = [vector for vector in vectors(3, 20) if hide_smallest_and_next(vector) == (None, 8, None)]
    assert behind == [(8, 8, 4)]
    assert isinstance(shown(ONE_LEVEL, (8, 8, 4)), Withheld)


def test_the_attacker_breaks_rounding_beside_an_exact_total() -> None:
    fewest = attacked(round_to_five, 3, [10])

    assert fewest[10, round_to_five((1, 2, 7))] == 2


def test_the_attacker_breaks_a_residual_total_of_two_withheld_units() -> None:
    def residual(first: Vector, second: Vector) -> Hashable:
        fails = isinstance(shown(BINARY, first), Withheld) and isinstance(shown(BINARY, second), Withheld)
        return second[1] + first[1] if fails else (first, second)

    behind = [(first[1], second[1]) for first, second in pairs([(10, 17)]) if residual(first, second) == 14]

    assert behind == [(1, 13)]
    assert programme_total(BINARY, [frozen((9, 1)), frozen((4, 13))], policy=TotalsPolicy.PER_UNIT) == Withheld(
        "binary"
    )


def kinds_of(answers_: int) -> Variable:
    """A variable like the sectors: so many kinds and the unanswered, and a coarser level of two cells."""
    named = [f"kind_{number}" for number in range(answers_)]
    fine = tuple(Group(each, frozenset({each})) for each in (*named, "silent"))
    half = answers_ // 2
    coarse = (Group("some", frozenset(named[:half])), Group("others", frozenset({*named[half:], "silent"})))
    return Variable("kinds", (fine, coarse))


def seen_of_kinds(variable: Variable, vector: Vector, *, spare_is_asked: bool) -> Hashable:
    """What is printed: a table, or else the kinds, or nothing."""
    counts = dict(zip(answers(variable), vector, strict=True))
    table = publish(variable, counts, base=sum(vector))
    if isinstance(table, PublishedTable):
        return table
    if spare_is_asked:
        return kinds_present(FrozenUnit(counts, table), silent=SILENT, policy=TotalsPolicy.PER_UNIT)
    return frozenset(answer for answer, count in counts.items() if count and answer != "silent")


@pytest.mark.parametrize(
    ("kinds", "totals"), [(2, range(3, 25)), (3, range(3, 20)), (4, range(3, 14)), (5, range(3, 11))]
)
def test_named_kinds_leave_every_small_cell_four_candidates(kinds: int, totals: range) -> None:
    variable = kinds_of(kinds)

    fewest = attacked(lambda vector: seen_of_kinds(variable, vector, spare_is_asked=True), kinds + 1, totals)

    assert min(fewest.values()) >= 4


@pytest.mark.parametrize("kinds", [2, 3, 4])
def test_kinds_named_in_any_small_group_are_broken_by_the_same_attacker(kinds: int) -> None:
    variable = kinds_of(kinds)

    fewest = attacked(lambda vector: seen_of_kinds(variable, vector, spare_is_asked=False), kinds + 1, range(3, 8))

    assert min(fewest.values()) == 1


def test_kinds_are_never_named_beside_a_table() -> None:
    variable = kinds_of(3)
    for total in range(25):
        for vector in vectors(4, total):
            counts = dict(zip(answers(variable), vector, strict=True))
            table = publish(variable, counts, base=total)
            if isinstance(table, PublishedTable):
                unit = FrozenUnit(counts, table)
                assert kinds_present(unit, silent=SILENT, policy=TotalsPolicy.PER_UNIT) == frozenset()
