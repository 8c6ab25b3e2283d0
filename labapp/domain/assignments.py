"""Who answers what, by when: a contribution assigned to an institution, given back by it, or given more time once.

Source: domain note b (answers come back by nota, in parts, with prórroga); decision 0016.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from labapp.domain.errors import RuleViolated


class AssignmentState(StrEnum):
    """How an assignment stands. Whether it is answered is told by its answer."""

    ASSIGNED = "assigned"
    TAKEN_BACK = "taken_back"
    GIVEN_BACK = "given_back"


class ExtensionDecision(StrEnum):
    """What the coordination said to an institution that asked for more time."""

    GRANTED = "granted"
    REFUSED = "refused"


class LiaisonCapacity(StrEnum):
    """As what somebody was designated by the note of an institution."""

    PRINCIPAL = "principal"
    SUBSTITUTE = "substitute"


@dataclass(frozen=True, slots=True)
class MoreTime:
    """A prórroga that was granted: for which contribution, to whom, until when, and why."""

    number: str
    institution: str
    until_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Validity:
    """The days on which a designation holds, both included; without a last day it holds until it is changed."""

    first_on: date
    last_on: date | None

    def covers(self, day: date) -> bool:
        """Return whether the designation holds on `day`."""
        return self.first_on <= day and (self.last_on is None or day <= self.last_on)


def check_designation(validity: Validity | None, *, today: date) -> None:
    """Let a liaison act today. Raises RuleViolated `designation_missing`, `designation_not_begun`, `designation_ended`.

    Source: an institution designates its liaison by a formal note, for a time; outside it nobody speaks for it.
    """
    if validity is None:
        raise RuleViolated("designation_missing")
    if today < validity.first_on:
        raise RuleViolated("designation_not_begun")
    if not validity.covers(today):
        raise RuleViolated("designation_ended")


def check_due(due_on: date | None, *, today: date) -> date:
    """Return the day of an assignment. Raises RuleViolated `due_day_missing` or `due_day_passed`."""
    if due_on is None:
        raise RuleViolated("due_day_missing", field="due_on")
    if due_on < today:
        raise RuleViolated("due_day_passed", field="due_on")
    return due_on


def check_longer(until_on: date | None, *, due_on: date, today: date) -> date:
    """Return the day that is asked for. Raises RuleViolated `extension_day_missing` or `extension_not_longer`."""
    if until_on is None:
        raise RuleViolated("extension_day_missing", field="until_on")
    if until_on <= max(due_on, today):
        raise RuleViolated("extension_not_longer", field="until_on")
    return until_on


def running(granted: Iterable[MoreTime], *, today: date) -> tuple[MoreTime, ...]:
    """Return the prórrogas that have not ended, the longest first."""
    left = [one for one in granted if one.until_on >= today]
    return tuple(sorted(left, key=lambda one: (-one.until_on.toordinal(), one.number)))
