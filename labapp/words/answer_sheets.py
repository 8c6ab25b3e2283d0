"""What the answer sheet says and understands: headings, kinds by all their names, and the sentence beside a cell."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cache
from typing import TypeVar

from labapp.domain.answer_sheet_cells import Fault
from labapp.domain.answer_sheet_decisions import Change, Said
from labapp.domain.answer_sheets import OFFERED, Column, Vocabulary
from labapp.domain.response_extras import Extra, ReasonKind
from labapp.domain.tables import Language
from labapp.domain.text import fold
from labapp.words import formats
from labapp.words.labels import label

SHEET_LANGUAGE: Language = "es"
"""The sheet goes to officials of Panama: it is in Spanish, whoever downloads it."""

Member = TypeVar("Member", bound=StrEnum)


def heading(column: Column, position: int = 1) -> str:
    """Return the heading of a column; the second column for further kinds says that it is the second."""
    words = label(column, SHEET_LANGUAGE)
    return words if position == 1 else f"{words} ({position})"


@cache
def vocabulary() -> Vocabulary:
    """Return every way of writing the kinds that are understood on return."""
    kinds = _by_name(OFFERED) | {fold(kind.published_code): kind for kind in OFFERED}
    return Vocabulary(kinds, _by_name(tuple(ReasonKind)))


def _by_name(members: tuple[Member, ...]) -> dict[str, Member]:
    return {fold(name): member for member in members for name in (member, label(member, "es"), label(member, "en"))}


def fault_words(fault: Fault, language: str) -> str:
    """Return the sentence beside a row: what is wrong in which column, and what to do."""
    column = label(fault.column, language) if fault.column else ""
    return label(fault.problem, language).format(column=column, typed=fault.typed, longest=fault.longest)


def said_words(change: Change, said: Said, language: str) -> str:
    """Return one side of a change as people read it; empty where there is nothing."""
    match said:
        case None | ():
            return ""
        case tuple():
            return " · ".join(label(kind, language) for kind in said)
        case date():
            return formats.day(said, language)
        case str() if change.column is Extra.REASON_KIND and said in set(ReasonKind):
            return label(ReasonKind(said), language)
    return said
