"""What every nota that goes to an institution keeps: how it was written, as what it went out, and what came back."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from labapp.models.base import not_blank


class Nota:
    """The columns of a nota; the table says to whom it goes and what it asks."""

    place: Mapped[str] = mapped_column()
    dated_on: Mapped[date] = mapped_column()
    addressee: Mapped[str | None] = mapped_column()
    office: Mapped[str | None] = mapped_column()
    request: Mapped[str] = mapped_column()
    signatory: Mapped[str | None] = mapped_column()
    written_at: Mapped[datetime] = mapped_column()
    number: Mapped[str | None] = mapped_column()
    sent_on: Mapped[date | None] = mapped_column()
    reply_number: Mapped[str | None] = mapped_column()
    reply_on: Mapped[date | None] = mapped_column()
    scan_sha256: Mapped[str | None] = mapped_column()
    scan_kind: Mapped[str | None] = mapped_column()
    """How the name of the file ends: `.pdf`, `.jpg` or `.png`."""


def nota_checks() -> tuple[sa.CheckConstraint, ...]:
    """Return what holds for the columns of a nota in any table."""
    return (
        sa.CheckConstraint("(number IS NULL) = (sent_on IS NULL)", name="sent_with_number_and_day"),
        sa.CheckConstraint("(reply_number IS NULL) = (reply_on IS NULL)", name="reply_with_number_and_day"),
        sa.CheckConstraint("(scan_sha256 IS NULL) = (scan_kind IS NULL)", name="scan_has_kind"),
        sa.CheckConstraint("scan_sha256 IS NULL OR reply_number IS NOT NULL", name="scan_is_of_a_reply"),
        not_blank("number"),
        not_blank("reply_number"),
    )
