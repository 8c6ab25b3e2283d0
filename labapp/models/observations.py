"""The observation window of published minutes: until when a correction may be asked for, and what was asked."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.attendance import ArrivalChannel
from labapp.domain.minutes import Block
from labapp.domain.observations import Outcome
from labapp.models.base import Base, Recorded, not_blank, personal, ref


class ObservationWindow(Recorded, Base):
    """Until when corrections to a version may be asked for, as it was promised when that version went out."""

    __tablename__ = "observation_window"
    __table_args__ = (sa.CheckConstraint("days > 0", name="days_positive"),)

    version_id: Mapped[UUID] = mapped_column(ref("minutes_version.id"), unique=True)
    days: Mapped[int]
    """Working days after the day of publication."""
    until: Mapped[date]


class Observation(Recorded, Base):
    """A correction that somebody who was there asks for, and its answer. Its words are never public.

    Erasing the person leaves that something was asked, and what was answered.
    """

    __tablename__ = "observation"
    __table_args__ = (
        sa.CheckConstraint("part IS NULL OR contribution_id IS NULL", name="one_place"),
        sa.CheckConstraint(
            "(outcome IS NULL) = (answered_at IS NULL) AND (outcome IS NULL) = (answered_by_id IS NULL)",
            name="answer_has_author_and_time",
        ),
        sa.CheckConstraint("outcome IS NULL OR outcome = 'corrected' OR reason IS NOT NULL", name="refusal_has_reason"),
        sa.CheckConstraint("told_in_id IS NULL OR outcome IS NOT NULL", name="told_once_answered"),
        not_blank("words"),
        not_blank("reason"),
    )
    person_column: ClassVar[str | None] = "person_id"

    version_id: Mapped[UUID] = mapped_column(ref("minutes_version.id"), index=True)
    """The version that was out when it was asked."""
    person_id: Mapped[UUID | None] = mapped_column(ref("participant.id"), index=True, info=personal())
    part: Mapped[Block | None]
    contribution_id: Mapped[UUID | None] = mapped_column(ref("contribution.id"))
    words: Mapped[str | None] = mapped_column(info=personal())
    channel: Mapped[ArrivalChannel]
    at: Mapped[datetime]
    outcome: Mapped[Outcome | None]
    reason: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[UUID | None] = mapped_column(ref("staff.id"))
    told_in_id: Mapped[UUID | None] = mapped_column(ref("minutes_version.id"))
    """The version that says what was answered, and in which the words changed where they did."""
