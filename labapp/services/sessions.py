"""Planning sessions: four things are needed (lab or table, venue, day, hour), everything else is guessed or empty."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import RuleViolated
from labapp.domain.ids import SESSION_CODE_LENGTH, new_code, new_token
from labapp.domain.places import place
from labapp.domain.sessions import (
    Duty,
    Modality,
    Purpose,
    Stage,
    check_purpose,
    end_or_default,
    following_purpose,
    guessed_modality,
    guessed_purpose,
)
from labapp.domain.text import clean_line
from labapp.models.people import Staff
from labapp.models.recorder import Db
from labapp.models.sessions import Expected, LabSession, SessionStaff
from labapp.models.spaces import Space, SpaceOrganisation

LONGEST_LINE = 200
"""Characters of a title or a venue."""

EXPECTED_KEPT = timedelta(days=30)
"""How long after a session the list of those expected is forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Who runs a session and who writes it down."""

    facilitators: frozenset[UUID] = frozenset()
    note_takers: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFacts:
    """What is known of a session: when and where, and whatever else somebody said of it."""

    starts_at: datetime
    venue: str
    ends_at: datetime | None = None
    title: str = ""
    purpose: Purpose | None = None
    modality: Modality | None = None
    place_code: str | None = None
    capacity: int | None = None
    team: Team = Team()


def schedule(db: Db, space_id: UUID, facts: SessionFacts) -> LabSession:
    """Plan a session of a lab or table, as a draft. Raises RuleViolated with the field that is to be mended."""
    space = db.get_one(Space, space_id)
    purpose = facts.purpose or guessed_purpose(space.kind, _last_purpose(db, space_id))
    session = LabSession(space_id=space_id, token=new_token(), code=_free_code(db))
    _apply(session, replace(facts, purpose=purpose), space)
    db.add(session)
    assign_team(db, session, facts.team)
    return session


def change(db: Db, session_id: UUID, facts: SessionFacts, *, seen: UUID) -> LabSession:
    """Change what is known of a session; the day and hour of one that was announced only move by postponing it.

    Raises RuleViolated: `changed_meanwhile` unless `seen` is the version that was shown, or the field to be mended.
    """
    session = locked(db, session_id, seen=seen)
    if session.stage is not Stage.DRAFT:
        facts = replace(facts, starts_at=session.starts_at)
    shown_before = (session.starts_at, session.ends_at, session.venue, session.place_code, session.title)
    _apply(session, facts, db.get_one(Space, session.space_id))
    if shown_before != (session.starts_at, session.ends_at, session.venue, session.place_code, session.title):
        session.revision += 1
    keep_expected_until(db, session)
    assign_team(db, session, facts.team)
    return session


def follow(db: Db, session_id: UUID, starts_at: datetime) -> LabSession:
    """Plan the next session of the same lab or table: same venue and team, and the purpose that follows."""
    earlier = db.get_one(LabSession, session_id)
    facts = SessionFacts(
        starts_at=starts_at,
        venue=earlier.venue or "",
        purpose=following_purpose(earlier.purpose),
        modality=earlier.modality,
        place_code=earlier.place_code,
        capacity=earlier.capacity,
        team=_team_of(db, session_id),
    )
    return schedule(db, earlier.space_id, facts)


def locked(db: Db, session_id: UUID, *, seen: UUID | None = None) -> LabSession:
    """Return a session that nobody else changes until this act ends.

    Raises RuleViolated `changed_meanwhile` where `seen` is given and is not the version of the row any more.
    """
    session = db.get_one(LabSession, session_id, with_for_update=True)
    if seen is not None and session.op != seen:
        raise RuleViolated("changed_meanwhile")
    return session


def keep_expected_until(db: Db, session: LabSession) -> None:
    """Let the list of those expected be forgotten thirty days after the session, whenever that is now."""
    db.execute(
        sa.update(Expected).where(Expected.session_id == session.id).values(expires_at=session.ends_at + EXPECTED_KEPT)
    )


def _apply(session: LabSession, facts: SessionFacts, space: Space) -> None:
    purpose = facts.purpose or session.purpose
    check_purpose(purpose, space.kind)
    venue, title = _line(facts.venue, "venue"), _line(facts.title, "title")
    if not venue:
        raise RuleViolated("venue_missing", field="venue")
    if facts.capacity is not None and facts.capacity < 1:
        raise RuleViolated("capacity_too_small", field="capacity")
    session.purpose = purpose
    session.starts_at = facts.starts_at
    session.ends_at = end_or_default(facts.starts_at, facts.ends_at, purpose=purpose)
    session.venue = venue
    session.title = title or None
    session.modality = facts.modality or guessed_modality(venue)
    session.place_code = place(facts.place_code).code if facts.place_code else None
    session.capacity = facts.capacity


def _line(typed: str, field: str) -> str:
    line = clean_line(typed)
    if len(line) > LONGEST_LINE:
        raise RuleViolated("line_too_long", field=field, longest=LONGEST_LINE)
    return line


def _last_purpose(db: Db, space_id: UUID) -> Purpose | None:
    return db.scalar(
        sa.select(LabSession.purpose)
        .where(LabSession.space_id == space_id, LabSession.stage != Stage.CANCELLED)
        .order_by(LabSession.starts_at.desc(), LabSession.id.desc())
        .limit(1)
    )


def _free_code(db: Db) -> str:
    while True:
        code = new_code(SESSION_CODE_LENGTH)
        if db.scalar(sa.select(LabSession.id).where(LabSession.code == code)) is None:
            return code


def assign_team(db: Db, session: LabSession, team: Team) -> None:
    """Let exactly these people run the session and write it down.

    Raises RuleViolated `staff_not_of_space` for somebody who does not work where the lab or table is shared, unless
    they were there already.
    """
    wanted = {(Duty.FACILITATOR, staff_id) for staff_id in team.facilitators}
    wanted |= {(Duty.NOTE_TAKER, staff_id) for staff_id in team.note_takers}
    rows = {(row.duty, row.staff_id): row for row in _staff_rows(db, session.id)}
    if {staff_id for _, staff_id in wanted - rows.keys()} - _assignable(db, session.space_id):
        raise RuleViolated("staff_not_of_space", field="facilitators")
    for key, row in rows.items():
        if row.active is not (key in wanted):
            row.active = key in wanted
    new = sorted(wanted - rows.keys())
    db.add_all([SessionStaff(session_id=session.id, staff_id=staff_id, duty=duty) for duty, staff_id in new])


def _staff_rows(db: Db, session_id: UUID) -> list[SessionStaff]:
    return list(db.scalars(sa.select(SessionStaff).where(SessionStaff.session_id == session_id)))


def _team_of(db: Db, session_id: UUID) -> Team:
    rows = [row for row in _staff_rows(db, session_id) if row.active]
    assignable = _assignable(db, db.get_one(LabSession, session_id).space_id)
    of_duty = {
        duty: frozenset(row.staff_id for row in rows if row.duty is duty and row.staff_id in assignable)
        for duty in Duty
    }
    return Team(facilitators=of_duty[Duty.FACILITATOR], note_takers=of_duty[Duty.NOTE_TAKER])


def _assignable(db: Db, space_id: UUID) -> set[UUID]:
    shared = sa.select(SpaceOrganisation.organisation_id).where(
        SpaceOrganisation.space_id == space_id, SpaceOrganisation.active
    )
    return set(db.scalars(sa.select(Staff.id).where(Staff.active, Staff.organisation_id.in_(shared))))
