"""Numbers that people are told: nobody ever shares one, and they are read as they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.errors import RuleViolated
from labapp.domain.numbering import (
    GivenNumber,
    card_numbers,
    divide,
    is_card_number,
    next_person_number,
    parse_number,
    sheet_rows,
    whole_of,
)

numbers = st.builds(
    GivenNumber,
    node=st.sampled_from(["", "A", "B", "Z"]),
    number=st.integers(1, 999_999),
    part=st.sampled_from(["", "a", "z"]),
)


@pytest.mark.parametrize(("number", "whole"), [("7", "7"), ("7a", "7"), ("B-27c", "B-27"), ("12", "12")])
def test_a_part_belongs_to_the_number_that_was_divided(number: str, whole: str) -> None:
    assert whole_of(number) == whole


def test_phones_step_over_the_numbers_of_the_cards() -> None:
    given_out, last = [], 0
    for _ in range(600):
        last = next_person_number(last)
        given_out.append(last)

    assert given_out == [*range(1, 500), *range(1000, 1101)]
    assert not any(is_card_number(number) for number in given_out)


def test_cards_are_printed_on_from_where_the_last_ones_ended() -> None:
    first, second = card_numbers(0, 40), card_numbers(40, 10)

    assert (first[0], first[-1], second[0], second[-1]) == (500, 539, 540, 549)
    assert card_numbers(0, 500)[-1] == 999
    assert all(is_card_number(number) for number in card_numbers(0, 500))


def test_more_cards_than_numbers_are_refused_with_how_many_are_left() -> None:
    with pytest.raises(RuleViolated) as refused:
        card_numbers(480, 21)

    assert (refused.value.code, refused.value.details) == ("too_many_cards", {"left": 20})


def test_the_rows_of_a_sheet_run_on_from_page_to_page() -> None:
    rows = [row for page in (1, 2, 3) for row in sheet_rows(page)]

    assert rows == list(range(1, 61))


@given(numbers)
def test_what_is_printed_is_read_back(number: GivenNumber) -> None:
    assert parse_number(str(number)) == number


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("7", GivenNumber("", 7)),
        (" 7A ", GivenNumber("", 7, "a")),
        ("b27", GivenNumber("B", 27)),
        ("b - 27", GivenNumber("B", 27)),
        ("B-7b", GivenNumber("B", 7, "b")),
        ("7 b", GivenNumber("", 7, "b")),
    ],
)
def test_a_number_is_read_as_people_type_it(typed: str, expected: GivenNumber) -> None:
    assert parse_number(typed) == expected


@pytest.mark.parametrize("typed", ["", "0", "007", "-7", "7ab", "BB-7", "7.5", "1234567", "siete", "٧", "7\n8"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(RuleViolated) as refused:
        parse_number(typed)

    assert refused.value.code == "number_not_understood"


def test_numbers_sort_as_people_read_them() -> None:
    ordered = ["1", "2", "7", "7a", "7b", "10", "B-1", "B-1a", "C-1"]

    assert [str(number) for number in sorted(map(parse_number, reversed(ordered)))] == ordered


def test_a_composite_contribution_is_divided_into_lettered_parts() -> None:
    assert [str(part) for part in divide(GivenNumber("", 7), 2)] == ["7a", "7b"]
    assert str(divide(GivenNumber("B", 7), 26)[-1]) == "B-7z"


@pytest.mark.parametrize(
    ("number", "parts", "code"),
    [
        (GivenNumber("", 7), 1, "parts_out_of_range"),
        (GivenNumber("", 7), 27, "parts_out_of_range"),
        (GivenNumber("", 7, "a"), 2, "part_cannot_be_divided"),
    ],
)
def test_a_division_that_makes_no_sense_is_refused(number: GivenNumber, parts: int, code: str) -> None:
    with pytest.raises(RuleViolated) as refused:
        divide(number, parts)

    assert refused.value.code == code
