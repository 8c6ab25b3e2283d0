"""The desk: pages for staff on the laptop itself. Every room of the desk hangs its views here."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, current_app, g, request, url_for

from labapp.domain.roles import Action, Role, can
from labapp.queries import people
from labapp.services.people import actor_for
from labapp.web import access, context
from labapp.web.pages import _

DESK_COOKIE = "labapp_desk"

blueprint = Blueprint("facilitator", __name__)


@dataclass(frozen=True, slots=True)
class Link:
    """One way through the desk."""

    href: str
    text: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class User:
    """Who is signed in, as the head of the page shows it."""

    name: str
    role: Role
    links: tuple[Link, ...]


@blueprint.before_app_request
def recognise() -> None:
    """Know who is signed in, from the cookie of the desk; forms are minted for this very sign-in."""
    token = request.cookies.get(DESK_COOKIE, "")
    g.actor = actor_for(context.reading(), token, now=context.now()) if token else None
    g.form_subject = context.house().mac("desk", token)


MENU: list[tuple[str, str, Action]] = [
    ("facilitator.start", "Lo que se debe", Action.SEE_DESK),
    ("facilitator.assigned_list", "Aportes asignados", Action.ANSWER_ASSIGNED),
    ("facilitator.session_list", "Sesiones", Action.SEE_SPACE),
    ("facilitator.space_list", "Laboratorios y mesas", Action.SEE_SPACE),
    ("facilitator.community_list", "Comunidades", Action.SEE_SPACE),
    ("facilitator.lists_page", "Listas", Action.EXPORT_NAMES),
    ("facilitator.programme_page", "Programa", Action.SET_UP_PROGRAMME),
    ("facilitator.web_copy_page", "Llevar a la web", Action.PUBLISH),
    ("facilitator.staff_list", "Personas", Action.MANAGE_STAFF),
    ("facilitator.journal_list", "Registro de cambios", Action.READ_JOURNAL),
    ("facilitator.copies_page", "Copias", Action.RUN_HOUSE),
]
"""The menu of the desk: endpoint, words, and what one must be allowed to do to see it."""


def may_open(endpoint: str) -> bool:
    """Return whether the role of whoever acts may open a page of the desk."""
    audience = access.audience_of(current_app, endpoint)
    return audience is not None and (audience.action is None or can(context.actor(), audience.action))


def _menu() -> list[Link]:
    who = context.actor()
    return [
        Link(url_for(endpoint), _(words), request.endpoint == endpoint)
        for endpoint, words, action in MENU
        if can(who, action) and not (endpoint == "facilitator.start" and can(who, Action.ANSWER_ASSIGNED))
    ]


@blueprint.app_context_processor
def desk_frame() -> dict[str, object]:
    """Give every page of the desk its menu, the user who is signed in, and which pages they may open."""
    who = context.actor()
    if who is None:
        return {}
    links = (Link(url_for("facilitator.account"), _("Mi cuenta")), Link(url_for("facilitator.sign_out"), _("Salir")))
    user = User(people.staff_name(context.reading(), who.staff_id), who.role, links)
    return {"menu": _menu(), "user": user, "may_open": may_open}
