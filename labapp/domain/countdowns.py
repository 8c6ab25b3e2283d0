"""How a term stands on a day: how many of its own kind of days are left, or how many too many have passed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from labapp.domain.terms import DayKind, is_overdue, is_working_day


@dataclass(frozen=True, slots=True)
class Countdown:
    """Where a term stands: `days` of its `kind` are left, or have passed since its last day when `overdue`."""

    days: int
    kind: DayKind
    overdue: bool


def countdown(due: date, kind: DayKind, *, today: date, holidays: Collection[date]) -> Countdown:
    """Return how a term that ends on `due` stands `today`; on the last day itself 0 days are left."""
    overdue = is_overdue(due, today)
    earlier, later = (due, today) if overdue else (today, due)
    match kind:
        case DayKind.CALENDAR:
            days = (later - earlier).days
        case DayKind.WORKING:
            days = sum(
                is_working_day(earlier + timedelta(days=step), holidays)
                for step in range(1, (later - earlier).days + 1)
            )
        case _:
            assert_never(kind)
    return Countdown(days, kind, overdue)
