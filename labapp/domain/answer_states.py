"""How far the answer to one contribution is, as the list at the desk shows it."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.completeness import Missing, missing
from labapp.domain.responses import Answer, Document, signed_as


class AnswerState(StrEnum):
    """What stands beside a contribution in the list of answers."""

    UNANSWERED = "unanswered"
    PENDING = "pending"
    INCOMPLETE = "incomplete"
    ANSWERED = "answered"
    BY_PARTS = "by_parts"
    JOINED = "joined"
    WITHDRAWN = "withdrawn"


def own_answer(number: str, document: Document) -> Answer | None:
    """Return the answer to a contribution or to a part, signed as its document; None where nothing was decided."""
    found = document.numbered.get(number)
    return None if found is None or found.primary is None else signed_as(found, document)


def lacks_of(number: str, document: Document) -> tuple[Missing, ...]:
    """Return what keeps the answer to `number` from being complete; nothing where nobody has answered yet."""
    answer = own_answer(number, document)
    return () if answer is None else missing(answer, document)


def state_of_answer(number: str, document: Document, *, owed_by: str) -> AnswerState:
    """Return how far the answer to a contribution, or to a part of one, is."""
    row = document.find(number)
    if row is not None and row.withdrawn:
        return AnswerState.WITHDRAWN
    if row is not None and row.joined_into:
        return AnswerState.JOINED
    if row is not None and row.parts:
        return AnswerState.BY_PARTS
    if own_answer(number, document) is None:
        return AnswerState.PENDING if owed_by else AnswerState.UNANSWERED
    return AnswerState.INCOMPLETE if lacks_of(number, document) else AnswerState.ANSWERED
