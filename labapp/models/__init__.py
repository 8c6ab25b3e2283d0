"""Typed tables and the engine; nothing else. Importing this package makes every table known."""

from __future__ import annotations

from labapp.models import (
    assignments,
    attendance,
    communities,
    contributions,
    journal,
    lists,
    mail,
    minutes,
    observations,
    people,
    programme,
    proposals,
    publication,
    readings,
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
    "mail",
    "minutes",
    "observations",
    "people",
    "programme",
    "proposals",
    "publication",
    "readings",
    "responses",
    "returned_workbooks",
    "returning",
    "sessions",
    "spaces",
    "triggers",
]
