"""Where all parts meet: one house, and over it two applications, the desk and the room."""

from __future__ import annotations

import os
import pkgutil
from importlib import import_module
from pathlib import Path

from flask import Flask, request

from labapp.house import House, utc_now
from labapp.instance import open_instance
from labapp.models.database import Database
from labapp.serving import limits
from labapp.settings import Settings
from labapp.urns import UrnStore
from labapp.web import access, context
from labapp.web.errors import answer_errors
from labapp.web.headers import send_headers
from labapp.web.pages import phone_style, set_up_pages
from labapp.web.web_copy import offer_public_pages

ROOT = Path(__file__).resolve().parent.parent
DESK = ("facilitator", "participant", "projector", "public")
ROOM = ("participant", "public")
COPY = ("public",)
"""Which audiences each listener serves. A staff page does not exist in the room; the wall is opened from the desk.
What is copied to the web knows the public pages alone, so nothing else can be in the copy."""


def default_settings() -> Settings:
    """Return the settings of this checkout: the environment, and `instance/` beside the package."""
    instance = Path(os.environ.get("LABAPP_INSTANCE", ROOT / "instance"))
    return Settings.from_environ(os.environ, instance=instance)


def build_house(settings: Settings) -> House:
    """Return the house of an installation; its folder is made if it is not there. Raises InstanceRefused."""
    instance = open_instance(settings)
    database = Database(settings.database_url, node=instance.node)
    return House(settings, database, UrnStore(settings.instance / "urns"), instance.secret, utc_now)


def _blueprints(app: Flask, audiences: tuple[str, ...]) -> None:
    for audience in audiences:
        package = import_module(f"labapp.web.{audience}")
        for module in pkgutil.iter_modules(package.__path__):
            import_module(f"labapp.web.{audience}.{module.name}")
        app.register_blueprint(import_module(f"labapp.web.{audience}.blueprint").blueprint)


def _application(house: House, audiences: tuple[str, ...], *, body: int) -> Flask:
    app = Flask("labapp")
    app.secret_key = house.secret
    app.config.update(MAX_CONTENT_LENGTH=body, SESSION_COOKIE_NAME="labapp_notices", SESSION_COOKIE_SAMESITE="Strict")
    context.move_in(app, house)
    set_up_pages(app)
    _blueprints(app, audiences)
    answer_errors(app)
    send_headers(app, phone_style())

    @app.before_request
    def _admit() -> None:
        if request.endpoint is not None:
            access.admit(app, request.endpoint)

    access.check_every_endpoint(app)
    return app


def desk(house: House) -> Flask:
    """Return the application for staff, to be served on this machine only."""
    app = _application(house, DESK, body=limits.DESK.body)
    offer_public_pages(app, lambda: copied(house))
    return app


def room(house: House) -> Flask:
    """Return the application for phones, to be served on the Wi-Fi address."""
    return _application(house, ROOM, body=limits.ROOM.body)


def copied(house: House) -> Flask:
    """Return the application whose pages become files; nobody is served by it."""
    app = _application(house, COPY, body=limits.ROOM.body)
    app.config[context.COPIED] = True
    return app
