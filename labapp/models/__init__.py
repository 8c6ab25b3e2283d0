"""Typed tables and the engine; nothing else. Importing this package makes every table known."""

from __future__ import annotations

from labapp.models import (
    assignments,
    attendance,
    communities,
    contributions,
    journal,
    lists,
    minutes,
    people,
    programme,
    proposals,
    publication,
    responses,
    returned_workbooks,
    returning,
    sessions,
    spaces,
    triggers,
)

__all__ = [
    "assignments",
    "attendance",
    "communities",
    "contributions",
    "journal",
    "lists",
    "minutes",
    "people",
    "programme",
    "proposals",
    "publication",
    "responses",
    "returned_workbooks",
    "returning",
    "sessions",
    "spaces",
    "triggers",
]
