"""What the printed kit is made from: the door, the cards, the slips and the notice of one session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from labapp.domain.privacy import Notice


@dataclass(frozen=True, slots=True)
class Wifi:
    """The network that phones join; without password an open one."""

    name: str
    password: str


@dataclass(frozen=True, slots=True)
class Door:
    """How a phone comes in. `check_in_url` is in capitals: the code is smaller and the room reads both."""

    wifi: Wifi
    check_in_url: str
    typed_address: str
    typed_code: str


@dataclass(frozen=True, slots=True)
class Card:
    """The number and code of one person without a phone, from the range that phones never use."""

    number: str
    code: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One anonymous question on paper: several sentences share the same options where they are counted as one value.

    It carries no number, and each slip one question only, so that nobody's answers lie together.
    """

    questions: tuple[str, ...]
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KitPage:
    """Everything that is printed for one session. `sheet_rows` and `slip_copies` say how many people are expected."""

    language: str
    title: str
    place: str
    starts_at: datetime
    zone: str
    organisers: tuple[str, ...]
    office: str
    code: str
    dated_on: date
    door: Door
    sheet_rows: int
    cards: tuple[Card, ...]
    answer: str
    """Where the answer will be and by when, as every card says it."""
    answer_address: str | None
    """Its public address; None while there is none: the address of a room is of no use at home."""
    slips: tuple[Slip, ...]
    slip_copies: int
    slip_acceptance: str
    """What whoever drops a slip into the box accepts, in one sentence."""
    notice: Notice
    notice_version: str
