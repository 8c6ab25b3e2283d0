"""What people said, kept in their words."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.contributions import Channel, Kind, PublicState, WithholdReason
from labapp.models.base import Base, Recorded, derived, not_blank, personal, ref


class Contribution(Recorded, Base):
    """A numbered contribution. `person_id` says who gave it, if anybody asked, and is sealed like a name."""

    __tablename__ = "contribution"
    __table_args__ = (
        sa.UniqueConstraint("session_id", "number", "part"),
        sa.CheckConstraint("number > 0", name="number_positive"),
        sa.CheckConstraint("(public_state = 'redacted') = (public_text IS NOT NULL)", name="redacted_has_text"),
        sa.CheckConstraint("(public_state = 'shown') = (withhold_reason IS NULL)", name="hidden_has_reason"),
        sa.CheckConstraint("joined_into_id IS NULL OR joined_into_id <> id", name="not_joined_to_itself"),
        not_blank("text"),
    )
    person_column: ClassVar[str | None] = "person_id"

    session_id: Mapped[UUID] = mapped_column(ref("lab_session.id"), index=True)
    number: Mapped[int]
    part: Mapped[str] = mapped_column(default="")
    """The letter of a part of a composite contribution; empty where there are no parts."""
    split_from_id: Mapped[UUID | None] = mapped_column(ref("contribution.id"))
    joined_into_id: Mapped[UUID | None] = mapped_column(ref("contribution.id"))
    is_split: Mapped[bool] = mapped_column(default=False)
    """Whether the parts stand for this one from now on."""
    text: Mapped[str]
    text_key: Mapped[str] = mapped_column(info=derived())
    language: Mapped[str] = mapped_column(default="es")
    translation: Mapped[str | None]
    translator: Mapped[str | None]
    kind: Mapped[Kind | None]
    theme: Mapped[str | None]
    group: Mapped[str | None]
    channel: Mapped[Channel]
    item_id: Mapped[UUID | None] = mapped_column(ref("table_item.id"))
    person_id: Mapped[UUID | None] = mapped_column(ref("participant.id"), index=True, info=personal())
    said_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    public_state: Mapped[PublicState] = mapped_column(default=PublicState.SHOWN)
    public_text: Mapped[str | None]
    withhold_reason: Mapped[WithholdReason | None]


class ContributionRevision(Recorded, Base):
    """What a contribution said before a change that came after its read-back, and why it changed."""

    __tablename__ = "contribution_revision"
    __table_args__ = (not_blank("reason"),)

    contribution_id: Mapped[UUID] = mapped_column(ref("contribution.id"), index=True)
    text: Mapped[str]
    reason: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
