"""Calendar files (.ics) of sessions, for any calendar program.

Each event keeps its UID for ever and counts its changes, so that a program that saved an earlier file moves or strikes
out what it knew. Source: RFC 5545 (iCalendar): UID, SEQUENCE, STATUS and VTIMEZONE.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Event

_PRODUCT = "-//labapp//laboratorios participativos//ES"
_DOMAIN = "sesiones.labapp"
_REFRESH = timedelta(hours=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """A session as a calendar shows it. `token` is public and never changes; `revision` counts its changes.

    Two files of an event that nobody changed are the same byte for byte, whenever they are made.
    """

    token: str
    revision: int
    changed_at: datetime
    starts_at: datetime
    ends_at: datetime
    zone: str
    summary: str
    is_cancelled: bool
    location: str = ""
    description: str = ""
    url: str = ""


def calendar_file(name: str, events: Iterable[CalendarEvent]) -> bytes:
    """Return the events as a calendar of that name, with the time zones that they use."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(_event(event))
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _event(event: CalendarEvent) -> Event:
    from icalendar import Event

    zone = ZoneInfo(event.zone)
    written = Event()
    written.add("uid", f"{event.token.lower()}@{_DOMAIN}")
    written.add("sequence", event.revision)
    written.add("dtstamp", event.changed_at)
    written.add("dtstart", event.starts_at.astimezone(zone))
    written.add("dtend", event.ends_at.astimezone(zone))
    written.add("summary", event.summary)
    written.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    for name, text in (("location", event.location), ("description", event.description), ("url", event.url)):
        if text:
            written.add(name, text)
    return written
