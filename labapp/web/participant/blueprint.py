"""Phones in the room: plain forms, one request for each page, no script, no account."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("participant", __name__)
