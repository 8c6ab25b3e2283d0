"""The poster of the published answers, for whoever wants to print it."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock

from flask import current_app
from werkzeug.wrappers import Response

from labapp.documents.return_poster import ReturnPosterPage, poster_page, return_poster_pdf
from labapp.domain.errors import NotFound
from labapp.queries.public_responses import public_head
from labapp.queries.response_versions import published, versions_of
from labapp.web import context
from labapp.web.access import public
from labapp.web.public.blueprint import blueprint
from labapp.web.public_address import public_address

_ONE_AT_A_TIME = Lock()
"""Anybody may ask, and a press is a process of its own: never two at once."""


@lru_cache(maxsize=32)
def _printed(page: ReturnPosterPage) -> bytes:
    return return_poster_pdf(page)


@blueprint.get("/sesion/<token>/respuesta/cartel.pdf")
@public
def response_poster(token: str) -> Response:
    """Give the newest published answers as one page for the board; printed once for each version."""
    db = context.reading()
    head = public_head(db, token)
    versions = versions_of(db, head.id)
    if not versions:
        raise NotFound
    address = public_address("public.response_public", token=head.token)
    page = poster_page(published(versions), place=head.where, zone=head.zone, language="es", public_url=address)
    with _ONE_AT_A_TIME:
        pdf = _printed(page)
    response = current_app.response_class(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="respuesta-cartel-{head.code.lower()}.pdf"'
    return response
