"""Inclusion is said without a person or a number in it."""

from __future__ import annotations

import pytest

from labapp.domain.contributions import Language
from labapp.domain.errors import RuleViolated
from labapp.domain.inclusion import (
    LONGEST_GROUP,
    MOST_GROUPS,
    OFFERED,
    Inclusion,
    InclusionGap,
    read_groups,
    read_languages,
)
from labapp.domain.participation import Support


def test_groups_are_read_one_a_line_each_once() -> None:
    typed = "  Congreso   local \r\n\r\n- Grupos de mujeres\nCongreso local\n"

    assert read_groups(typed) == ("Congreso local", "Grupos de mujeres")


@pytest.mark.parametrize("typed", ["12 mujeres", "Mujeres (3)", "Una persona sorda\n2 jóvenes", "Mujeres ٣"])
def test_a_line_that_counts_people_is_refused(typed: str) -> None:
    with pytest.raises(RuleViolated) as refusal:
        read_groups(typed)

    assert (refusal.value.code, refusal.value.details["field"]) == ("groups_count_people", "groups")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("\n".join(f"Grupo {letter}" for letter in "abcdefghijklm"), "too_many_groups"),
        ("a" * (LONGEST_GROUP + 1), "group_too_long"),
    ],
)
def test_a_short_list_stays_short(typed: str, code: str) -> None:
    assert MOST_GROUPS == 12
    with pytest.raises(RuleViolated, match=code):
        read_groups(typed)


def test_languages_come_in_their_usual_order_and_spanish_needs_no_interpreter() -> None:
    chosen = {Language.PANAMANIAN_SIGN, Language.SPANISH, Language.NGABERE}

    assert read_languages(chosen) == (Language.NGABERE, Language.PANAMANIAN_SIGN)
    assert Language.SPANISH not in OFFERED


@pytest.mark.parametrize(
    ("said", "gaps"),
    [
        (Inclusion(), [InclusionGap.NO_GROUPS, InclusionGap.NO_SUPPORTS]),
        (Inclusion(groups=("Escuelas",), supports=(Support.TRANSPORT,)), []),
        (Inclusion(groups=("Escuelas",), supports=(Support.INTERPRETATION,)), [InclusionGap.NO_LANGUAGES]),
        (Inclusion(groups=("Escuelas",), supports=(Support.INTERPRETATION,), languages=(Language.NASO,)), []),
    ],
)
def test_what_is_missing_is_told_to_the_note_taker(said: Inclusion, gaps: list[InclusionGap]) -> None:
    assert list(said.gaps) == gaps
