"""Entries that the desk said are one person: which of them stands for that person, and which belong together."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from labapp.models.attendance import Participant


def kept_entry() -> sa.ColumnElement[UUID]:
    """Return the entry that stands for whoever a row of participants is."""
    return sa.func.coalesce(Participant.joined_into_id, Participant.id)


def is_entry_of(kept: UUID) -> sa.ColumnElement[bool]:
    """Return whether a row of participants is this person: the kept entry, or one that was joined into it."""
    return sa.or_(Participant.id == kept, Participant.joined_into_id == kept)
