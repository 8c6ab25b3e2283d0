"""Sessions at the desk: the list, and a new one of which only four things have to be known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response

from labapp.domain.roles import Action, can
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries import sessions as session_queries
from labapp.queries.session_planning import SpaceChoice, space_choices, staff_choices
from labapp.queries.sessions import SessionList, territory_of_space
from labapp.services import sessions
from labapp.web import access, context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt, who
from labapp.web.facilitator.blueprint import blueprint, may_open
from labapp.web.facilitator.session_forms import NewSessionForm, purposes_of
from labapp.web.pages import render


@dataclass(frozen=True, slots=True)
class ListPage:
    """The list of sessions, with the way to a new one for those who plan."""

    sessions: SessionList
    now: datetime
    may_plan: bool
    previous_href: str | None
    next_href: str | None


@dataclass(frozen=True, slots=True)
class NewPage:
    """What a new session can be of."""

    spaces: list[SpaceChoice]
    new_space_href: str | None


def session_url(session_id: UUID) -> str:
    """Return the address of the page of a session."""
    return url_for("facilitator.session_page", session_id=session_id)


@blueprint.get("/sesiones")
@requires(Action.SEE_SPACE)
def session_list() -> Response:
    """Show the sessions that whoever acts may see."""
    page = request.args.get("pagina", 1, type=int)
    found = session_queries.session_list(context.reading(), who(), now=context.now(), page=page)
    return render("facilitator/sessions.html", _list_page(found))


def _list_page(found: SessionList) -> ListPage:
    def href(number: int) -> str | None:
        return url_for("facilitator.session_list", pagina=number) if 1 <= number <= found.pages else None

    may_plan = can(context.actor(), Action.PLAN)
    return ListPage(found, context.now(), may_plan, href(found.page - 1), href(found.page + 1))


def _offered(form: NewSessionForm) -> NewPage:
    spaces = space_choices(context.reading(), who())
    form.offer_spaces(spaces)
    form.offer(
        purposes_of({space.kind for space in spaces}),
        staff_choices(context.reading(), [space.id for space in spaces]),
    )
    return NewPage(spaces, url_for("facilitator.space_new") if may_open("facilitator.space_new") else None)


@blueprint.get("/sesiones/nueva")
@requires(Action.PLAN)
def session_new() -> Response:
    """Ask for the four things that a session needs; whoever acts is proposed to facilitate."""
    form = NewSessionForm.shown(space=request.args.get("laboratorio", ""), facilitators=[str(who().staff_id)])
    return render("facilitator/session_new.html", _offered(form), form=form)


@blueprint.post("/sesiones/nueva")
@requires(Action.PLAN)
def session_create() -> Response:
    """Plan a session and lead to its page."""
    form = NewSessionForm.sent()
    page = _offered(form)
    if not form.validate():
        return render("facilitator/session_new.html", page, form=form, status=422)
    access.check(Action.PLAN, territory_of_space(context.reading(), form.space_id))

    def act(db: Db) -> str:
        return session_url(sessions.schedule(db, form.space_id, form.command()).id)

    return attempt(Verb.SCHEDULE_SESSION, form, act, template="facilitator/session_new.html", page=page)
