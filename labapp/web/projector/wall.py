"""The wall at the entrance: two codes in fixed order, large type for old phones, how many are in. Never a name."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from labapp.documents.qr import qr_svg, wifi_text
from labapp.domain.errors import NotFound
from labapp.domain.roles import Action, can
from labapp.domain.sessions import phones_may_write
from labapp.models.programme import RoomNetwork
from labapp.queries.programme import room_network
from labapp.queries.sessions import SessionHead, session_head, territory_of_space
from labapp.queries.wall import participants_now
from labapp.web import context
from labapp.web.access import requires
from labapp.web.pages import render
from labapp.web.polling import polled
from labapp.web.projector.blueprint import blueprint


@dataclass(frozen=True, slots=True)
class Entrance:
    """How a phone comes in now. Without network name there is no first code, without address no second one."""

    ssid: str
    password: str
    wifi_qr: Markup | None
    url: str
    typed: str
    url_qr: Markup | None


@dataclass(frozen=True, slots=True)
class WallPage:
    """The wall of one session."""

    head: SessionHead
    entrance: Entrance
    count: int
    is_open: bool


def _svg(text: str) -> Markup:
    return Markup(qr_svg(text))  # noqa: S704 (a drawing of ours: squares and nothing of the text)


def _entrance(head: SessionHead, network: RoomNetwork | None) -> Entrance:
    door, chosen = context.house().door, network.address if network else None
    url = door.url(url_for("participant.door", code=head.code), chosen=chosen) or ""
    home = door.url("", chosen=chosen) or ""
    ssid, password = (network.ssid, network.password or "") if network else ("", "")
    return Entrance(
        ssid=ssid,
        password=password,
        wifi_qr=_svg(wifi_text(ssid, password)) if ssid else None,
        url=url,
        typed=home.removeprefix("HTTP://").rstrip("/"),
        url_qr=_svg(url) if url else None,
    )


def _head(session_id: UUID) -> SessionHead:
    head = session_head(context.reading(), session_id)
    if not can(context.actor(), Action.SEE_SPACE, territory_of_space(context.reading(), head.space_id)):
        raise NotFound
    return head


def _page(head: SessionHead) -> WallPage:
    db = context.reading()
    return WallPage(
        head, _entrance(head, room_network(db)), participants_now(db, head.id), phones_may_write(head.stage)
    )


@blueprint.get("/pantalla/<uuid:session_id>")
@requires(Action.SEE_SPACE)
def wall(session_id: UUID) -> Response:
    """Show the entrance of a session to the room."""
    return render("projector/wall.html", _page(_head(session_id)))


@blueprint.get("/pantalla/<uuid:session_id>/ahora")
@requires(Action.SEE_SPACE)
def wall_live(session_id: UUID) -> Response:
    """Answer what may change on the wall, or 304: the address is followed, people come in, the room closes."""
    page = _page(_head(session_id))
    entrance = page.entrance
    now = (session_id, entrance.url, entrance.ssid, entrance.password, page.count, page.head.stage.value)
    return polled("wall", now, lambda: render("projector/_wall_now.html", page))
