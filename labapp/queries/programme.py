"""Reading the programme: its name for every page, its facts for the notice, its holidays."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

import sqlalchemy as sa

from labapp.domain.holidays_pa import proposed_holidays
from labapp.domain.privacy import NoticeFacts
from labapp.models.programme import Holiday, Programme, RoomNetwork
from labapp.models.recorder import Db

_facts = (
    sa.select(*(Programme.__table__.c[field.name] for field in fields(NoticeFacts)))
    .order_by(Programme.__table__.c.id)
    .limit(1)
)


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
    found = db.connection().execute(_facts).one_or_none()
    return NoticeFacts(**{name: said or "" for name, said in found._mapping.items()}) if found else NoticeFacts()


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A day in the table of holidays: stored by somebody, or only proposed so far."""

    on: date
    name: str
    is_observed: bool
    is_stored: bool


def holiday_table(db: Db, year: int) -> list[HolidayRow]:
    """Return the holidays of a year by date: those stored, and those proposed that the table does not have."""
    within = Holiday.on.between(date(year, 1, 1), date(year, 12, 31))
    stored = {row.on: row for row in db.scalars(sa.select(Holiday).where(within).order_by(Holiday.on, Holiday.id))}
    rows = [HolidayRow(row.on, row.name, row.is_observed, is_stored=True) for row in stored.values()]
    rows += [
        HolidayRow(on, name, is_observed=not stored, is_stored=False)
        for on, name in proposed_holidays(year).items()
        if on not in stored
    ]
    return sorted(rows, key=lambda row: row.on)
