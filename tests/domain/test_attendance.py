"""Who counts in which total, how a name is kept and shown, and what is never kept about somebody under 18."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.attendance import (
    COUNTED,
    LONGEST_NAME,
    AgeSide,
    Held,
    MinorPapers,
    Part,
    Total,
    check_arrival,
    check_departure,
    check_may_hold,
    initials,
    may_hold,
    name_tokens,
    read_name,
    short_name,
    totals,
)
from labapp.domain.errors import RuleViolated

START = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
NOW = START + timedelta(days=2)


def test_every_part_counts_in_one_total_and_in_everybody() -> None:
    for part in Part:
        assert sum(part in counted for total, counted in COUNTED.items() if total is not Total.EVERYBODY) == 1
        assert part in COUNTED[Total.EVERYBODY]


def test_hosts_are_not_counted_as_participants() -> None:
    present = [Part.PARTICIPANT] * 15 + [Part.AUTHORITY, Part.ORGANISING_TEAM, Part.INTERPRETER, Part.PRESS]

    found = totals(present)

    assert found == {
        Total.PARTICIPANTS: 15,
        Total.AUTHORITIES: 1,
        Total.OBSERVERS_AND_PRESS: 1,
        Total.TEAM: 2,
        Total.EVERYBODY: 19,
    }


def test_whoever_refused_any_record_counts_as_one() -> None:
    found = totals([Part.PARTICIPANT], {Part.PARTICIPANT: 2, Part.PRESS: 1})

    assert (found[Total.PARTICIPANTS], found[Total.EVERYBODY]) == (3, 4)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  María   Pérez ", "María Pérez"),
        ("Mari\u0301a", "María"),
        ("\u202eMaría\u200b", "María"),
        ("Ngäbe 😀", "Ngäbe 😀"),
        ("=1+1", "=1+1"),
        ("A" * LONGEST_NAME, "A" * LONGEST_NAME),
    ],
)
def test_a_name_is_kept_as_one_clean_line(typed: str, kept: str) -> None:
    assert read_name(typed) == kept


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u200e", "\n\t\x00"])
def test_a_name_of_blanks_is_refused(typed: str) -> None:
    with pytest.raises(RuleViolated, match="name_empty"):
        read_name(typed)


@pytest.mark.parametrize("length", [LONGEST_NAME + 1, 5_000])
def test_a_name_that_is_too_long_is_refused_with_the_limit(length: int) -> None:
    with pytest.raises(RuleViolated, match="name_too_long") as refused:
        read_name("A" * length)

    assert refused.value.details["limit"] == LONGEST_NAME


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("María José Pérez", "María J."),
        ("María de los Ángeles Ríos", "María Á."),
        ("Luz", "Luz"),
        ("ana gil", "ana G."),
        ("", ""),
        ("A" * 120, "A" * 24 + "…"),
    ],
)
def test_a_code_shows_at_most_first_name_and_initial(name: str, shown: str) -> None:
    assert short_name(name) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [("María José Pérez Ríos", "M. J. P."), ("Ana de la Cruz", "A. C."), ("luz", "L."), ("", "")],
)
def test_discreet_mode_shows_initials(name: str, shown: str) -> None:
    assert initials(name) == shown


@given(st.text(max_size=200))
def test_no_name_breaks_the_short_forms(name: str) -> None:
    assert len(short_name(name)) <= 30
    assert len(initials(name)) <= 12
    assert bool(name_tokens(name)) or not name_tokens(name + " ")


@pytest.mark.parametrize(
    ("age", "papers", "expected"),
    [
        (AgeSide.ADULT, None, set(Held)),
        (AgeSide.MINOR, None, set()),
        (AgeSide.MINOR, MinorPapers(authorised=True), set()),
        (AgeSide.MINOR, MinorPapers(agrees=True), set()),
        (AgeSide.MINOR, MinorPapers(authorised=True, agrees=True), {Held.NAME}),
        (AgeSide.UNASKED, None, {Held.NAME}),
    ],
)
def test_under_18_only_the_name_and_only_with_both_papers(
    age: AgeSide, papers: MinorPapers | None, expected: set[Held]
) -> None:
    assert may_hold(age, papers) == expected


@pytest.mark.parametrize(
    ("wanted", "age", "code"),
    [
        (Held.NAME, AgeSide.MINOR, "minor_needs_papers"),
        (Held.CONTACT, AgeSide.MINOR, "not_for_minors"),
        (Held.URN, AgeSide.MINOR, "not_for_minors"),
        (Held.URN, AgeSide.UNASKED, "age_unasked"),
    ],
)
def test_what_may_not_be_kept_is_refused(wanted: Held, age: AgeSide, code: str) -> None:
    with pytest.raises(RuleViolated, match=code) as refused:
        check_may_hold(wanted, age)

    assert refused.value.details["field"] == wanted.value


def test_what_may_be_kept_passes() -> None:
    check_may_hold(Held.URN, AgeSide.ADULT)
    check_may_hold(Held.NAME, AgeSide.MINOR, MinorPapers(authorised=True, agrees=True))


@pytest.mark.parametrize("offset", [timedelta(hours=-12), timedelta(0), timedelta(days=2)])
def test_a_late_entry_is_written_with_its_true_time(offset: timedelta) -> None:
    check_arrival(START + offset, starts_at=START, now=NOW)


@pytest.mark.parametrize(
    ("offset", "code"),
    [(timedelta(hours=-12, seconds=-1), "arrival_too_early"), (timedelta(days=2, seconds=1), "arrival_in_future")],
)
def test_a_time_that_cannot_be_true_is_refused(offset: timedelta, code: str) -> None:
    with pytest.raises(RuleViolated, match=code):
        check_arrival(START + offset, starts_at=START, now=NOW)


def test_nobody_leaves_before_arriving_or_in_the_future() -> None:
    check_departure(START, arrived_at=START, now=NOW)
    with pytest.raises(RuleViolated, match="departure_before_arrival"):
        check_departure(START - timedelta(seconds=1), arrived_at=START, now=NOW)
    with pytest.raises(RuleViolated, match="departure_in_future"):
        check_departure(NOW + timedelta(seconds=1), arrived_at=START, now=NOW)
