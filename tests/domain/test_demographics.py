"""The answers about who comes: codes that are told apart, and the six questions that become one value."""

from __future__ import annotations

import pytest

from labapp.domain.demographics import (
    AfroDescent,
    AgeBand,
    Answer,
    Difficulty,
    DifficultyAnswer,
    DifficultyArea,
    FirstTime,
    Gender,
    IndigenousPeople,
    OtherGender,
    PlaceScope,
    Sector,
    difficulty_of,
    sector_of,
)

VOCABULARIES: list[type[Answer]] = [
    Gender,
    OtherGender,
    AgeBand,
    IndigenousPeople,
    AfroDescent,
    Difficulty,
    PlaceScope,
    Sector,
    FirstTime,
]
NONE, SOME, LOT, CANNOT, HIDDEN = DifficultyAnswer


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda vocabulary: vocabulary.__name__)
def test_undisclosed_is_98_and_unasked_is_99_everywhere(vocabulary: type[Answer]) -> None:
    assert vocabulary("undisclosed").published_code == "98"
    assert vocabulary("unasked").published_code == "99"


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda vocabulary: vocabulary.__name__)
def test_no_two_answers_share_a_published_code(vocabulary: type[Answer]) -> None:
    codes = [answer.published_code for answer in vocabulary]

    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("vocabulary", "published"),
    [
        (Gender, "M H 98 99"),
        (AgeBand, "A00_14 A15_17 A18_29 A30_44 A45_59 A60_74 A75_MAS 98 99"),
        (IndigenousPeople, "1 2 3 4 5 6 7 8 9 0 98 99"),
        (Sector, "CIU OSC COM JC MUN GOB ACA EST PRI MED AUT INT OTR 98 99"),
        (FirstTime, "1 0 98 99"),
    ],
)
def test_the_published_codes_are_those_of_the_variable_set(vocabulary: type[Answer], published: str) -> None:
    assert [answer.published_code for answer in vocabulary] == published.split()


def test_a_gender_other_than_woman_or_man_is_never_on_the_list() -> None:
    assert "O" not in [gender.published_code for gender in Gender]
    assert OtherGender.SELF_DESCRIBED.published_code == "O"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((NONE,) * 6, Difficulty.NO),
        ((SOME,) * 6, Difficulty.NO),
        ((NONE, NONE, LOT, NONE, NONE, NONE), Difficulty.YES),
        ((NONE, NONE, NONE, NONE, NONE, CANNOT), Difficulty.YES),
        ((HIDDEN, LOT, HIDDEN, HIDDEN, HIDDEN, HIDDEN), Difficulty.YES),
        ((HIDDEN, NONE, NONE, NONE, NONE, NONE), Difficulty.UNDISCLOSED),
        ((HIDDEN, SOME), Difficulty.UNDISCLOSED),
        ((LOT,), Difficulty.YES),
        ((NONE,) * 5, Difficulty.UNASKED),
        ((), Difficulty.UNASKED),
    ],
)
def test_six_answers_become_one_value(given: tuple[DifficultyAnswer, ...], expected: Difficulty) -> None:
    answers = dict(zip(DifficultyArea, given, strict=False))

    assert difficulty_of(answers) is expected


@pytest.mark.parametrize(
    ("alone", "organisation", "expected"),
    [
        (True, None, Sector.CITIZEN),
        (True, Sector.ACADEMIA, Sector.CITIZEN),
        (False, Sector.ACADEMIA, Sector.ACADEMIA),
        (False, None, Sector.UNASKED),
        (None, None, Sector.UNASKED),
        (None, Sector.MEDIA, Sector.UNASKED),
    ],
)
def test_the_sector_follows_from_the_organisation(
    alone: bool | None, organisation: Sector | None, expected: Sector
) -> None:
    assert sector_of(alone, organisation) is expected
