"""The wall of the room, opened from the desk: huge, and never a personal name."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("projector", __name__)
