"""Values as cells of a write-only sheet: text stays text, days are days, and no cell is ever a formula.

openpyxl writes a row while it is appended, so one styled cell serves all rows of its column; text that needs no style
goes as a bare string, which is what keeps the writer near openpyxl's own speed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import assert_never

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from labapp.domain.tables import CellKind, CellValue, Language, said
from labapp.exports import values

Written = str | int | float | Decimal | date | datetime | Cell | None
CellWriter = Callable[[CellValue], Written]

CUT = "[…]"
"""Ends a text that was longer than a cell holds."""

FACE, FACE_SIZE = "Calibri", 11
"""The typeface that openpyxl gives to cells without a style; a styled cell has to name it."""

_TEXT_LIMIT = 32_767  # characters of UTF-16 in one cell, Excel's limit; openpyxl would cut without a word
_LINK_LIMIT = 10_000  # links stay in memory until the sheet closes; Excel itself stops at 65,530
_WHOLE_LIMIT = 10**15  # Excel keeps 15 digits
_FIRST_YEAR = 1900  # Excel knows no day before

# What a spreadsheet could read as formula or error, what XML cannot hold, and what Excel decodes as a character.
_UNPLAIN = re.compile(r"\A[=+\-@#\t＝＋－＠＃]|[\x00-\x08\x0a-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_READ_AS_FORMULA = re.compile(r"[=+\-@#\t\n＝＋－＠＃]")
_READ_AS_CHARACTER = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WEB_ADDRESS = re.compile(r"https?://[^\s\"<>]{1,2000}")
_MONTHS_OF = {"es": "[$-180A]", "en": "[$-409]"}  # Spanish of Panama, English


def cell_writer(sheet: Worksheet, kind: CellKind, *, language: Language, width: int) -> CellWriter:
    """Return what turns the values of one column into cells of `sheet`; text longer than `width` wraps."""
    match kind:
        case CellKind.TEXT:
            return text_writer(sheet, width=width)
        case CellKind.INTEGER:
            return _whole
        case CellKind.NUMBER:
            return values.number
        case CellKind.DATE:
            return _day_writer(sheet, language)
        case CellKind.DATETIME:
            return instant_writer(sheet, language=language)
        case CellKind.YES_NO:
            yes, no = said(values.YES, language), said(values.NO, language)
            return lambda value: yes if values.truth(value) else no
        case CellKind.SIGNATURE | CellKind.BY_HAND:
            return _blank
        case CellKind.LINK:
            return _link_writer(sheet, width)
    assert_never(kind)


def text_writer(sheet: Worksheet, *, width: int) -> CellWriter:
    """Return what writes text as text: forced to string, with the quote prefix, where a spreadsheet could run it.

    The prefix keeps it text also after somebody edits the cell. Source: CWE-1236, OWASP ASVS 1.2.10 (typed instead of
    changed, so that names stay as they were given).
    """
    styles = ((True, False), (False, True), (True, True))
    styled = {(quoted, wrapped): _text_cell(sheet, quoted, wrapped) for quoted, wrapped in styles}

    def write(value: CellValue) -> Written:
        if isinstance(value, str) and len(value) <= width and not _UNPLAIN.search(value):
            return value
        text, is_quoted = cell_text(value)
        cell = styled.get((is_quoted, len(text) > width or "\n" in text))
        if cell is None:
            return text
        cell.value = text
        cell.data_type = "s"
        return cell

    return write


def cell_text(value: CellValue) -> tuple[str, bool]:
    """Return a text as a cell holds it, and whether it needs the quote prefix because a spreadsheet could run it."""
    text = values.text(value)
    return _fitted(_READ_AS_CHARACTER.sub("_x005F_", text)), bool(_READ_AS_FORMULA.match(text))


def text_cell(sheet: Worksheet, text: str) -> Cell:
    """Return a cell of its own with a text, forced and prefixed where a spreadsheet could run it."""
    held, needs_prefix = cell_text(text)
    cell = _text_cell(sheet, needs_prefix, wrapped=False)
    cell.value = held
    cell.data_type = "s"
    return cell


def instant_writer(sheet: Worksheet, *, language: Language) -> CellWriter:
    """Return what writes instants as real dates, in Panama's wall time to the second."""
    cell = WriteOnlyCell(sheet)
    cell.number_format = f"{_MONTHS_OF[language]}dd mmm yyyy h:mm AM/PM"

    def write(value: CellValue) -> Written:
        local = values.instant(value)
        if local.year < _FIRST_YEAR:
            return local.isoformat()
        cell.value = local.replace(tzinfo=None, microsecond=0)
        return cell

    return write


def _day_writer(sheet: Worksheet, language: Language) -> CellWriter:
    cell = WriteOnlyCell(sheet)
    cell.number_format = f"{_MONTHS_OF[language]}dd mmm yyyy"

    def write(value: CellValue) -> Written:
        day = values.day(value)
        if day.year < _FIRST_YEAR:
            return day.isoformat()
        cell.value = day
        return cell

    return write


def _link_writer(sheet: Worksheet, width: int) -> CellWriter:
    plain = text_writer(sheet, width=width)
    cell = WriteOnlyCell(sheet)
    cell.font = Font(name=FACE, size=FACE_SIZE, color="FF0B57A4", underline="single")
    left = iter(range(_LINK_LIMIT))

    def write(value: CellValue) -> Written:
        address = values.text(value)
        if not _WEB_ADDRESS.fullmatch(address) or next(left, None) is None:
            return plain(value)
        cell.value = address
        cell.hyperlink = address
        return cell

    return write


def _whole(value: CellValue) -> Written:
    number = values.integer(value)
    return number if abs(number) < _WHOLE_LIMIT else str(number)


def _blank(value: CellValue) -> None:
    """Leave the cell to the pen."""


def _text_cell(sheet: Worksheet, quoted: bool, wrapped: bool) -> Cell:
    cell = WriteOnlyCell(sheet)
    cell.quotePrefix = quoted
    cell.alignment = Alignment(wrap_text=wrapped)
    return cell


def _fitted(text: str) -> str:
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _TEXT_LIMIT:
        return text
    return units[: 2 * (_TEXT_LIMIT - len(CUT))].decode("utf-16-le", errors="ignore") + CUT
