"""Organisations, staff, and how staff sign in."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.demographics import Sector
from labapp.domain.roles import Role
from labapp.models.base import Base, Local, Passing, Recorded, derived, not_blank, personal, ref


class Organisation(Recorded, Base):
    """An institution or organisation. `sector` is null while the desk has not given it a class ("sin dato")."""

    __tablename__ = "organisation"
    __table_args__ = (not_blank("name"),)

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True, info=derived())
    short_name: Mapped[str | None]
    sector: Mapped[Sector | None]
    typed_at_door: Mapped[bool] = mapped_column(default=False)
    """Whether a phone or the quick line brought it; it waits in a queue until the desk confirms it."""


class Staff(Recorded, Base):
    """A member of staff. What opens the door to them is in `credential`, which never travels."""

    __tablename__ = "staff"
    __table_args__ = (not_blank("name"),)
    person_column: ClassVar[str | None] = "id"

    name: Mapped[str | None] = mapped_column(info=personal())
    role: Mapped[Role]
    organisation_id: Mapped[UUID | None] = mapped_column(ref("organisation.id"))
    active: Mapped[bool] = mapped_column(default=True)
    password_set_at: Mapped[datetime | None]
    """When a password was last set or reset: the journal tells of it, and nothing more."""


class Credential(Local, Base):
    """How one member of staff signs in on this machine."""

    __tablename__ = "credential"

    staff_id: Mapped[UUID] = mapped_column(ref("staff.id"), primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    recovery_hash: Mapped[str | None]
    """Hash of the code on the recovery sheet; spent when used."""
    changed_at: Mapped[datetime]
    failures: Mapped[int] = mapped_column(default=0)
    failed_at: Mapped[datetime | None]


class SignIn(Passing, Base):
    """A staff session: the cookie holds a random token, this row its hash. Ends after twelve hours or at sign-out."""

    __tablename__ = "sign_in"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ref("staff.id"), index=True)
    started_at: Mapped[datetime]


class SetupLink(Passing, Base):
    """A one-time link: makes the first administrator (no staff yet) or lets somebody set a new password."""

    __tablename__ = "setup_link"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    staff_id: Mapped[UUID | None] = mapped_column(ref("staff.id"))


class Receipt(Local, Base):
    """What a form was answered: the key is claimed first, so a retry gets the same answer and changes nothing."""

    __tablename__ = "receipt"

    key: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[str]
    """Keyed hash of what was sent: tells a retry from other content without being a copy of it."""
    location: Mapped[str]
    at: Mapped[datetime]
    person_id: Mapped[UUID | None] = mapped_column(index=True)


class KeptReplay(Passing, Base):
    """Other content under a used key: refused, and kept for a person to see until it expires."""

    __tablename__ = "kept_replay"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.ForeignKey("receipt.key"))
    form: Mapped[str]
    fields: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    person_id: Mapped[UUID | None]
