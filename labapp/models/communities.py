"""Communities: the groups and places that are convened."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from labapp.models.base import Base, Recorded, derived, not_blank


class Community(Recorded, Base):
    """A community. `place_code` is the six-digit INEC code as text; null reads "por precisar"."""

    __tablename__ = "community"
    __table_args__ = (
        not_blank("name"),
        sa.CheckConstraint("place_code IS NULL OR length(place_code) = 6", name="place_code_is_six_digits"),
    )

    token: Mapped[str] = mapped_column(unique=True)
    """What stands in its public address."""
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True, info=derived())
    place_code: Mapped[str | None] = mapped_column(index=True)
    note: Mapped[str | None]
