"""How often something public was read on a day: figures about pages, never about whoever read them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.readings import ReadForm
from labapp.models.base import Base, Local


class ReadingCount(Local, Base):
    """How often a public page was opened, or a public file downloaded, on one day, from this node."""

    __tablename__ = "reading_count"
    __table_args__ = (
        sa.UniqueConstraint("place", "form", "on"),
        sa.CheckConstraint("count > 0", name="count_positive"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    place: Mapped[str]
    """The permanent path of what was read."""
    form: Mapped[ReadForm]
    on: Mapped[date]
    count: Mapped[int]
