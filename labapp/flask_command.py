"""What `flask --app labapp` serves and commands: the desk on 127.0.0.1, without a room, and `flask db`."""

from __future__ import annotations

from flask import Flask
from flask_migrate import Migrate
from flask_migrate.cli import db as database_commands

from labapp.assembly import build_house, default_settings, desk
from labapp.migrating import FOLDER
from labapp.settings import Settings


def desk_app(settings: Settings | None = None) -> Flask:
    """Return the desk of an installation with the commands of Flask-Migrate over `migrations/`."""
    app = desk(build_house(settings or default_settings()))
    Migrate(directory=str(FOLDER)).init_app(app)
    app.cli.add_command(database_commands)  # the wheel of Flask-Migrate 4.1 names no entry point for it
    return app
