"""Reading staff and organisations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.demographics import Sector
from labapp.domain.errors import NotFound
from labapp.domain.roles import Role
from labapp.models.people import Credential, Organisation, Staff
from labapp.models.recorder import Db


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A member of staff in the list of people. `op` is the version of their row."""

    id: UUID
    name: str
    username: str
    role: Role
    organisation: str | None
    active: bool
    password_set_at: datetime | None
    organisation_id: UUID | None
    op: UUID


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation in a list, with its class if the desk has given it one. `op` is the version of its row."""

    id: UUID
    op: UUID
    name: str
    short_name: str | None
    sector: Sector | None
    typed_at_door: bool


def staff_name(db: Db, staff_id: UUID) -> str:
    """Return the name of a member of staff, or a dash once their data were withdrawn."""
    return db.scalar(sa.select(Staff.name).where(Staff.id == staff_id)) or "—"


_STAFF = (
    sa.select(Staff, Credential.username, Organisation.name)
    .join(Credential, Credential.staff_id == Staff.id)
    .outerjoin(Organisation, Organisation.id == Staff.organisation_id)
)


def _staff_row(found: sa.Row[Staff, str, str | None]) -> StaffRow:
    staff, username, organisation = found
    return StaffRow(
        id=staff.id,
        name=staff.name or "—",
        username=username,
        role=staff.role,
        organisation=organisation,
        active=staff.active,
        password_set_at=staff.password_set_at,
        organisation_id=staff.organisation_id,
        op=staff.op,
    )


def staff_rows(db: Db) -> list[StaffRow]:
    """Return all staff, active first, by name."""
    return [_staff_row(found) for found in db.execute(_STAFF.order_by(Staff.active.desc(), Credential.username))]


def staff_row(db: Db, staff_id: UUID) -> StaffRow:
    """Return one member of staff. Raises NotFound."""
    found = db.execute(_STAFF.where(Staff.id == staff_id)).one_or_none()
    if found is None:
        raise NotFound
    return _staff_row(found)


def organisation_rows(db: Db) -> list[OrganisationRow]:
    """Return all organisations by name."""
    found = db.scalars(sa.select(Organisation).order_by(Organisation.name_key, Organisation.id))
    return [_organisation_row(organisation) for organisation in found]


def partner_rows(db: Db) -> list[OrganisationRow]:
    """Return by name the organisations that can share a lab and have staff: not those that somebody typed at a door.

    One of those becomes a partner when the team corrects it or says of which kind it is.
    """
    return [row for row in organisation_rows(db) if not row.typed_at_door]


def organisation_row(db: Db, organisation_id: UUID) -> OrganisationRow:
    """Return one organisation. Raises NotFound."""
    found = db.get(Organisation, organisation_id)
    if found is None:
        raise NotFound
    return _organisation_row(found)


def _organisation_row(found: Organisation) -> OrganisationRow:
    return OrganisationRow(found.id, found.op, found.name, found.short_name, found.sector, found.typed_at_door)


def username_of(db: Db, staff_id: UUID) -> str:
    """Return the name with which a member of staff signs in."""
    return db.scalar(sa.select(Credential.username).where(Credential.staff_id == staff_id)) or ""
