"""Every clock of the rules just before its end, at its end and after: over year ends, leap days and holidays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from labapp.domain.assignments import MoreTime, Validity, check_designation, check_due, check_longer, running
from labapp.domain.attendance import EARLIEST_ARRIVAL, check_arrival
from labapp.domain.countdowns import Countdown, countdown
from labapp.domain.errors import RuleViolated
from labapp.domain.holidays_pa import proposed_holidays
from labapp.domain.kept_promises import PromiseState, state_of_promise
from labapp.domain.mail import FIRST_WAIT, LONGEST_WAIT, MOST_ATTEMPTS, next_attempt
from labapp.domain.obligations import promises
from labapp.domain.observations import check_open, is_told, window_until
from labapp.domain.people import FREE_FAILURES, may_try_at
from labapp.domain.replies import check_reply_term, reply_until
from labapp.domain.sessions import Stage, start_when_opened
from labapp.domain.spaces import SpaceKind
from labapp.domain.terms import DayKind, is_overdue
from labapp.domain.urn_terms import SEALED_AFTER, Meeting, is_due

DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
HOLIDAYS = frozenset(day for year in (2026, 2027, 2028) for day in proposed_holidays(year))
CARNIVAL = date(2028, 2, 29)
NEW_YEAR = datetime(2027, 1, 1, 5, tzinfo=UTC)
"""Midnight in Panama, five hours after that of UTC."""
LEAP_DAY = datetime(2028, 2, 29, 12, tzinfo=UTC)


def taken(check: Callable[[], object]) -> bool:
    """Say whether a rule lets something pass."""
    try:
        check()
    except RuleViolated:
        return False
    return True


@pytest.mark.parametrize(
    ("held_on", "report", "response"),
    [
        # Monday 21 December stands for a Sunday; Christmas and New Year fall on Fridays.
        (date(2026, 12, 18), date(2027, 1, 6), date(2027, 1, 17)),
        # 9 January 2028 is a Sunday, so Monday the 10th is free.
        (date(2027, 12, 31), date(2028, 1, 17), date(2028, 1, 30)),
        (date(2028, 1, 30), date(2028, 2, 11), date(2028, 2, 29)),
        # The leap day of 2028 is the Tuesday of carnival.
        (date(2028, 2, 25), date(2028, 3, 13), date(2028, 3, 26)),
        (date(2027, 1, 30), date(2027, 2, 15), date(2027, 3, 1)),
    ],
)
def test_what_is_owed_after_a_session_falls_due_over_year_ends_leap_days_and_holidays(
    held_on: date, report: date, response: date
) -> None:
    owed = promises(held_on, report_days=10, response_days=30, holidays=HOLIDAYS)

    assert [promise.due_on for promise in owed] == [report, response]


@pytest.mark.parametrize(
    ("published_on", "until"),
    [
        (date(2026, 12, 23), date(2026, 12, 31)),
        (date(2026, 12, 28), date(2027, 1, 5)),
        (date(2028, 2, 22), date(2028, 3, 1)),
        (date(2028, 2, 29), date(2028, 3, 7)),
    ],
)
def test_the_observation_window_leaves_out_new_year_and_carnival(published_on: date, until: date) -> None:
    assert CARNIVAL in HOLIDAYS
    assert window_until(published_on, 5, holidays=HOLIDAYS) == until


@pytest.mark.parametrize(
    ("published_on", "until"),
    [
        (date(2026, 12, 20), date(2027, 1, 4)),
        (date(2028, 2, 14), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 3, 15)),
        (date(2027, 2, 14), date(2027, 3, 1)),
    ],
)
def test_the_right_of_reply_counts_every_day_of_the_calendar(published_on: date, until: date) -> None:
    assert reply_until(published_on) == until


LastDay = tuple[Callable[[date], bool], date]

LAST_DAYS: dict[str, LastDay] = {
    "report or response": (lambda today: not is_overdue(date(2026, 12, 31), today), date(2026, 12, 31)),
    "promise in public": (
        lambda today: state_of_promise(CARNIVAL, None, today=today) is PromiseState.RUNNING,
        CARNIVAL,
    ),
    "reply": (lambda today: taken(lambda: check_reply_term(date(2028, 2, 14), today=today)), CARNIVAL),
    "observation": (lambda today: taken(lambda: check_open(date(2026, 12, 31), today=today)), date(2026, 12, 31)),
    "designation": (
        lambda today: taken(lambda: check_designation(Validity(date(2027, 3, 1), CARNIVAL), today=today)),
        CARNIVAL,
    ),
    "day of an assignment": (
        lambda today: taken(lambda: check_due(date(2026, 12, 31), today=today)),
        date(2026, 12, 31),
    ),
    "running prórroga": (
        lambda today: bool(running([MoreTime("1", "IDAAN", CARNIVAL, "Falta el estudio.")], today=today)),
        CARNIVAL,
    ),
    "promise with prórroga": (
        lambda today: (
            state_of_promise(date(2026, 12, 1), None, today=today, extended_until=date(2026, 12, 31))
            is PromiseState.EXTENDED
        ),
        date(2026, 12, 31),
    ),
}
"""For each clock of days: whether it still runs on a day, and its last one."""

every_last_day = pytest.mark.parametrize("clock", list(LAST_DAYS))


@every_last_day
def test_the_last_day_counts_whole_and_the_next_one_does_not(clock: str) -> None:
    still_runs, last = LAST_DAYS[clock]

    assert [still_runs(last + step * DAY) for step in (-1, 0, 1)] == [True, True, False]


def test_a_designation_begins_on_its_first_day() -> None:
    validity = Validity(CARNIVAL, None)

    allowed = [taken(lambda day=CARNIVAL + step * DAY: check_designation(validity, today=day)) for step in (-1, 0, 365)]  # type: ignore[misc]  # a lambda with the day of its turn

    assert allowed == [False, True, True]


@pytest.mark.parametrize(
    ("until_on", "today", "allowed"),
    [
        (date(2026, 12, 31), date(2026, 12, 20), False),
        (date(2027, 1, 1), date(2026, 12, 31), True),
        (date(2027, 1, 1), date(2027, 1, 1), False),
        (date(2027, 1, 2), date(2027, 1, 1), True),
    ],
)
def test_more_time_ends_after_the_day_that_is_owed_and_after_today(until_on: date, today: date, allowed: bool) -> None:
    due_on = date(2026, 12, 31)

    assert taken(lambda: check_longer(until_on, due_on=due_on, today=today)) is allowed


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2026, 12, 30), Countdown(2, DayKind.WORKING, overdue=False)),
        (date(2027, 1, 1), Countdown(1, DayKind.WORKING, overdue=False)),
        (date(2027, 1, 4), Countdown(0, DayKind.WORKING, overdue=False)),
        (date(2027, 1, 5), Countdown(1, DayKind.WORKING, overdue=True)),
    ],
)
def test_a_countdown_over_new_year_leaves_out_what_is_free(today: date, left: Countdown) -> None:
    assert countdown(date(2027, 1, 4), DayKind.WORKING, today=today, holidays=HOLIDAYS) == left


@pytest.mark.parametrize("ended_at", [NEW_YEAR - 3 * DAY, NEW_YEAR - TICK, LEAP_DAY])
def test_an_urn_is_due_thirty_times_twenty_four_hours_after_its_last_session_to_the_instant(
    ended_at: datetime,
) -> None:
    held = Meeting(Stage.ROOM_CLOSED, ended_at - timedelta(hours=3), ended_at)
    end = ended_at + SEALED_AFTER

    due = [is_due(SpaceKind.INNOVATION_LAB, [held], now=now) for now in (end - TICK, end, end + TICK)]

    assert due == [False, True, True]


@pytest.mark.parametrize("starts_at", [NEW_YEAR, LEAP_DAY])
def test_nobody_arrives_and_nothing_opens_more_than_twelve_hours_before_the_start(starts_at: datetime) -> None:
    first = starts_at - EARLIEST_ARRIVAL
    instants = (first - TICK, first, first + TICK)

    arrivals = [taken(lambda at=at: check_arrival(at, starts_at=starts_at, now=starts_at)) for at in instants]  # type: ignore[misc]  # a lambda with the instant of its turn
    openings = [taken(lambda at=at: start_when_opened(Stage.CONVENED, starts_at, now=at)) for at in instants]  # type: ignore[misc]  # a lambda with the instant of its turn

    assert arrivals == openings == [False, True, True]


def test_an_answer_given_at_the_instant_of_approval_is_still_told() -> None:
    told = [is_told(at, approved_at=NEW_YEAR) for at in (NEW_YEAR - TICK, NEW_YEAR, NEW_YEAR + TICK)]

    assert told == [True, True, False]


def test_the_tenth_attempt_at_a_message_is_the_last_and_no_wait_is_longer_than_a_day() -> None:
    waits = [next_attempt(attempts, now=NEW_YEAR - TICK) for attempts in (1, 6, 7, MOST_ATTEMPTS - 1, MOST_ATTEMPTS)]

    assert waits == [
        NEW_YEAR - TICK + FIRST_WAIT,
        NEW_YEAR - TICK + 243 * FIRST_WAIT,
        NEW_YEAR - TICK + LONGEST_WAIT,
        NEW_YEAR - TICK + LONGEST_WAIT,
        None,
    ]


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, None), (1, 2), (2, 4), (6, 64), (7, 128), (8, 256), (9, 300), (2_000, 300)]
)
def test_the_pause_after_wrong_passwords_doubles_up_to_five_minutes(failures: int, seconds: int | None) -> None:
    until = may_try_at(FREE_FAILURES - 1 + failures, NEW_YEAR)

    assert until == (None if seconds is None else NEW_YEAR + timedelta(seconds=seconds))
