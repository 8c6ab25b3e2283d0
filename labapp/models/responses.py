"""Reasoned responses: one document per session, one answer per contribution, frozen versions; what is owed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.obligations import ObligationKind
from labapp.domain.responses import Disposition, VersionKind
from labapp.domain.terms import DayKind
from labapp.models.base import Base, Recorded, ref


class ResponseDocument(Recorded, Base):
    """The answer of the authorities to one session: who answers, when, and whether it was validated."""

    __tablename__ = "response_document"

    session_id: Mapped[UUID] = mapped_column(ref("lab_session.id"), unique=True)
    institution: Mapped[str | None]
    office: Mapped[str | None]
    answered_on: Mapped[date | None]
    introduction: Mapped[str | None]
    clauses: Mapped[dict[str, Any] | None]
    """The clauses of each version of the draft, where somebody listed them."""
    objections_contact: Mapped[str | None]
    objections_until: Mapped[date | None]
    validated_by_id: Mapped[UUID | None] = mapped_column(ref("staff.id"))
    validated_at: Mapped[datetime | None]


class Answer(Recorded, Base):
    """The answer to one contribution or part; what is not set here is set once for the document."""

    __tablename__ = "answer"
    __table_args__ = (
        sa.CheckConstraint(
            "disposition <> 'refers_to_other' OR refers_to_id IS NOT NULL", name="reference_has_target"
        ),
        sa.CheckConstraint("refers_to_id IS NULL OR refers_to_id <> contribution_id", name="not_referring_to_itself"),
        sa.CheckConstraint("disposition IS NOT NULL OR reason IS NULL", name="reason_belongs_to_a_kind"),
    )

    document_id: Mapped[UUID] = mapped_column(ref("response_document.id"), index=True)
    contribution_id: Mapped[UUID] = mapped_column(ref("contribution.id"), unique=True)
    disposition: Mapped[Disposition | None]
    """Null while the answer is pending: then `owed_by` and `due_on` say who owes it, until when."""
    secondary: Mapped[list[Any]]
    """Codes of further dispositions, where one text answers in more than one way."""
    reason: Mapped[str | None]
    extras: Mapped[dict[str, Any]]
    refers_to_id: Mapped[UUID | None] = mapped_column(ref("contribution.id"))
    owed_by: Mapped[str | None]
    due_on: Mapped[date | None]
    institution: Mapped[str | None]
    office: Mapped[str | None]
    answered_on: Mapped[date | None]


class ResponseVersion(Recorded, Base):
    """A published version: an advance with open answers, or the complete reasoned response. Never altered."""

    __tablename__ = "response_version"
    __table_args__ = (sa.UniqueConstraint("document_id", "number"),)

    document_id: Mapped[UUID] = mapped_column(ref("response_document.id"))
    number: Mapped[int]
    kind: Mapped[VersionKind]
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(index=True)
    pdf_sha256: Mapped[str]
    published_at: Mapped[datetime]
    published_by_id: Mapped[UUID] = mapped_column(ref("staff.id"))
    change_note: Mapped[str | None]


class Obligation(Recorded, Base):
    """Something promised, with its day. The day is stored: no later change of holidays moves it."""

    __tablename__ = "obligation"
    __table_args__ = (sa.UniqueConstraint("session_id", "kind"),)

    session_id: Mapped[UUID] = mapped_column(ref("lab_session.id"))
    kind: Mapped[ObligationKind]
    started_on: Mapped[date]
    days: Mapped[int]
    day_kind: Mapped[DayKind]
    due_on: Mapped[date] = mapped_column(index=True)
    fulfilled_on: Mapped[date | None]
