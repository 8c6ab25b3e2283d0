"""What people say in a session: a number for life, their words, and what the public may read of them.

registered -> confirmed (read back in the room: number and text are fixed, later changes are revisions)
registered or confirmed -> withdrawn, only while the list is open.
Source: domain note b.3 and g.5 (numbers never change after the read-back); the mesa report of 25 July 2023.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from labapp.domain.errors import RuleViolated
from labapp.domain.numbering import GivenNumber, divide
from labapp.domain.text import clean_line, clean_text

LONGEST_TEXT = 2_000
"""Characters of one contribution, after cleaning."""


class Kind(StrEnum):
    """What a contribution is."""

    PROBLEM = "problem"
    PROPOSAL = "proposal"
    QUESTION = "question"
    COMMENT = "comment"


class Channel(StrEnum):
    """How a contribution came in."""

    PHONE = "phone"
    VOICE = "voice"
    PAPER = "paper"
    SIGN = "sign"
    CHAT = "chat"


class Language(StrEnum):
    """In which language somebody spoke, as ISO 639 names it. Source: peoples of Panama, and who may visit them."""

    SPANISH = "es"
    NGABERE = "gym"
    BUGLERE = "sab"
    DULEGAYA = "cuk"
    NORTHERN_EMBERA = "emp"
    WOUNMEU = "noa"
    NASO = "tfr"
    BRIBRI = "bzd"
    PANAMANIAN_SIGN = "lsp"
    ENGLISH = "en"


class State(StrEnum):
    """How far a contribution has come in its session."""

    REGISTERED = "registered"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


class PublicState(StrEnum):
    """What the public reads under the number; the original is never touched."""

    SHOWN = "shown"
    REDACTED = "redacted"
    WITHHELD = "withheld"


class WithholdReason(StrEnum):
    """Why the public does not read all of it."""

    ANOTHER_PERSONS_DATA = "another_persons_data"
    COMPLAINT = "complaint"
    OFFENCE = "offence"


@dataclass(frozen=True, slots=True)
class Contribution:
    """One contribution as its rules see it. `joined` are the numbers of those that were joined into this one."""

    number: GivenNumber
    text: str
    state: State = State.REGISTERED
    public_state: PublicState = PublicState.SHOWN
    withhold_reason: WithholdReason | None = None
    redacted_text: str | None = None
    parts: tuple[GivenNumber, ...] = ()
    joined_into: GivenNumber | None = None
    joined: tuple[GivenNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """A change after the read-back: what it said before, and why it changed."""

    text_before: str
    reason: str


def read_text(typed: str) -> str:
    """Return the words of a contribution as they are kept.

    Raises RuleViolated: `contribution_empty`, or `contribution_too_long` with its `length` and the `limit`.
    """
    text = clean_text(typed)
    if not text.strip():
        raise RuleViolated("contribution_empty", field="text")
    if len(text) > LONGEST_TEXT:
        raise RuleViolated("contribution_too_long", field="text", length=len(text), limit=LONGEST_TEXT)
    return text


def confirm(contribution: Contribution) -> Contribution:
    """Return it read back: number and text are fixed from now on. Confirming twice changes nothing.

    Raises RuleViolated `contribution_withdrawn`.
    """
    _check_standing(contribution)
    return replace(contribution, state=State.CONFIRMED)


def withdraw(contribution: Contribution, *, list_open: bool) -> Contribution:
    """Return it withdrawn: only its number is shown. Withdrawing twice changes nothing.

    Raises RuleViolated: `list_closed`, or `contribution_has_joined` while others are joined into it.
    """
    if contribution.state is State.WITHDRAWN:
        return contribution
    _check_open(list_open)
    _check_alone(contribution)
    return replace(contribution, state=State.WITHDRAWN)


def reinstate(contribution: Contribution, *, list_open: bool) -> Contribution:
    """Return a withdrawn one registered again, to be read back anew. Raises RuleViolated `list_closed`."""
    if contribution.state is not State.WITHDRAWN:
        return contribution
    _check_open(list_open)
    return replace(contribution, state=State.REGISTERED)


def change_text(contribution: Contribution, typed: str, *, reason: str = "") -> tuple[Contribution, Revision | None]:
    """Return it with another text; once it was read back also the revision that has to be kept beside it.

    A redacted public text is kept: whoever redacts looks at it again. Raises RuleViolated as `read_text`, and
    `contribution_withdrawn`, or `revision_needs_reason` when a confirmed one changes without saying why.
    """
    text = read_text(typed)
    _check_standing(contribution)
    changed = replace(contribution, text=text)
    if contribution.state is not State.CONFIRMED or text == contribution.text:
        return changed, None
    why = clean_line(reason)
    if not why:
        raise RuleViolated("revision_needs_reason", field="reason")
    return changed, Revision(contribution.text, why)


def split(contribution: Contribution, texts: tuple[str, ...]) -> tuple[Contribution, tuple[Contribution, ...]]:
    """Return a composite contribution with its parts 7a, 7b; the whole keeps its number and words.

    The parts begin where the whole stands: read back if it was. Raises RuleViolated as `read_text` and `divide`, and
    `contribution_already_split`, `contribution_is_joined`, `contribution_has_joined` or `contribution_withdrawn`.
    """
    _check_standing(contribution)
    if contribution.parts:
        raise RuleViolated("contribution_already_split", number=str(contribution.number))
    if contribution.joined_into:
        raise RuleViolated("contribution_is_joined", number=str(contribution.joined_into))
    _check_alone(contribution)
    words = tuple(read_text(text) for text in texts)
    numbers = divide(contribution.number, len(words))
    parts = tuple(Contribution(number, text, contribution.state) for number, text in zip(numbers, words, strict=True))
    return replace(contribution, parts=numbers), parts


def join(contribution: Contribution, *, into: Contribution) -> Contribution:
    """Return an equal one joined into another: both keep their numbers, and one answer serves both. No chains.

    Raises RuleViolated: `join_into_itself`, `join_into_joined` (the other one is joined already, into `number`),
    `contribution_has_joined`, `join_of_split` (either was split), or `contribution_withdrawn`.
    """
    _check_standing(contribution)
    _check_standing(into)
    if contribution.number == into.number:
        raise RuleViolated("join_into_itself", number=str(into.number))
    if into.joined_into:
        raise RuleViolated("join_into_joined", number=str(into.joined_into))
    _check_alone(contribution)
    if contribution.parts or into.parts:
        raise RuleViolated("join_of_split", number=str(contribution.number if contribution.parts else into.number))
    return replace(contribution, joined_into=into.number)


def withhold(contribution: Contribution, reason: WithholdReason) -> Contribution:
    """Return it with only number and reason for the public; the original stays as it was said."""
    return replace(contribution, public_state=PublicState.WITHHELD, withhold_reason=reason, redacted_text=None)


def redact(contribution: Contribution, reason: WithholdReason, *, public_text: str) -> Contribution:
    """Return it with another text for the public, which says that it was shortened; the original stays.

    Raises RuleViolated as `read_text`, and `redaction_changes_nothing` when the text is the original.
    """
    text = read_text(public_text)
    if text == contribution.text:
        raise RuleViolated("redaction_changes_nothing", field="public_text")
    return replace(contribution, public_state=PublicState.REDACTED, withhold_reason=reason, redacted_text=text)


def show(contribution: Contribution) -> Contribution:
    """Return it with its own words for the public."""
    return replace(contribution, public_state=PublicState.SHOWN, withhold_reason=None, redacted_text=None)


def public_text(contribution: Contribution) -> str | None:
    """Return what the public reads; `None` when only the number is shown (withheld or withdrawn)."""
    if contribution.state is State.WITHDRAWN or contribution.public_state is PublicState.WITHHELD:
        return None
    return contribution.redacted_text if contribution.public_state is PublicState.REDACTED else contribution.text


def _check_standing(contribution: Contribution) -> None:
    if contribution.state is State.WITHDRAWN:
        raise RuleViolated("contribution_withdrawn", number=str(contribution.number))


def _check_open(list_open: bool) -> None:
    if not list_open:
        raise RuleViolated("list_closed")


def _check_alone(contribution: Contribution) -> None:
    if contribution.joined:
        raise RuleViolated("contribution_has_joined", numbers=", ".join(map(str, sorted(contribution.joined))))
