"""The cards of public pages as pictures under permanent addresses, and what each page says of its own."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from labapp.documents.cards import (
    Card,
    community_card,
    minutes_card,
    record_card,
    response_card,
    session_card,
)
from labapp.documents.content import Document
from labapp.documents.kept_cards import card_picture
from labapp.documents.minutes_versions import opened_version
from labapp.domain.errors import NotFound
from labapp.domain.response_measures import measures
from labapp.queries.calendar import community_public
from labapp.queries.minutes import FrozenVersion, frozen_version
from labapp.queries.programme import programme_name
from labapp.queries.public_record import public_record
from labapp.queries.public_responses import public_response
from labapp.queries.response_versions import Published
from labapp.queries.session_public import announced_session
from labapp.queries.sessions import SessionHead, public_total
from labapp.web import context
from labapp.web.access import public
from labapp.web.countdowns import today_in
from labapp.web.public.blueprint import blueprint

_NOBODY_CONVENES_YET = "Laboratorios participativos"


def programme_on_cards() -> str:
    """Return the name under which cards go out, in the language of the documents."""
    return programme_name(context.reading()) or _NOBODY_CONVENES_YET


def card_of_minutes(frozen: FrozenVersion, document: Document) -> Card:
    """Return the card of a version of minutes that is shown."""
    took_part = public_total(context.reading(), frozen.head.id)
    return minutes_card(programme_on_cards(), frozen.head, document, frozen.version.number, took_part=took_part)


def card_of_response(head: SessionHead, version: Published) -> Card:
    """Return the card of a version of the answers. What it counts is settled by the version and by no later day."""
    return response_card(programme_on_cards(), head, version, measures(version.document, today=today_in()))


def _picture(card: Card) -> Response:
    response = Response(card_picture(card, context.house().settings.cards), mimetype="image/png")
    response.add_etag()
    return response.make_conditional(request)


@blueprint.get("/sesion/<token>/minuta/v<int:number>/tarjeta.png")
@public
def minutes_card_picture(token: str, number: int) -> Response:
    """Give the picture of a version of the minutes; of a withdrawn one there is none."""
    frozen = frozen_version(context.reading(), token.upper(), number)
    return _picture(card_of_minutes(frozen, opened_version(frozen.content, frozen.version.sha256)))


@blueprint.get("/sesion/<token>/respuesta/v<int:number>/tarjeta.png")
@public
def response_card_picture(token: str, number: int) -> Response:
    """Give the picture of a version of the answers."""
    found = public_response(context.reading(), token, today=today_in(), number=number)
    if found.version is None:
        raise NotFound
    return _picture(card_of_response(found.head, found.version))


@blueprint.get("/sesion/<token>/tarjeta.png")
@public
def session_card_picture(token: str) -> Response:
    """Give the picture of an announced session."""
    head = announced_session(context.reading(), token.upper())
    return _picture(session_card(programme_on_cards(), head))


@blueprint.get("/comunidad/<token>/tarjeta.png")
@public
def community_card_picture(token: str) -> Response:
    """Give the picture of a community."""
    found = community_public(context.reading(), token.upper(), now=context.now())
    return _picture(community_card(programme_on_cards(), found))


@blueprint.get("/registro-publico/tarjeta.png")
@public
def record_card_picture() -> Response:
    """Give the picture of the public record."""
    return _picture(record_card(programme_on_cards(), public_record(context.reading())))
