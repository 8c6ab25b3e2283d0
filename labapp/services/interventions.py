"""Writing down who spoke from the front of the room: each in a row of its own, in the order of speaking."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.interventions import (
    MOST_INTERVENTIONS,
    Intervention,
    InterventionAct,
    read_intervention,
    reordered,
)
from labapp.models.minutes import Intervention as Row
from labapp.models.minutes import Minutes
from labapp.models.recorder import Db
from labapp.services.minutes import held, note_author


def add_intervention(db: Db, session_id: UUID, typed: Intervention, *, author: UUID) -> None:
    """Add an intervention after the others; what was reviewed is a draft anew.

    Raises RuleViolated: `too_many_interventions`, `minutes_not_draft`, or as `read_intervention`.
    """
    said = read_intervention(typed)
    minutes = _begun(db, session_id, author)
    rows = _rows(db, minutes)
    if len(rows) >= MOST_INTERVENTIONS:
        raise RuleViolated("too_many_interventions", most=MOST_INTERVENTIONS)
    last = max((row.position for row in rows), default=0)
    row = Row(minutes_id=minutes.id, position=last + 1)
    _keep(row, said)
    db.add(row)


def change_intervention(
    db: Db, session_id: UUID, one: UUID, typed: Intervention, *, seen: UUID | None, author: UUID
) -> None:
    """Keep what an intervention says now. `seen` is the version that was shown.

    Raises RuleViolated: `changed_meanwhile`, `minutes_not_draft`, or as `read_intervention`; NotFound.
    """
    said = read_intervention(typed)
    row = _chosen(_rows(db, _begun(db, session_id, author)), one)
    if row.op != seen:
        raise RuleViolated("changed_meanwhile")
    _keep(row, said)


def act_on_intervention(db: Db, session_id: UUID, one: UUID, act: InterventionAct, *, author: UUID) -> None:
    """Move an intervention by one place, remove or put it back. Raises RuleViolated `minutes_not_draft`, NotFound."""
    rows = _rows(db, _begun(db, session_id, author))
    chosen = _chosen(rows, one)
    stand = reordered([row.id for row in rows if not row.is_removed], one, act)
    places = {each: place for place, each in enumerate(stand, start=1)}
    chosen.is_removed = one not in places
    for row in rows:
        row.position = places.get(row.id, len(rows) + 1)


def _begun(db: Db, session_id: UUID, author: UUID) -> Minutes:
    minutes = held(db, session_id)
    note_author(db, minutes, author)
    return minutes


def _rows(db: Db, minutes: Minutes) -> list[Row]:
    found = sa.select(Row).where(Row.minutes_id == minutes.id).order_by(Row.position, Row.id)
    return list(db.scalars(found.execution_options(populate_existing=True)))


def _chosen(rows: list[Row], one: UUID) -> Row:
    found = next((row for row in rows if row.id == one), None)
    if found is None:
        raise NotFound
    return found


def _keep(row: Row, said: Intervention) -> None:
    row.role, row.summary = said.role, said.summary
    row.office, row.organisation, row.person = said.office or None, said.organisation or None, said.person or None
