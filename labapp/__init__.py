"""labapp: participatory laboratories and co-creation tables, from the call to the reasoned response."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from labapp.settings import Settings

__version__ = "0.1.0"


def create_app(settings: Settings | None = None) -> Flask:
    """Return the desk application, ready to serve staff on this machine.

    The import stands inside so that the lower floors load without Flask.
    """
    from labapp.flask_command import desk_app

    return desk_app(settings)
