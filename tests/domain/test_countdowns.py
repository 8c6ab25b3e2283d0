"""How a term stands: days of its own kind left, or passed since its last day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.countdowns import Countdown, countdown
from labapp.domain.terms import DayKind, Term, due_on
from labapp.words.countdowns import countdown_tone, countdown_words

FRIDAY = date(2026, 11, 27)
INDEPENDENCE = date(2026, 11, 30)  # 28 November fell on a Saturday that year; any Monday off will do


@pytest.mark.parametrize(
    ("today", "kind", "words", "tone"),
    [
        (date(2026, 11, 17), DayKind.CALENDAR, "Faltan 10 días calendario", "ready"),
        (date(2026, 11, 26), DayKind.CALENDAR, "Falta 1 día calendario", "warning"),
        (FRIDAY, DayKind.CALENDAR, "Vence hoy", "warning"),
        (date(2026, 12, 2), DayKind.CALENDAR, "Vencida hace 5 días calendario", "danger"),
        (date(2026, 12, 2), DayKind.WORKING, "Vencida hace 2 días hábiles", "danger"),
        (date(2026, 11, 28), DayKind.WORKING, "Vencida", "danger"),
        (date(2026, 11, 20), DayKind.WORKING, "Faltan 5 días hábiles", "ready"),
    ],
)
def test_a_term_says_which_days_count(today: date, kind: DayKind, words: str, tone: str) -> None:
    standing = countdown(FRIDAY, kind, today=today, holidays={INDEPENDENCE})

    assert (countdown_words(standing, "es"), countdown_tone(standing)) == (words, tone)


@given(days=st.integers(1, 60), kind=st.sampled_from(DayKind), start=st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_on_the_day_it_starts_a_term_has_all_its_days_left(days: int, kind: DayKind, start: date) -> None:
    due = due_on(start, Term(days, kind), holidays=frozenset())

    assert countdown(due, kind, today=start, holidays=()) == Countdown(days, kind, False)


def test_the_day_after_the_last_is_overdue() -> None:
    assert countdown(FRIDAY, DayKind.CALENDAR, today=FRIDAY + timedelta(days=1), holidays=()).overdue
