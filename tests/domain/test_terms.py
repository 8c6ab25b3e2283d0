"""Terms: the day on which something falls due, by working days with Panama's holidays or by the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.errors import RuleViolated
from labapp.domain.holidays_pa import proposed_holidays
from labapp.domain.terms import (
    PROPOSED_REPORT_TERM,
    PROPOSED_RESPONSE_TERM,
    DayKind,
    Term,
    due_on,
    is_overdue,
    is_working_day,
)

NOVEMBER = frozenset(proposed_holidays(2026))


@pytest.mark.parametrize(
    ("start", "term", "due"),
    [
        # 3, 5 and 10 November fall on working days; a weekend and a Friday are passed.
        (date(2026, 10, 30), PROPOSED_REPORT_TERM, date(2026, 11, 18)),
        (date(2026, 11, 20), PROPOSED_REPORT_TERM, date(2026, 12, 4)),
        (date(2026, 11, 27), PROPOSED_REPORT_TERM, date(2026, 12, 14)),
        # 20 December is a Sunday, so the Monday is free too.
        (date(2026, 12, 18), Term(1, DayKind.WORKING), date(2026, 12, 22)),
        (date(2026, 11, 20), PROPOSED_RESPONSE_TERM, date(2026, 12, 20)),
        (date(2028, 2, 28), Term(1, DayKind.CALENDAR), date(2028, 2, 29)),
    ],
)
def test_a_term_ends_on_its_last_day(start: date, term: Term, due: date) -> None:
    assert due_on(start, term, holidays=NOVEMBER) == due


def test_a_session_on_a_saturday_starts_counting_on_monday() -> None:
    assert due_on(date(2026, 8, 1), Term(1, DayKind.WORKING), holidays=frozenset()) == date(2026, 8, 3)


@given(
    start=st.dates(date(2025, 1, 1), date(2030, 12, 31)),
    days=st.integers(1, 60),
    holidays=st.frozensets(st.dates(date(2025, 1, 1), date(2031, 6, 1)), max_size=40),
)
def test_a_term_of_working_days_holds_exactly_that_many(start: date, days: int, holidays: frozenset[date]) -> None:
    due = due_on(start, Term(days, DayKind.WORKING), holidays=holidays)

    passed = [start + timedelta(days=step) for step in range(1, (due - start).days + 1)]
    assert sum(is_working_day(day, holidays) for day in passed) == days
    assert is_working_day(due, holidays)


def test_on_the_last_day_there_is_still_time() -> None:
    due = date(2026, 12, 4)

    assert [is_overdue(due, due + timedelta(days=late)) for late in (-1, 0, 1)] == [False, False, True]


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_term_without_sense_is_refused(days: int) -> None:
    with pytest.raises(RuleViolated) as refused:
        Term(days, DayKind.WORKING)

    assert refused.value.code == "term_out_of_range"


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (
            2026,
            "01-01 01-09 02-17 04-03 05-01 11-03 11-05 11-10 11-28 12-08 12-20 12-21 12-25",
        ),
        (
            2027,
            "01-01 01-09 02-09 03-26 05-01 11-03 11-05 11-10 11-28 11-29 12-08 12-20 12-25",
        ),
    ],
)
def test_panamas_holidays_are_proposed_with_their_bridges(year: int, days: str) -> None:
    assert [f"{day:%m-%d}" for day in proposed_holidays(year)] == days.split()


def test_a_proposed_holiday_has_its_spanish_name() -> None:
    assert proposed_holidays(2026)[date(2026, 2, 17)] == "Martes de Carnaval"
