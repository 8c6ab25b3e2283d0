"""A promise is kept by the day that was promised first, and runs on its last day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from labapp.domain.kept_promises import PromiseState, state_of_promise

DUE = date(2026, 12, 20)
S = PromiseState


def days(count: int) -> date:
    return DUE + timedelta(days=count)


@pytest.mark.parametrize(
    ("today", "expected"),
    [(-400, S.RUNNING), (-1, S.RUNNING), (0, S.RUNNING), (1, S.OVERDUE), (400, S.OVERDUE)],
)
def test_an_open_promise_runs_on_its_last_day_and_is_overdue_the_next(today: int, expected: PromiseState) -> None:
    assert state_of_promise(DUE, None, today=days(today)) is expected


@pytest.mark.parametrize(("kept", "expected"), [(-30, S.KEPT_ON_TIME), (0, S.KEPT_ON_TIME), (1, S.KEPT_LATE)])
def test_a_kept_promise_stays_as_it_was_kept_whatever_the_day(kept: int, expected: PromiseState) -> None:
    for today in (0, 1, 4000):
        assert state_of_promise(DUE, days(kept), today=days(today)) is expected


@pytest.mark.parametrize(("today", "expected"), [(0, S.RUNNING), (1, S.EXTENDED), (10, S.EXTENDED), (11, S.OVERDUE)])
def test_more_time_holds_until_its_own_last_day(today: int, expected: PromiseState) -> None:
    assert state_of_promise(DUE, None, today=days(today), extended_until=days(10)) is expected


def test_more_time_makes_nothing_punctual_that_came_after_the_first_day() -> None:
    assert state_of_promise(DUE, days(5), today=days(6), extended_until=days(10)) is S.KEPT_LATE
