"""What is owed after a session: the report and the reasoned response, each by its day.

Source: the co-creation table of July 2023 promised both; terms are proposed and the call may promise others.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from labapp.domain.terms import DayKind, Term, due_on


class ObligationKind(StrEnum):
    """What was promised when people went home."""

    REPORT = "report"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True)
class Promise:
    """An obligation about to be written down: what, within how long, and so until which day."""

    kind: ObligationKind
    term: Term
    due_on: date


def promises(
    held_on: date, *, report_days: int, response_days: int, holidays: frozenset[date]
) -> tuple[Promise, Promise]:
    """Return what is owed for a session held on a day: the report in working days, the response in calendar days."""
    report, response = Term(report_days, DayKind.WORKING), Term(response_days, DayKind.CALENDAR)
    return (
        Promise(ObligationKind.REPORT, report, due_on(held_on, report, holidays=holidays)),
        Promise(ObligationKind.RESPONSE, response, due_on(held_on, response, holidays=holidays)),
    )
