"""Which policy holds for a variable: chosen, else what the programme kept back or printed before, else proposed."""

from __future__ import annotations

import pytest

from labapp.domain.dimensions import DIMENSIONS, Dimension, DimensionKey, dimension
from labapp.domain.disclosure import TotalsPolicy
from labapp.domain.policies import proposed_policy, standing_policy

UNIT, TOTAL = TotalsPolicy.PER_UNIT, TotalsPolicy.TOTAL_ONLY
GENDER, AFRO = dimension(DimensionKey.GENDER), dimension(DimensionKey.AFRO_DESCENT)


def test_sensitive_variables_are_proposed_as_a_total_and_the_others_by_unit() -> None:
    proposed = {each.key: proposed_policy(each) for each in DIMENSIONS}

    assert {key for key, policy in proposed.items() if policy is TOTAL} == {
        DimensionKey.INDIGENOUS_PEOPLE, DimensionKey.AFRO_DESCENT, DimensionKey.DIFFICULTY,
    }  # fmt: skip
    assert set(proposed) == set(DimensionKey)


@pytest.mark.parametrize("about", [GENDER, AFRO], ids=["gender", "afro"])
@pytest.mark.parametrize("of_programme", TotalsPolicy)
@pytest.mark.parametrize("is_frozen", [True, False])
@pytest.mark.parametrize("chosen", TotalsPolicy)
def test_what_was_chosen_holds(
    about: Dimension, of_programme: TotalsPolicy, chosen: TotalsPolicy, *, is_frozen: bool
) -> None:
    assert standing_policy(about, chosen=chosen, of_programme=of_programme, is_frozen=is_frozen) is chosen


@pytest.mark.parametrize(
    ("about", "of_programme", "is_frozen", "expected"),
    [
        (GENDER, UNIT, False, UNIT),
        (AFRO, UNIT, False, TOTAL),
        (AFRO, UNIT, True, UNIT),
        (GENDER, TOTAL, False, TOTAL),
        (GENDER, TOTAL, True, TOTAL),
        (AFRO, TOTAL, True, TOTAL),
    ],
)
def test_without_a_choice_what_was_printed_or_kept_back_before_goes_on(
    about: Dimension, of_programme: TotalsPolicy, expected: TotalsPolicy, *, is_frozen: bool
) -> None:
    assert standing_policy(about, chosen=None, of_programme=of_programme, is_frozen=is_frozen) is expected
