"""The public calendar, as a page and as a calendar file to subscribe to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import request, url_for
from werkzeug.wrappers import Response

from labapp.calendar_files import CalendarEvent, calendar_file
from labapp.domain.answer_place import AnswerPlace
from labapp.domain.ids import made_at
from labapp.domain.sessions import Stage
from labapp.queries import calendar as calendars
from labapp.queries.answer_place import answer_places
from labapp.queries.calendar import Choices, Listing
from labapp.queries.sessions import SessionHead
from labapp.web import context
from labapp.web.access import public
from labapp.web.pages import _, programme_title, render
from labapp.web.public.blueprint import blueprint
from labapp.web.public_address import public_address
from labapp.words import formats
from labapp.words.answer_place import answer_text
from labapp.words.labels import label


@dataclass(frozen=True, slots=True)
class MonthChoice:
    """A month to choose: as it stands in the address, and in words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """The calendar, by what it was narrowed, and by what it can be."""

    listing: Listing
    choices: Choices
    months: tuple[MonthChoice, ...]
    province: str
    month: str
    previous_href: str | None
    next_href: str | None

    @property
    def narrowed_to(self) -> str:
        """The place and the month that are shown, empty for everything."""
        place = next((one.name for one in self.choices.provinces if one.code == self.province), "")
        month = next((one.words for one in self.months if one.value == self.month), "")
        return " · ".join(filter(None, (place, month)))


def _month(typed: str) -> date | None:
    try:
        return datetime.strptime(typed, "%Y-%m").date()  # noqa: DTZ007 (a month has no zone)
    except ValueError:
        return None


def _months(choices: Choices) -> tuple[MonthChoice, ...]:
    language = context.language()
    return tuple(MonthChoice(each.strftime("%Y-%m"), formats.month(each, language)) for each in choices.months)


def page_hrefs(listing: Listing, endpoint: str, **kept: Any) -> tuple[str | None, str | None]:  # as url_for takes
    """Return the addresses of the page before and the page after, where there are such."""

    def href(number: int) -> str | None:
        exists = 1 <= number <= listing.pages
        return url_for(endpoint, pagina=number, **kept) if exists else None

    return href(listing.page - 1), href(listing.page + 1)


@blueprint.get("/calendario")
@public
def calendar() -> Response:
    """Show what was announced: to come first, by month; narrowed to a province or comarca and a month on wish."""
    db, now = context.reading(), context.now()
    choices = calendars.choices(db)
    province = next((p.code for p in choices.provinces if p.code == request.args.get("lugar")), "")
    month = _month(request.args.get("mes", ""))
    page = request.args.get("pagina", 1, type=int)
    listing = calendars.calendar(db, now=now, province=province, month=month, page=page)
    kept = {"lugar": province, "mes": month.strftime("%Y-%m") if month else ""}
    hrefs = page_hrefs(listing, "public.calendar", **{name: value for name, value in kept.items() if value})
    found = CalendarPage(listing, choices, _months(choices), province, kept["mes"], *hrefs)
    return render("public/calendar.html", found)


def event_of(head: SessionHead, place: AnswerPlace) -> CalendarEvent:
    """Return a session as a calendar program shows it, in the language of the reader."""
    words = label(head.purpose, context.language())
    is_cancelled = head.stage is Stage.CANCELLED
    told = f"{label(head.stage, context.language())}: {head.reason}" if head.reason else ""
    address = public_address("public.session_public", token=head.token) or ""
    promised = "" if is_cancelled else answer_text(place, context.language())
    return CalendarEvent(
        token=head.token,
        revision=head.revision,
        changed_at=made_at(head.op),
        starts_at=head.starts_at,
        ends_at=head.ends_at,
        zone=head.zone,
        summary=_("Cancelada: %(name)s", name=head.name) if is_cancelled else head.name,
        is_cancelled=is_cancelled,
        location=head.where,
        description="\n".join(part for part in (words, told, promised, address) if part),
        url=address,
    )


def calendar_response(name: str, heads: tuple[SessionHead, ...], *, file: str) -> Response:
    """Return sessions as a calendar file."""
    places = answer_places(context.reading(), [head.id for head in heads])
    body = calendar_file(name, [event_of(head, places[head.id]) for head in heads])
    response = Response(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{file}.ics"'
    return response


@blueprint.get("/calendario.ics")
@public
def calendar_feed() -> Response:
    """Give calendar programs what was announced lately and what is to come."""
    name = programme_title()
    return calendar_response(name, calendars.feed(context.reading(), now=context.now()), file="calendario")
