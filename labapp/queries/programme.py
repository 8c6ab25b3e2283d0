"""Reading the programme: its name for every page, its facts for the notice, its holidays."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from labapp.domain.privacy import NoticeFacts
from labapp.models.programme import Holiday, Programme, RoomNetwork
from labapp.models.recorder import Db


def programme(db: Db) -> Programme | None:
    """Return the programme, or None before it was set up."""
    return db.scalar(sa.select(Programme).order_by(Programme.id).limit(1))


def programme_name(db: Db) -> str | None:
    """Return the name of the programme for the head of a page."""
    return db.scalar(sa.select(Programme.name).order_by(Programme.id).limit(1))


def holidays(db: Db) -> frozenset[date]:
    """Return the days that count as holidays, as the administrator's table says."""
    return frozenset(db.scalars(sa.select(Holiday.on).where(Holiday.is_observed)))


def room_network(db: Db) -> RoomNetwork | None:
    """Return the network of this room, or None before it was written down."""
    return db.scalar(sa.select(RoomNetwork).limit(1))


def notice_facts(db: Db) -> NoticeFacts:
    """Return what the programme says of itself in the notice; blank where it was not filled in."""
    found = programme(db)
    if found is None:
        return NoticeFacts()
    return NoticeFacts(
        controllers=found.controllers or "",
        contact=found.contact or "",
        legal_basis=found.legal_basis or "",
        recipients=found.recipients or "",
        abroad=found.abroad or "",
        retention=found.retention or "",
        officer=found.officer or "",
    )
