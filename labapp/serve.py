"""Starting the house: data folder, copy, migration, and then both doors, until somebody closes the window."""

from __future__ import annotations

import logging
import threading
import webbrowser

import click

from labapp.assembly import build_house, default_settings, desk, room
from labapp.backup import make_copy, rotate
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.instance import lock_instance
from labapp.migrating import is_current, migrate, revision_of
from labapp.serving.listeners import Listeners, open_listeners
from labapp.serving.ports import PortTaken
from labapp.services import people
from labapp.startup_messages import InstanceRefused, StartCode


def prepare(house: House) -> None:
    """Leave the database migrated and this node introduced; what was there is copied before it is changed."""
    if not is_current(house.database.engine):
        if revision_of(house.database.engine) is not None and house.settings.database_file is not None:
            make_copy(house.settings, now=house.now())
            rotate(house.settings.copies, now=house.now())
        migrate(house.database.engine)
    house.database.introduce_node()
    house.files.mkdir(exist_ok=True)


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
        raise InstanceRefused(StartCode.PORT_TAKEN, port=taken.port, name="LABAPP_DESK_PORT") from taken
    house.door.port = listeners.room.port
    return listeners


def _first_address(house: House, desk_url: str) -> str:
    with house.database.reading() as db:
        if people.has_staff(db):
            return f"{desk_url}/"
    with house.database.writing(Verb.ADD_STAFF, actor="house", at=house.now()) as db:
        token = people.offer_link(db, None, now=house.now())
    return f"{desk_url}/primera-vez/{token}"


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
        desk_url = f"http://localhost:{listeners.desk.port}"
        address = _first_address(house, desk_url)
        click.echo(f"Laptop / Desk: {desk_url}/")
        if not address.endswith(f"{listeners.desk.port}/"):
            click.echo(f"Primera vez, un solo uso / First time, works once: {address}")
        best = house.door.addresses.best()
        if best is not None:
            click.echo(f"Celulares / Phones: http://{best.address}:{listeners.room.port}/")
        click.echo("Para cerrar: Ctrl+C / To close: Ctrl+C")
        if open_browser:
            threading.Timer(0.5, webbrowser.open, [address]).start()
        listeners.serve_until_stopped()
    house.database.close()
