"""The network of this room at the desk: what the wall and the printed kit tell phones."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import Length

from labapp.domain.errors import RuleViolated
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.programme import room_network as known_network
from labapp.queries.sessions import SessionHead
from labapp.services.rooms import set_network
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.desk import DESK
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render, say
from labapp.web.transaction import once


class NetworkForm(KeyedForm):
    """Name and password of the Wi-Fi of the room, and an address where the live one should not be used."""

    name = "room_network"
    ssid = StringField(validators=[Length(max=200)])
    network_password = StringField(validators=[Length(max=200)])
    address = StringField(validators=[Length(max=200)])

    def worded(self) -> NetworkForm:
        """Give the fields their words."""
        self.ssid.label.text = _("Nombre del wifi de la sala")
        self.network_password.label.text = _("Contraseña del wifi")
        self.address.label.text = _("Dirección escogida a mano")
        return self


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """The live addresses of this machine, with the reason for the place of each."""

    head: SessionHead
    ways: tuple[tuple[str, str], ...]


def _page(head: SessionHead) -> NetworkPage:
    return NetworkPage(head, context.house().door.ways(context.language()))


@blueprint.get(f"{DESK}/red")
@requires(Action.CHECK_IN)
def room_network(session_id: UUID) -> Response:
    """Show what the wall tells phones about the network."""
    head = session_for(session_id, Action.CHECK_IN)
    known = known_network(context.reading())
    form = NetworkForm.shown(
        ssid=known.ssid if known else "",
        network_password=(known.password or "") if known else "",
        address=(known.address or "") if known else "",
    )
    return render("facilitator/room_network.html", _page(head), form=form.worded())


@blueprint.post(f"{DESK}/red")
@requires(Action.CHECK_IN)
def room_network_set(session_id: UUID) -> Response:
    """Keep the network of this room."""
    head, form = session_for(session_id, Action.CHECK_IN), NetworkForm.sent().worded()
    if not form.validate():
        return render("facilitator/room_network.html", _page(head), form=form, status=422)

    def act(db: Db) -> str:
        set_network(db, form.ssid.data or "", form.network_password.data or "", form.address.data or "")
        return url_for("facilitator.desk_page", session_id=session_id)

    try:
        response = once(Verb.SET_ROOM, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        return render("facilitator/room_network.html", _page(head), form=form, status=status)
    say("ok", _("La red de la sala quedó anotada. La pantalla ya la muestra."))
    return response
