"""Terms: how many working or calendar days something may take, and on which day it falls due.

A due day is worked out once and stored; a holiday that is decreed later does not move it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import assert_never

from labapp.domain.errors import RuleViolated

LONGEST_TERM = 365
_SATURDAY = 5


class DayKind(StrEnum):
    """Which days count. People are always told which."""

    WORKING = "working"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Term:
    """A number of days, from 1 to `LONGEST_TERM`. Raises `RuleViolated("term_out_of_range")`."""

    days: int
    kind: DayKind

    def __post_init__(self) -> None:
        if not 1 <= self.days <= LONGEST_TERM:
            raise RuleViolated("term_out_of_range", field="days", least=1, most=LONGEST_TERM)


PROPOSED_REPORT_TERM = Term(10, DayKind.WORKING)
PROPOSED_RESPONSE_TERM = Term(30, DayKind.CALENDAR)
"""Proposals: no document and no law fixes them, so each call promises its own."""


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Whether public offices open: Monday to Friday, and not in the programme's table of holidays."""
    return day.weekday() < _SATURDAY and day not in holidays


def due_on(start: date, term: Term, *, holidays: Collection[date]) -> date:
    """Return the last day of a term that starts counting on the day after `start`.

    Calendar days may end on any day. Only days in `holidays` are known as such: pass every year that may be reached.
    """
    match term.kind:
        case DayKind.CALENDAR:
            return start + timedelta(days=term.days)
        case DayKind.WORKING:
            return _working_days_after(start, term.days, holidays)
        case _:
            assert_never(term.kind)


def _working_days_after(start: date, days: int, holidays: Collection[date]) -> date:
    day = start
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day, holidays)
    return day


def is_overdue(due: date, today: date) -> bool:
    """Whether the last day has passed; on that day itself there is still time."""
    return today > due
