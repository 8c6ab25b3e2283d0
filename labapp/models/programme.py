"""The programme: what the notice must say, the promised terms, the holidays, and the network of this room."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.disclosure import TotalsPolicy
from labapp.models.base import Base, Local, Recorded, not_blank, ref


class Programme(Recorded, Base):
    """The programme that convenes: one row. A real session cannot open while an element of the notice is blank."""

    __tablename__ = "programme"
    __table_args__ = (not_blank("name"),)

    name: Mapped[str]
    plan: Mapped[str | None]
    controllers: Mapped[str | None]
    contact: Mapped[str | None]
    legal_basis: Mapped[str | None]
    recipients: Mapped[str | None]
    abroad: Mapped[str | None]
    retention: Mapped[str | None]
    officer: Mapped[str | None]
    policy: Mapped[TotalsPolicy] = mapped_column(default=TotalsPolicy.PER_UNIT)
    """The one policy of the first release; it holds for what was frozen under it, and where it is the stricter one."""
    report_days: Mapped[int] = mapped_column(default=10)
    """Working days for the minutes or the report of a table, unless the call promises another term."""
    response_days: Mapped[int] = mapped_column(default=30)
    """Calendar days for the reasoned response, unless the call promises another term."""
    observation_days: Mapped[int | None]
    """Working days for asking for a correction of published minutes; null while the proposed term holds."""
    public_base_url: Mapped[str | None]


class VariablePolicy(Recorded, Base):
    """Where one variable is published. It stands from the day of choosing, or from the first freeze; then for ever."""

    __tablename__ = "variable_policy"

    dimension: Mapped[str] = mapped_column(unique=True)
    policy: Mapped[TotalsPolicy]


class Holiday(Recorded, Base):
    """A day that is not a working day in Panama. The administrator's table decides, not the calendar library."""

    __tablename__ = "holiday"

    on: Mapped[date] = mapped_column(index=True)
    name: Mapped[str]
    is_observed: Mapped[bool] = mapped_column(default=True)


class Letterhead(Recorded, Base):
    """The paper of an institution, or of the whole programme where `organisation_id` is null: an emptied Word file."""

    __tablename__ = "letterhead"

    organisation_id: Mapped[UUID | None] = mapped_column(ref("organisation.id"), unique=True)
    sha256: Mapped[str | None]
    """Under which the file lies among the stored files; null where it was taken away."""


class RoomNetwork(Local, Base):
    """The access point that phones join in this room: what the first QR and the large type on the wall say."""

    __tablename__ = "room_network"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    ssid: Mapped[str]
    password: Mapped[str | None]
    address: Mapped[str | None]
    """A numeric address chosen by hand; null means that the live interface is read."""
