"""Numbered cards of the printed kit: each has a number that phones never get and a code, before anybody carries it."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import RuleViolated
from labapp.domain.ids import new_code
from labapp.domain.numbering import FIRST_CARD, LAST_CARD, card_numbers
from labapp.models.attendance import Card
from labapp.models.recorder import Db
from labapp.models.spaces import Space


def print_cards(db: Db, space_id: UUID, wanted: int) -> range:
    """Make `wanted` new cards of a lab or table and return their numbers.

    Raises RuleViolated `cards_out_of_range`, or `too_many_cards` with how many are left.
    """
    most = LAST_CARD - FIRST_CARD + 1
    if not 0 <= wanted <= most:
        raise RuleViolated("cards_out_of_range", field="cards", most=most)
    db.execute(sa.select(Space.id).where(Space.id == space_id).with_for_update())
    printed = db.scalar(sa.select(sa.func.count()).select_from(Card).where(Card.space_id == space_id)) or 0
    numbers = card_numbers(printed, wanted)
    db.add_all(Card(space_id=space_id, number=number, code=new_code()) for number in numbers)
    return numbers
