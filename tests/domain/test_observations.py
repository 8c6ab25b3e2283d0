"""The observation window: whole working days, a promise that nothing shortens, requests and answers that say enough."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.errors import RuleViolated
from labapp.domain.minutes import Block, MinutesKind
from labapp.domain.numbering import GivenNumber
from labapp.domain.observations import (
    LONGEST_REASON,
    LONGEST_WORDS,
    Outcome,
    Tally,
    check_open,
    is_told,
    parts_of,
    read_place,
    read_reason,
    read_words,
    standing_until,
    window_until,
)

MOTHERS_DAY = date(2026, 12, 8)
FRIDAY = date(2026, 11, 20)
LAB = MinutesKind.LAB_MINUTES


@pytest.mark.parametrize(
    ("published_on", "days", "until"),
    [
        (FRIDAY, 5, date(2026, 11, 27)),
        (FRIDAY + timedelta(days=1), 5, date(2026, 11, 27)),
        (date(2026, 12, 7), 1, date(2026, 12, 9)),
        (date(2026, 12, 4), 2, date(2026, 12, 9)),
        (MOTHERS_DAY, 1, date(2026, 12, 9)),
    ],
)
def test_only_working_days_after_the_day_of_publication_count(published_on: date, days: int, until: date) -> None:
    assert window_until(published_on, days, holidays={MOTHERS_DAY}) == until


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 60))
def test_a_window_ends_on_a_working_day_and_is_never_shorter_than_its_days(published_on: date, days: int) -> None:
    until = window_until(published_on, days, holidays={MOTHERS_DAY})

    assert until - published_on >= timedelta(days=days)
    assert until.weekday() < 5


def test_the_last_day_counts_whole_and_the_next_one_does_not() -> None:
    check_open(FRIDAY, today=FRIDAY)
    with pytest.raises(RuleViolated, match="observations_over"):
        check_open(FRIDAY, today=FRIDAY + timedelta(days=1))


def test_without_a_promise_nothing_is_taken() -> None:
    with pytest.raises(RuleViolated, match="observations_not_promised"):
        check_open(standing_until([]), today=FRIDAY)


def test_a_shorter_window_of_a_newer_version_takes_nothing_from_what_was_promised() -> None:
    assert standing_until([date(2026, 12, 4), date(2026, 11, 27)]) == date(2026, 12, 4)


@pytest.mark.parametrize(
    ("number", "part", "place"),
    [
        ("", "", None),
        (" ", "agreements", Block.AGREEMENTS),
        ("7", "", GivenNumber("", 7)),
        ("7A", "contributions", GivenNumber("", 7, "a")),
        ("", "contributions", Block.CONTRIBUTIONS),
    ],
)
def test_a_request_is_about_a_number_a_part_or_the_whole(
    number: str, part: str, place: GivenNumber | Block | None
) -> None:
    assert read_place(number, part, LAB) == place


@pytest.mark.parametrize(
    ("number", "part", "code"),
    [
        ("siete", "", "number_not_understood"),
        ("7", "agreements", "observation_one_place"),
        ("", "header", "observation_part_unknown"),
        ("", "proposal", "observation_part_unknown"),
        ("", "lo que sea", "observation_part_unknown"),
    ],
)
def test_a_place_that_cannot_be_found_says_why(number: str, part: str, code: str) -> None:
    with pytest.raises(RuleViolated, match=code):
        read_place(number, part, LAB)


def test_the_parts_are_those_of_each_document() -> None:
    assert Block.AGREEMENTS in parts_of(LAB)
    assert Block.PROPOSAL in parts_of(MinutesKind.TABLE_REPORT)
    assert Block.HEADER not in {*parts_of(LAB), *parts_of(MinutesKind.TABLE_REPORT)}


def test_words_keep_their_lines_and_lose_nothing_else() -> None:
    assert read_words("  Dije\r\n\tagua.  ") == "Dije\nagua."
    assert read_words("é" * LONGEST_WORDS) == "é" * LONGEST_WORDS


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (" \n\u200b ", "observation_empty"),
        ("a" * (LONGEST_WORDS + 1), "observation_too_long"),
    ],
)
def test_words_that_cannot_be_kept_say_why(typed: str, code: str) -> None:
    with pytest.raises(RuleViolated, match=code):
        read_words(typed)


@pytest.mark.parametrize(
    ("typed", "outcome", "kept"),
    [
        ("", Outcome.CORRECTED, None),
        (" Gracias. ", Outcome.CORRECTED, "Gracias."),
        ("Se oyó\nasí.", Outcome.NOT_CORRECTED, "Se oyó así."),
        ("a" * LONGEST_REASON, Outcome.IN_PART, "a" * LONGEST_REASON),
    ],
)
def test_a_reason_is_kept_as_one_line(typed: str, outcome: Outcome, kept: str | None) -> None:
    assert read_reason(typed, outcome) == kept


@pytest.mark.parametrize(
    ("typed", "outcome", "code"),
    [
        (" ", Outcome.NOT_CORRECTED, "observation_needs_reason"),
        ("", Outcome.IN_PART, "observation_needs_reason"),
        ("a" * (LONGEST_REASON + 1), Outcome.CORRECTED, "observation_reason_too_long"),
    ],
)
def test_what_is_not_corrected_whole_has_its_reason(typed: str, outcome: Outcome, code: str) -> None:
    with pytest.raises(RuleViolated, match=code):
        read_reason(typed, outcome)


def test_what_is_answered_after_the_approval_waits_for_the_next_version() -> None:
    approved_at = datetime(2026, 11, 20, 14, tzinfo=UTC)

    assert is_told(approved_at, None)
    assert is_told(approved_at, approved_at)
    assert not is_told(approved_at + timedelta(seconds=1), approved_at)


def test_a_tally_forgets_nobody() -> None:
    tally = Tally(corrected=1, in_part=2, coming=3, not_corrected=4, waiting=5, untied=6)

    assert tally.asked == 21
