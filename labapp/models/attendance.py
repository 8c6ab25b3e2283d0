"""Persons, attendance, consents: the list. What is sensitive is not here, and no column leads to it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.attendance import AgeSide, ArrivalChannel, Part
from labapp.domain.demographics import AgeBand, FirstTime, Gender, PlaceScope
from labapp.domain.privacy import Consent as ConsentKind
from labapp.models.base import Base, Local, Passing, Recorded, derived, not_blank, personal, ref


class Participant(Recorded, Base):
    """A person of one lab or table, with one number and one code that serve for everything.

    Null in a demographic column means that nobody asked ("sin dato"). When the person is erased every personal
    column is null, `erased_at` is set, and the row remains as one in the total.
    """

    __tablename__ = "participant"
    __table_args__ = (
        sa.UniqueConstraint("space_id", "node_letter", "number"),
        sa.CheckConstraint("number > 0", name="number_positive"),
        sa.CheckConstraint(
            "age_side <> 'minor' OR name IS NULL OR authorised_at IS NOT NULL", name="minor_has_no_name"
        ),
        sa.CheckConstraint("contact IS NULL OR age_side = 'adult'", name="only_adults_have_contact"),
        sa.CheckConstraint("erased_at IS NULL OR (name IS NULL AND contact IS NULL)", name="erased_is_blank"),
        not_blank("name"),
    )
    person_column: ClassVar[str | None] = "id"

    space_id: Mapped[UUID] = mapped_column(ref("space.id"), index=True)
    number: Mapped[int]
    node_letter: Mapped[str] = mapped_column(default="")
    code: Mapped[str | None] = mapped_column(unique=True, info=personal())
    name: Mapped[str | None] = mapped_column(info=personal())
    name_key: Mapped[str | None] = mapped_column(index=True, info=derived())
    age_side: Mapped[AgeSide] = mapped_column(default=AgeSide.UNASKED)
    authorised_at: Mapped[datetime | None]
    """When the desk noted the signed paper of the adult and that the minor agrees; only then is there a name."""
    gender: Mapped[Gender | None] = mapped_column(info=personal())
    age_band: Mapped[AgeBand | None] = mapped_column(info=personal())
    first_time: Mapped[FirstTime | None] = mapped_column(info=personal())
    place_scope: Mapped[PlaceScope | None] = mapped_column(info=personal())
    place_code: Mapped[str | None] = mapped_column(info=personal())
    alone: Mapped[bool | None] = mapped_column(info=personal())
    """Whether the person comes for nobody but themselves: citizenry without organisation."""
    organisation_id: Mapped[UUID | None] = mapped_column(ref("organisation.id"), info=personal())
    position: Mapped[str | None] = mapped_column(info=personal())
    contact: Mapped[str | None] = mapped_column(info=personal())
    joined_into_id: Mapped[UUID | None] = mapped_column(ref("participant.id"))
    """Set when the desk decides that this is the same person as another; the other one counts."""
    erased_at: Mapped[datetime | None]


class Attendance(Recorded, Base):
    """That a person was in a session. Its id is derived from both, so one person cannot be there twice."""

    __tablename__ = "attendance"
    __table_args__ = (
        sa.UniqueConstraint("session_id", "participant_id"),
        sa.CheckConstraint("left_at IS NULL OR left_at >= arrived_at", name="leaves_after_arrival"),
    )

    session_id: Mapped[UUID] = mapped_column(ref("lab_session.id"), index=True)
    participant_id: Mapped[UUID] = mapped_column(ref("participant.id"), index=True)
    part: Mapped[Part] = mapped_column(default=Part.PARTICIPANT)
    channel: Mapped[ArrivalChannel]
    is_virtual: Mapped[bool] = mapped_column(default=False)
    arrived_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    sheet_row: Mapped[int | None]
    """The row of the signed sheet that witnesses this attendance."""


class Unregistered(Recorded, Base):
    """One person who came and refused any record, or whom nobody could register: one in the total, nothing else."""

    __tablename__ = "unregistered"

    session_id: Mapped[UUID] = mapped_column(ref("lab_session.id"), index=True)
    part: Mapped[Part] = mapped_column(default=Part.PARTICIPANT)
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


class Card(Recorded, Base):
    """A numbered card of the printed kit, waiting for the person who will carry it."""

    __tablename__ = "card"
    __table_args__ = (sa.UniqueConstraint("space_id", "number"),)

    space_id: Mapped[UUID] = mapped_column(ref("space.id"))
    number: Mapped[int]
    code: Mapped[str] = mapped_column(unique=True)
    participant_id: Mapped[UUID | None] = mapped_column(ref("participant.id"))


class Notice(Recorded, Base):
    """The exact text that people were shown, by its hash; a changed text is a new notice."""

    __tablename__ = "notice"

    hash: Mapped[str] = mapped_column(index=True)
    language: Mapped[str]
    text: Mapped[str]


class Consent(Recorded, Base):
    """One act of giving, refusing or withdrawing a consent. The newest act of a kind is in force."""

    __tablename__ = "consent"

    participant_id: Mapped[UUID] = mapped_column(ref("participant.id"), index=True)
    kind: Mapped[ConsentKind]
    given: Mapped[bool]
    notice_id: Mapped[UUID | None] = mapped_column(ref("notice.id"))
    channel: Mapped[ArrivalChannel]
    captured_by: Mapped[str]
    at: Mapped[datetime]


class DuplicateDecision(Recorded, Base):
    """That two persons who looked alike are different ones; joined ones say so themselves."""

    __tablename__ = "duplicate_decision"
    __table_args__ = (sa.UniqueConstraint("first_id", "second_id"),)

    first_id: Mapped[UUID] = mapped_column(ref("participant.id"))
    second_id: Mapped[UUID] = mapped_column(ref("participant.id"))


class Device(Local, Base):
    """A phone's cookie, as its hash. Says which persons registered from it, on this node only."""

    __tablename__ = "device"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(ref("participant.id"), primary_key=True)
    is_companion: Mapped[bool] = mapped_column(default=False)


class RosterRow(Passing, Base):
    """A row of an imported participant list (Zoom, Teams) or of a pasted chat, under review."""

    __tablename__ = "roster_row"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ref("lab_session.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    entered_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    problem: Mapped[str | None]
