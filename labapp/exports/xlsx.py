"""A table as a workbook: first what the file is and who may have it, then the rows, ready to filter and to print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeVar

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import ALL_TEMP_FILES, WorksheetWriter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from labapp.domain.tables import CellKind, Column, Table, said
from labapp.exports.cells import FACE, FACE_SIZE, cell_writer
from labapp.exports.cover import Cover
from labapp.exports.paper import set_paper
from labapp.exports.readme import README, write_readme

Row = TypeVar("Row")

_SAMPLE = 200  # rows that are looked at to choose the widths
_NARROWEST, _WIDEST = 9, 48  # characters
_WIDTHS = {
    CellKind.INTEGER: 11,
    CellKind.NUMBER: 13,
    CellKind.DATE: 15,
    CellKind.DATETIME: 25,
    CellKind.YES_NO: 11,
    CellKind.SIGNATURE: 34,
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


def write_workbook(path: Path, table: Table[Row], rows: Iterable[Row], *, cover: Cover) -> int:
    """Write what the audience of `cover` may read to `path` and return the number of rows.

    Rows are taken one by one, so that memory stays flat. What is written meanwhile lies beside `path` and goes also
    when it fails.
    """
    shown = table.visible_to(cover.audience)
    with write_only_book() as book:
        book.properties.creator = "labapp"
        book.properties.title = said(shown.title, cover.language)
        book.properties.language = cover.language
        readme: Worksheet = kept_beside(path, book.create_sheet(said(README, cover.language)))
        data: Worksheet = kept_beside(path, book.create_sheet(_sheet_title(book.properties.title)))
        written = _write_rows(data, shown.columns, rows, cover)
        write_readme(readme, shown, written, cover=cover)
        book.save(path)
    return written


@contextmanager
def write_only_book() -> Iterator[Workbook]:
    """Give a workbook that is written row by row; where that fails, what its sheets wrote so far is gone."""
    book = Workbook(write_only=True)
    try:
        yield book
    except BaseException:
        _forget(book)
        raise


def kept_beside(path: Path, sheet: Any) -> Any:
    """Return the sheet, which keeps its rows beside the workbook until it is saved.

    openpyxl would keep them, names and all, in the temporary folder of the computer.
    """
    rows = str(path.with_name(f"{path.name}.{len(sheet.parent.worksheets)}.rows"))

    def begin() -> None:
        if sheet._writer is None:
            ALL_TEMP_FILES.append(rows)
            sheet._writer = WorksheetWriter(sheet, out=rows)
            sheet._writer.write_top()

    sheet._get_writer = begin
    return sheet


def _forget(book: Workbook) -> None:
    # Only `save` removes what a sheet has written so far.
    for sheet in book.worksheets:
        rows, writer = getattr(sheet, "_rows", None), getattr(sheet, "_writer", None)
        if rows is not None:
            rows.close()
        if writer is not None and Path(writer.out).exists():
            try:
                writer.close()
            finally:
                writer.cleanup()


def _write_rows(sheet: Worksheet, columns: Sequence[Column[Row]], rows: Iterable[Row], cover: Cover) -> int:
    coming = iter(rows)
    sample = list(islice(coming, _SAMPLE))
    headings = [said(column.heading, cover.language) for column in columns]
    widths = [_width(column, heading, sample) for column, heading in zip(columns, headings, strict=True)]
    _set_up(sheet, columns, widths, cover)
    sheet.append([_heading(sheet, heading) for heading in headings])
    cells = [
        (column.value, cell_writer(sheet, column.kind, language=cover.language, width=width))
        for column, width in zip(columns, widths, strict=True)
    ]
    written = 0
    for row in chain(sample, coming):
        sheet.append([None if (given := value(row)) is None else write(given) for value, write in cells])
        written += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{written + 1}"
    return written


def _set_up(sheet: Worksheet, columns: Sequence[Column[Row]], widths: Sequence[int], cover: Cover) -> None:
    # The head of the sheet is written with its first row: what stands there cannot be set later.
    for position, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(position)].width = width + 1
    sheet.freeze_panes = "A2"
    set_paper(sheet, audience=cover.audience, language=cover.language)
    sheet.print_title_rows = "1:1"
    sheet.print_options.gridLines = True
    if any(column.kind is CellKind.SIGNATURE for column in columns):
        sheet.sheet_format.customHeight = True
        sheet.sheet_format.defaultRowHeight = _SIGNING_HEIGHT


def _heading(sheet: Worksheet, heading: str) -> Cell:
    cell = WriteOnlyCell(sheet, heading)
    cell.data_type = "s"
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


def _sheet_title(title: str) -> str:
    return _NOT_IN_TITLES.sub(" ", title)[:31]
