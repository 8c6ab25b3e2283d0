"""Editions of the programme's figures against an attacker who reads all of them, knows the method and every total.

The same attacker is turned on what was rejected: deciding again what was withheld, adding one lab at a time, and
looking at a total before it is published. It must break each, so that failing here means something.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cache
from itertools import product

import pytest

from labapp.domain.disclosure import (
    FrozenUnit,
    Group,
    PublishedTable,
    TotalsPolicy,
    Variable,
    Withheld,
    programme_total,
    publish,
    republish,
    unit_table,
)
from labapp.domain.programme_totals import SMALLEST_UNIT, next_total
from tests.domain.test_disclosure_oracle import SMALL, Vector, answers, kinds_of, vectors

UNIT, TOTAL = TotalsPolicy.PER_UNIT, TotalsPolicy.TOTAL_ONLY
BINARY = Variable("binary", (tuple(Group(cell, frozenset({cell})) for cell in ("no", "yes")),))
SENSITIVE = Variable("sensitive", (tuple(Group(cell, frozenset({cell})) for cell in ("no", "yes")),), is_sensitive=True)
TWO_LEVELS = kinds_of(2)

Truth = tuple[Vector, ...]
"""What the people of each unit answered."""
Sizes = tuple[tuple[int, ...], ...]
"""How many people each unit had, by the edition for which it was closed."""


@cache
def frozen(variable: Variable, vector: Vector) -> FrozenUnit:
    counts = dict(zip(answers(variable), vector, strict=True))
    return FrozenUnit(counts, publish(variable, counts, base=sum(vector)))


@cache
def edition(
    variable: Variable, policy: TotalsPolicy, standing: PublishedTable | None, decided: Truth, waiting: Truth
) -> Hashable:
    return next_total(
        variable,
        policy=policy,
        standing=standing,
        decided=[frozen(variable, each) for each in decided],
        waiting=[frozen(variable, each) for each in waiting],
    )


def everything_read(variable: Variable, policy: TotalsPolicy, sizes: Sizes, truth: Truth) -> Hashable:
    """What every edition says, and what every unit says of itself."""
    said: list[Hashable] = []
    standing, decided, waiting, rest = None, (), (), list(truth)
    for closed in sizes:
        came, rest = rest[: len(closed)], rest[len(closed) :]
        waiting = (*waiting, *(each for each in came if policy is UNIT or sum(each) >= SMALLEST_UNIT))
        new = edition(variable, policy, standing, decided, waiting)
        said.append(new)
        if new is not None:
            decided, waiting = (*decided, *waiting), ()
        if isinstance(new, PublishedTable):
            standing = new
    return tuple(said), tuple(unit_table(frozen(variable, each), policy=policy) for each in truth)


def narrow(
    variable: Variable, sizes: Sizes, read: Callable[[Truth], Hashable], *, needed: int
) -> Iterable[tuple[int, set[int]]]:
    """Yield each small cell that is left with fewer values than needed, and than the size of its unit leaves anyway."""
    totals = [total for closed in sizes for total in closed]
    cells = len(variable.levels[0])
    left: dict[Hashable, list[set[int]]] = defaultdict(lambda: [set() for _ in range(len(totals) * cells)])
    for truth in product(*(vectors(cells, total) for total in totals)):
        for values, count in zip(left[read(truth)], (each for unit in truth for each in unit), strict=True):
            values.add(count)
    for sets in left.values():
        for place, values in enumerate(sets):
            total = totals[place // cells]
            if values & set(SMALL) and len(values) < min(needed, total + 1):
                yield total, values


def found(variable: Variable, sizes: Sizes, policy: TotalsPolicy, needed: int) -> list[tuple[int, set[int]]]:
    return list(narrow(variable, sizes, lambda truth: everything_read(variable, policy, sizes, truth), needed=needed))


@pytest.mark.parametrize("policy", TotalsPolicy)
@pytest.mark.parametrize(
    "sizes",
    [
        ((15, 5), (15, 5)),
        ((18, 2), (15,)),
        ((15, 5), (12,), (8,)),
        ((22,), (20,)),
        ((9, 6, 5), (20,)),
        ((14, 6), (1,)),
        ((16, 5), (3,), (20,)),
    ],
    ids=str,
)
def test_a_sensitive_answer_keeps_six_candidates_whatever_editions_there_are(
    sizes: Sizes, policy: TotalsPolicy
) -> None:
    assert found(SENSITIVE, sizes, policy, 6) == []


@pytest.mark.parametrize("policy", TotalsPolicy)
@pytest.mark.parametrize(
    "sizes", [((5, 5), (5, 5)), ((10, 5), (7, 6)), ((12,), (10, 5)), ((5, 4, 3), (6, 5)), ((8,), (3,), (5, 5))], ids=str
)
def test_another_answer_keeps_four_candidates_whatever_editions_there_are(sizes: Sizes, policy: TotalsPolicy) -> None:
    assert found(BINARY, sizes, policy, 4) == []


@pytest.mark.parametrize("policy", TotalsPolicy)
@pytest.mark.parametrize("sizes", [((5, 5), (5,)), ((6, 5),), ((10,), (5, 5)), ((5, 5, 3),)], ids=str)
def test_an_answer_of_several_kinds_and_levels_keeps_four_candidates(sizes: Sizes, policy: TotalsPolicy) -> None:
    assert found(TWO_LEVELS, sizes, policy, 4) == []


@pytest.mark.parametrize(("variable", "base"), [(SENSITIVE, 20), (BINARY, 10)], ids=["sensitive", "binary"])
def test_the_difference_of_any_two_editions_is_itself_a_table_that_may_be_printed(
    variable: Variable, base: int
) -> None:
    printed = 0
    for first, second in product(vectors(2, base + 5), vectors(2, base + 2)):
        before = edition(variable, TOTAL, None, (), ((5, 0), (first[0], first[1])))
        if not isinstance(before, PublishedTable):
            continue
        after = edition(variable, TOTAL, before, (), ((0, 5), second))
        if isinstance(after, PublishedTable):
            moved = [new.count - old.count for old, new in zip(before.cells, after.cells, strict=True)]
            own = publish(variable, dict(zip(answers(variable), moved, strict=True)), base=after.base - before.base)
            assert isinstance(own, PublishedTable), (first, second)
            printed += 1
    assert printed > base


def cumulative(variable: Variable, units: Sequence[Vector]) -> Hashable:
    return programme_total(variable, [frozen(variable, each) for each in units], policy=TOTAL)


def broken(variable: Variable, sizes: Sizes, read: Callable[[Truth], Hashable], needed: int) -> set[int]:
    """How few values are left for the cells that the attacker narrows down."""
    return {len(values) for _total, values in narrow(variable, sizes, read, needed=needed)}


def test_the_attacker_breaks_a_withheld_total_that_is_decided_again_with_more_units() -> None:
    def each_time(truth: Truth) -> Hashable:
        return cumulative(SENSITIVE, truth[:1]), cumulative(SENSITIVE, truth)

    assert 1 in broken(SENSITIVE, ((20,), (1,)), each_time, 6)
    # Even where as many people are added as were there.
    assert broken(SENSITIVE, ((20,), (20,)), each_time, 6) == {1, 5}


def test_the_attacker_breaks_a_total_that_somebody_looks_at_before_it_is_published() -> None:
    def looked_at(truth: Truth) -> Hashable:
        return cumulative(SENSITIVE, truth[:2]), cumulative(SENSITIVE, truth)

    assert 1 in broken(SENSITIVE, ((15, 6), (7,)), looked_at, 6)


def test_the_attacker_breaks_a_unit_beside_hardly_anybody() -> None:
    assert broken(SENSITIVE, ((18, 2),), lambda truth: cumulative(SENSITIVE, truth), 6) == {3}
    assert broken(SENSITIVE, ((16, 4),), lambda truth: cumulative(SENSITIVE, truth), 6) == {5}
    assert broken(SENSITIVE, ((15, 5),), lambda truth: cumulative(SENSITIVE, truth), 6) == set()


def test_the_attacker_breaks_a_unit_of_three_people_in_a_total_with_a_zero() -> None:
    assert broken(BINARY, ((8, 3),), lambda truth: cumulative(BINARY, truth), 4) == {1}


def test_a_correction_rule_alone_would_say_of_five_people_what_all_of_them_answered() -> None:
    before = cumulative(BINARY, [(10, 10)])
    assert isinstance(before, PublishedTable)

    after = republish(before, {"no": 10, "yes": 15}, variable=BINARY, base=25)

    assert [cell.count for cell in after.cells] == [10, 15]  # type: ignore[union-attr] # a table stays one
    assert edition(BINARY, TOTAL, before, ((10, 10),), ((0, 5),)) is None
    assert isinstance(edition(BINARY, TOTAL, before, ((10, 10),), ((1, 4), (1, 9))), Withheld)
