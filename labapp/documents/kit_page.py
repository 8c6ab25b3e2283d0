"""What the printed kit is made from: the door, the cards, the slips and the notice of one session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from labapp.documents.content import Language


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
    url: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One anonymous question on paper: several sentences share the same options where they are counted as one value.

    It carries no number, and each slip one question only, so that nobody's answers lie together.
    """

    questions: tuple[str, ...]
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """One of the nine elements of the full notice. Source: Ley 81 de 2019 and Decreto Ejecutivo 285 de 2021."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice in its two layers, and the sentence that whoever drops a slip accepts."""

    version: str
    short: tuple[str, ...]
    full: tuple[NoticeItem, ...]
    slip_acceptance: str


@dataclass(frozen=True, slots=True)
class KitPage:
    """Everything that is printed for one session. `sheet_rows` and `slip_copies` say how many people are expected."""

    language: Language
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
    slips: tuple[Slip, ...]
    slip_copies: int
    notice: Notice
