"""The public page of one session, and its calendar file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import url_for
from werkzeug.wrappers import Response

from labapp.documents.cards import session_card
from labapp.domain.readings import ReadForm
from labapp.domain.sessions import Purpose
from labapp.queries import session_public as public_sessions
from labapp.queries.session_public import PublicSession, Published, announced_session
from labapp.queries.sessions import SessionHead
from labapp.web import context
from labapp.web.access import public
from labapp.web.pages import _, render
from labapp.web.public.blueprint import blueprint
from labapp.web.public.calendar import calendar_response
from labapp.web.public.cards import programme_on_cards
from labapp.web.public.reading import reads
from labapp.web.public.sharing import Shared, picture, shared
from labapp.web.public_address import public_address
from labapp.words import formats
from labapp.words.formats import local
from labapp.words.labels import label


@dataclass(frozen=True, slots=True)
class Result:
    """Something that was published of a session: what, where, which version, on which day."""

    words: str
    href: str
    number: int
    on: date


@dataclass(frozen=True, slots=True)
class SessionPublicPage:
    """A session with the ways to what was published of it."""

    session: PublicSession
    day: date
    ends: str
    address: str | None
    results: tuple[Result, ...]
    supports: str
    languages: str
    draft_href: str | None
    shared: Shared


@blueprint.get("/sesion/<token>")
@public
def session_public(token: str) -> Response:
    """Show a session: when, where, what was promised, its agenda, and what came of it."""
    found = public_sessions.session_public(context.reading(), token.upper())
    head = found.head
    reads(ReadForm.PAGE, "public.session_public", token=head.token)
    starts, ends = local(head.starts_at, head.zone), local(head.ends_at, head.zone)
    in_words = formats.hour if starts.date() == ends.date() else formats.moment
    address = public_address("public.session_public", token=head.token)
    page = SessionPublicPage(
        session=found,
        day=starts.date(),
        ends=in_words(head.ends_at, context.language(), head.zone),
        address=address,
        results=_results(found),
        supports="; ".join(label(support, context.language()) for support in found.call.supports),
        languages="; ".join(label(language, context.language()) for language in found.offer.languages),
        draft_href=_web_address(found.call.draft.link if found.call.draft else None),
        shared=session_shared(head, address),
    )
    return render("public/session.html", page)


def session_shared(head: SessionHead, url: str | None) -> Shared:
    """Return what a page about a session says of itself: what, when and where."""
    language = context.language()
    told = (label(head.purpose, language), formats.moment(head.starts_at, language, head.zone), head.where)
    drawn = picture(session_card(programme_on_cards(), head), "public.session_card_picture", token=head.token)
    return shared(head.name, " · ".join(filter(None, told)), url, drawn)


def _results(found: PublicSession) -> tuple[Result, ...]:
    head = found.head
    results: list[Result] = []
    if found.minutes:
        words = _("Informe de mesa") if head.purpose is Purpose.TABLE else _("Minuta")
        results.append(_result(words, found.minutes, url_for("public.minutes_public", token=head.token)))
    if found.response and found.response.kind:
        words = label(found.response.kind, context.language())
        results.append(_result(words, found.response, url_for("public.response_public", token=head.token)))
    return tuple(results)


def _result(words: str, published: Published, href: str) -> Result:
    return Result(words, href, published.number, local(published.published_at).date())


def _web_address(link: str | None) -> str | None:
    return link if link and link.startswith(("https://", "http://")) else None


@blueprint.get("/sesion/<token>.ics")
@public
def session_file(token: str) -> Response:
    """Give one session to a calendar program."""
    head = announced_session(context.reading(), token.upper())
    return calendar_response(head.name, (head,), file=f"sesion-{head.code.lower()}")
