"""Rows of a table on a sheet, ready to filter and to print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from textwrap import wrap
from typing import TypeVar

from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from labapp.domain.tables import BY_PEN, CellKind, Column, said
from labapp.exports.cells import FACE, FACE_SIZE, Written, cell_writer, text_cell
from labapp.exports.cover import Cover
from labapp.exports.paper import LINE_HEIGHT, set_paper

Row = TypeVar("Row")
Above = Sequence[list[Written]]

_SAMPLE = 200  # rows that are looked at to choose the widths
_NARROWEST, _WIDEST = 9, 48  # characters
_WIDTHS = {
    CellKind.INTEGER: 11,
    CellKind.NUMBER: 13,
    CellKind.DATE: 15,
    CellKind.DATETIME: 25,
    CellKind.YES_NO: 11,
    CellKind.SIGNATURE: 34,
    CellKind.BY_HAND: 18,
}
_FILTER_ARROW = 4  # characters that the button of the filter covers in a heading
_SIGNING_HEIGHT = 34.0  # points, 12 mm
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\']")


class GrowingRow(RowDimension):
    """A row that begins with a height and grows with what is written into it: openpyxl would fix the height."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 (the name in the file format)
        """Whether the height was set by hand."""
        return False


def write_rows(
    sheet: Worksheet, columns: Sequence[Column[Row]], rows: Iterable[Row], *, cover: Cover, above: Above = ()
) -> int:
    """Write the rows under the headings of their columns, and return how many; `above` are lines over the headings."""
    coming = iter(rows)
    sample = list(islice(coming, _SAMPLE))
    headings = [said(column.heading, cover.language) for column in columns]
    widths = [_width(column, heading, sample) for column, heading in zip(columns, headings, strict=True)]
    top = len(above) + 1
    _set_up(sheet, columns, widths, cover, top)
    sheet.print_options.gridLines = not above
    for line in above:
        sheet.append(line)
    lines = max(len(wrap(heading, width)) for heading, width in zip(headings, widths, strict=True))
    sheet.row_dimensions[top].height = max(LINE_HEIGHT * lines, sheet.sheet_format.defaultRowHeight)
    sheet.append([_heading(sheet, heading) for heading in headings])
    cells = [
        (column.value, cell_writer(sheet, column.kind, language=cover.language, width=width))
        for column, width in zip(columns, widths, strict=True)
    ]
    written = 0
    for row in chain(sample, coming):
        sheet.append([None if (given := value(row)) is None else write(given) for value, write in cells])
        written += 1
    sheet.auto_filter.ref = f"A{top}:{get_column_letter(len(columns))}{written + top}"
    if above:
        _rule(sheet, sheet.auto_filter.ref)
    return written


def _set_up(sheet: Worksheet, columns: Sequence[Column[Row]], widths: Sequence[int], cover: Cover, top: int) -> None:
    # The head of the sheet is written with its first row: what stands there cannot be set later.
    for position, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(position)].width = width + 1
    sheet.freeze_panes = f"A{top + 1}"
    set_paper(sheet, audience=cover.audience, language=cover.language)
    sheet.print_title_rows = f"{top}:{top}"
    if any(column.kind in BY_PEN for column in columns):
        sheet.sheet_format.customHeight = True
        sheet.sheet_format.defaultRowHeight = _SIGNING_HEIGHT


def _rule(sheet: Worksheet, cells: str) -> None:
    """Draw lines around these cells only: the lines of the whole sheet would cross what stands above the list.

    As one condition that always holds, because a style for each cell, also for empty ones, would cost half the speed.
    """
    line = Side(style="thin", color="FF8A94A3")
    border = Border(left=line, right=line, top=line, bottom=line)
    sheet.conditional_formatting.add(cells, Rule("expression", dxf=DifferentialStyle(border=border), formula=["TRUE"]))


def _heading(sheet: Worksheet, heading: str) -> Cell:
    cell = text_cell(sheet, heading)
    cell.font = Font(name=FACE, size=FACE_SIZE, bold=True)
    cell.fill = PatternFill("solid", fgColor="FFE7ECF2")
    cell.border = Border(bottom=Side(style="medium", color="FF1F3A5F"))
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell


def _width(column: Column[Row], heading: str, sample: Sequence[Row]) -> int:
    longest_word = max(map(len, heading.split()), default=0) + _FILTER_ARROW
    if column.kind in _WIDTHS:
        return max(_WIDTHS[column.kind], longest_word)
    texts = (column.value(row) for row in sample)
    longest = max((len(line) for text in texts if isinstance(text, str) for line in text.split("\n")), default=0)
    return max(longest_word, min(max(longest, _NARROWEST), _WIDEST))


def sheet_title(title: str) -> str:
    """Return a title as a sheet can bear it."""
    return _NOT_IN_TITLES.sub(" ", title)[:31]
