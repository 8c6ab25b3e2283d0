"""What everybody may read: calendar, communities, minutes, responses."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("public", __name__)
