"""The observation window: for some days after minutes are published, who was there may ask for a correction.

Every request is answered, and the next version says which ones it takes up. No norm sets the term: it is proposed, and
the day that was promised with a version is never taken back.
Source: decision 0021.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from labapp.domain.errors import RuleViolated
from labapp.domain.minutes import BLOCKS, Block, MinutesKind
from labapp.domain.numbering import GivenNumber, parse_number
from labapp.domain.terms import DayKind, Term, due_on
from labapp.domain.text import clean_line, clean_text

PROPOSED_TERM = Term(5, DayKind.WORKING)

LONGEST_WORDS = 1_000
LONGEST_REASON = 1_000
"""Characters, after cleaning."""
MOST_WAITING = 10
"""Requests of one person about one session that may wait for an answer at the same time."""


class Outcome(StrEnum):
    """What was done with a request."""

    CORRECTED = "corrected"
    IN_PART = "in_part"
    NOT_CORRECTED = "not_corrected"

    @property
    def is_taken_up(self) -> bool:
        """Whether words of the minutes change for it."""
        return self is not Outcome.NOT_CORRECTED


@dataclass(frozen=True, slots=True)
class Place:
    """What a request is about: a contribution by its number, or else a part, or else the whole document."""

    number: str = ""
    part: Block | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """A request that has its answer, without who asked and in which words."""

    place: Place
    outcome: Outcome
    reason: str
    answered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many requests there were, and what became of them; `coming` are taken up and wait for the next version.

    `untied` were never answered, because whoever asked took their words back with their data.
    """

    corrected: int = 0
    in_part: int = 0
    coming: int = 0
    not_corrected: int = 0
    waiting: int = 0
    untied: int = 0

    @property
    def asked(self) -> int:
        """How many there were."""
        return self.corrected + self.in_part + self.coming + self.not_corrected + self.waiting + self.untied


def window_until(published_on: date, days: int, *, holidays: Collection[date]) -> date:
    """Return the last day, whole, of a window of so many working days; the day of publication is not counted."""
    return due_on(published_on, Term(days, DayKind.WORKING), holidays=holidays)


def standing_until(promised: Iterable[date]) -> date | None:
    """Return until when requests are taken: the latest day that any version promised; None where none did."""
    return max(promised, default=None)


def check_open(until: date | None, *, today: date) -> None:
    """Raise RuleViolated `observations_not_promised`, or `observations_over` once the last day has passed."""
    if until is None:
        raise RuleViolated("observations_not_promised")
    if today > until:
        raise RuleViolated("observations_over")


def parts_of(kind: MinutesKind) -> tuple[Block, ...]:
    """Return the parts of a document that somebody can name, in the order of print."""
    return tuple(block for block in BLOCKS[kind] if block is not Block.HEADER)


def read_place(number: str, part: str, kind: MinutesKind) -> GivenNumber | Block | None:
    """Return what a request is about, as it was typed: a number, a part, or None for the whole document.

    Raises RuleViolated: `number_not_understood`, `observation_part_unknown`, or `observation_one_place` where a number
    and another part than the contributions are both given.
    """
    if part and part not in set(parts_of(kind)):
        raise RuleViolated("observation_part_unknown", field="part")
    if not number.strip():
        return Block(part) if part else None
    if part and Block(part) is not Block.CONTRIBUTIONS:
        raise RuleViolated("observation_one_place", field="number")
    return parse_number(number)


def read_words(typed: str) -> str:
    """Return what the minutes should say, in the words of whoever asks.

    Raises RuleViolated: `observation_empty`, or `observation_too_long` with the `limit`.
    """
    words = clean_text(typed)
    if not words.strip():
        raise RuleViolated("observation_empty", field="words")
    if len(words) > LONGEST_WORDS:
        raise RuleViolated("observation_too_long", field="words", limit=LONGEST_WORDS)
    return words


def read_reason(typed: str, outcome: Outcome) -> str | None:
    """Return the reason of an answer as it is kept; whatever is not corrected whole has to have one.

    Raises RuleViolated: `observation_needs_reason`, or `observation_reason_too_long` with the `limit`.
    """
    reason = clean_line(typed)
    if not reason and outcome is not Outcome.CORRECTED:
        raise RuleViolated("observation_needs_reason", field="reason")
    if len(reason) > LONGEST_REASON:
        raise RuleViolated("observation_reason_too_long", field="reason", limit=LONGEST_REASON)
    return reason or None


def is_told(answered_at: datetime, approved_at: datetime | None) -> bool:
    """Whether the coming version tells of an answer: one that was given after the approval waits for the next one."""
    return approved_at is None or answered_at <= approved_at
