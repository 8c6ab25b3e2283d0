"""Reading staff and organisations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.demographics import Sector
from labapp.domain.roles import Role
from labapp.models.people import Credential, Organisation, Staff
from labapp.models.recorder import Db


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A member of staff in the list of people."""

    id: UUID
    name: str
    username: str
    role: Role
    organisation: str | None
    active: bool
    password_set_at: datetime | None


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation in a list, with its class if the desk has given it one."""

    id: UUID
    name: str
    short_name: str | None
    sector: Sector | None
    typed_at_door: bool


def staff_name(db: Db, staff_id: UUID) -> str:
    """Return the name of a member of staff, or a dash once their data were withdrawn."""
    return db.scalar(sa.select(Staff.name).where(Staff.id == staff_id)) or "—"


def staff_rows(db: Db) -> list[StaffRow]:
    """Return all staff, active first, by name."""
    found = db.execute(
        sa.select(Staff, Credential.username, Organisation.name)
        .join(Credential, Credential.staff_id == Staff.id)
        .outerjoin(Organisation, Organisation.id == Staff.organisation_id)
        .order_by(Staff.active.desc(), Credential.username)
    )
    return [
        StaffRow(s.id, s.name or "—", username, s.role, organisation, s.active, s.password_set_at)
        for s, username, organisation in found
    ]


def organisation_rows(db: Db) -> list[OrganisationRow]:
    """Return all organisations by name."""
    found = db.scalars(sa.select(Organisation).order_by(Organisation.name_key, Organisation.id))
    return [OrganisationRow(o.id, o.name, o.short_name, o.sector, o.typed_at_door) for o in found]


def username_of(db: Db, staff_id: UUID) -> str:
    """Return the name with which a member of staff signs in."""
    return db.scalar(sa.select(Credential.username).where(Credential.staff_id == staff_id)) or ""
