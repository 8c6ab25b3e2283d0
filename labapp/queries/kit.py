"""Reading what the printed kit needs: organisers, the cards to print, those that nobody carries yet."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from labapp.models.attendance import Card
from labapp.models.people import Organisation
from labapp.models.recorder import Db
from labapp.models.spaces import SpaceOrganisation


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """A card as it is printed."""

    number: int
    code: str


def organisers(db: Db, space_id: UUID) -> tuple[str, ...]:
    """Return the names of the organisations that share a lab or table."""
    names = (
        sa.select(Organisation.name)
        .join(SpaceOrganisation, SpaceOrganisation.organisation_id == Organisation.id)
        .where(SpaceOrganisation.space_id == space_id)
        .order_by(Organisation.name_key, Organisation.id)
    )
    return tuple(db.scalars(names))


def free_cards(db: Db, space_id: UUID, first: int, last: int) -> tuple[PrintedCard, ...]:
    """Return the cards of a range that nobody carries, by number."""
    rows = db.execute(
        sa.select(Card.number, Card.code)
        .where(Card.space_id == space_id, Card.participant_id.is_(None), Card.number.between(first, last))
        .order_by(Card.number)
    )
    return tuple(PrintedCard(row.number, row.code) for row in rows)
