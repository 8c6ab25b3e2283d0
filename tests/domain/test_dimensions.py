"""The dimensions: one definition, whose levels say how counts may be printed."""

from __future__ import annotations

import pytest

from labapp.domain.demographics import UNASKED, AgeBand, Answer, Gender, IndigenousPeople, OtherGender, Sector
from labapp.domain.dimensions import (
    ANONYMOUS_QUESTIONS,
    DIMENSIONS,
    AnonymousQuestion,
    Dimension,
    DimensionKey,
    Joined,
    cell_of,
    counts_with_silence,
    dimension,
    gender_counts,
)
from labapp.domain.disclosure import Withheld, publish
from labapp.domain.errors import RuleViolated

SENSITIVE = {DimensionKey.INDIGENOUS_PEOPLE, DimensionKey.AFRO_DESCENT, DimensionKey.DIFFICULTY}


def level_sizes(key: DimensionKey) -> list[int]:
    return [len(groups) for groups in dimension(key).variable.levels]


def test_every_key_has_one_definition() -> None:
    assert [each.key for each in DIMENSIONS] == list(DimensionKey)
    assert all(each.variable.key == each.key for each in DIMENSIONS)


@pytest.mark.parametrize("each", DIMENSIONS, ids=lambda each: str(each.key))
def test_every_answer_is_counted_in_some_cell(each: Dimension) -> None:
    missing = set(each.options) - each.variable.answers

    assert missing == set()
    assert each.variable.answers - set(each.options) <= {OtherGender.SELF_DESCRIBED}


@pytest.mark.parametrize("each", DIMENSIONS, ids=lambda each: str(each.key))
def test_undisclosed_and_unasked_are_printed_together(each: Dimension) -> None:
    for groups in each.variable.levels:
        holding = [group for group in groups if group.answers & {"undisclosed", "unasked"}]

        assert len(holding) == 1


def test_exactly_the_sensitive_dimensions_are_anonymous_questions() -> None:
    assert {each.key for each in DIMENSIONS if each.is_sensitive} == SENSITIVE
    assert {str(question) for question in AnonymousQuestion} == {*SENSITIVE, "other_gender"}


@pytest.mark.parametrize(
    ("key", "sizes"),
    [
        (DimensionKey.GENDER, [4, 2]),
        (DimensionKey.AGE_BAND, [8, 3, 2]),
        (DimensionKey.SECTOR, [14, 3, 2]),
        (DimensionKey.PLACE_SCOPE, [4, 2]),
        (DimensionKey.FIRST_TIME, [2]),
        (DimensionKey.INDIGENOUS_PEOPLE, [2]),
    ],
)
def test_levels_go_from_fine_to_coarse(key: DimensionKey, sizes: list[int]) -> None:
    assert level_sizes(key) == sizes


@pytest.mark.parametrize("question", AnonymousQuestion)
def test_an_anonymous_question_offers_a_refusal_and_never_unasked(question: AnonymousQuestion) -> None:
    choices = [str(choice) for choice in ANONYMOUS_QUESTIONS[question]]

    assert "undisclosed" in choices
    assert UNASKED not in choices


def test_answering_about_another_gender_tells_nothing_by_itself() -> None:
    assert ANONYMOUS_QUESTIONS[AnonymousQuestion.OTHER_GENDER] == (
        OtherGender.SELF_DESCRIBED,
        OtherGender.NO,
        OtherGender.UNDISCLOSED,
    )


def test_any_people_counts_as_yes_and_none_or_silence_does_not() -> None:
    yes, rest = dimension(DimensionKey.INDIGENOUS_PEOPLE).variable.levels[0]

    assert yes.answers == set(IndigenousPeople) - rest.answers
    assert rest.answers == {"no_people", "undisclosed", "unasked"}


def test_traditional_authorities_are_not_counted_as_government() -> None:
    government = next(g for g in dimension(DimensionKey.SECTOR).variable.groups(1) if g.code == Joined.GOVERNMENT)

    assert government.answers == {Sector.COMMUNAL_BOARD, Sector.MUNICIPALITY, Sector.CENTRAL_GOVERNMENT}


@pytest.mark.parametrize("each", DIMENSIONS, ids=lambda each: str(each.key))
def test_a_stored_cell_finds_its_member_again(each: Dimension) -> None:
    cells: list[str] = [group.code for groups in each.variable.levels for group in groups]

    found: list[Answer] = [cell_of(each.key, str(code)) for code in cells]

    assert found == cells
    assert all(cell.published_code for cell in found)


def test_a_cell_of_another_dimension_is_refused() -> None:
    with pytest.raises(RuleViolated) as refused:
        cell_of(DimensionKey.GENDER, AgeBand.FROM_75)

    assert refused.value.code == "unknown_cell"


def test_who_left_no_slip_counts_as_unasked() -> None:
    counts = counts_with_silence({"yes": 6, "no": 20, "undisclosed": 2}, base=34)

    assert counts == {"yes": 6, "no": 20, "undisclosed": 2, "unasked": 6}
    assert not isinstance(publish(dimension(DimensionKey.AFRO_DESCENT).variable, counts, base=34), Withheld)


def test_more_slips_than_people_are_shown_to_somebody_before_printing() -> None:
    with pytest.raises(RuleViolated) as refused:
        counts_with_silence({"yes": 6, "no": 10}, base=15)

    assert refused.value.code == "more_answers_than_people"


@pytest.mark.parametrize(
    ("listed", "self_described", "expected"),
    [
        ((19, 12, 2, 1), 1, (19, 12, 2, 0, 1)),
        ((19, 12, 2, 1), 2, (19, 12, 1, 0, 2)),
        ((19, 12, 2, 1), 0, (19, 12, 2, 1, 0)),
        ((19, 12, 0, 0), 1, (19, 12, 0, 0, 0)),
    ],
)
def test_another_gender_is_counted_among_those_whose_gender_the_list_does_not_know(
    listed: tuple[int, ...], self_described: int, expected: tuple[int, ...]
) -> None:
    counts = gender_counts(dict(zip(Gender, listed, strict=True)), self_described=self_described)

    assert counts == dict(zip([*Gender, OtherGender.SELF_DESCRIBED], expected, strict=True))
    assert sum(counts.values()) == sum(listed)
