"""What was said from the front of the room: in which role, by which office, in a few lines, in the order of speaking.

Source: report of the second co-creation table of the 5th plan (opening, context, civil society).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar, assert_never

from labapp.domain.errors import RuleViolated
from labapp.domain.text import clean_line, clean_text

LONGEST_LINE = 200
LONGEST_SUMMARY = 1_500
"""Characters of what was said: a few lines, no transcript."""
MOST_INTERVENTIONS = 60

One = TypeVar("One")


class SpeakingRole(StrEnum):
    """In which part of the session somebody speaks."""

    OPENING = "opening"
    CONTEXT = "context"
    CIVIL_SOCIETY = "civil_society"
    AUTHORITY = "authority"
    FACILITATION = "facilitation"
    NOTE_TAKING = "note_taking"
    CLOSING = "closing"
    OTHER = "other"


class InterventionAct(StrEnum):
    """What is done to one of them in the list."""

    UP = "up"
    DOWN = "down"
    REMOVE = "remove"
    PUT_BACK = "put_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """Who spoke in which role, by their office; `person` is the name of an official in function, and of nobody else."""

    role: SpeakingRole
    office: str = ""
    organisation: str = ""
    person: str = ""
    summary: str = ""


def read_intervention(typed: Intervention) -> Intervention:
    """Return what was typed, cleaned.

    Raises RuleViolated: `intervention_blank`, `intervention_needs_office` without office and organisation,
    `person_needs_office` for a name without the office that makes it public, `text_too_long`.
    """
    read = Intervention(
        role=typed.role,
        office=_line(typed.office, "office"),
        organisation=_line(typed.organisation, "organisation"),
        person=_line(typed.person, "person"),
        summary=_short(clean_text(typed.summary), "summary", LONGEST_SUMMARY),
    )
    if not read.summary:
        raise RuleViolated("intervention_blank", field="summary")
    if read.person and not read.office:
        raise RuleViolated("person_needs_office", field="office")
    if not (read.office or read.organisation):
        raise RuleViolated("intervention_needs_office", field="office")
    return read


def _line(typed: str, field: str) -> str:
    return _short(clean_line(typed), field, LONGEST_LINE)


def _short(text: str, field: str, longest: int) -> str:
    if len(text) > longest:
        raise RuleViolated("text_too_long", field=field, longest=longest)
    return text


def reordered(order: Sequence[One], one: One, act: InterventionAct) -> list[One]:
    """Return the order of those that stand after the act; at the end of the line nothing moves.

    What is put back goes to the end. One that is not there is neither moved nor removed.
    """
    rest = [each for each in order if each != one]
    match act:
        case InterventionAct.PUT_BACK:
            return [*rest, one]
        case _ if one not in order:
            return list(order)
        case InterventionAct.REMOVE:
            return rest
        case InterventionAct.UP | InterventionAct.DOWN:
            step = -1 if act is InterventionAct.UP else 1
            rest.insert(max(0, order.index(one) + step), one)
            return rest
        case _:
            assert_never(act)
