"""The minuta of a lab session or the informe of a table: a draft in blocks, and frozen versions."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.contributions import Language
from labapp.domain.interventions import SpeakingRole
from labapp.domain.minutes import Block, State
from labapp.domain.scans import ScanKind
from labapp.models.base import Base, Recorded, not_blank, ref


class Minutes(Recorded, Base):
    """The draft of one session and how far it has come."""

    __tablename__ = "minutes"

    session_id: Mapped[UUID] = mapped_column(ref("lab_session.id"), unique=True)
    state: Mapped[State] = mapped_column(default=State.DRAFT)
    authors: Mapped[list[Any]]
    """Ids of the staff who wrote in the coming version, or sent it to review: none of them may approve it."""
    approved_by_id: Mapped[UUID | None] = mapped_column(ref("staff.id"))
    approved_at: Mapped[datetime | None]
    approved_digest: Mapped[str | None]
    """What was approved, as the SHA-256 of the document without its approval: only that may go out."""
    returned_note: Mapped[str | None]
    unread_note: Mapped[str | None]
    """Why some contributions were never read back, where that is so."""
    change_note: Mapped[str | None]
    """What a new version changes; asked for once one is published."""


class MinutesBlock(Recorded, Base):
    """The text that a person wrote for one block; blocks without a row assemble themselves from the data."""

    __tablename__ = "minutes_block"
    __table_args__ = (sa.UniqueConstraint("minutes_id", "block"),)

    minutes_id: Mapped[UUID] = mapped_column(ref("minutes.id"))
    block: Mapped[Block]
    text: Mapped[str]


class Intervention(Recorded, Base):
    """What somebody said from the front of the room, by role and office; a name only of an official in function."""

    __tablename__ = "intervention"
    __table_args__ = (
        not_blank("summary"),
        sa.CheckConstraint("coalesce(office, organisation) IS NOT NULL", name="has_office_or_organisation"),
        sa.CheckConstraint("person IS NULL OR office IS NOT NULL", name="person_has_office"),
    )

    minutes_id: Mapped[UUID] = mapped_column(ref("minutes.id"), index=True)
    position: Mapped[int]
    """The order of speaking, from 1; those removed stand after all others."""
    role: Mapped[SpeakingRole]
    office: Mapped[str | None]
    organisation: Mapped[str | None]
    person: Mapped[str | None]
    summary: Mapped[str]
    is_removed: Mapped[bool] = mapped_column(default=False)


class MinutesVersion(Recorded, Base):
    """A published version: the whole content as data, its SHA-256, and the hash of its PDF. Never altered."""

    __tablename__ = "minutes_version"
    __table_args__ = (sa.UniqueConstraint("minutes_id", "number"),)

    minutes_id: Mapped[UUID] = mapped_column(ref("minutes.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(index=True)
    pdf_sha256: Mapped[str]
    approved_by_id: Mapped[UUID] = mapped_column(ref("staff.id"))
    approved_at: Mapped[datetime]
    published_at: Mapped[datetime]
    change_note: Mapped[str | None]


class MinutesSummary(Recorded, Base):
    """The few plain sentences at the head of the minutes, where somebody wrote them; blank, the data say them."""

    __tablename__ = "minutes_summary"
    __table_args__ = (
        sa.CheckConstraint(
            "(translation IS NULL) = (language IS NULL) AND (translation IS NULL) = (translator IS NULL)",
            name="translation_has_language_and_translator",
        ),
    )

    minutes_id: Mapped[UUID] = mapped_column(ref("minutes.id"), unique=True)
    text: Mapped[str]
    translation: Mapped[str | None]
    language: Mapped[Language | None]
    translator: Mapped[str | None]
    """Who answers for the translation, with a name that may be published."""


class MinutesWithdrawal(Recorded, Base):
    """That a published version is shown no more, and the reason that stands in its place."""

    __tablename__ = "minutes_withdrawal"
    __table_args__ = (not_blank("reason"),)

    version_id: Mapped[UUID] = mapped_column(ref("minutes_version.id"), unique=True)
    reason: Mapped[str]
    withdrawn_at: Mapped[datetime]
    withdrawn_by_id: Mapped[UUID] = mapped_column(ref("staff.id"))


class MinutesScan(Recorded, Base):
    """The signed copy of a version, scanned; the file lies among the stored files under its SHA-256."""

    __tablename__ = "minutes_scan"

    version_id: Mapped[UUID] = mapped_column(ref("minutes_version.id"), index=True)
    kind: Mapped[ScanKind]
    sha256: Mapped[str]
    is_public: Mapped[bool] = mapped_column(default=False)
    attached_at: Mapped[datetime]
    attached_by_id: Mapped[UUID] = mapped_column(ref("staff.id"))
    removed_at: Mapped[datetime | None]
    """When it was taken off the page again, because it was of something else."""
