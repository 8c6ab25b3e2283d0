"""Days, hours and numbers as people in Panama write them; never a numeric short date."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.numbers import format_decimal

PANAMA = "America/Panama"
_LOCALES = {"es": "es_PA", "en": "en_US"}
_DAY = {"es": "d 'de' MMMM 'de' y", "en": "MMMM d, y"}
_WEEKDAY = {"es": "EEEE d 'de' MMMM 'de' y", "en": "EEEE, MMMM d, y"}
_MONTH = {"es": "MMMM 'de' y", "en": "MMMM y"}
_SHORT_MONTH = {"es": "MMM y", "en": "MMM y"}


def _tidy(text: str) -> str:
    return text.replace("\u202f", "\u00a0")


def local(at: datetime, zone: str = PANAMA) -> datetime:
    """Return an instant as the clock on the wall of the session shows it."""
    return at.astimezone(ZoneInfo(zone))


def day(on: date, language: str) -> str:
    """Return a day in words: `20 de noviembre de 2026`."""
    return _tidy(format_date(on, _DAY[language], locale=_LOCALES[language]))


def weekday(on: date, language: str) -> str:
    """Return a day with its name: `viernes 20 de noviembre de 2026`."""
    return _tidy(format_date(on, _WEEKDAY[language], locale=_LOCALES[language]))


def month(on: date, language: str) -> str:
    """Return month and year: `noviembre de 2026`."""
    return _tidy(format_date(on, _MONTH[language], locale=_LOCALES[language]))


def leaf(at: datetime, language: str, zone: str = PANAMA) -> tuple[str, str]:
    """Return day and month as the leaf of a calendar shows them: `20`, `nov 2026`."""
    on = local(at, zone).date()
    return str(on.day), _tidy(format_date(on, _SHORT_MONTH[language], locale=_LOCALES[language]))


def hour(at: datetime, language: str, zone: str = PANAMA) -> str:
    """Return the time of day where the session is: `2:30 p. m.`."""
    return _tidy(format_time(local(at, zone), "h:mm a", locale=_LOCALES[language]))


def moment(at: datetime, language: str, zone: str = PANAMA) -> str:
    """Return day and time: `20 de noviembre de 2026, 2:30 p. m.`."""
    return f"{day(local(at, zone).date(), language)}, {hour(at, language, zone)}"


def number(value: int, language: str) -> str:
    """Return a whole number with its separators."""
    return _tidy(format_decimal(value, locale=_LOCALES[language]))
