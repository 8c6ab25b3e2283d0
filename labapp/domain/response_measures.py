"""The public summary of a document of answers: how many were taken up, how long it took, what is overdue.

Whole contributions are counted, so that every figure agrees with the minutes: a composite one counts once.
Source: domain note b.2 (groups) and b.3 (measures shown in public). Never a ranking of persons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
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
        """Return how many changed the text, whole or in part."""
        return self.groups[Group.TAKEN_UP]


def measures(document: Document, *, today: date) -> Measures:
    """Return the public figures of `document` on the day `today`."""
    answers = document.numbered
    received = [row for row in document.listed if not row.withdrawn]
    answered = [row for row in received if is_answered(row.joined_into or row.number, document)]
    groups = dict.fromkeys(Group, 0)
    days: list[int] = []
    for row in answered:
        answer = answers[row.joined_into or row.number]
        group = group_of(answer, answers)
        if group is not None:
            groups[group] += 1
        answered_on = _last_day(answer, document)
        if document.held_on and answered_on:
            days.append((answered_on - document.held_on).days)
    return Measures(
        received=len(received),
        withdrawn=len(document.listed) - len(received),
        answered=len(answered),
        groups=groups,
        median_days=median(days) if days else None,
        overdue=tuple(row.number for row in received if _is_overdue(row, answers, today)),
    )


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


def _is_overdue(row: Listed, answers: Mapping[str, Answer], today: date) -> bool:
    answer = answers.get(row.number)
    if answer is None:
        return False
    promised = [
        part.said(PROMISED_DAY[kind])
        for part in (answer, *answer.part_answers)
        for kind in part.dispositions
        if kind in PROMISED_DAY
    ]
    return any(isinstance(day, date) and day < today for day in promised)
