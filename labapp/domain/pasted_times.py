"""Times as meeting programs write them, read for a session whose day is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_FARTHEST = timedelta(days=366)
"""A day farther from the session than this is a slip, not a day."""

_TIME = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:\.\d+)?\s*"
    r"(?P<half>[ap])?(?(half)\s?\.?\s?m\b\.?)\s*(?P<utc>Z\b|UTC\b)?",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?<!\d)(\d{1,4})[/.-](\d{1,2})(?:[/.-](\d{2,4}))?(?!\d)")


@dataclass(frozen=True, slots=True)
class ReadMoment:
    """An instant in UTC, and whether its day is not the day of the session."""

    at: datetime
    other_day: bool


def read_moment(text: str, *, held_on: date, zone: tzinfo) -> ReadMoment | None:
    """Return the instant that `text` names; a time without a day is of the day of the session.

    07/08/2023 may be July or August: the reading that is the session's day holds. `None` when there is no time in it.
    """
    found = _TIME.search(text)
    hour = read_time(text)
    if found is None or hour is None:
        return None
    days = list(_days(text[: found.start()] + " " + text[found.end() :], held_on))
    if not days:
        return None
    day = held_on if held_on in days else min(days, key=lambda each: abs((each - held_on).days))
    at = datetime.combine(day, hour, UTC if found["utc"] else zone).astimezone(UTC)
    return ReadMoment(at, at.astimezone(zone).date() != held_on)


def read_time(text: str) -> time | None:
    """Return the time of day in `text`: 14:28, 2:28:11 PM, 2:28 p. m.; `None` when there is none."""
    found = _TIME.search(text)
    if found is None:
        return None
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        return None


def _days(text: str, held_on: date) -> Iterator[date]:
    """Yield every day that the rest of the text may name; the session's own when it names none."""
    found = _DATE.search(text)
    if found is None:
        if not re.search(r"\d", text):
            yield held_on
        return
    first, second, third = int(found[1]), int(found[2]), found[3]
    if len(found[1]) == 4:
        candidates = [(first, second, int(third or 1))]
    else:
        year = held_on.year if third is None else int(third) + (2000 if len(third) == 2 else 0)
        candidates = [(year, second, first), (year, first, second)]
    for year, month, day in candidates:
        try:
            named = date(year, month, day)
        except ValueError:
            continue
        if abs(named - held_on) <= _FARTHEST:
            yield named
