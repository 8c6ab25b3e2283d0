"""Text pasted from a spreadsheet or a meeting program, as rows of cells; whatever it is, it ends in rows, bounded."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from labapp.domain.text import clean_line, fold

MOST_CHARACTERS = 1_000_000
MOST_ROWS = 2_000
MOST_COLUMNS = 40
LONGEST_CELL = 500
LONGEST_HEADING = 80
_LINES_LOOKED_AT = 40

Column = TypeVar("Column", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class PastedRow:
    """A row that is not blank, with the line of the text where it begins (1 is the first)."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pasted:
    """The rows that were read, and whether something beyond the bounds was left out."""

    rows: tuple[PastedRow, ...]
    cut: bool


def read_pasted(text: str, *, separators: str) -> Pasted:
    """Return the rows of `text`, divided by the one of `separators` that most of its first lines hold, tabs first.

    Never raises: a quote that is never closed is read as a letter.
    """
    unified = text[:MOST_CHARACTERS].lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    separator = _separator(unified, separators)
    records = _records(unified, separator)
    rows = [PastedRow(line, tuple(_cells(cells))) for line, cells in records if any(map(str.strip, cells))]
    rows = [row for row in rows if any(row.cells)]
    return Pasted(tuple(rows[:MOST_ROWS]), cut=len(rows) > MOST_ROWS or len(text) > MOST_CHARACTERS)


def _separator(text: str, separators: str) -> str:
    first = [line for line in text.split("\n", _LINES_LOOKED_AT)[:_LINES_LOOKED_AT] if line.strip()]
    held = {separator: sum(separator in line for line in first) for separator in separators}
    if held.get("\t"):  # nobody types a tab inside a name, while times and addresses hold commas
        return "\t"
    best = max(held, key=lambda separator: held[separator])
    return best if held[best] else "\n"


def _records(text: str, separator: str) -> list[tuple[int, list[str]]]:
    if separator == "\n":
        return [(line, [cell]) for line, cell in enumerate(text.split("\n"), start=1)]
    try:
        return list(_quoted(text, separator))
    except csv.Error:
        return [(line, row.replace('"', "").split(separator)) for line, row in enumerate(text.split("\n"), start=1)]


def _quoted(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    for cells in reader:
        yield begins, cells
        begins = reader.line_num + 1


def _cells(cells: Iterable[str]) -> Iterator[str]:
    for _, cell in zip(range(MOST_COLUMNS), cells, strict=False):
        yield clean_line(cell[: 4 * LONGEST_CELL])[:LONGEST_CELL]


def columns_of(row: PastedRow, headings: Mapping[Column, str]) -> tuple[dict[Column, int], tuple[str, ...]]:
    """Return where each known column is if `row` is the heading, and the headings that nobody reads.

    `headings` gives the pattern of each column's folded heading; the first that fits wins.
    """
    found: dict[Column, int] = {}
    ignored: list[str] = []
    for position, cell in enumerate(row.cells):
        heading = fold(cell[:LONGEST_HEADING])
        fits = (column for column, words in headings.items() if column not in found and re.search(words, heading))
        column = next(fits, None)
        if column is not None:
            found[column] = position
        elif heading:
            ignored.append(cell[:LONGEST_HEADING])
    return found, tuple(ignored)


def cell_of(row: PastedRow, columns: Mapping[Column, int], column: Column) -> str:
    """Return the cell of `column`, empty where the row is shorter or the column is absent."""
    position = columns.get(column, len(row.cells))
    return row.cells[position] if position < len(row.cells) else ""
