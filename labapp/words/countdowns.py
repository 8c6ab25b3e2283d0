"""How a term reads: days left or passed, always saying which days count, and in what tone it is shown."""

from __future__ import annotations

from labapp.domain.countdowns import Countdown
from labapp.domain.terms import DayKind

SOON = 3
"""Days left from which on a term is shown as pressing."""

_KINDS: dict[DayKind, dict[str, tuple[str, str]]] = {
    DayKind.WORKING: {"es": ("día hábil", "días hábiles"), "en": ("working day", "working days")},
    DayKind.CALENDAR: {"es": ("día calendario", "días calendario"), "en": ("calendar day", "calendar days")},
}
_LEFT = {"es": ("Falta {}", "Faltan {}"), "en": ("{} left", "{} left")}
_PASSED = {"es": "Vencida hace {}", "en": "Overdue by {}"}
_TODAY = {"es": "Vence hoy", "en": "Due today"}
_JUST_PASSED = {"es": "Vencida", "en": "Overdue"}
_PROMISED = {"es": "Prometida", "en": "Promised"}


def days_words(days: int, kind: DayKind, language: str) -> str:
    """Return a number of days with their kind: `10 días hábiles`."""
    return f"{days} {_KINDS[kind][language][0 if days == 1 else 1]}"


def countdown_words(standing: Countdown, language: str) -> str:
    """Return how a term stands in words: `Faltan 9 días hábiles`, `Vence hoy`, `Vencida hace 3 días calendario`."""
    days = days_words(standing.days, standing.kind, language)
    if standing.overdue:
        return _PASSED[language].format(days) if standing.days else _JUST_PASSED[language]
    if standing.days == 0:
        return _TODAY[language]
    return _LEFT[language][0 if standing.days == 1 else 1].format(days)


def promise_words(standing: Countdown, language: str) -> str:
    """Return how a term stands where the page will still be read on another day: promised, or overdue."""
    return _JUST_PASSED[language] if standing.overdue else _PROMISED[language]


def countdown_tone(standing: Countdown) -> str:
    """Return the tone of the badge: overdue is a danger, the last days a warning."""
    if standing.overdue:
        return "danger"
    return "warning" if standing.days <= SOON else "ready"
