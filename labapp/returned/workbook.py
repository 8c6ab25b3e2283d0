"""An Excel workbook as lines of texts: streamed, nothing calculated, no link followed, within the limits of a sheet."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from labapp.domain.answer_sheets import Locked, ReturnedSheet
from labapp.domain.errors import Refusal, RuleViolated
from labapp.returned.columns import LINES_BEFORE, MOST_COLUMNS, Cell, Unreadable, is_header, read_rows
from labapp.returned.parts import check_package
from labapp.words.answer_sheets import heading

MOST_SHEETS = 20
_ESCAPE = re.compile(r"_x005[Ff]_(x[0-9A-Fa-f]{4}_)|_x000[Dd]_")
_LINES_IN_ALL = 1_048_576  # of an Excel sheet


def read_workbook(data: bytes) -> ReturnedSheet:
    """Return the answer sheet of a workbook. Raises RuleViolated as `check_package` and `read_rows`, `sheet_not_found`,
    `sheet_found_twice`, and `sheet_damaged` for whatever a parser stumbles over."""
    check_package(data)
    try:
        return _read(data)
    except Refusal:
        raise
    except Exception as wrong:  # a broken workbook raises whatever it likes, and is broken all the same
        raise RuleViolated("sheet_damaged", field="file") from wrong


def _read(data: bytes) -> ReturnedSheet:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        sheets = book.worksheets[:MOST_SHEETS]
        found = [(sheet, at) for sheet in sheets if (at := _header_of(sheet)) is not None]
        if not found:
            raise RuleViolated("sheet_not_found", field="file", heading=heading(Locked.KEY))
        if len(found) > 1:
            raise RuleViolated("sheet_found_twice", field="file")
        sheet, at = found[0]
        lines = _lines(sheet)
        header = next(cells for line, cells in lines if line == at)
        return read_rows(header, lines)
    finally:
        book.close()


def _header_of(sheet: Any) -> int | None:
    """Return the line of the headings of a sheet, None where it has none."""
    for line, cells in _lines(sheet, until=LINES_BEFORE):
        if is_header(cells):
            return line
    return None


def _lines(sheet: Any, *, until: int = _LINES_IN_ALL) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Give every line that holds something, with its number; the dimensions that the file claims are not believed."""
    sheet.reset_dimensions()
    gap: object = None
    for line, cells in enumerate(sheet.iter_rows(min_row=1, max_row=until, max_col=MOST_COLUMNS + 1), 1):
        if cells is gap or all(cell.value is None for cell in cells):
            gap = cells  # openpyxl gives one and the same row for every row that is not in the file
            continue
        yield line, [_text(cell.value, cell.data_type) for cell in cells]


def _text(value: object, kind: str) -> Cell:
    if kind in {"f", "e"}:
        return Unreadable.CELL
    match value:
        case None:
            return ""
        case str():
            return _unescaped(value)
        case bool():
            return "VERDADERO" if value else "FALSO"
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)


def _unescaped(text: str) -> str:
    """Return a text without Excel's escapes: the one that protects what looks like one, and that of a line's end.

    Others are left as they are: LibreOffice saves `_x0041_` that somebody wrote as it stands, without protecting it.
    """
    return _ESCAPE.sub(lambda found: f"_{found[1]}" if found[1] else "\r", text)
