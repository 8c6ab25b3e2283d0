"""Phones in the room: plain forms, one request for each page, no script, no account.

The cookie of a phone is random, says nothing, and goes only to the pages under `/E`: the anonymous questions stand
elsewhere and never see it.
"""

from __future__ import annotations

import hashlib
import secrets

from flask import Blueprint, g, request
from werkzeug.wrappers import Response

from labapp.web import context

PHONE_COOKIE = "labapp_cel"
COOKIE_PATH = "/E"
"""Capital, as the QR carries it: an address in capitals makes a smaller symbol, and cookie paths know case."""

blueprint = Blueprint("participant", __name__)


@blueprint.before_request
def know_device() -> None:
    """Know which phone speaks, by the hash of its cookie; a phone without one gets one with its answer."""
    if not request.path.startswith(COOKIE_PATH):
        return
    cookie = request.cookies.get(PHONE_COOKIE, "")
    if len(cookie) != 32:
        cookie = g.new_cookie = secrets.token_hex(16)
    g.device = hashlib.sha256(cookie.encode()).hexdigest()
    context.house().door.devices.note(request.remote_addr or "", g.device)


@blueprint.after_request
def remember_device(response: Response) -> Response:
    """Give a new phone its cookie. Not secure, because a room has no https; never sent elsewhere."""
    cookie = g.get("new_cookie")
    if cookie:
        response.set_cookie(PHONE_COOKIE, cookie, path=COOKIE_PATH, httponly=True, samesite="Lax", max_age=86400 * 120)
    return response


def device() -> str:
    """Return the hash of the cookie of the phone that speaks."""
    return str(g.device)
