"""What templates say of terms and of missing things, for the desk and the public pages alike."""

from __future__ import annotations

from datetime import date

from labapp.domain.completeness import Missing
from labapp.domain.countdowns import Countdown
from labapp.domain.terms import DayKind
from labapp.web import context
from labapp.words import formats
from labapp.words.countdowns import countdown_tone, countdown_words, days_words, promise_words
from labapp.words.formats import local
from labapp.words.lacks import lack_words


def today_in(zone: str = formats.PANAMA) -> date:
    """Return the day that it is in a zone now."""
    return local(context.now(), zone).date()


def _standing(where: Countdown) -> str:
    return (promise_words if context.is_copy() else countdown_words)(where, context.language())


def _tone(where: Countdown) -> str:
    # The last days press on a page of today; a copy is read for months.
    return "ready" if context.is_copy() and not where.overdue else countdown_tone(where)


def _days_words(days: int, kind: DayKind) -> str:
    return days_words(days, kind, context.language())


def _lack(missing: Missing, reason: str = "") -> str:
    return lack_words(missing, context.language(), reason=reason)


def term_words() -> dict[str, object]:
    """Return the functions of templates for terms and missing things."""
    return {"standing": _standing, "standing_tone": _tone, "days_words": _days_words, "lack": _lack}
