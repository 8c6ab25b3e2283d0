"""The lists that institutions file: their templates, and the record of every one that went out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.lists import ListScope
from labapp.domain.pictures import PictureKind
from labapp.domain.privacy import ExportPurpose
from labapp.models.base import Base, Passing, Recorded, not_blank, ref


class ListTemplate(Recorded, Base):
    """How an institution wants its list of attendance: logo, heading, columns. Without organisation it is for all.

    `columns` are pairs of field and title, in their order.
    """

    __tablename__ = "list_template"
    __table_args__ = (
        not_blank("name"),
        sa.CheckConstraint("(logo_sha256 IS NULL) = (logo_kind IS NULL)", name="logo_has_kind"),
    )

    organisation_id: Mapped[UUID | None] = mapped_column(ref("organisation.id"))
    name: Mapped[str]
    heading: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    """Why the institution needs age, first time or contact, where it asks for any of them."""
    columns: Mapped[list[Any]]
    logo_sha256: Mapped[str | None]
    logo_kind: Mapped[PictureKind | None]
    active: Mapped[bool] = mapped_column(default=True)


class ListExport(Recorded, Base):
    """That somebody asked for a list as an institution files it. Committed before the first byte.

    `columns` are those that went out, whatever becomes of the template.
    """

    __tablename__ = "list_export"
    __table_args__ = (
        sa.CheckConstraint("(scope = 'session') = (session_id IS NOT NULL)", name="session_for_sessions"),
        sa.CheckConstraint("(scope = 'period') = (space_id IS NULL)", name="space_unless_period"),
        sa.CheckConstraint("(scope = 'period') = (from_on IS NOT NULL)", name="days_for_periods"),
        sa.CheckConstraint("(from_on IS NULL) = (to_on IS NULL)", name="both_days"),
        sa.CheckConstraint("to_on IS NULL OR to_on >= from_on", name="ends_after_start"),
    )

    staff_id: Mapped[UUID] = mapped_column(ref("staff.id"))
    template_id: Mapped[UUID | None] = mapped_column(ref("list_template.id"))
    columns: Mapped[list[Any]]
    scope: Mapped[ListScope]
    session_id: Mapped[UUID | None] = mapped_column(ref("lab_session.id"))
    space_id: Mapped[UUID | None] = mapped_column(ref("space.id"))
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    purpose: Mapped[ExportPurpose]
    at: Mapped[datetime]
    refused: Mapped[str | None]
    """Why nothing left the house, as the code of a refusal; null where the file was granted."""


class ListGrant(Passing, Base):
    """Lets one account fetch one recorded list for ten minutes."""

    __tablename__ = "list_grant"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    export_id: Mapped[UUID] = mapped_column(ref("list_export.id"))
    staff_id: Mapped[UUID] = mapped_column(ref("staff.id"))
