"""The public page of a lab or table: who came, in which sessions, and what was answered."""

from __future__ import annotations

from werkzeug.wrappers import Response

from labapp.queries.public_space import public_space
from labapp.web import context
from labapp.web.access import public
from labapp.web.countdowns import today_in
from labapp.web.pages import render
from labapp.web.public.blueprint import blueprint


@blueprint.get("/laboratorio/<token>")
@public
def space_public(token: str) -> Response:
    """Show a lab or table: its sessions, documents, measures of the answers and printed counts."""
    return render("public/space.html", public_space(context.reading(), token, today=today_in()))
