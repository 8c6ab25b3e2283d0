"""Starting the house: data folder, copy, migration, and then both doors, until somebody closes the window."""

from __future__ import annotations

import logging
import sqlite3
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.exc import OperationalError

from labapp.assembly import build_house, default_settings, desk, room
from labapp.backup import make_copy, rotate
from labapp.domain.roles import HOUSE
from labapp.domain.verbs import Verb
from labapp.exports.drafts import sweep_drafts
from labapp.house import House
from labapp.housekeeping import Housekeeper, forget_expired
from labapp.instance import lock_instance, note_room_port, told_about
from labapp.migrating import is_current, migrate, revision_of
from labapp.postman import mail_going_out
from labapp.services import people
from labapp.services.urns import finish_sealing, seal_due
from labapp.serving.listeners import Listeners, open_listeners
from labapp.serving.ports import ListenerAudience, PortTaken
from labapp.startup_messages import InstanceRefused, StartCode


@contextmanager
def _in_sentences(house: House) -> Iterator[None]:
    """A full or unwritable disk that the database meets inside the block is refused with a sentence."""
    with told_about(house.settings.instance):
        try:
            yield
        except OperationalError as error:
            if isinstance(error.orig, sqlite3.OperationalError):
                raise error.orig from error
            raise


def prepare(house: House) -> None:
    """Leave the database migrated, this node introduced, and nothing of what an earlier run left half done.

    What was there is copied before it is changed. Raises InstanceRefused.
    """
    with _in_sentences(house):
        if not is_current(house.database.engine):
            if revision_of(house.database.engine) is not None and house.settings.database_file is not None:
                make_copy(house.settings, now=house.now())
            migrate(house.database.engine)
        house.database.introduce_node()
        house.files.mkdir(exist_ok=True)
        rotate(house.settings.copies, now=house.now())
        sweep_drafts(house.settings.instance)
        forget_expired(house.database, now=house.now())
        house.database.truncate_log()
        finish_sealing(house.database, house.urns)
        seal_due(house.database, house.urns, now=house.now())


def _listeners(house: House) -> Listeners:
    settings = house.settings
    try:
        listeners = open_listeners(
            desk(house).wsgi_app,
            room(house).wsgi_app,
            desk_port=settings.desk_port,
            room_ports=settings.room_ports,
            addresses=house.door.addresses,
            devices_seen=house.door.devices.count,
        )
    except PortTaken as taken:
        at_desk = taken.details["audience"] is ListenerAudience.DESK
        name = "LABAPP_DESK_PORT" if at_desk else "LABAPP_ROOM_PORT"
        raise InstanceRefused(StartCode.PORT_TAKEN, port=taken.port, name=name) from taken
    house.door.port = listeners.room.port
    note_room_port(settings, listeners.room.port)
    return listeners


def _first_address(house: House, desk_url: str) -> str:
    with house.database.reading() as db:
        if people.has_staff(db):
            return f"{desk_url}/"
    with house.database.writing(Verb.ADD_STAFF, actor=HOUSE, at=house.now()) as db:
        token = people.offer_link(db, None, now=house.now())
    return f"{desk_url}/primera-vez/{token}"


def _announce(house: House, listeners: Listeners, address: str) -> None:
    desk_url = f"http://localhost:{listeners.desk.port}/"
    click.echo(f"Laptop / Desk: {desk_url}")
    if address != desk_url:
        click.echo(f"Primera vez, un solo uso / First time, works once: {address}")
    best = house.door.addresses.best()
    if best is not None:
        click.echo(f"Celulares / Phones: http://{best.address}:{listeners.room.port}/")
    click.echo("Para cerrar: Ctrl+C / To close: Ctrl+C")


def run(*, with_demo: bool, open_browser: bool) -> None:
    """Serve until the window is closed. Raises InstanceRefused with the reason where it cannot."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    settings = default_settings()
    house = build_house(settings)
    with lock_instance(settings):
        prepare(house)
        if with_demo:
            from labapp.demo.load import load_demonstration

            load_demonstration(house)
        listeners = _listeners(house)
        address = _first_address(house, f"http://localhost:{listeners.desk.port}")
        _announce(house, listeners, address)
        if open_browser:
            threading.Timer(0.5, webbrowser.open, [address]).start()
        with Housekeeper(house), mail_going_out(house):
            listeners.serve_until_stopped()
        house.database.close()
