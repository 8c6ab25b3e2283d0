"""What a request knows: the house, the reading session, who acts, in which language."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from flask import Flask, current_app, g

from labapp import erasures
from labapp.domain.roles import Actor
from labapp.house import House
from labapp.models.recorder import Db

_KEY = "labapp"
COPIED = "PAGES_BECOME_FILES"


def move_in(app: Flask, house: House) -> None:
    """Give an application its house, and close each request's reading session when the request ends."""
    app.extensions[_KEY] = house

    @app.teardown_appcontext
    def _close(_error: BaseException | None) -> None:
        _stop_reading()


def house() -> House:
    """Return the house of the application that serves this request."""
    return cast(House, current_app.extensions[_KEY])


def reading() -> Db:
    """Return the session in which this request reads; a flush in it raises."""
    if "db" not in g:
        g.db = house().database.reader()
    return cast(Db, g.db)


def finish_erasure() -> None:
    """End the reading of this request, which holds pages of the past, and leave none of who was erased in the log."""
    _stop_reading()
    erasures.finish_erasure(house())


def _stop_reading() -> None:
    db: Db | None = g.pop("db", None)
    if db is not None:
        db.close()


def is_copy() -> bool:
    """Return whether the pages of this application become files, where nothing can be asked and no day is today."""
    return bool(current_app.config.get(COPIED))


def now() -> datetime:
    """Return the instant of this request: one request, one time."""
    if "now" not in g:
        g.now = house().now()
    return cast(datetime, g.now)


def actor() -> Actor | None:
    """Return the member of staff who acts, or None for everybody else."""
    return cast("Actor | None", g.get("actor"))


def language() -> str:
    """Return the reader's language: `es` unless English was chosen."""
    return cast(str, g.get("language", "es"))
