"""The right of reply: whether an answer answers is for whoever asked to say, for some days after it was published."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from labapp.domain.errors import RuleViolated
from labapp.domain.text import clean_line

REPLY_DAYS = 15
"""Calendar days after the newest publication, the day itself not counted: proposed, as no norm sets a term."""

LONGEST_SENTENCE = 300


class Verdict(StrEnum):
    """What whoever gave a contribution says of its answer."""

    ANSWERS = "answers"
    ANSWERS_IN_PART = "answers_in_part"
    DOES_NOT_ANSWER = "does_not_answer"


def reply_until(published_on: date) -> date:
    """Return the last day, whole, on which a reply is taken."""
    return published_on + timedelta(days=REPLY_DAYS)


def check_reply_term(published_on: date, *, today: date) -> None:
    """Raise RuleViolated `reply_too_late` once the term is over."""
    if today > reply_until(published_on):
        raise RuleViolated("reply_too_late")


def read_sentence(typed: str, verdict: Verdict) -> str | None:
    """Return the sentence of a reply as it is kept; one that is not content has to say what is missing.

    Raises RuleViolated: `reply_needs_sentence`, or `reply_too_long` with the `limit`.
    """
    sentence = clean_line(typed)
    if len(sentence) > LONGEST_SENTENCE:
        raise RuleViolated("reply_too_long", field="sentence", limit=LONGEST_SENTENCE)
    if not sentence and verdict is not Verdict.ANSWERS:
        raise RuleViolated("reply_needs_sentence", field="sentence")
    return sentence or None
