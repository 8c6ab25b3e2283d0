"""Giving a class to organisations that were typed at the door."""

from __future__ import annotations

from uuid import UUID

from labapp.domain.demographics import Sector
from labapp.domain.errors import NotFound
from labapp.models.people import Organisation
from labapp.models.recorder import Db


def classify(db: Db, organisation_id: UUID, sector: Sector) -> None:
    """Say from where those take part who come for an organisation; until then they count as "sin dato"."""
    organisation = db.get(Organisation, organisation_id, with_for_update=True)
    if organisation is None:
        raise NotFound
    organisation.sector = sector
