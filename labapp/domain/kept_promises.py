"""Whether what was promised to people was kept: on time, late, or not yet.

Source: domain note b.3, measures shown in public. The first day that was promised is the one that counts: more time
(prórroga) is said beside it and never makes a late document punctual.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from labapp.domain.terms import is_overdue


class PromiseState(StrEnum):
    """How a promise stands on a day."""

    KEPT_ON_TIME = "kept_on_time"
    KEPT_LATE = "kept_late"
    RUNNING = "running"
    EXTENDED = "extended"
    OVERDUE = "overdue"


def state_of_promise(
    due_on: date, fulfilled_on: date | None, *, today: date, extended_until: date | None = None
) -> PromiseState:
    """Return how a promise for `due_on` stands `today`; on its last day it still runs.

    `extended_until` is the day of a prórroga that holds for all that is owed.
    """
    if fulfilled_on is not None:
        return PromiseState.KEPT_LATE if fulfilled_on > due_on else PromiseState.KEPT_ON_TIME
    if not is_overdue(due_on, today):
        return PromiseState.RUNNING
    if extended_until is not None and not is_overdue(extended_until, today):
        return PromiseState.EXTENDED
    return PromiseState.OVERDUE
