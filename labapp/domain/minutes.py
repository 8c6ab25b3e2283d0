"""The minuta of a lab and the informe of a table: what they hold, who writes, who approves, what is published.

draft -> in review -> approved (by another person) -> published as a frozen, numbered version. Any change of words
after that is a new draft; the version that went out stays.
Source: domain note b.4, report of the table of 25 July 2023.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from labapp.domain.errors import RuleViolated
from labapp.domain.sessions import Purpose
from labapp.domain.text import clean_line

LEAST_SECTOR_OF_ORIGIN = 5
"""Persons of a sector below which no contribution names it: one person's sector is a name. Source: rule of five."""


class MinutesKind(StrEnum):
    """Which of the two documents it is."""

    LAB_MINUTES = "lab_minutes"
    TABLE_REPORT = "table_report"


def kind_of(purpose: Purpose) -> MinutesKind:
    """Return which of the two documents a session of this purpose has."""
    return MinutesKind.TABLE_REPORT if purpose is Purpose.TABLE else MinutesKind.LAB_MINUTES


class State(StrEnum):
    """How far the minutes have come."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"


class Block(StrEnum):
    """A part of the minutes; assembled from the data, and a person may write in it."""

    HEADER = "header"
    FRAME = "frame"
    SESSION = "session"
    INTERVENTIONS = "interventions"
    PROPOSAL = "proposal"
    DEVELOPMENT = "development"
    CONTRIBUTIONS = "contributions"
    AGREEMENTS = "agreements"
    COMMENTS = "comments"
    NEXT_STEPS = "next_steps"
    PARTICIPANTS = "participants"
    ANNEXES = "annexes"


BLOCKS: dict[MinutesKind, tuple[Block, ...]] = {
    MinutesKind.LAB_MINUTES: (
        Block.HEADER,
        Block.SESSION,
        Block.INTERVENTIONS,
        Block.DEVELOPMENT,
        Block.CONTRIBUTIONS,
        Block.AGREEMENTS,
        Block.COMMENTS,
        Block.NEXT_STEPS,
        Block.PARTICIPANTS,
        Block.ANNEXES,
    ),
    MinutesKind.TABLE_REPORT: (
        Block.HEADER,
        Block.FRAME,
        Block.SESSION,
        Block.INTERVENTIONS,
        Block.PROPOSAL,
        Block.CONTRIBUTIONS,
        Block.COMMENTS,
        Block.NEXT_STEPS,
        Block.PARTICIPANTS,
        Block.ANNEXES,
    ),
}
"""The blocks of each document, in the order of print."""

_ALWAYS = frozenset({Block.HEADER, Block.SESSION, Block.CONTRIBUTIONS, Block.NEXT_STEPS, Block.PARTICIPANTS})

REQUIRED: dict[MinutesKind, frozenset[Block]] = {
    MinutesKind.LAB_MINUTES: _ALWAYS | {Block.DEVELOPMENT},
    MinutesKind.TABLE_REPORT: _ALWAYS | {Block.PROPOSAL},
}
"""The blocks without which a document is not approved. "There were none" is words enough for contributions."""


class Gap(StrEnum):
    """What keeps the minutes from going on."""

    BLOCK_EMPTY = "block_empty"
    REGISTER_OPEN = "register_open"
    NOT_READ_BACK = "not_read_back"
    NO_TERM_FOR_REPORT = "no_term_for_report"
    NO_TERM_FOR_RESPONSE = "no_term_for_response"
    NO_CHANGE_NOTE = "no_change_note"


@dataclass(frozen=True, slots=True)
class Lacking:
    """One line of what is missing: the block it is about, and the numbers of contributions where it is about some."""

    code: Gap
    block: Block | None = None
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The draft of one session as its rules see it.

    `filled` are the blocks with words, assembled or written; `authors` everybody who wrote in this version;
    `contributions` how many there are, `unread` the numbers of those that nobody read back and `unread_note` why;
    `published` the version that is out, 0 before the first.
    """

    kind: MinutesKind
    state: State = State.DRAFT
    authors: frozenset[UUID] = frozenset()
    filled: frozenset[Block] = frozenset()
    register_closed: bool = False
    contributions: int = 0
    unread: tuple[str, ...] = ()
    unread_note: str = ""
    report_due_on: date | None = None
    response_due_on: date | None = None
    approved_by: UUID | None = None
    published: int = 0
    change_note: str = ""


def missing_to_approve(minutes: Minutes) -> tuple[Lacking, ...]:
    """Return everything that has to be there before somebody may approve these minutes."""
    empty = [block for block in BLOCKS[minutes.kind] if block in REQUIRED[minutes.kind] - minutes.filled]
    found = [Lacking(Gap.BLOCK_EMPTY, block) for block in empty]
    if not minutes.register_closed:
        found.append(Lacking(Gap.REGISTER_OPEN, Block.PARTICIPANTS))
    if minutes.unread and not clean_line(minutes.unread_note):
        found.append(Lacking(Gap.NOT_READ_BACK, Block.CONTRIBUTIONS, minutes.unread))
    if minutes.report_due_on is None:
        found.append(Lacking(Gap.NO_TERM_FOR_REPORT, Block.NEXT_STEPS))
    if minutes.contributions and minutes.response_due_on is None:
        found.append(Lacking(Gap.NO_TERM_FOR_RESPONSE, Block.NEXT_STEPS))
    if minutes.published and not clean_line(minutes.change_note):
        found.append(Lacking(Gap.NO_CHANGE_NOTE))
    return tuple(found)


def write(minutes: Minutes, author: UUID) -> Minutes:
    """Return the minutes with `author` among their authors, a draft again: words that change are reviewed anew."""
    return replace(minutes, state=State.DRAFT, authors=minutes.authors | {author}, approved_by=None)


def send_to_review(minutes: Minutes) -> Minutes:
    """Return a draft in review. Raises RuleViolated `minutes_not_draft`."""
    _check_state(minutes, State.DRAFT, "minutes_not_draft")
    return replace(minutes, state=State.IN_REVIEW)


def send_back(minutes: Minutes, note: str) -> Minutes:
    """Return minutes in review, or approved and not published, as a draft; the note says what to mend.

    Raises RuleViolated `minutes_not_in_review` or `return_needs_note`.
    """
    if minutes.state not in {State.IN_REVIEW, State.APPROVED}:
        raise RuleViolated("minutes_not_in_review")
    if not clean_line(note):
        raise RuleViolated("return_needs_note", field="note")
    return replace(minutes, state=State.DRAFT, approved_by=None)


def approve(minutes: Minutes, approver: UUID) -> Minutes:
    """Return the minutes approved by somebody who wrote nothing in them.

    Raises RuleViolated: `minutes_not_in_review`, `approver_is_author`, or `minutes_incomplete` with `missing`.
    """
    _check_state(minutes, State.IN_REVIEW, "minutes_not_in_review")
    if approver in minutes.authors:
        raise RuleViolated("approver_is_author")
    lacking = missing_to_approve(minutes)
    if lacking:
        raise RuleViolated("minutes_incomplete", missing=lacking, count=len(lacking))
    return replace(minutes, state=State.APPROVED, approved_by=approver)


def publish(minutes: Minutes) -> Minutes:
    """Return the minutes published as the next version, frozen for ever.

    Raises RuleViolated: `minutes_not_approved`, or `minutes_incomplete` when the data changed after the approval.
    """
    _check_state(minutes, State.APPROVED, "minutes_not_approved")
    lacking = missing_to_approve(minutes)
    if lacking:
        raise RuleViolated("minutes_incomplete", missing=lacking, count=len(lacking))
    return replace(minutes, state=State.PUBLISHED, published=minutes.published + 1, authors=frozenset())


def shows_sector_of_origin(persons_of_sector: int) -> bool:
    """Whether a contribution may name the sector it came from: only when that sector had five persons or more."""
    return persons_of_sector >= LEAST_SECTOR_OF_ORIGIN


def _check_state(minutes: Minutes, state: State, code: str) -> None:
    if minutes.state is not state:
        raise RuleViolated(code)
