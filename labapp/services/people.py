"""Organisations and staff: who they are, and how they come in. Passwords are hashed outside any transaction."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from labapp.domain.demographics import Sector
from labapp.domain.errors import NotAllowed, RuleViolated
from labapp.domain.ids import new_code, new_token, read_code
from labapp.domain.people import check_password, may_try_at, read_username
from labapp.domain.roles import Actor, Role
from labapp.domain.text import clean_line, fold
from labapp.models.people import Credential, Organisation, SetupLink, SignIn, Staff
from labapp.models.recorder import Db

SIGN_IN_LASTS = timedelta(hours=12)
LINK_LASTS = timedelta(hours=24)

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

NO_PASSWORD = ""
"""What stands for the hash while nobody has set a password: no password opens it."""


def token_hash(token: str) -> str:
    """Return how a bearer token is stored: a database that leaks opens no door."""
    return hashlib.sha256(token.encode()).hexdigest()


def hash_password(password: str) -> str:
    """Return the Argon2id hash of a password (about 30 ms: never inside a write transaction)."""
    return _hasher.hash(password)


@cache
def _nobody() -> str:
    return hash_password(secrets.token_hex(8))


def password_matches(stored: str | None, password: str) -> bool:
    """Return whether a password opens a stored hash; takes as long where there is none."""
    instead = _nobody()
    try:
        return _hasher.verify(stored or instead, password) and bool(stored)
    except VerificationError:
        return False


@dataclass(frozen=True, slots=True)
class NewStaff:
    """A member of staff to be added, with what they will sign in with. `password_hash` comes from `hash_password`."""

    name: str
    username: str
    password_hash: str
    role: Role
    organisation_id: UUID | None = None


def prepare_staff(name: str, username: str, password: str, role: Role) -> NewStaff:
    """Return the command for a new member of staff, checked and hashed. Raises RuleViolated."""
    cleaned = clean_line(name)
    if not cleaned:
        raise RuleViolated("name_missing", field="full_name")
    login = read_username(username)
    check_password(password, username=login)
    return NewStaff(cleaned, login, hash_password(password), role)


def add_staff(db: Db, command: NewStaff, *, now: datetime) -> tuple[Staff, str]:
    """Add a member of staff; return them and the code of their recovery sheet, shown once. Raises RuleViolated."""
    if db.scalar(sa.select(Credential.staff_id).where(Credential.username == command.username)):
        raise RuleViolated("username_taken", field="username")
    staff = Staff(
        name=command.name, role=command.role, organisation_id=command.organisation_id, password_set_at=now
    )
    db.add(staff)
    db.flush()
    recovery = new_code(16)
    db.add(
        Credential(
            staff_id=staff.id,
            username=command.username,
            password_hash=command.password_hash,
            recovery_hash=token_hash(recovery),
            changed_at=now,
        )
    )
    return staff, recovery


def add_organisation(db: Db, name: str, *, sector: Sector | None = None, at_door: bool = False) -> Organisation:
    """Return the organisation of that name, added if nobody typed it before (compared by its folded name)."""
    cleaned = clean_line(name)
    if not cleaned:
        raise RuleViolated("organisation_name_missing", field="organisation")
    known = db.scalar(sa.select(Organisation).where(Organisation.name_key == fold(cleaned)).limit(1))
    if known is not None:
        return known
    added = Organisation(name=cleaned, name_key=fold(cleaned), sector=sector, typed_at_door=at_door)
    db.add(added)
    return added


def credential_of(db: Db, username: str) -> Credential | None:
    """Return what opens the door to an active member of staff with this name, if there is one."""
    return db.scalar(
        sa.select(Credential)
        .join(Staff, Staff.id == Credential.staff_id)
        .where(Credential.username == username, Staff.active)
    )


def check_pause(credential: Credential | None, *, now: datetime) -> None:
    """Raise NotAllowed `too_many_attempts` while the pause after failed attempts lasts."""
    until = may_try_at(credential.failures, credential.failed_at) if credential else None
    if until is not None and now < until:
        raise NotAllowed("too_many_attempts", seconds=int((until - now).total_seconds()) + 1)


def note_failure(db: Db, username: str, *, now: datetime) -> None:
    """Count a failed attempt, so that the next pause is longer."""
    credential = credential_of(db, username)
    if credential is not None:
        credential.failures, credential.failed_at = credential.failures + 1, now


def start_sign_in(db: Db, staff_id: UUID, *, now: datetime) -> str:
    """Begin a session of the desk and return the token for its cookie. A new token at every sign-in."""
    db.execute(sa.delete(SignIn).where(SignIn.expires_at <= now))
    db.execute(sa.update(Credential).where(Credential.staff_id == staff_id).values(failures=0, failed_at=None))
    token = secrets.token_urlsafe(24)
    db.add(SignIn(token_hash=token_hash(token), staff_id=staff_id, started_at=now, expires_at=now + SIGN_IN_LASTS))
    return token


def end_sign_in(db: Db, token: str) -> None:
    """End one session of the desk."""
    db.execute(sa.delete(SignIn).where(SignIn.token_hash == token_hash(token)))


def actor_for(db: Db, token: str, *, now: datetime) -> Actor | None:
    """Return who holds a sign-in cookie, if it is still good and they are still active."""
    row = db.execute(
        sa.select(Staff.id, Staff.role, Staff.organisation_id)
        .join(SignIn, SignIn.staff_id == Staff.id)
        .where(SignIn.token_hash == token_hash(token), SignIn.expires_at > now, Staff.active)
    ).one_or_none()
    return Actor(row.id, row.role, row.organisation_id) if row else None


def offer_link(db: Db, staff_id: UUID | None, *, now: datetime) -> str:
    """Make the one-time link token: for the first administrator (None) or for a new password. Older ones die."""
    db.execute(sa.delete(SetupLink).where(SetupLink.staff_id.is_(None) if staff_id is None else
                                          SetupLink.staff_id == staff_id))  # fmt: skip
    token = new_token()
    db.add(SetupLink(token_hash=token_hash(token), staff_id=staff_id, expires_at=now + LINK_LASTS))
    return token


def forget_doors(db: Db, staff_id: UUID) -> None:
    """End every session and every one-time link of somebody, at once."""
    db.execute(sa.delete(SignIn).where(SignIn.staff_id == staff_id))
    db.execute(sa.delete(SetupLink).where(SetupLink.staff_id == staff_id))


def link_for(db: Db, token: str, *, now: datetime) -> SetupLink:
    """Return a one-time link that still works. Raises NotAllowed `link_spent`."""
    link = db.get(SetupLink, token_hash(token))
    if link is None or link.expires_at <= now:
        raise NotAllowed("link_spent")
    return link


def spend_link(db: Db, link: SetupLink) -> None:
    """Make a link useless: it worked once."""
    db.execute(sa.delete(SetupLink).where(SetupLink.token_hash == link.token_hash))


def set_password(db: Db, staff_id: UUID, password_hash: str, *, now: datetime) -> str:
    """Give somebody a new password, end their sessions everywhere, and return a fresh recovery code."""
    recovery = new_code(16)
    staff = db.get_one(Staff, staff_id)
    staff.password_set_at = now
    db.execute(
        sa.update(Credential)
        .where(Credential.staff_id == staff.id)
        .values(password_hash=password_hash, recovery_hash=token_hash(recovery), changed_at=now, failures=0)
    )
    db.execute(sa.delete(SignIn).where(SignIn.staff_id == staff.id))
    return recovery


def staff_of_recovery(db: Db, username: str, recovery_code: str) -> UUID | None:
    """Return whose recovery sheet this is, if name and code belong together."""
    credential = credential_of(db, username)
    hashed = token_hash(read_code(recovery_code))
    if credential is None or credential.recovery_hash is None:
        return None
    return credential.staff_id if secrets.compare_digest(credential.recovery_hash, hashed) else None


def has_staff(db: Db) -> bool:
    """Return whether anybody can sign in yet."""
    return db.scalar(sa.select(Credential.staff_id).limit(1)) is not None
