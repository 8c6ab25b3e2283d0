"""Where the columns of the answer sheet are in a file, whatever order they came back in; what is not known is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import TypeAlias

from labapp.domain.answer_sheets import COLUMNS, NEEDED, Column, Locked, Open, ReturnedRow, ReturnedSheet
from labapp.domain.errors import RuleViolated
from labapp.domain.text import clean_line, fold
from labapp.words.answer_sheets import heading

MOST_ROWS = 2_000
MOST_COLUMNS = 80
LONGEST_CELL = 32_767
"""Characters of one cell: Excel's own limit."""

LINES_BEFORE = 20
"""Lines in which the headings are looked for: somebody may have put a title above."""

_NAMED = 40  # characters of an unknown heading that are repeated


class Unreadable(Enum):
    """A cell whose value nobody can vouch for: a formula, or an error."""

    CELL = "cell"


Cell: TypeAlias = str | Unreadable


@dataclass(slots=True)
class _Places:
    """Which column stands where; a position that no column claims may have a heading of its own."""

    known: dict[int, Column] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)


@cache
def _by_heading() -> dict[str, Column]:
    return {fold(heading(column)): column for column in COLUMNS}


def is_header(cells: Sequence[Cell]) -> bool:
    """Whether this line is that of the headings: the one with the heading of the key."""
    wanted = fold(heading(Locked.KEY))
    return any(isinstance(cell, str) and fold(cell) == wanted for cell in cells)


def read_rows(header: Sequence[Cell], lines: Iterable[tuple[int, Sequence[Cell]]]) -> ReturnedSheet:
    """Return the rows below a line of headings; `lines` come with their number in the file, blank ones are passed over.

    Raises RuleViolated: `sheet_heading_twice`, `sheet_columns_lost`, `sheet_headings_changed`, `sheet_without_rows`
    or one of the limits.
    """
    places = _places(header)
    rows: list[ReturnedRow] = []
    filled: set[int] = set()
    for line, cells in lines:
        said = {at: cell for at, cell in enumerate(cells) if isinstance(cell, Unreadable) or cell.strip()}
        if not said:
            continue
        _check_limits(line, said, len(rows))
        filled |= said.keys()
        rows.append(_row(line, said, places))
    absent = [column for column in COLUMNS if column not in places.known.values()]
    unknown = [_named(at, places) for at in sorted(filled | places.unknown.keys()) if at not in places.known]
    _check_columns(absent, unknown)
    if not rows:
        raise RuleViolated("sheet_without_rows", field="file")
    return ReturnedSheet(tuple(rows), tuple(unknown), tuple(column.value for column in absent))


def _places(header: Sequence[Cell]) -> _Places:
    places = _Places()
    for at, cell in enumerate(header):
        said = clean_line(cell) if isinstance(cell, str) else ""
        column = _by_heading().get(re.sub(r" \(\d\d?\)$", "", fold(said)))
        if column is None and said:
            places.unknown[at] = said[:_NAMED]
        elif column is not None:
            if column in places.known.values() and column is not Open.FURTHER:
                raise RuleViolated("sheet_heading_twice", field="file", heading=heading(column))
            places.known[at] = column
    return places


def _check_limits(line: int, said: dict[int, Cell], before: int) -> None:
    if before >= MOST_ROWS:
        raise RuleViolated("sheet_too_many_rows", field="file", most=MOST_ROWS)
    if max(said) >= MOST_COLUMNS:
        raise RuleViolated("sheet_too_many_columns", field="file", most=MOST_COLUMNS)
    if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in said.values()):
        raise RuleViolated("sheet_cell_too_long", field="file", line=line, most=LONGEST_CELL)


def _row(line: int, said: dict[int, Cell], places: _Places) -> ReturnedRow:
    cells: dict[str, str] = {column.value: "" for column in places.known.values()}
    unreadable: set[str] = set()
    for at, column in places.known.items():
        cell = said.get(at, "")
        if isinstance(cell, Unreadable):
            unreadable.add(column.value)
        elif column is Open.FURTHER:
            cells[column.value] = "\n".join(filter(None, (cells[column.value], cell.strip())))
        else:
            cells[column.value] = cell
    return ReturnedRow(line, cells, frozenset(unreadable))


def _named(at: int, places: _Places) -> str:
    return places.unknown.get(at) or f"columna {_letters(at)}"


def _letters(at: int) -> str:
    return (_letters(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def _check_columns(absent: list[Column], unknown: list[str]) -> None:
    names = ", ".join(heading(column) for column in absent)
    if absent and unknown:
        raise RuleViolated("sheet_headings_changed", field="file", unknown=", ".join(unknown[:5]), absent=names[:300])
    if lost := [heading(column) for column in absent if column in NEEDED]:
        raise RuleViolated("sheet_columns_lost", field="file", absent=", ".join(lost))
