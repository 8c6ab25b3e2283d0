"""The start page of each member of staff: what is owed, across sessions, by date."""

from __future__ import annotations

from flask import redirect, url_for
from werkzeug.wrappers import Response

from labapp.web import context
from labapp.web.access import public
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.pages import render


@blueprint.get("/")
@public
def start() -> Response:
    """Show what is owed to whoever is signed in, and the way in to everybody else."""
    if context.actor() is None:
        return redirect(url_for("facilitator.sign_in"), 303)
    return render("facilitator/start.html")
