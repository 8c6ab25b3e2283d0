"""Proposals of commitment: their clauses, their versions, and what a counter-proposal changes.

A clause keeps its name for life ("2", "2.a", "Hito 3"), and clauses stand in the order of their names.
Source: work programme of the 4th plan, steps 9 and 10.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from labapp.domain.errors import RuleViolated
from labapp.domain.text import fold

LONGEST_NAME = 60
MOST_CLAUSES = 100

_PIECES = re.compile(r"\d+|\D+")


@dataclass(frozen=True, slots=True)
class Source:
    """A contribution that a clause comes from: the token of its session, and its number there ("7", "7a")."""

    session: str
    number: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: how it is called, what it says, and the contributions that it comes from."""

    name: str
    text: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposalText:
    """What a proposal says: its title and its clauses, in the order of their names."""

    title: str
    clauses: tuple[Clause, ...]


class Turn(StrEnum):
    """What a counter-proposal, or a later version, does with a clause."""

    KEPT = "kept"
    CHANGED = "changed"
    LEFT_OUT = "left_out"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Beside:
    """A clause of the original beside that of the counter-proposal; None where one of them has no such clause."""

    name: str
    original: str | None
    counter: str | None

    @property
    def turn(self) -> Turn:
        """What became of the clause."""
        if self.original is None:
            return Turn.ADDED
        if self.counter is None:
            return Turn.LEFT_OUT
        return Turn.KEPT if self.original == self.counter else Turn.CHANGED


def clause_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return the key under which clauses are sorted: numbers by value, so that 10 comes after 9."""
    pieces = _PIECES.findall(fold(name))
    return tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces)


def in_order(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """Return the clauses in the order of their names."""
    return tuple(sorted(clauses, key=lambda clause: (clause_key(clause.name), clause.name)))


def next_name(used: Iterable[str]) -> str:
    """Return the name that is proposed for a new clause: the whole number after the highest one in use."""
    numbers = [int(found.group()) for name in used if (found := re.match(r"\d+", name))]
    return str(max(numbers, default=0) + 1)


def check_name(name: str, *, used: Collection[str]) -> None:
    """Accept the name of a clause that no other clause has, capitals and accents apart.

    Raises RuleViolated `clause_needs_name`, `clause_name_too_long` or `clause_name_used`.
    """
    if not name:
        raise RuleViolated("clause_needs_name", field="clause")
    if len(name) > LONGEST_NAME:
        raise RuleViolated("clause_name_too_long", field="clause", longest=LONGEST_NAME)
    if fold(name) in {fold(other) for other in used}:
        raise RuleViolated("clause_name_used", field="clause", name=name)


def check_edition(text: ProposalText, before: ProposalText | None, *, change_note: str) -> None:
    """Accept a text as the next version. `before` is the version that is public now.

    Raises RuleViolated `proposal_without_clauses`, `nothing_changed` or `change_note_missing`.
    Source: a later version never takes the place of an earlier one in silence.
    """
    if not text.clauses:
        raise RuleViolated("proposal_without_clauses")
    if before is None:
        return
    if text == before:
        raise RuleViolated("nothing_changed")
    if not change_note:
        raise RuleViolated("change_note_missing", field="change_note")


def check_publisher(publisher: UUID, authors: Collection[UUID]) -> None:
    """Accept that somebody lets out what others wrote. Raises RuleViolated `publisher_is_author`.

    Source: the rule of the minutes, that whoever approves did not write.
    """
    if publisher in authors:
        raise RuleViolated("publisher_is_author")


def side_by_side(original: ProposalText, counter: ProposalText) -> tuple[Beside, ...]:
    """Return every clause of both texts once, in the order of the names."""
    ours = {clause.name: clause.text for clause in original.clauses}
    theirs = {clause.name: clause.text for clause in counter.clauses}
    names = in_order(Clause(name, "") for name in ours | theirs)
    return tuple(Beside(one.name, ours.get(one.name), theirs.get(one.name)) for one in names)


def check_counter(original: ProposalText, counter: ProposalText) -> None:
    """Accept a counter-proposal: it has clauses, takes up at least one of the original, and is not the original.

    Raises RuleViolated `counter_missing`, `counter_unrelated` or `counter_is_the_same`.
    Source: work programme of the 4th plan, step 10 (a counter-proposal that has to do with what was presented).
    """
    if not counter.clauses:
        raise RuleViolated("counter_missing", field="counter")
    turns = [one.turn for one in side_by_side(original, counter)]
    if not {Turn.KEPT, Turn.CHANGED} & set(turns):
        raise RuleViolated("counter_unrelated", field="counter")
    if set(turns) == {Turn.KEPT}:
        raise RuleViolated("counter_is_the_same", field="counter")
