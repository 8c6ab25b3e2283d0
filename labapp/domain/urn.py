"""What an urn remembers: totals per question and the marks of who has answered, and nothing that joins the two.

A slip exists only as the argument of `add`. A state keeps no order, no time and no row per person, so every order in
which the same slips arrive gives the same bytes, and so does every exchange of answers among those who answered.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from operator import lt
from typing import TypedDict

from labapp.domain.errors import RuleViolated

MARK_LENGTH = 9
"""Bytes of a mark: 72 bits, so that two persons of one urn never share one."""

STEP = 16 * 1024
"""Bytes of one step of padding: the length of a state tells at most how many thousands of slips there are."""


class Outcome(StrEnum):
    """What became of a slip. A phone is shown the same page for both."""

    RECORDED = "recorded"
    ALREADY = "already"


@dataclass(frozen=True, slots=True)
class Question:
    """What one slip may say: from one to `most` points, each on one of `choices`; two points may share a choice."""

    choices: frozenset[str]
    most: int = 1

    def __post_init__(self) -> None:
        if not self.choices or self.most < 1:
            raise ValueError("a question of an urn needs a choice and room for one point")


Catalogue = Mapping[str, Question]
"""The questions of an urn by their code."""


@dataclass(frozen=True, slots=True)
class Count:
    """How one question stands: slips, those of them typed from paper, and points per choice (zeros included)."""

    most: int
    slips: int
    on_paper: int
    totals: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Slip:
    """One answer on its way in, which no message or log shows by accident.

    `sheets` is None from a phone; from paper, how many sheets were declared.
    """

    mark: bytes = field(repr=False)
    question: str = field(repr=False)
    choices: tuple[str, ...] = field(repr=False)
    sheets: int | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class UrnState:
    """Counts by question and the marks of all slips; a state whose totals and marks disagree cannot be made."""

    counts: Mapping[str, Count]
    marks: frozenset[bytes]
    is_closed: bool = False

    def __post_init__(self) -> None:
        if sum(count.slips for count in self.counts.values()) != len(self.marks):
            raise ValueError("totals and marks of an urn disagree")
        for count in self.counts.values():
            points = sum(count.totals.values())
            if min(count.totals.values()) < 0 or not 0 <= count.on_paper <= count.slips:
                raise ValueError("a count of an urn is out of range")
            if not count.slips <= points <= count.slips * count.most:
                raise ValueError("points and slips of an urn disagree")
        if not set(map(len, self.marks)) <= {MARK_LENGTH}:
            raise ValueError("a mark of an urn has another length")


def empty(catalogue: Catalogue) -> UrnState:
    """Return an urn with every choice of `catalogue` at zero."""
    return extended(UrnState({}, frozenset()), catalogue)


def extended(state: UrnState, catalogue: Catalogue) -> UrnState:
    """Return `state` with the questions and choices of `catalogue` that it lacks, at zero; nothing is taken away.

    An urn may stay open for weeks, and the program that serves it may be renewed in between.
    """
    counts = dict(state.counts)
    for code, question in catalogue.items():
        known = counts.get(code) or Count(question.most, 0, 0, {})
        counts[code] = replace(known, totals=dict.fromkeys(question.choices, 0) | dict(known.totals))
    return replace(state, counts=counts)


def closed(state: UrnState) -> UrnState:
    """Return `state` as it is sealed: no slip is taken any more."""
    return replace(state, is_closed=True)


def add(state: UrnState, slip: Slip) -> tuple[UrnState, Outcome]:
    """Return the urn with `slip` in it, or the same urn when its mark is there already, whatever the slip says now.

    Refuses `urn_closed`, `urn_answer_unknown` (question, choice or number of points) and `urn_sheets_used_up`
    (more paper slips to this question than sheets declared).
    """
    if state.is_closed:
        raise RuleViolated("urn_closed")
    count = state.counts.get(slip.question)
    if count is None or not 1 <= len(slip.choices) <= count.most or not count.totals.keys() >= set(slip.choices):
        raise RuleViolated("urn_answer_unknown")
    if slip.mark in state.marks:
        return state, Outcome.ALREADY
    if slip.sheets is not None and count.on_paper >= slip.sheets:
        raise RuleViolated("urn_sheets_used_up")
    totals = dict(count.totals)
    for choice in slip.choices:
        totals[choice] += 1
    on_paper = count.on_paper + (slip.sheets is not None)
    counted = replace(count, slips=count.slips + 1, on_paper=on_paper, totals=totals)
    counts = {**state.counts, slip.question: counted}
    return replace(state, counts=counts, marks=state.marks | {slip.mark}), Outcome.RECORDED


class _WrittenCount(TypedDict):
    most: int
    slips: int
    paper: int
    totals: dict[str, int]


class _Written(TypedDict):
    closed: bool
    counts: dict[str, _WrittenCount]
    marks: str


def encode(state: UrnState) -> bytes:
    """Return the one text of `state`: sorted throughout and padded to whole steps of `STEP` bytes."""
    written = _Written(
        closed=state.is_closed,
        counts={
            code: _WrittenCount(most=c.most, slips=c.slips, paper=c.on_paper, totals=dict(c.totals))
            for code, c in state.counts.items()
        },
        marks=b64encode(b"".join(sorted(state.marks))).decode("ascii"),
    )
    return pad(json.dumps(written, sort_keys=True, separators=(",", ":")).encode("ascii"))


def decode(data: bytes) -> UrnState:
    """Return the state that `encode` wrote; ValueError when the text is not one or its totals and marks disagree."""
    try:
        written: _Written = json.loads(data)
        joined = b64decode(written["marks"], validate=True)
        counts = {code: Count(c["most"], c["slips"], c["paper"], c["totals"]) for code, c in written["counts"].items()}
        is_closed = written["closed"]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not the state of an urn") from error
    marks = [joined[start : start + MARK_LENGTH] for start in range(0, len(joined), MARK_LENGTH)]
    if not all(map(lt, marks, marks[1:])):
        raise ValueError("marks of an urn are not sorted")
    return UrnState(counts, frozenset(marks), is_closed)


def pad(text: bytes) -> bytes:
    """Return `text` filled with blanks, which JSON ignores, to the next whole step of `STEP` bytes."""
    return text.ljust(max(1, -(-len(text) // STEP)) * STEP, b" ")
