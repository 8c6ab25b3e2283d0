"""Who owes which answer: assignments, more time, the nota to each institution, and who is its liaison by which note."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.assignments import AssignmentState, ExtensionDecision, LiaisonCapacity
from labapp.models.base import Base, Recorded, not_blank, ref
from labapp.models.letters import Nota, nota_checks


class Assignment(Recorded, Base):
    """A contribution or part that one institution is to answer. Another institution, another row."""

    __tablename__ = "assignment"
    __table_args__ = (
        sa.CheckConstraint("(state = 'assigned') = (closed_on IS NULL)", name="open_has_no_end"),
        sa.CheckConstraint(
            "state <> 'given_back' OR (reason IS NOT NULL AND belongs_to IS NOT NULL)", name="given_back_says_why"
        ),
        not_blank("reason"),
        not_blank("belongs_to"),
    )

    contribution_id: Mapped[UUID] = mapped_column(ref("contribution.id"), index=True)
    organisation_id: Mapped[UUID] = mapped_column(ref("organisation.id"), index=True)
    assigned_on: Mapped[date]
    due_on: Mapped[date]
    state: Mapped[AssignmentState] = mapped_column(default=AssignmentState.ASSIGNED)
    letter_id: Mapped[UUID | None] = mapped_column(ref("request_letter.id"))
    """The nota in which it was asked for."""
    reason: Mapped[str | None]
    """Why the institution gave it back."""
    belongs_to: Mapped[str | None]
    """To whom it belongs, as that institution says."""
    closed_on: Mapped[date | None]


class DueExtension(Recorded, Base):
    """More time (prórroga) that an institution asked for, once for each assignment."""

    __tablename__ = "due_extension"
    __table_args__ = (
        sa.UniqueConstraint("assignment_id"),
        sa.CheckConstraint("(decision IS NULL) = (decided_on IS NULL)", name="decision_has_day"),
        sa.CheckConstraint("until_on > due_before", name="is_longer"),
        not_blank("reason"),
    )

    assignment_id: Mapped[UUID] = mapped_column(ref("assignment.id"))
    reason: Mapped[str]
    """Public once it is granted."""
    due_before: Mapped[date]
    until_on: Mapped[date]
    asked_on: Mapped[date]
    decision: Mapped[ExtensionDecision | None]
    decided_on: Mapped[date | None]


class RequestLetter(Nota, Recorded, Base):
    """A nota that asks an institution for its answers, what it was sent as, and the nota that came back."""

    __tablename__ = "request_letter"
    __table_args__ = nota_checks()

    session_id: Mapped[UUID] = mapped_column(ref("lab_session.id"), index=True)
    organisation_id: Mapped[UUID] = mapped_column(ref("organisation.id"))


class LiaisonDesignation(Recorded, Base):
    """By which note an institution designated somebody as its liaison, and on which days that holds."""

    __tablename__ = "liaison_designation"
    __table_args__ = (
        sa.UniqueConstraint("staff_id"),
        sa.CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="ends_after_start"),
        not_blank("note_number"),
    )

    staff_id: Mapped[UUID] = mapped_column(ref("staff.id"))
    note_number: Mapped[str]
    noted_on: Mapped[date]
    capacity: Mapped[LiaisonCapacity]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
