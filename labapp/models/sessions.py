"""Sessions: one dated gathering of a space, its team, its agenda, its call."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.agendas import Block as BlockCode
from labapp.domain.participation import Level
from labapp.domain.sessions import Duty, Modality, Purpose, Stage
from labapp.models.base import Base, Passing, Recorded, not_blank, ref


class LabSession(Recorded, Base):
    """A gathering. `code` is what the wall shows and phones type; `token` stands in the public address."""

    __tablename__ = "lab_session"
    __table_args__ = (
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        sa.CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity_positive"),
        sa.CheckConstraint(
            "stage NOT IN ('postponed', 'cancelled') OR length(trim(coalesce(reason, ''))) > 0",
            name="change_has_reason",
        ),
        not_blank("title"),
    )

    space_id: Mapped[UUID] = mapped_column(ref("space.id"), index=True)
    token: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str | None]
    purpose: Mapped[Purpose]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    zone: Mapped[str] = mapped_column(default="America/Panama")
    modality: Mapped[Modality]
    venue: Mapped[str | None]
    """Where it is: the house, school or hall; for a virtual one the platform."""
    place_code: Mapped[str | None]
    capacity: Mapped[int | None]
    stage: Mapped[Stage] = mapped_column(default=Stage.DRAFT, index=True)
    reason: Mapped[str | None]
    """The public reason of a postponement or cancellation."""
    revision: Mapped[int] = mapped_column(default=0)
    """Counts changes that a calendar must notice: the SEQUENCE of the .ics."""
    opened_at: Mapped[datetime | None]
    room_closed_at: Mapped[datetime | None]
    register_closed_at: Mapped[datetime | None]
    sheets_filled: Mapped[int | None]
    """Signed rows on paper, as declared when the register is closed, and below how many were typed."""
    sheets_typed: Mapped[int | None]
    slips_filled: Mapped[int | None]
    slips_typed: Mapped[int | None]


class SessionStaff(Recorded, Base):
    """Who runs or writes down a session."""

    __tablename__ = "session_staff"
    __table_args__ = (sa.UniqueConstraint("session_id", "staff_id", "duty"),)

    session_id: Mapped[UUID] = mapped_column(ref("lab_session.id"))
    staff_id: Mapped[UUID] = mapped_column(ref("staff.id"), index=True)
    duty: Mapped[Duty]
    active: Mapped[bool] = mapped_column(default=True)


class AgendaBlock(Recorded, Base):
    """A block of the agenda: a coded block of a template or one with its own title."""

    __tablename__ = "agenda_block"
    __table_args__ = (
        sa.CheckConstraint("minutes > 0", name="minutes_positive"),
        sa.CheckConstraint("code IS NOT NULL OR title IS NOT NULL", name="has_name"),
    )

    session_id: Mapped[UUID] = mapped_column(ref("lab_session.id"), index=True)
    position: Mapped[int]
    minutes: Mapped[int]
    code: Mapped[BlockCode | None]
    title: Mapped[str | None]
    dropped: Mapped[bool] = mapped_column(default=False)


class Call(Recorded, Base):
    """The call (convocatoria): what was promised to whom, by which channels, and when it was published."""

    __tablename__ = "call"

    session_id: Mapped[UUID] = mapped_column(ref("lab_session.id"), unique=True)
    text: Mapped[str | None]
    published_on: Mapped[date | None]
    channels: Mapped[str | None]
    invited: Mapped[str | None]
    level: Mapped[Level | None]
    report_days: Mapped[int | None]
    response_days: Mapped[int | None]
    contact: Mapped[str | None]
    supports: Mapped[list[Any] | None]
    """Codes of `Support` that the call offers or asks about."""
    draft_id: Mapped[UUID | None] = mapped_column(ref("draft.id"))


class InclusionOffer(Recorded, Base):
    """Which groups were convened, which languages of interpretation were offered. Never who asked, nor how many."""

    __tablename__ = "inclusion_offer"

    session_id: Mapped[UUID] = mapped_column(ref("lab_session.id"), unique=True)
    groups: Mapped[list[Any]]
    languages: Mapped[list[Any]]
    """Codes of `Language`."""


class Expected(Passing, Base):
    """A person on the pasted list of those expected. They have not come, so nothing of them is journalled."""

    __tablename__ = "expected"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ref("lab_session.id"), index=True)
    name: Mapped[str]
    name_key: Mapped[str]
    organisation: Mapped[str | None]
    position: Mapped[str | None]
    participant_id: Mapped[UUID | None]
