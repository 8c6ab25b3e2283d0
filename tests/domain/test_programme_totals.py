"""What an edition of the programme's figures says: which units are decided together, and what is added to it."""

from __future__ import annotations

from typing import Any

import pytest

from labapp.domain.dimensions import DimensionKey, dimension
from labapp.domain.disclosure import FrozenUnit, PublishedTable, TotalsPolicy, Withheld, publish
from labapp.domain.programme_totals import can_be_decided, next_total
from tests.domain.test_disclosure_oracle import Vector, answers

GENDER = dimension(DimensionKey.GENDER).variable
AFRO = dimension(DimensionKey.AFRO_DESCENT).variable
UNIT, TOTAL = TotalsPolicy.PER_UNIT, TotalsPolicy.TOTAL_ONLY


def of_gender(*vector: int) -> FrozenUnit:
    counts = dict(zip(answers(GENDER), (*vector, 0, 0), strict=True))
    return FrozenUnit(counts, publish(GENDER, counts, base=sum(vector)))


def of_afro(yes: int, no: int) -> FrozenUnit:
    counts = {"yes": yes, "no": no}
    return FrozenUnit(counts, publish(AFRO, counts, base=yes + no))


def sizes(table: object) -> Vector | None:
    return tuple(cell.count for cell in table.cells) if isinstance(table, PublishedTable) else None


def afro(waiting: list[FrozenUnit], **known: Any) -> object:
    given = {"policy": TOTAL, "standing": None, "decided": [], **known}
    return next_total(AFRO, waiting=waiting, **given)


@pytest.mark.parametrize(
    ("totals", "sensitive", "others"),
    [
        ([], False, False),
        ([5, 4], False, False),
        ([5, 5], False, True),
        ([14, 5], False, True),
        ([15, 5], True, True),
        ([16, 4], False, False),
        ([40], False, False),
        ([40, 6, 4], False, False),
        ([40, 6, 5], True, True),
    ],
)
def test_units_are_decided_together_when_they_are_enough_and_none_stands_alone(
    totals: list[int], *, sensitive: bool, others: bool
) -> None:
    assert (can_be_decided(AFRO, totals), can_be_decided(GENDER, totals)) == (sensitive, others)


def test_the_first_total_follows_the_rule_and_no_unit_needs_to_pass_alone() -> None:
    assert sizes(afro([of_afro(3, 12), of_afro(3, 4)])) == (6, 16)


@pytest.mark.parametrize("waiting", [[(3, 12), (1, 9)], [(20, 0), (10, 0)]])
def test_a_total_with_a_small_cell_or_with_everybody_is_withheld(waiting: list[tuple[int, int]]) -> None:
    assert afro([of_afro(*each) for each in waiting]) == Withheld(AFRO.key)


def test_a_later_edition_adds_units_whose_own_sum_is_safe() -> None:
    first = afro([of_afro(6, 14), of_afro(3, 4)])
    assert isinstance(first, PublishedTable)

    second = afro([of_afro(3, 9), of_afro(2, 8)], standing=first)

    assert sizes(second) == (14, 35)


def test_units_whose_own_sum_is_small_are_withheld_whatever_stands() -> None:
    first = afro([of_afro(60, 140), of_afro(3, 4)])

    assert afro([of_afro(3, 9), of_afro(1, 9)], standing=first) == Withheld(AFRO.key)


def test_units_that_are_too_few_wait_without_a_word() -> None:
    first = afro([of_afro(60, 140), of_afro(3, 4)])

    assert afro([of_afro(7, 9)], standing=first) is None
    assert afro([of_afro(30, 40)], standing=first) is None
    assert afro([]) is None


def test_what_was_withheld_is_not_in_any_later_total() -> None:
    hidden = [of_afro(4, 10), of_afro(0, 6)]
    assert afro(hidden) == Withheld(AFRO.key)

    assert sizes(afro([of_afro(6, 14), of_afro(3, 4)], decided=hidden)) == (9, 18)


def test_an_edition_is_as_coarse_as_the_coarsest_of_its_sums() -> None:
    fine = next_total(GENDER, policy=TOTAL, standing=None, decided=[], waiting=[of_gender(8, 6), of_gender(0, 5)])
    assert isinstance(fine, PublishedTable)

    mixed = FrozenUnit(dict(zip(answers(GENDER), (9, 7, 1, 1), strict=True)), Withheld(GENDER.key))
    coarse = next_total(GENDER, policy=TOTAL, standing=fine, decided=[], waiting=[mixed, of_gender(3, 2)])

    assert (fine.level, sizes(fine)) == (2, (8, 11, 0, 0))
    assert isinstance(coarse, PublishedTable)
    assert (coarse.level, sizes(coarse)) == (1, (20, 22))


def per_unit(decided: list[FrozenUnit], waiting: list[FrozenUnit], standing: PublishedTable | None) -> object:
    return next_total(GENDER, policy=UNIT, standing=standing, decided=decided, waiting=waiting)


def test_per_unit_the_total_is_the_sum_of_what_every_unit_printed() -> None:
    first = per_unit([], [of_gender(12, 9), of_gender(7, 6)], None)
    assert isinstance(first, PublishedTable)

    assert sizes(first) == (19, 15, 0, 0)
    assert sizes(per_unit([of_gender(12, 9), of_gender(7, 6)], [of_gender(5, 5)], first)) == (24, 20, 0, 0)


def test_per_unit_one_unit_that_printed_nothing_ends_the_totals() -> None:
    first = per_unit([], [of_gender(12, 9), of_gender(7, 6)], None)
    assert isinstance(first, PublishedTable)
    before = [of_gender(12, 9), of_gender(7, 6)]

    assert per_unit(before, [of_gender(11, 4)], first) == Withheld(GENDER.key)
    assert per_unit([*before, of_gender(11, 4)], [of_gender(12, 9)], first) == Withheld(GENDER.key)


def test_per_unit_a_corrected_table_makes_a_new_total_and_nothing_new_makes_none() -> None:
    before = [of_gender(12, 9), of_gender(7, 6)]
    first = per_unit([], before, None)
    assert isinstance(first, PublishedTable)

    assert per_unit(before, [], first) is None
    assert per_unit([of_gender(11, 4)], [], None) is None
    assert sizes(per_unit([of_gender(17, 9), of_gender(7, 6)], [], first)) == (24, 15, 0, 0)
