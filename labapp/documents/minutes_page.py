"""What the record of a session is made from: frozen facts, already decided and already in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from labapp.documents.approval import Approval, Objection
from labapp.documents.content import SignatureLine
from labapp.documents.contributions import PublicContribution
from labapp.domain.minutes import Block, MinutesKind


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """Where and when; `zone` is the IANA name of the session's zone."""

    modality: str
    place: str
    starts_at: datetime
    ends_at: datetime | None
    zone: str
    organisers: tuple[str, ...]
    called_on: date | None = None
    call_channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intervention:
    """Who spoke in which role. `person` only of an official in function."""

    role: str
    office: str
    summary: str
    person: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """The draft that was under discussion, and how it reached people beforehand."""

    title: str
    draft_version: str
    shared_on: date | None = None
    shared_by: str | None = None
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised to the people in the room, until when, and where they will find it."""

    what: str
    due_on: date | None
    where: str


@dataclass(frozen=True, slots=True)
class Composition:
    """The participants by one variable, as the disclosure rules allow; `cells` is None where no table is published.

    `said` is the sentence in place of a table, if one may be said.

    Raises ValueError when the cells are not the base: such a table is not published.
    Source: domain rule of five, all or nothing, by levels.
    """

    variable: str
    base: int
    cells: tuple[tuple[str, int], ...] | None
    said: str = ""

    def __post_init__(self) -> None:
        if self.cells is not None and sum(count for _, count in self.cells) != self.base:
            raise ValueError(f"the cells of {self.variable} do not add up")


@dataclass(frozen=True, slots=True)
class Participants:
    """Who came: the exact total, and beside it what may be said about it."""

    total: int
    team: int | None = None
    authorities: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    compositions: tuple[Composition, ...] = ()


@dataclass(frozen=True, slots=True)
class Inclusion:
    """To whom the door was open, in words; what nobody wrote is not printed."""

    groups: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Translation:
    """The few sentences at the head in a second language (BCP 47), with who answers for them."""

    lines: tuple[str, ...]
    language: str
    language_name: str
    translator: str


@dataclass(frozen=True, slots=True)
class Annex:
    """A document beside this one."""

    title: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """Everything that the record of one session says, in `language`; without `approval` it is a draft.

    `written` holds what a person wrote for a block. It stands in place of what the data say, except in the blocks of
    `STANDING`, whose data are printed below it, or above it in the blocks of `ABOVE`.
    """

    language: str
    kind: MinutesKind
    commission: str
    plan: str
    title: str
    ordinal: str
    session: SessionFacts
    participants: Participants
    received: int
    """Contributions received, without the withdrawn ones; the parts of a composite one count once."""
    dated_on: date
    version: int
    code: str
    office: str
    process: str = ""
    frame: str = ""
    axes: tuple[str, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    proposal: Proposal | None = None
    agenda: tuple[str, ...] = ()
    contributions: tuple[PublicContribution, ...] = ()
    unread_note: str = ""
    promises: tuple[Promise, ...] = ()
    inclusion: Inclusion = Inclusion()
    correction: Objection | None = None
    annexes: tuple[Annex, ...] = ()
    summary: tuple[str, ...] = ()
    """What a person wrote in place of the sentences at the head that the data make."""
    translation: Translation | None = None
    written: Mapping[Block, str] = field(default_factory=dict)
    changes: tuple[str, ...] = ()
    observations: tuple[str, ...] = ()
    """What was answered to those who asked for a correction of the version before, in sentences without names."""
    approval: Approval | None = None
    signatures: tuple[SignatureLine, ...] = ()
    address: str | None = None


ABOVE = frozenset({Block.INTERVENTIONS})
"""Blocks whose data are printed above what a person wrote: who spoke in which role, then what is free."""

STANDING = ABOVE | {Block.SESSION, Block.CONTRIBUTIONS, Block.NEXT_STEPS, Block.PARTICIPANTS}
"""Blocks whose data no written text replaces: what was said, who came, what was promised."""
