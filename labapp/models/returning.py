"""The way back: who was told that there is an answer, what they say of it, and what the office adds."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.attendance import ArrivalChannel
from labapp.domain.phones import NoticeChannel
from labapp.domain.replies import Verdict
from labapp.models.base import Base, Recorded, not_blank, personal, ref


class Notification(Recorded, Base):
    """That somebody was told of a published answer: by which channel, when, by whom. Erasing the person unties it."""

    __tablename__ = "notification"
    __table_args__ = (sa.UniqueConstraint("version_id", "person_id"),)
    person_column: ClassVar[str | None] = "person_id"

    version_id: Mapped[UUID] = mapped_column(ref("response_version.id"))
    person_id: Mapped[UUID | None] = mapped_column(ref("participant.id"), index=True, info=personal())
    channel: Mapped[NoticeChannel]
    at: Mapped[datetime]
    by_id: Mapped[UUID] = mapped_column(ref("staff.id"))
    undone_at: Mapped[datetime | None]


class Reply(Recorded, Base):
    """What whoever gave a contribution says of a published answer to it. Never public; erasing leaves the verdict."""

    __tablename__ = "reply"
    __table_args__ = (sa.UniqueConstraint("contribution_id", "version_id"), not_blank("sentence"))
    person_column: ClassVar[str | None] = "person_id"

    contribution_id: Mapped[UUID] = mapped_column(ref("contribution.id"))
    version_id: Mapped[UUID] = mapped_column(ref("response_version.id"))
    person_id: Mapped[UUID | None] = mapped_column(ref("participant.id"), index=True, info=personal())
    verdict: Mapped[Verdict]
    sentence: Mapped[str | None] = mapped_column(info=personal())
    channel: Mapped[ArrivalChannel]
    at: Mapped[datetime]


class SecondAnswer(Recorded, Base):
    """What the office adds, publicly, under an answer that is out. The first answer stays; nothing is edited."""

    __tablename__ = "second_answer"
    __table_args__ = (not_blank("text"),)

    contribution_id: Mapped[UUID] = mapped_column(ref("contribution.id"), index=True)
    version_id: Mapped[UUID] = mapped_column(ref("response_version.id"))
    """The version that it adds to."""
    text: Mapped[str]
    institution: Mapped[str]
    office: Mapped[str]
    published_at: Mapped[datetime]
    published_by_id: Mapped[UUID] = mapped_column(ref("staff.id"))
