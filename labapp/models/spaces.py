"""Spaces: innovation labs of a community and co-creation tables on commitments."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.spaces import SpaceKind, TableKind
from labapp.models.base import Base, Recorded, derived, not_blank, ref


class Space(Recorded, Base):
    """A lab or a table: the unit of publication, with one urn."""

    __tablename__ = "space"
    __table_args__ = (
        not_blank("title"),
        sa.CheckConstraint("(kind = 'cocreation_table') = (table_kind IS NOT NULL)", name="table_kind_for_tables"),
        sa.CheckConstraint("kind <> 'innovation_lab' OR community_id IS NOT NULL", name="lab_has_community"),
        sa.CheckConstraint("urn_sealed_at IS NULL OR urn_opened_at IS NOT NULL", name="urn_opened_before_sealed"),
    )

    token: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[SpaceKind]
    table_kind: Mapped[TableKind | None]
    title: Mapped[str]
    title_key: Mapped[str] = mapped_column(index=True, info=derived())
    ordinal: Mapped[int | None]
    """Which table of the process this is: 2 reads "Segunda mesa"."""
    axis: Mapped[str | None]
    commitment: Mapped[str | None]
    purpose: Mapped[str | None]
    community_id: Mapped[UUID | None] = mapped_column(ref("community.id"), index=True)
    continues_id: Mapped[UUID | None] = mapped_column(ref("space.id"))
    is_demonstration: Mapped[bool] = mapped_column(default=False)
    urn_opened_at: Mapped[datetime | None]
    urn_sealed_at: Mapped[datetime | None]


class SpaceOrganisation(Recorded, Base):
    """An organisation that shares a space: while active, it sees and changes everything in it."""

    __tablename__ = "space_organisation"
    __table_args__ = (sa.UniqueConstraint("space_id", "organisation_id"),)

    space_id: Mapped[UUID] = mapped_column(ref("space.id"))
    organisation_id: Mapped[UUID] = mapped_column(ref("organisation.id"))
    active: Mapped[bool] = mapped_column(default=True)


class SpaceCommunity(Recorded, Base):
    """A community that a table concerns."""

    __tablename__ = "space_community"
    __table_args__ = (sa.UniqueConstraint("space_id", "community_id"),)

    space_id: Mapped[UUID] = mapped_column(ref("space.id"))
    community_id: Mapped[UUID] = mapped_column(ref("community.id"))
    active: Mapped[bool] = mapped_column(default=True)


class TableItem(Recorded, Base):
    """A lettered item of a table: what is on the table."""

    __tablename__ = "table_item"
    __table_args__ = (sa.UniqueConstraint("space_id", "letter"), not_blank("title"))

    space_id: Mapped[UUID] = mapped_column(ref("space.id"))
    letter: Mapped[str]
    title: Mapped[str]


class Draft(Recorded, Base):
    """A version of the text under discussion, with the day and the channels on which it was shared."""

    __tablename__ = "draft"
    __table_args__ = (not_blank("title"), not_blank("version"))

    space_id: Mapped[UUID] = mapped_column(ref("space.id"), index=True)
    item_id: Mapped[UUID | None] = mapped_column(ref("table_item.id"))
    title: Mapped[str]
    version: Mapped[str]
    shared_on: Mapped[date | None]
    channels: Mapped[str | None]
    link: Mapped[str | None]
    text: Mapped[str | None]
