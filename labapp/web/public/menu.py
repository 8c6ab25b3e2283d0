"""The way through the public pages, and what every page needs to print a day as the leaf of a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app, request, url_for

from labapp.web import context
from labapp.web.pages import _
from labapp.web.public.blueprint import blueprint
from labapp.words import formats

_MENU = (
    ("public.calendar", "Calendario"),
    ("public.lookup", "Buscar mi aporte"),
    ("public.search", "Buscar en todo"),
)

_LISTED = {"public.search": "Todo lo publicado"}
"""What a copy calls the pages that search where there is a server, and list everything where there is none."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way through the public pages."""

    href: str
    text: str
    current: bool


def _leaf(at: datetime, zone: str) -> tuple[str, str]:
    return formats.leaf(at, context.language(), zone)


def _month(first: date) -> str:
    words = formats.month(first, context.language())
    return words[:1].upper() + words[1:]


@blueprint.app_context_processor
def leaves() -> dict[str, object]:
    """Give every page the leaf of a calendar for an instant, and a month as a heading."""
    return {"leaf": _leaf, "month": _month}


@blueprint.context_processor
def public_frame() -> dict[str, object]:
    """Give the public pages their menu, the same for whoever reads."""
    names = dict(_MENU) | (_LISTED if context.is_copy() else {})
    ways = [
        Way(url_for(endpoint), _(words), request.endpoint == endpoint)
        for endpoint, words in names.items()
        if endpoint in current_app.view_functions
    ]
    return {"menu": ways}
