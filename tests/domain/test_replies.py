"""The right of reply: a whole last day, and a sentence from whoever is not content."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from labapp.domain.errors import RuleViolated
from labapp.domain.replies import (
    LONGEST_SENTENCE,
    REPLY_DAYS,
    Verdict,
    check_reply_term,
    read_sentence,
    reply_until,
)

PUBLISHED = date(2026, 11, 20)


def test_the_last_day_is_fifteen_days_after_the_publication_and_counts_whole() -> None:
    assert reply_until(PUBLISHED) == date(2026, 12, 5)
    check_reply_term(PUBLISHED, today=PUBLISHED)
    check_reply_term(PUBLISHED, today=reply_until(PUBLISHED))
    with pytest.raises(RuleViolated, match="reply_too_late"):
        check_reply_term(PUBLISHED, today=PUBLISHED + timedelta(days=REPLY_DAYS + 1))


@pytest.mark.parametrize(
    ("verdict", "typed", "kept"),
    [
        (Verdict.ANSWERS, "", None),
        (Verdict.ANSWERS, "  Gracias.  ", "Gracias."),
        (Verdict.DOES_NOT_ANSWER, "Falta\nla fecha", "Falta la fecha"),
        (Verdict.ANSWERS_IN_PART, "é" * LONGEST_SENTENCE, "é" * LONGEST_SENTENCE),
    ],
)
def test_a_sentence_is_kept_as_one_line(verdict: Verdict, typed: str, kept: str | None) -> None:
    assert read_sentence(typed, verdict) == kept


@pytest.mark.parametrize(
    ("verdict", "typed", "code"),
    [
        (Verdict.DOES_NOT_ANSWER, " \n ", "reply_needs_sentence"),
        (Verdict.ANSWERS_IN_PART, "", "reply_needs_sentence"),
        (Verdict.ANSWERS, "a" * (LONGEST_SENTENCE + 1), "reply_too_long"),
    ],
)
def test_what_cannot_be_kept_says_why(verdict: Verdict, typed: str, code: str) -> None:
    with pytest.raises(RuleViolated, match=code):
        read_sentence(typed, verdict)
