"""Reading what planning needs: where somebody may plan, who may run a session, and what clashes with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.places import Place
from labapp.domain.roles import Actor
from labapp.domain.sessions import Booking, ClashKind, Duty, Modality, Stage, clashes, takes_place
from labapp.domain.spaces import SpaceKind
from labapp.domain.text import fold
from labapp.models.people import Organisation, Staff
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession, SessionStaff
from labapp.models.spaces import Space, SpaceOrganisation
from labapp.queries.sessions import HEADS, SessionHead, head_of, spaces_seen_by


@dataclass(frozen=True, slots=True)
class SpaceChoice:
    """A lab or table in which somebody may plan a session."""

    id: UUID
    title: str
    kind: SpaceKind


@dataclass(frozen=True, slots=True)
class StaffChoice:
    """Somebody who may run or write down a session."""

    id: UUID
    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Somebody with a duty in a session."""

    staff_id: UUID
    name: str
    duty: Duty


@dataclass(frozen=True, slots=True)
class ClashRow:
    """What another session needs at the same time; its name is told only to those who may see it."""

    kind: ClashKind
    session_id: UUID | None
    name: str
    starts_at: datetime


def space_choices(db: Db, actor: Actor) -> list[SpaceChoice]:
    """Return the labs and tables that `actor` sees, by title."""
    found = db.execute(
        sa.select(Space.id, Space.title, Space.kind).where(spaces_seen_by(actor)).order_by(Space.title_key, Space.id)
    )
    return [SpaceChoice(*row) for row in found]


def staff_choices(db: Db, space_ids: list[UUID]) -> list[StaffChoice]:
    """Return active staff of the organisations that share any of these labs and tables, by organisation and name."""
    shared = sa.select(SpaceOrganisation.organisation_id).where(
        SpaceOrganisation.space_id.in_(space_ids), SpaceOrganisation.active
    )
    found = db.execute(
        sa.select(Staff.id, Staff.name, Organisation.short_name, Organisation.name)
        .join(Organisation, Organisation.id == Staff.organisation_id)
        .where(Staff.active, Organisation.id.in_(shared))
    )
    rows = [StaffChoice(staff_id, name or "—", short or full) for staff_id, name, short, full in found]
    return sorted(rows, key=lambda row: (fold(row.organisation), fold(row.name), row.id))


def team(db: Db, session_id: UUID) -> tuple[TeamMember, ...]:
    """Return who runs a session and who writes it down, facilitators first, by name."""
    found = db.execute(
        sa.select(SessionStaff.staff_id, Staff.name, SessionStaff.duty)
        .join(Staff, Staff.id == SessionStaff.staff_id)
        .where(SessionStaff.session_id == session_id, SessionStaff.active)
    )
    rows = [TeamMember(staff_id, name or "—", duty) for staff_id, name, duty in found]
    return tuple(sorted(rows, key=lambda row: (row.duty, fold(row.name), row.staff_id)))


def clashes_of(db: Db, head: SessionHead, actor: Actor) -> tuple[ClashRow, ...]:
    """Return what a session shares at the same time with others, whoever organises them."""
    found = db.execute(
        HEADS.where(
            LabSession.id != head.id,
            LabSession.stage.in_([stage for stage in Stage if takes_place(stage)]),
            LabSession.starts_at < head.ends_at,
            LabSession.ends_at > head.starts_at,
        )
    )
    others = {other.id: other for other in map(head_of, found)}
    who = _facilitators(db, [head.id, *others])
    bookings = [_booking(other, who, beside=head.place) for other in others.values()]
    seen = set(db.scalars(sa.select(Space.id).where(spaces_seen_by(actor))))
    return tuple(
        _clash(clash.kind, others[clash.session], seen)
        for clash in clashes(_booking(head, who, beside=head.place), bookings)
    )


def _facilitators(db: Db, session_ids: list[UUID]) -> dict[UUID, frozenset[UUID]]:
    found = db.execute(
        sa.select(SessionStaff.session_id, SessionStaff.staff_id).where(
            SessionStaff.session_id.in_(session_ids),
            SessionStaff.duty == Duty.FACILITATOR,
            SessionStaff.active,
        )
    )
    who: dict[UUID, frozenset[UUID]] = {}
    for session_id, staff_id in found:
        who[session_id] = who.get(session_id, frozenset()) | {staff_id}
    return who


def _booking(head: SessionHead, who: dict[UUID, frozenset[UUID]], *, beside: Place | None) -> Booking:
    """Return the booking of a session; every village has a "casa comunal", so a venue elsewhere is another venue."""
    is_elsewhere = head.place is not None and beside is not None and head.place.code != beside.code
    is_nowhere = head.modality is Modality.VIRTUAL or is_elsewhere
    return Booking(
        head.id,
        head.starts_at,
        head.ends_at,
        who.get(head.id, frozenset()),
        "" if is_nowhere else fold(head.venue or ""),
    )


def _clash(kind: ClashKind, other: SessionHead, seen: set[UUID]) -> ClashRow:
    is_seen = other.space_id in seen
    return ClashRow(kind, other.id if is_seen else None, other.name if is_seen else "", other.starts_at)
