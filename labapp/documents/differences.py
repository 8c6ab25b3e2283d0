"""What one version of a document says that another did not: part by part, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import assert_never

from labapp.documents.content import (
    Answer,
    Block,
    Contribution,
    Contributions,
    Document,
    Exchange,
    Fact,
    Facts,
    Heading,
    Items,
    Note,
    Owed,
    Paragraph,
    QrCode,
    Quote,
    Signatures,
    Table,
)

_PIECES = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_PIECES = 4_000
"""Beyond it a line is compared as a whole: comparing word by word takes the square of the length."""


class Turn(StrEnum):
    """Whether some words stand in both versions, or in one of them only."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and in which version they stand."""

    turn: Turn
    text: str


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """A part of the document that is not the same, line by line; unchanged lines are left out."""

    heading: str
    lines: tuple[tuple[Piece, ...], ...]


def differences(before: Document, after: Document) -> tuple[ChangedPart, ...]:
    """Return the parts that differ, in the order of the later version; none where both say the same.

    Version, day, code and address are left out: they differ between any two versions.
    """
    old, new = _parts(before), _parts(after)
    found = []
    for heading in _merged(list(old), list(new)):
        lines = tuple(_changed_lines(old.get(heading, []), new.get(heading, [])))
        if lines:
            found.append(ChangedPart(heading, lines))
    return tuple(found)


def _merged(old: list[str], new: list[str]) -> Iterator[str]:
    for name, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield from new[first:last]
        if name != "equal":
            yield from (heading for heading in old[start:end] if heading not in new)


def _parts(document: Document) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = {"": [document.kind, document.title, document.eyebrow, document.subtitle]}
    heading = ""
    for block in document.blocks:
        match block:
            case Heading(level=1):
                heading = _unused(block.text, parts)
            case Note():
                heading = _unused(block.heading, parts)
        parts.setdefault(heading, []).extend(_lines(block))
    return parts


def _unused(heading: str, parts: dict[str, list[str]]) -> str:
    while heading in parts:
        heading += "…"
    return heading


def _lines(block: Block) -> list[str]:
    match block:
        case Heading():
            return [block.text] if block.level > 1 else []
        case Paragraph():
            return [block.text]
        case Items():
            return list(block.entries)
        case Quote():
            return [block.text, block.source] if block.source else [block.text]
        case Note():
            return list(block.lines)
        case Facts():
            return [_fact(one) for one in block.entries]
        case Contributions() | Exchange() | Table() | Signatures() | QrCode():
            return _record_lines(block)
        case _:
            assert_never(block)


def _record_lines(block: Contributions | Exchange | Table | Signatures | QrCode) -> list[str]:
    match block:
        case Contributions():
            return [line for one in block.entries for line in _said(one)]
        case Exchange():
            return [*_said(block.contribution), *_answer(block.answer)]
        case Table():
            return [block.caption, *(" · ".join(row) for row in (block.header, *block.rows))]
        case Signatures():
            return [" ".join(filter(None, (line.name, line.role))) for line in block.lines]
        case QrCode():
            return []
        case _:
            assert_never(block)


def _fact(fact: Fact) -> str:
    return f"{fact.term}: {fact.value}"


def _said(said: Contribution) -> list[str]:
    return [f"{said.number}. {said.text or ''}".rstrip(), *said.remarks]


def _answer(answer: Answer | Owed | None) -> list[str]:
    match answer:
        case Answer():
            return [f"{answer.group}: {answer.kind}", answer.reason, *(_fact(one) for one in answer.extras)]
        case Owed():
            return [answer.sentence]
        case None:
            return []
        case _:
            assert_never(answer)


def _changed_lines(old: list[str], new: list[str]) -> Iterator[tuple[Piece, ...]]:
    for name, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if name == "equal":
            continue
        gone, come = old[start:end], new[first:last]
        paired = min(len(gone), len(come))
        yield from (_words(one, other) for one, other in zip(gone[:paired], come[:paired], strict=True))
        yield from ((Piece(Turn.REMOVED, line),) for line in gone[paired:])
        yield from ((Piece(Turn.ADDED, line),) for line in come[paired:])


def _words(before: str, after: str) -> tuple[Piece, ...]:
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    if len(old) + len(new) > _MOST_PIECES:
        return (Piece(Turn.REMOVED, before), Piece(Turn.ADDED, after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.4:  # hardly a word in common: two sentences read better than a mosaic
        return (Piece(Turn.REMOVED, before), Piece(Turn.ADDED, after))
    return tuple(_pieces(old, new, matcher))


def _pieces(old: Sequence[str], new: Sequence[str], matcher: SequenceMatcher[str]) -> Iterator[Piece]:
    for name, start, end, first, last in matcher.get_opcodes():
        if name == "equal":
            yield Piece(Turn.SAME, "".join(new[first:last]))
            continue
        if end > start:
            yield Piece(Turn.REMOVED, "".join(old[start:end]))
        if last > first:
            yield Piece(Turn.ADDED, "".join(new[first:last]))
