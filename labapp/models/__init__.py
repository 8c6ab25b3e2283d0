"""Typed tables and the engine; nothing else. Importing this package makes every table known."""

from __future__ import annotations

from labapp.models import (
    attendance,
    communities,
    contributions,
    journal,
    lists,
    minutes,
    people,
    programme,
    publication,
    responses,
    sessions,
    spaces,
    triggers,
)

__all__ = [
    "attendance",
    "communities",
    "contributions",
    "journal",
    "lists",
    "minutes",
    "people",
    "programme",
    "publication",
    "responses",
    "sessions",
    "spaces",
    "triggers",
]
