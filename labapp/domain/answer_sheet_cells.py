"""The cells of a returned row as an answer: what can be read is kept, and each cell that cannot says why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from labapp.domain.answer_sheets import EXTRAS, Column, Open, ReturnedRow, SheetRow, Vocabulary
from labapp.domain.response_extras import Extra, ExtraShape
from labapp.domain.responses import LONGEST_LINE, LONGEST_TEXT, Answer, Disposition, extras_of
from labapp.domain.sheet_days import DayDoubt, read_day
from labapp.domain.text import clean_line, clean_text, fold

_SHOWN = 60  # characters of what was typed, beside the sentence
Member = TypeVar("Member", bound=StrEnum)


class RowProblem(StrEnum):
    """Why a row, or one of its cells, cannot be kept as it came back."""

    NO_KEY = "no_key"
    LOCKED_CHANGED = "locked_changed"
    OTHER_SESSION = "other_session"
    REPEATED = "repeated"
    NOT_ANSWERED_HERE = "not_answered_here"
    FORMULA = "formula"
    NO_KIND = "no_kind"
    EMPTIED = "emptied"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_CHOICE = "unknown_choice"
    NOT_A_DAY = "not_a_day"
    DAY_TWO_WAYS = "day_two_ways"
    TOO_LONG = "too_long"
    REFERENCE_UNKNOWN = "reference_unknown"
    REFERENCE_TO_ITSELF = "reference_to_itself"
    REFERENCE_IN_CHAIN = "reference_in_chain"


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason, in one column where it has one, with what was typed there."""

    problem: RowProblem
    column: Column | None = None
    typed: str = ""
    longest: int = 0


@dataclass(frozen=True, slots=True)
class Typed:
    """What a row says: its answer, with exactly the extras that its kinds ask for, and the columns beyond those."""

    answer: Answer
    faults: tuple[Fault, ...]
    unasked: tuple[Extra, ...] = ()
    """Filled columns that the chosen kinds do not use: nothing of them is kept."""


def read_cells(row: ReturnedRow, now: SheetRow, words: Vocabulary) -> Typed:
    """Return what a row says about a contribution; a column that the file lost says what is stored."""
    reader = _Reader(row, words)
    stored = now.stored
    primary = reader.choice(Open.KIND, words.kinds) if row.has(Open.KIND) else stored.primary
    further = tuple(reader.further()) if row.has(Open.FURTHER) else stored.secondary
    kinds = tuple(dict.fromkeys((*(() if primary is None else (primary,)), *further)))
    said = {extra: value for extra in Extra if (value := _extra(reader, stored, extra)) is not None}
    asked = set(extras_of(kinds)) if primary is not None else set(said)
    refers_to = said.pop(Extra.REFERS_TO, None) if Extra.REFERS_TO in asked else None
    answer = replace(
        stored,
        primary=primary,
        secondary=kinds[1:] if primary is not None else further,
        reason=reader.text(Open.REASON) if row.has(Open.REASON) else stored.reason,
        extras={extra: value for extra, value in said.items() if extra in asked},
        refers_to=str(refers_to) if refers_to else None,
        institution=_institution(reader, now),
        office=reader.line(Open.OFFICE) if row.has(Open.OFFICE) else stored.office,
        answered_on=reader.day(Open.ANSWERED_ON) if row.has(Open.ANSWERED_ON) else stored.answered_on,
    )
    unasked = tuple(extra for extra in EXTRAS if extra in said and extra not in asked)
    return Typed(answer, tuple(reader.faults), unasked)


def _institution(reader: _Reader, now: SheetRow) -> str:
    """Return who signs; where nobody is named, an answer that is not given yet is that of whoever owes it."""
    if not reader.row.has(Open.INSTITUTION):
        return now.current.institution
    typed = reader.line(Open.INSTITUTION)
    return typed if typed or now.answer else now.owed_by


def _extra(reader: _Reader, stored: Answer, extra: Extra) -> str | date | None:
    if not reader.row.has(extra):
        return stored.said(extra)
    match extra.shape:
        case ExtraShape.DAY:
            return reader.day(extra)
        case ExtraShape.REASON_KIND:
            chosen = reader.choice(extra, reader.words.reason_kinds)
            return chosen.value if chosen else None
        case ExtraShape.NUMBER:
            return reader.line(extra).casefold() or None
        case _:
            return reader.text(extra) or None


class _Reader:
    """Reads the cells of one row and collects what is wrong with them."""

    def __init__(self, row: ReturnedRow, words: Vocabulary) -> None:
        self.row, self.words = row, words
        self.faults = [Fault(RowProblem.FORMULA, column) for column in _unreadable(row)]

    def text(self, column: Column) -> str:
        return self._fitting(column, clean_text(self.row.cell(column)), LONGEST_TEXT)

    def line(self, column: Column) -> str:
        return self._fitting(column, clean_line(self.row.cell(column)), LONGEST_LINE)

    def day(self, column: Column) -> date | None:
        typed = clean_line(self.row.cell(column))
        match read_day(typed) if typed else None:
            case date() as day:
                return day
            case DayDoubt.TWO_WAYS:
                self._refuse(RowProblem.DAY_TWO_WAYS, column, typed)
            case DayDoubt.NOT_A_DAY:
                self._refuse(RowProblem.NOT_A_DAY, column, typed)
        return None

    def choice(self, column: Column, known: Mapping[str, Member]) -> Member | None:
        return self._chosen(column, clean_line(self.row.cell(column)), known)

    def further(self) -> Iterator[Disposition]:
        for typed in self.row.cell(Open.FURTHER).splitlines():
            kind = self._chosen(Open.FURTHER, clean_line(typed), self.words.kinds)
            if kind is not None:
                yield kind

    def _chosen(self, column: Column, typed: str, known: Mapping[str, Member]) -> Member | None:
        found = known.get(fold(typed).rstrip(" ."))
        if typed and found is None:
            problem = RowProblem.UNKNOWN_CHOICE if isinstance(column, Extra) else RowProblem.UNKNOWN_KIND
            self._refuse(problem, column, typed)
        return found

    def _fitting(self, column: Column, text: str, longest: int) -> str:
        if len(text) > longest:
            self.faults.append(Fault(RowProblem.TOO_LONG, column, str(len(text)), longest))
        return text

    def _refuse(self, problem: RowProblem, column: Column, typed: str) -> None:
        self.faults.append(Fault(problem, column, typed[:_SHOWN]))


def _unreadable(row: ReturnedRow) -> Iterator[Column]:
    for column in (*Open, *EXTRAS):
        if column.value in row.unreadable:
            yield column
