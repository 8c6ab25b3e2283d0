"""The pages of one session as tabs, and the check that whoever asks may be in it."""

from __future__ import annotations

from uuid import UUID

from flask import request, url_for

from labapp.domain.errors import NotFound
from labapp.domain.roles import Action, can
from labapp.domain.sessions import Purpose
from labapp.queries.sessions import SessionHead, session_head, territory_of_space
from labapp.web import access, context
from labapp.web.facilitator.blueprint import Link, blueprint, may_open
from labapp.web.pages import _

_TABS = (
    ("session_page", "Sesión"),
    ("session_agenda", "Agenda"),
    ("session_call", "Convocatoria"),
    ("kit_page", "Para imprimir"),
    ("desk_page", "Registro"),
    ("contribution_list", "Aportes"),
    ("closing_page", "Cierre"),
    ("minutes_page", "Minuta"),
    ("response_page", "Respuestas"),
    ("export_page", "Excel"),
)
"""In the order of the work: the endpoint without its blueprint, and its words."""


def session_for(session_id: UUID, action: Action) -> SessionHead:
    """Return a session in which whoever acts may do `action`.

    Raises NotFound where there is none or it is not theirs to see, NotAllowed where they may see it but not this.
    """
    head = session_head(context.reading(), session_id)
    where = territory_of_space(context.reading(), head.space_id)
    if not can(context.actor(), Action.SEE_SPACE, where):
        raise NotFound
    access.check(action, where)
    return head


def _words(name: str, words: str, head: SessionHead) -> str:
    if name == "minutes_page" and head.purpose is Purpose.TABLE:
        return _("Informe de mesa")
    return _(words)


def tabs_of(head: SessionHead) -> tuple[Link, ...]:
    """Return the tabs of a session that whoever acts may open, the present one marked."""
    return tuple(
        Link(href := url_for(endpoint, session_id=head.id), _words(name, words, head), _is_at(name, href))
        for name, words in _TABS
        if may_open(endpoint := f"facilitator.{name}")
    )


def _is_at(name: str, href: str) -> bool:
    """Return whether the page that is asked for is the one of a tab or stands under it; each stands under the first."""
    return request.path == href or (name != "session_page" and request.path.startswith(f"{href}/"))


@blueprint.context_processor
def session_frame() -> dict[str, object]:
    """Give every page of a session its tabs, for `_session_tabs.html`."""
    session_id = (request.view_args or {}).get("session_id")
    if session_id is None or context.actor() is None:
        return {"session_tabs": ()}
    try:
        return {"session_tabs": tabs_of(session_head(context.reading(), session_id))}
    except NotFound:
        return {"session_tabs": ()}  # the page that says so is made in this frame too
