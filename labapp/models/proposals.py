"""Proposals of commitment: the draft in clauses, the sealed versions, and what each institution said of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.response_extras import ReasonKind
from labapp.domain.validations import Verdict
from labapp.models.base import Base, Recorded, not_blank, ref
from labapp.models.letters import Nota, nota_checks


class Proposal(Recorded, Base):
    """A proposal that comes out of a lab or table, or the counter-proposal of an institution to one."""

    __tablename__ = "proposal"
    __table_args__ = (
        not_blank("title"),
        sa.CheckConstraint("counter_to_id IS NULL OR organisation_id IS NOT NULL", name="counter_has_institution"),
        sa.CheckConstraint("counter_to_id IS NULL OR counter_to_id <> id", name="not_counter_to_itself"),
    )

    space_id: Mapped[UUID] = mapped_column(ref("space.id"), index=True)
    token: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    authors: Mapped[list[Any]]
    """Ids of the staff who wrote in the coming version: none of them may publish it."""
    counter_to_id: Mapped[UUID | None] = mapped_column(ref("proposal.id"), index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(ref("organisation.id"))
    """The institution whose counter-proposal it is."""


class ProposalClause(Recorded, Base):
    """A clause of the draft."""

    __tablename__ = "proposal_clause"
    __table_args__ = (not_blank("name"), not_blank("text"))

    proposal_id: Mapped[UUID] = mapped_column(ref("proposal.id"), index=True)
    name: Mapped[str]
    text: Mapped[str]
    removed: Mapped[bool] = mapped_column(default=False)


class ClauseSource(Recorded, Base):
    """That a clause of the draft comes from a contribution, while active."""

    __tablename__ = "clause_source"
    __table_args__ = (sa.UniqueConstraint("clause_id", "contribution_id"),)

    clause_id: Mapped[UUID] = mapped_column(ref("proposal_clause.id"))
    contribution_id: Mapped[UUID] = mapped_column(ref("contribution.id"), index=True)
    active: Mapped[bool] = mapped_column(default=True)


class ProposalVersion(Recorded, Base):
    """A published version: the whole text as data, and its SHA-256. Never altered."""

    __tablename__ = "proposal_version"
    __table_args__ = (sa.UniqueConstraint("proposal_id", "number"), not_blank("change_note"))

    proposal_id: Mapped[UUID] = mapped_column(ref("proposal.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(index=True)
    published_at: Mapped[datetime]
    published_by_id: Mapped[UUID] = mapped_column(ref("staff.id"))
    change_note: Mapped[str | None]


class Validation(Nota, Recorded, Base):
    """That an institution is asked by nota about a version, until when, and what it said."""

    __tablename__ = "validation"
    __table_args__ = (
        *nota_checks(),
        sa.CheckConstraint("(verdict = 'pending') = (reply_number IS NULL)", name="verdict_by_nota"),
        sa.CheckConstraint(
            "verdict = 'pending' OR (answered_by_office IS NOT NULL AND answered_by_function IS NOT NULL)",
            name="verdict_has_office_and_function",
        ),
        sa.CheckConstraint("(verdict = 'not_viable') = (counter_id IS NOT NULL)", name="counter_when_not_viable"),
        sa.CheckConstraint("(counter_id IS NULL) = (reason IS NULL)", name="counter_has_reason"),
        sa.CheckConstraint("(counter_id IS NULL) = (reason_kind IS NULL)", name="counter_has_kind"),
        sa.CheckConstraint("(taken_back_on IS NULL) = (taken_back_because IS NULL)", name="taken_back_says_why"),
        not_blank("reason"),
        not_blank("answered_by_office"),
        not_blank("answered_by_function"),
        not_blank("taken_back_because"),
    )

    version_id: Mapped[UUID] = mapped_column(ref("proposal_version.id"), index=True)
    organisation_id: Mapped[UUID] = mapped_column(ref("organisation.id"), index=True)
    due_on: Mapped[date]
    verdict: Mapped[Verdict] = mapped_column(default=Verdict.PENDING)
    answered_by_office: Mapped[str | None]
    answered_by_function: Mapped[str | None]
    reason_kind: Mapped[ReasonKind | None]
    reason: Mapped[str | None]
    counter_id: Mapped[UUID | None] = mapped_column(ref("proposal.id"), unique=True)
    taken_back_on: Mapped[date | None]
    taken_back_because: Mapped[str | None]
    """Public: why the institution is no longer asked, or its answer no longer counts."""
