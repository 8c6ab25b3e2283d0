"""Variables under different policies, against an attacker who reads everything that is printed of two units at once.

Under one policy for each variable, what is printed of one says nothing of another beyond what it says alone. The same
attacker is turned on a variable that is shown in both ways, and breaks it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from functools import cache
from itertools import product

import pytest

from labapp.domain.disclosure import (
    FrozenUnit,
    Group,
    TotalsPolicy,
    Variable,
    kinds_present,
    programme_total,
    publish,
    publish_unit,
    unit_table,
)
from tests.domain.test_disclosure_oracle import SILENT, Vector, answers, fewest_candidates, kinds_of, vectors

UNIT, TOTAL = TotalsPolicy.PER_UNIT, TotalsPolicy.TOTAL_ONLY

SECTOR = kinds_of(2)
ONE_KIND = Variable("one_kind", (tuple(Group(cell, frozenset({cell})) for cell in ("kind", "silent")),))
SENSITIVE = Variable("sensitive", (tuple(Group(cell, frozenset({cell})) for cell in ("yes", "no")),), is_sensitive=True)

Truth = tuple[Vector, Vector]
"""The counts of one variable in two units."""


def truths(variable: Variable, sizes: tuple[int, int]) -> Iterator[Truth]:
    """Every way in which the people of two units may have answered."""
    first, second = (vectors(len(variable.levels[0]), size) for size in sizes)
    yield from product(first, second)


def named(variable: Variable, vector: Vector) -> dict[str, int]:
    return dict(zip(answers(variable), vector, strict=True))


def read(variable: Variable, units: Sequence[FrozenUnit], policy: TotalsPolicy) -> Hashable:
    """Everything that anybody reads of one variable: of each unit, and of the programme."""
    return (
        tuple(unit_table(unit, policy=policy) for unit in units),
        tuple(kinds_present(unit, silent=SILENT, policy=policy) for unit in units),
        programme_total(variable, units, policy=policy),
    )


@cache
def alone(variable: Variable, truth: Truth, policy: TotalsPolicy) -> Hashable:
    """What is read of two units that asked nothing else."""
    units = [FrozenUnit(named(variable, one), publish(variable, named(variable, one), base=sum(one))) for one in truth]
    return read(variable, units, policy)


def together(sector: Variable, truth: tuple[Truth, Truth], policies: tuple[TotalsPolicy, TotalsPolicy]) -> Hashable:
    """What is read of two units that asked two things and were closed at once."""
    frozen = []
    for of_sector, of_sensitive in zip(*truth, strict=True):
        counts = {sector: named(sector, of_sector), SENSITIVE: named(SENSITIVE, of_sensitive)}
        tables = publish_unit(counts, total=sum(of_sector)).tables
        frozen.append([FrozenUnit(each, table) for each, table in zip(counts.values(), tables, strict=True)])
    by_variable = zip((sector, SENSITIVE), zip(*frozen, strict=True), policies, strict=True)
    return tuple(read(variable, units, policy) for variable, units, policy in by_variable)


def fewest_small(variable: Variable, seen: Sequence[tuple[Hashable, Truth]]) -> int:
    return min(fewest_candidates((output, (*one, *other)) for output, (one, other) in seen).values())


@pytest.mark.parametrize(("sector", "sizes"), [(SECTOR, (5, 6)), (ONE_KIND, (20, 6)), (ONE_KIND, (12, 9))])
@pytest.mark.parametrize("policies", [(UNIT, TOTAL), (TOTAL, UNIT), (UNIT, UNIT), (TOTAL, TOTAL)])
def test_two_variables_read_together_leave_every_answer_that_each_leaves_alone(
    sector: Variable, sizes: tuple[int, int], policies: tuple[TotalsPolicy, TotalsPolicy]
) -> None:
    behind: dict[Hashable, tuple[set[Truth], set[Truth]]] = defaultdict(lambda: (set(), set()))
    for both in product(truths(sector, sizes), truths(SENSITIVE, sizes)):
        for kept, one in zip(behind[together(sector, both, policies)], both, strict=True):
            kept.add(one)

    for place, (variable, policy) in enumerate(zip((sector, SENSITIVE), policies, strict=True)):
        left: dict[Hashable, set[Truth]] = defaultdict(set)
        for truth in truths(variable, sizes):
            left[alone(variable, truth, policy)].add(truth)
        assert {frozenset(sets[place]) for sets in behind.values()} == {frozenset(each) for each in left.values()}


@pytest.mark.parametrize("policy", TotalsPolicy)
@pytest.mark.parametrize("sizes", [(5, 6), (5, 8), (10, 5), (10, 7)])
def test_sectors_of_two_units_keep_four_candidates_under_either_policy(
    policy: TotalsPolicy, sizes: tuple[int, int]
) -> None:
    seen = [(alone(SECTOR, truth, policy), truth) for truth in truths(SECTOR, sizes)]

    assert fewest_small(SECTOR, seen) >= 4


def test_the_attacker_breaks_a_variable_that_is_shown_in_both_ways() -> None:
    seen = [
        ((alone(ONE_KIND, truth, UNIT), alone(ONE_KIND, truth, TOTAL)), truth) for truth in truths(ONE_KIND, (10, 17))
    ]

    assert fewest_small(ONE_KIND, seen) == 1


def test_the_attacker_breaks_kinds_named_beside_a_total_by_sector() -> None:
    def kinds_and_total(truth: Truth) -> Hashable:
        units = [FrozenUnit(named(SECTOR, one), publish(SECTOR, named(SECTOR, one), base=sum(one))) for one in truth]
        kinds = tuple(kinds_present(unit, silent=SILENT, policy=UNIT) for unit in units)
        return kinds, programme_total(SECTOR, units, policy=TOTAL)

    seen = [(kinds_and_total(truth), truth) for truth in truths(SECTOR, (5, 6))]

    assert fewest_small(SECTOR, seen) < 4
