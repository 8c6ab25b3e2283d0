"""What a reasoned response is made from: frozen facts, already decided and already in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from labapp.documents.approval import Approval, Objection
from labapp.documents.content import Fact, SignatureLine
from labapp.documents.contributions import PublicContribution


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer: its plain group, its kind, any further kinds, the reason, and the extras that its kind asks for.

    `institution` is named only where it is not the one that answers the whole document.
    """

    group: str
    kind: str
    reason: str
    further_kinds: tuple[str, ...] = ()
    extras: tuple[Fact, ...] = ()
    institution: str | None = None


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """An answer that is still owed."""

    institution: str
    due_on: date


@dataclass(frozen=True, slots=True)
class AnsweredContribution:
    """A contribution word for word, and its answer; a withdrawn one has none."""

    contribution: PublicContribution
    answer: GivenAnswer | OpenAnswer | None


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How many contributions fell into one plain group; one that refers to another counts where that one does."""

    group: str
    count: int


@dataclass(frozen=True, slots=True)
class ResponsesPage:
    """A whole document of answers, in `language`; without `approval` it is a draft.

    `advance_number` counts the partial publications; None means that this is the complete response.
    """

    language: str
    commission: str
    plan: str
    commitment: str
    table: str
    held_on: date
    institution: str
    office: str
    dated_on: date
    version: int
    code: str
    received: int
    """Contributions received, without the withdrawn ones; the parts of a composite one count once."""
    answers: tuple[AnsweredContribution, ...]
    summary: tuple[GroupCount, ...]
    introduction: str = ""
    objections: Objection | None = None
    contact: str = ""
    """Where somebody who disagrees can write to, when no last day was set for it."""
    minutes_address: str | None = None
    changes: tuple[str, ...] = ()
    advance_number: int | None = None
    approval: Approval | None = None
    signatures: tuple[SignatureLine, ...] = ()
    address: str | None = None
