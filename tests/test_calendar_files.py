"""Calendar files keep any text whole and any number of events."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from labapp.calendar_files import CalendarEvent, calendar_file
from labapp.domain.text import clean_line, clean_text

AT = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)


def an_event(**given: str) -> CalendarEvent:
    facts = {"token": "ABC", "summary": "Sesión", "zone": "America/Panama", **given}
    return CalendarEvent(
        revision=0, changed_at=AT, starts_at=AT, ends_at=AT + timedelta(hours=3), is_cancelled=False, **facts
    )


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_comes_back_as_it_was(line: str, text: str) -> None:
    summary, description = clean_line(line) or "—", clean_text(text) or "—"

    written = calendar_file("Prueba", [an_event(summary=summary, description=description)])

    (event,) = Calendar.from_ical(written).walk("VEVENT")
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (summary, description)
    assert all(len(row) <= 75 for row in written.split(b"\r\n"))


def test_events_share_one_time_zone() -> None:
    written = calendar_file("Prueba", [an_event(token=f"T{number}") for number in range(50)])

    calendar = Calendar.from_ical(written)
    assert len(calendar.walk("VTIMEZONE")) == 1
    assert len({str(event["UID"]) for event in calendar.walk("VEVENT")}) == 50


def test_a_calendar_without_events_is_a_calendar() -> None:
    assert Calendar.from_ical(calendar_file("Prueba", [])).walk("VEVENT") == []
