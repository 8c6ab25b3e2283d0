"""The page from which everything of a session is reached, and what can be done with the session now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from labapp.domain.roles import Action, can
from labapp.domain.sessions import Purpose
from labapp.domain.spaces import SpaceKind
from labapp.queries import session_page as session_pages
from labapp.queries.session_page import SessionPage
from labapp.queries.sessions import SessionHead, territory_of_space
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import who
from labapp.web.facilitator.blueprint import Link, blueprint, may_open
from labapp.web.facilitator.session_forms import ConveneForm, OpenForm
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.pages import _, render
from labapp.words import formats
from labapp.words.formats import local


@dataclass(frozen=True, slots=True)
class Hub:
    """The page of a session with what whoever acts may do from it."""

    session: SessionPage
    convene: ConveneForm
    open: OpenForm
    may_plan: bool
    may_run: bool
    wall_href: str | None
    desk_href: str | None
    closing_href: str | None
    programme_href: str | None
    public_href: str | None
    day: date
    ends: str
    next_words: str
    crumbs: tuple[Link, ...]


@blueprint.get("/sesiones/<uuid:session_id>")
@requires(Action.SEE_SPACE)
def session_page(session_id: UUID) -> Response:
    """Show everything of a session, and what can be done with it now."""
    return render("facilitator/session.html", hub(session_id))


def hub(session_id: UUID, *, convene: ConveneForm | None = None, opening: OpenForm | None = None) -> Hub:
    """Return the page of a session; a form that was refused stands in the place of a fresh one.

    Raises NotFound or NotAllowed as `session_for` does.
    """
    head = session_for(session_id, Action.SEE_SPACE)
    actor, where = who(), territory_of_space(context.reading(), head.space_id)
    page = session_pages.session_page(context.reading(), session_id, actor, now=context.now())
    return Hub(
        session=page,
        convene=convene or ConveneForm.shown(),
        open=opening or OpenForm.shown(),
        may_plan=can(actor, Action.PLAN, where),
        may_run=can(actor, Action.RUN_SESSION, where),
        wall_href=url_for("projector.wall", session_id=session_id) if page.is_ahead else None,
        desk_href=_own("facilitator.desk_page", session_id),
        closing_href=_own("facilitator.closing_page", session_id),
        programme_href=url_for("facilitator.programme_page") if may_open("facilitator.programme_page") else None,
        public_href=url_for("public.session_public", token=head.token) if page.is_public else None,
        day=local(head.starts_at, head.zone).date(),
        ends=end_words(head),
        next_words=next_words(head),
        crumbs=_crumbs(head),
    )


def end_words(head: SessionHead) -> str:
    """Return the end of a session in words: its hour, with the day where that is another one."""
    starts, ends = local(head.starts_at, head.zone), local(head.ends_at, head.zone)
    words = formats.hour if starts.date() == ends.date() else formats.moment
    return words(head.ends_at, context.language(), head.zone)


def next_words(head: SessionHead) -> str:
    """Return what the next session of the same lab or table is called on its button."""
    if head.space_kind is SpaceKind.COCREATION_TABLE:
        return _("Otra sesión de esta mesa")
    is_first = head.purpose is Purpose.IDENTIFICATION
    return _("Segunda sesión de este laboratorio") if is_first else _("Otra sesión de este laboratorio")


def _crumbs(head: SessionHead) -> tuple[Link, ...]:
    ways = [Link(url_for("facilitator.session_list"), _("Sesiones"))]
    if may_open("facilitator.space_page"):
        ways.append(Link(url_for("facilitator.space_page", space_id=head.space_id), head.space_title))
    return tuple(ways)


def _own(endpoint: str, session_id: UUID) -> str | None:
    return url_for(endpoint, session_id=session_id) if may_open(endpoint) else None
