"""Where the answer will be, in the reader's language, for the pages and papers that promise it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from labapp.domain.answer_place import AnswerPlace
from labapp.queries.answer_place import answer_place
from labapp.web import context
from labapp.words.answer_place import answer_sentence


@dataclass(frozen=True, slots=True)
class AnswerPromise:
    """A sentence, and the public address that follows it where there is one."""

    sentence: str
    address: str | None


def promise_of(session_id: UUID) -> AnswerPromise:
    """Return what a receipt says of the answer of a session."""
    return in_words(answer_place(context.reading(), session_id))


def in_words(place: AnswerPlace) -> AnswerPromise:
    """Return a promise in the reader's language."""
    return AnswerPromise(answer_sentence(place, context.language()), place.address)
