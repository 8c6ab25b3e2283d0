"""One reason for several contributions is found, and different ones are left alone."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.repeated_reasons import ALIKE, reasons_of, repeated_reasons
from labapp.domain.responses import Answer, Disposition

REASON = "Este compromiso no alcanza a las obras municipales, y por eso aquí no se puede decidir nada sobre ellas."


@pytest.mark.parametrize(
    "other",
    [REASON, REASON.upper(), "  " + REASON.replace(" ", "  "), REASON.replace("í", "i").rstrip("."),
     REASON.replace("ellas", "ellos")],
)  # fmt: skip
def test_the_same_reason_is_found_whatever_its_spaces_capitals_or_one_word(other: str) -> None:
    assert repeated_reasons({"1": REASON, "2": "Se hará en marzo.", "7a": other}) == (("1", "7a"),)


def test_different_reasons_and_empty_ones_are_left_alone() -> None:
    assert repeated_reasons({"1": REASON, "2": REASON.replace("obras municipales", "escuelas ni a los caminos"),
                             "3": "", "4": "..."}) == ()  # fmt: skip


def test_groups_come_in_the_order_of_the_list() -> None:
    said = {"9": "No hay fondos este año.", "1": REASON, "3": "No hay fondos este año", "2": REASON, "8": REASON}

    assert repeated_reasons(said) == (("9", "3"), ("1", "2", "8"))


def test_short_kinds_and_references_do_not_count() -> None:
    thanks = [(str(n), Answer(str(n), Disposition.COMMENT_ONLY, reason="Gracias.")) for n in range(3)]

    assert reasons_of([*thanks, ("4", None), ("5", Answer("5", Disposition.NOT_VIABLE, reason=REASON))]) == {
        "5": REASON
    }


NOUNS = ["agua", "luz", "casa", "vía", "obra", "plan", "mesa", "junta", "río", "sol", "pan", "mar"]
WORDS = st.lists(st.sampled_from(NOUNS), min_size=1)


@given(st.lists(WORDS, max_size=12))
def test_nothing_alike_is_missed_and_nothing_else_is_found(texts: list[list[str]]) -> None:
    said = {str(place): " ".join(words) for place, words in enumerate(texts)}
    together = {pair for group in repeated_reasons(said) for pair in combinations(group, 2)}

    for (one, first), (two, second) in combinations(said.items(), 2):
        a, b = set(first.split()), set(second.split())
        if len(a & b) >= ALIKE * len(a | b):
            assert (one, two) in together
    linked = {number for pair in together for number in pair}
    for number in linked:
        a = set(said[number].split())
        others = [set(text.split()) for other, text in said.items() if other != number]
        assert any(len(a & b) >= ALIKE * len(a | b) for b in others)


def test_a_long_list_of_reasons_that_differ_in_one_word_is_one_group() -> None:
    said = {str(number): f"{REASON} Aporte {number}." for number in range(2_000)}

    assert repeated_reasons(said) == (tuple(said),)


def test_reasons_that_are_alike_by_way_of_others_are_one_group_wherever_those_stand() -> None:
    words = [f"w{number}" for number in range(30)]
    chain = [" ".join(words[start : start + 20]) for start in range(9)]
    said = {str(place): chain[place] for place in (0, 8, 4, 2, 6, 1, 7, 3, 5)}

    assert repeated_reasons(said) == (tuple(said),)
