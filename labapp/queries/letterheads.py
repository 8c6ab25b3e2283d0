"""Which paper an institution writes on: its letterhead, or that of the programme."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import NotFound
from labapp.models.people import Organisation
from labapp.models.programme import Letterhead
from labapp.models.recorder import Db
from labapp.models.spaces import SpaceOrganisation


@dataclass(frozen=True, slots=True)
class LetterheadRow:
    """Whose paper it is, by name; blank for the programme. `sha256` is None where there is none."""

    owner: str
    sha256: str | None
    op: UUID | None


def letterhead_row(db: Db, organisation_id: UUID | None) -> LetterheadRow:
    """Return the letterhead of an organisation, or of the programme. Raises NotFound for an unknown organisation."""
    owner = db.get(Organisation, organisation_id) if organisation_id else None
    if organisation_id and owner is None:
        raise NotFound
    row = db.scalar(sa.select(Letterhead).where(Letterhead.organisation_id == organisation_id))
    name = owner.name if owner else ""
    return LetterheadRow(name, row.sha256, row.op) if row else LetterheadRow(name, None, None)


def letterhead_of(db: Db, space_id: UUID) -> str | None:
    """Return the SHA-256 of the paper for the documents of a lab or table; None for our own.

    The first of its organisations by name that has one gives it, else the programme.
    """
    of_organiser = db.scalar(
        sa.select(Letterhead.sha256)
        .join(SpaceOrganisation, SpaceOrganisation.organisation_id == Letterhead.organisation_id)
        .join(Organisation, Organisation.id == Letterhead.organisation_id)
        .where(SpaceOrganisation.space_id == space_id, SpaceOrganisation.active, Letterhead.sha256.is_not(None))
        .order_by(Organisation.name_key, Organisation.id)
        .limit(1)
    )
    if of_organiser is not None:
        return of_organiser
    return db.scalar(sa.select(Letterhead.sha256).where(Letterhead.organisation_id.is_(None)))
