"""Accounts of the desk: adding somebody, changing what they may do, closing the account, a new one-time link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.people import check_leaves_administrator, check_organisation, read_username
from labapp.domain.roles import Role
from labapp.domain.text import clean_line
from labapp.models.people import Credential, Organisation, Staff
from labapp.models.recorder import Db
from labapp.services.held_rows import held_as_seen
from labapp.services.people import NO_PASSWORD, forget_doors, offer_link
from labapp.services.turns import take_turn

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffFacts:
    """What an account says of its holder. Roles that see labs through an organisation need one."""

    name: str
    role: Role
    organisation_id: UUID | None


def _checked(db: Db, facts: StaffFacts) -> str:
    name = clean_line(facts.name)
    if not name:
        raise RuleViolated("name_missing", field="full_name")
    if len(name) > LONGEST_NAME:
        raise RuleViolated("text_too_long", field="full_name", longest=LONGEST_NAME)
    check_organisation(facts.role, facts.organisation_id)
    if facts.organisation_id is not None and db.get(Organisation, facts.organisation_id) is None:
        raise RuleViolated("organisation_unknown", field="organisation")
    return name


def invite_staff(db: Db, facts: StaffFacts, username: str, *, now: datetime) -> Staff:
    """Add an account without password: a one-time link lets its holder set one. Raises RuleViolated."""
    take_turn(db)
    login, name = read_username(username), _checked(db, facts)
    if db.scalar(sa.select(Credential.staff_id).where(Credential.username == login)):
        raise RuleViolated("username_taken", field="username")
    staff = Staff(name=name, role=facts.role, organisation_id=facts.organisation_id)
    db.add(staff)
    db.flush()
    db.add(Credential(staff_id=staff.id, username=login, password_hash=NO_PASSWORD, changed_at=now))
    return staff


def _held(db: Db, staff_id: UUID, *, seen: UUID) -> Staff:
    take_turn(db)
    return held_as_seen(db, Staff, staff_id, seen=seen)


def _check_not_last_administrator(db: Db, staff: Staff) -> None:
    if staff.role is not Role.ADMINISTRATOR or not staff.active:
        return
    able = sa.select(Staff.id).where(
        Staff.role == Role.ADMINISTRATOR, Staff.active, Staff.password_set_at.is_not(None)
    )
    check_leaves_administrator(staff.id, set(db.scalars(able)))


def change_staff(db: Db, staff_id: UUID, facts: StaffFacts, *, seen: UUID) -> Staff:
    """Change name, role or organisation of somebody. `seen` is the version of the row that the editor saw.

    Raises NotFound, or RuleViolated: `changed_meanwhile`, `last_administrator`, `role_needs_organisation` and others.
    """
    staff = _held(db, staff_id, seen=seen)
    name = _checked(db, facts)
    if facts.role is not Role.ADMINISTRATOR:
        _check_not_last_administrator(db, staff)
    staff.name, staff.role, staff.organisation_id = name, facts.role, facts.organisation_id
    return staff


def deactivate(db: Db, staff_id: UUID, *, seen: UUID) -> None:
    """Close an account: its sessions and links end at once; what its holder did stays. Raises `last_administrator`."""
    staff = _held(db, staff_id, seen=seen)
    _check_not_last_administrator(db, staff)
    staff.active = False
    forget_doors(db, staff.id)


def reactivate(db: Db, staff_id: UUID, *, seen: UUID) -> None:
    """Open a closed account again, with the password that it had."""
    _held(db, staff_id, seen=seen).active = True


def reset_password(db: Db, staff_id: UUID, *, now: datetime) -> str:
    """Take password, recovery sheet and sessions from an account and return the token of a one-time link to set others.

    Raises NotFound, or RuleViolated `account_is_closed`.
    """
    staff = db.get(Staff, staff_id, with_for_update=True)
    if staff is None:
        raise NotFound
    if not staff.active:
        raise RuleViolated("account_is_closed")
    staff.password_set_at = None
    db.execute(
        sa.update(Credential)
        .where(Credential.staff_id == staff.id)
        .values(password_hash=NO_PASSWORD, recovery_hash=None, changed_at=now, failures=0, failed_at=None)
    )
    forget_doors(db, staff.id)
    return offer_link(db, staff.id, now=now)
