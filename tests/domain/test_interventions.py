"""What was said from the front of the room: who may be named, and the order of speaking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.errors import RuleViolated
from labapp.domain.interventions import (
    LONGEST_LINE,
    LONGEST_SUMMARY,
    Intervention,
    InterventionAct,
    SpeakingRole,
    read_intervention,
    reordered,
)

UP, DOWN, REMOVE, BACK = InterventionAct


def said(**changed: str) -> Intervention:
    typed = {"office": "Dirección General", "organisation": "ANTAI", "summary": "Abrió la mesa."} | changed
    return Intervention(role=SpeakingRole.OPENING, **typed)


def test_what_was_typed_is_cleaned() -> None:
    read = read_intervention(said(office="  Dirección   General ", person=" Elsa  Fernández", summary=" Abrió. \r\n"))

    assert read == said(person="Elsa Fernández", summary="Abrió.")


@pytest.mark.parametrize("kept", [{"office": ""}, {"organisation": ""}])
def test_an_office_or_an_organisation_is_enough(kept: dict[str, str]) -> None:
    assert read_intervention(said(**kept)) == said(**kept)


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"summary": " \n"}, "intervention_blank", "summary"),
        ({"office": " ", "organisation": ""}, "intervention_needs_office", "office"),
        ({"office": "", "person": "Ana Pérez"}, "person_needs_office", "office"),
        ({"person": "a" * (LONGEST_LINE + 1)}, "text_too_long", "person"),
        ({"organisation": "a" * (LONGEST_LINE + 1)}, "text_too_long", "organisation"),
        ({"summary": "a" * (LONGEST_SUMMARY + 1)}, "text_too_long", "summary"),
    ],
)
def test_what_cannot_be_published_is_refused_beside_its_field(changed: dict[str, str], code: str, field: str) -> None:
    with pytest.raises(RuleViolated) as refusal:
        read_intervention(said(**changed))

    assert (refusal.value.code, refusal.value.details["field"]) == (code, field)


@pytest.mark.parametrize(
    ("one", "act", "expected"),
    [
        ("b", UP, "bac"), ("b", DOWN, "acb"), ("a", UP, "abc"), ("c", DOWN, "abc"), ("a", REMOVE, "bc"),
        ("z", UP, "abc"), ("z", REMOVE, "abc"), ("z", BACK, "abcz"), ("a", BACK, "bca"),
    ],
)  # fmt: skip
def test_the_order_after_an_act(one: str, act: InterventionAct, expected: str) -> None:
    assert "".join(reordered("abc", one, act)) == expected


@given(st.lists(st.integers(), unique=True), st.integers(0, 9), st.sampled_from(InterventionAct))
def test_no_act_on_one_changes_the_order_of_the_others(order: list[int], place: int, act: InterventionAct) -> None:
    one = order[place % len(order)] if order else 0

    after = reordered(order, one, act)

    assert [each for each in after if each != one] == [each for each in order if each != one]
    assert after.count(one) == (act is not InterventionAct.REMOVE and (one in order or act is InterventionAct.PUT_BACK))
