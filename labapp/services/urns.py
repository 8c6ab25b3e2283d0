"""Sealing the anonymous questions: totals as one act of the database, then key and file are gone.

Three steps, each repeatable, so that a kill in between is finished by asking again: the urn takes no more answers; the
totals and the time of sealing are committed together; the urn is destroyed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.roles import HOUSE
from labapp.domain.urn import Count
from labapp.domain.urn_terms import Meeting, is_due
from labapp.domain.verbs import Verb
from labapp.models.database import Database
from labapp.models.publication import UrnTotal
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.services.publication import freeze_if_closed
from labapp.urn_files import UrnUnavailable
from labapp.urns import UrnStore


def seal(database: Database, urns: UrnStore, space_id: UUID, *, actor: str, now: datetime) -> bool:
    """Seal the urn of a lab or table for good; return whether this call did it. Sealing twice changes nothing.

    Raises NotFound, and RuleViolated: `urn_not_here` (never opened on this machine), `urn_not_ready` (the disk).
    """
    with database.reading() as db:
        space = db.get(Space, space_id)
        if space is None:
            raise NotFound
        if space.urn_opened_at is None:
            return False
        sealed = space.urn_sealed_at is not None
    done = False if sealed else _keep(database, space_id, _totals(urns, space_id), actor=actor, now=now)
    _destroy(urns, space_id)
    return done


def _totals(urns: UrnStore, space_id: UUID) -> Mapping[str, Count]:
    try:
        return urns.totals_for_sealing(space_id)
    except UrnUnavailable as error:
        raise RuleViolated("urn_not_ready") from error
    except RuleViolated as error:
        raise RuleViolated("urn_not_here") from error


def _keep(database: Database, space_id: UUID, counts: Mapping[str, Count], *, actor: str, now: datetime) -> bool:
    with database.writing(Verb.SEAL_URN, actor=actor, at=now) as db:
        space = db.get_one(Space, space_id, with_for_update=True)
        if space.urn_sealed_at is not None:
            return False
        space.urn_sealed_at = now
        for question, count in sorted(counts.items()):
            db.add_all(
                UrnTotal(space_id=space_id, question=question, choice=choice, count=total)
                for choice, total in sorted(count.totals.items())
            )
        db.flush()
        freeze_if_closed(db, space_id, now=now)
        return True


def _destroy(urns: UrnStore, space_id: UUID) -> None:
    try:
        urns.destroy(space_id)
    except UrnUnavailable as error:
        raise RuleViolated("urn_not_ready") from error


def meetings_of(db: Db, space_id: UUID) -> list[Meeting]:
    """Return the sessions of a lab or table as far as sealing goes."""
    rows = db.execute(
        sa.select(LabSession.stage, LabSession.starts_at, LabSession.ends_at)
        .where(LabSession.space_id == space_id)
        .order_by(LabSession.starts_at, LabSession.id)
    )
    return [Meeting(row.stage, row.starts_at, row.ends_at) for row in rows]


def _due(db: Db, *, now: datetime) -> list[UUID]:
    waiting = db.scalars(
        sa.select(Space).where(Space.urn_opened_at.is_not(None), Space.urn_sealed_at.is_(None)).order_by(Space.id)
    ).all()
    return [space.id for space in waiting if is_due(space.kind, meetings_of(db, space.id), now=now)]


def finish_sealing(database: Database, urns: UrnStore) -> None:
    """Finish what a kill left half done. Called when the program starts, before anybody answers."""
    with database.reading() as db:
        sealed = list(db.scalars(sa.select(Space.id).where(Space.urn_sealed_at.is_not(None))))
    urns.clean_leftovers(sealed)


def seal_due(database: Database, urns: UrnStore, *, now: datetime) -> int:
    """Seal every urn whose time has come and return how many. One that lies on another machine is left for a person."""
    with database.reading() as db:
        due = _due(db, now=now)
    done = 0
    for space_id in due:
        try:
            done += seal(database, urns, space_id, actor=HOUSE, now=now)
        except RuleViolated:
            continue
    return done
