"""Published counts, the totals of sealed urns, and the record of exports."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.personal_traces import Stays, TraceKind
from labapp.domain.privacy import ExportPurpose
from labapp.models.base import Base, Passing, Recorded, ref


class UrnTotal(Recorded, Base):
    """How many slips gave one answer to one anonymous question, once the urn was sealed."""

    __tablename__ = "urn_total"
    __table_args__ = (
        sa.UniqueConstraint("space_id", "question", "choice"),
        sa.CheckConstraint("count >= 0", name="count_not_negative"),
    )

    space_id: Mapped[UUID] = mapped_column(ref("space.id"))
    question: Mapped[str]
    choice: Mapped[str]
    count: Mapped[int]


class FrozenTable(Recorded, Base):
    """A frozen table of counts of one lab or table, or the fact that it was withheld. Kept for ever.

    `level`, `cells` (code, count, percentage) and `base` are what is printed; `total` is the exact total of the unit
    beside it. `counts` are those of the day of closing and are never printed: the total of a programme is summed from
    them, never from fresh ones.
    """

    __tablename__ = "frozen_table"
    __table_args__ = (
        sa.UniqueConstraint("space_id", "dimension", "version"),
        sa.CheckConstraint("(level IS NULL) = (cells IS NULL)", name="withheld_has_no_cells"),
    )

    space_id: Mapped[UUID] = mapped_column(ref("space.id"))
    dimension: Mapped[str]
    version: Mapped[int]
    level: Mapped[int | None]
    cells: Mapped[list[Any] | None]
    base: Mapped[int]
    total: Mapped[int]
    counts: Mapped[dict[str, Any]]
    frozen_on: Mapped[date]


class ProgrammeTable(Recorded, Base):
    """What an edition of the programme's figures decided of one variable: the total that it prints, or none.

    `units` are the labs and tables of which it decided, as text of their ids. Without cells, nothing of them is printed
    and the total of an earlier edition stands.
    """

    __tablename__ = "programme_table"
    __table_args__ = (
        sa.UniqueConstraint("dimension", "edition"),
        sa.CheckConstraint("edition >= 1", name="edition_positive"),
        sa.CheckConstraint(
            "(level IS NULL) = (cells IS NULL) AND (level IS NULL) = (base IS NULL)", name="withheld_has_no_cells"
        ),
    )

    dimension: Mapped[str]
    edition: Mapped[int]
    level: Mapped[int | None]
    cells: Mapped[list[Any] | None]
    base: Mapped[int | None]
    units: Mapped[list[Any]]
    frozen_on: Mapped[date]


class PersonalDecision(Recorded, Base):
    """That something found in the texts of a lab or table may be published, and why. What it is cannot be read here.

    `key` is a digest of what was found. Taken back, the row stays and `taken_back_at` is set.
    """

    __tablename__ = "personal_decision"
    __table_args__ = (sa.UniqueConstraint("space_id", "key"),)

    space_id: Mapped[UUID] = mapped_column(ref("space.id"))
    key: Mapped[str]
    kind: Mapped[TraceKind]
    stays: Mapped[Stays]
    staff_id: Mapped[UUID] = mapped_column(ref("staff.id"))
    at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]


class ExportRecord(Recorded, Base):
    """That somebody asked for a file with names: who, what, for which purpose. Committed before the first byte."""

    __tablename__ = "export_record"

    staff_id: Mapped[UUID] = mapped_column(ref("staff.id"))
    session_id: Mapped[UUID] = mapped_column(ref("lab_session.id"))
    table: Mapped[str]
    purpose: Mapped[ExportPurpose]
    at: Mapped[datetime]
    refused: Mapped[str | None]
    """Why nothing left the house, as the code of a refusal; null where the file was granted."""


class ExportGrant(Passing, Base):
    """Lets one account fetch one recorded export for ten minutes."""

    __tablename__ = "export_grant"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    export_id: Mapped[UUID] = mapped_column(ref("export_record.id"))
    staff_id: Mapped[UUID] = mapped_column(ref("staff.id"))
