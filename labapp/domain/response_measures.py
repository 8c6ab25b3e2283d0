"""The public summary of a document of answers: how many were taken up, how long it took, what is overdue.

Whole contributions are counted, so that every figure agrees with the minutes: a composite one counts once.
Source: domain note b.2 (groups) and b.3 (measures shown in public). Never a ranking of persons.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median

from labapp.domain.response_documents import is_answered
from labapp.domain.response_extras import Extra
from labapp.domain.responses import (
    GROUP,
    PROMISED_DAY,
    Answer,
    Disposition,
    Document,
    Group,
    Listed,
    signed_as,
)
from labapp.domain.text import fold


@dataclass(frozen=True, slots=True)
class Measures:
    """Counts of whole contributions; `groups` adds up to `answered`. Days are calendar days from the gathering.

    `received` leaves out the withdrawn, which are counted apart; one joined into another counts with it.
    """

    received: int
    withdrawn: int
    answered: int
    groups: Mapping[Group, int]
    median_days: float | None
    overdue: tuple[str, ...]

    @property
    def taken_up(self) -> int:
        """How many changed the text, whole or in part."""
        return self.groups[Group.TAKEN_UP]


@dataclass(frozen=True, slots=True)
class Counted:
    """One whole contribution as the public figures count it: once, with all that was answered to its parts.

    `institutions` signed an answer to it, or owe it. `days` are calendar days from the gathering to its last answer.
    `decide_on` is the earliest day for which a decision was promised, `due_on` the day of an answer that is owed.
    """

    number: str
    institutions: tuple[str, ...] = ()
    withdrawn: bool = False
    answered: bool = False
    group: Group | None = None
    days: int | None = None
    decide_on: date | None = None
    due_on: date | None = None


class Answering(StrEnum):
    """Who answers a contribution, where that is not one institution."""

    SEVERAL = "several"
    NOBODY_YET = "nobody_yet"


def answering(row: Counted) -> str | Answering:
    """Return the one institution that answers a contribution, or why there is not one."""
    match row.institutions:
        case ():
            return Answering.NOBODY_YET
        case (name,):
            return name
        case _:
            return Answering.SEVERAL


def measures(document: Document, *, today: date) -> Measures:
    """Return the public figures of `document` on the day `today`."""
    return summed(counted(document), today=today)


def summed(rows: Iterable[Counted], *, today: date) -> Measures:
    """Return the public figures of these contributions, of one document or of many, on the day `today`."""
    whole = tuple(rows)
    received = [row for row in whole if not row.withdrawn]
    groups = dict.fromkeys(Group, 0)
    for row in received:
        if row.group is not None:
            groups[row.group] += 1
    days = [row.days for row in received if row.days is not None]
    return Measures(
        received=len(received),
        withdrawn=len(whole) - len(received),
        answered=sum(row.answered for row in received),
        groups=groups,
        median_days=median(days) if days else None,
        overdue=tuple(row.number for row in received if row.decide_on is not None and row.decide_on < today),
    )


def counted(document: Document) -> tuple[Counted, ...]:
    """Return the whole contributions of `document`, in its order."""
    answers = document.numbered
    return tuple(_counted(row, document, answers) for row in document.listed)


def _counted(row: Listed, document: Document, answers: Mapping[str, Answer]) -> Counted:
    if row.withdrawn:
        return Counted(row.number, _named([document.institution]), withdrawn=True)
    answer = answers.get(row.joined_into or row.number)
    decide_on = _decide_on(answers.get(row.number))
    if answer is None or not is_answered(row.joined_into or row.number, document):
        owes = _named([row.owed_by or document.institution])
        return Counted(row.number, owes, decide_on=decide_on, due_on=row.due_on)
    answered_on = _last_day(answer, document)
    return Counted(
        number=row.number,
        institutions=_signing(answer, document),
        answered=True,
        group=group_of(answer, answers),
        days=(answered_on - document.held_on).days if document.held_on and answered_on else None,
        decide_on=decide_on,
    )


def _signing(answer: Answer, document: Document) -> tuple[str, ...]:
    signed = signed_as(answer, document)
    own = [signed.institution] if answer.primary is not None else []
    return _named([*own, *(signed_as(part, signed).institution for part in answer.part_answers)])


def _named(institutions: Iterable[str]) -> tuple[str, ...]:
    """Each institution once, however often and in whatever letters it was written."""
    found: dict[str, str] = {}
    for name in institutions:
        if name.strip():
            found.setdefault(fold(name), name.strip())
    return tuple(found.values())


def group_of(answer: Answer, answers: Mapping[str, Answer]) -> Group | None:
    """Return the group in which `answer` counts, `None` when it decides nothing or was withdrawn.

    One that refers counts in the group of the answer it points to. A composite one counts as taken up when any part
    was (that is "in part"), then as pending when any part is, then in the first group of the list that it has.
    """
    found = {_group_of_words(part, answers) for part in (answer, *answer.part_answers)} - {None}
    order: tuple[Group, ...] = (Group.TAKEN_UP, Group.PENDING_DECISION, *Group)
    return next((group for group in order if group in found), None)


def _group_of_words(answer: Answer, answers: Mapping[str, Answer]) -> Group | None:
    match answer.primary:
        case None | Disposition.WITHDRAWN:
            return None
        case Disposition.REFERS_TO_OTHER:
            target = answers.get(answer.refers_to or "")
            return None if target is None or target.refers else group_of(target, answers)
        case Disposition.OFFER if Extra.WHY_NO_AGREEMENT in answer.extras and Extra.AGREEMENT not in answer.extras:
            return Group.NOT_TAKEN_UP
        case kind:
            return GROUP[kind]


def _last_day(answer: Answer, document: Document) -> date | None:
    signed = signed_as(answer, document)
    days = [signed.answered_on, *(signed_as(part, signed).answered_on for part in answer.part_answers)]
    return max((day for day in days if day is not None), default=None)


def _decide_on(answer: Answer | None) -> date | None:
    """The earliest day for which something was promised, in the answer or in one of its parts."""
    if answer is None:
        return None
    promised = [
        part.said(PROMISED_DAY[kind])
        for part in (answer, *answer.part_answers)
        for kind in part.dispositions
        if kind in PROMISED_DAY
    ]
    return min((day for day in promised if isinstance(day, date)), default=None)
