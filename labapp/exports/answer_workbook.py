"""The queue of contributions as a workbook that is filled away from here: locked columns, lists to choose from.

Nothing in it calculates: which cells the chosen kind asks for is shown by conditional formats, which hold no value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from labapp.domain.answer_sheets import COLUMNS, FEWEST_FURTHER, Column, Locked, Open, SheetRow
from labapp.domain.response_extras import Extra, ExtraShape, ReasonKind
from labapp.domain.responses import Disposition
from labapp.exports.answer_workbook_lists import LISTS, write_lists
from labapp.exports.answer_workbook_readme import LINE_HEIGHT, set_sheet_paper, write_instructions
from labapp.exports.answer_workbook_rules import add_rules
from labapp.exports.books import kept_beside, write_only_book
from labapp.exports.cells import FACE, FACE_SIZE, cell_text
from labapp.exports.readme import README
from labapp.exports.sheets import GrowingRow
from labapp.words.answer_sheets import SHEET_LANGUAGE, heading
from labapp.words.labels import label

ANSWERS = "Respuestas"
_WIDTHS: dict[Column, int] = {
    Locked.NUMBER: 9,
    Locked.PART_OF: 9,
    Locked.SAID: 52,
    Locked.DUE_ON: 13,
    Open.KIND: 32,
    Open.REASON: 56,
    Locked.KEY: 12,
}
_WIDTH, _DAY_WIDTH = 28, 16
_ISO_DAY, _READ_DAY = "yyyy-mm-dd", "[$-180A]dd mmm yyyy"
_GREY, _LINE = PatternFill("solid", fgColor="FFF1F3F6"), Side(style="thin", color="FFC9D0D9")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_PRINTED = 6  # columns, up to the reason: what somebody reads on paper
_TALLEST = 405.0  # points; Excel has no taller row than 409
_FEWEST_LINES, _MARGIN = 4, 6  # room to write; characters that do not fit because words are not cut
Pen = Callable[[str | date], Cell]


@dataclass(frozen=True, slots=True)
class AnswerBook:
    """What a workbook is about: whose contributions, when and by whom it was made, and its rows with their keys."""

    subject: str
    made_on: date
    rows: Sequence[tuple[SheetRow, str]]
    numbers: Sequence[str]
    """Every number that an answer may refer to, also those without a row here."""

    @property
    def further(self) -> int:
        """How many columns for further kinds the rows need."""
        return max([FEWEST_FURTHER, *(len(row.current.secondary) for row, _ in self.rows)])


def write_answer_workbook(path: Path, book: AnswerBook) -> int:
    """Write a workbook of answers to fill to `path` and return the number of its rows."""
    columns = list(_columns(book.further))
    with write_only_book() as made:
        made.properties.creator = "labapp"
        made.properties.title = f"{ANSWERS}: {book.subject}"[:200]
        made.properties.language = SHEET_LANGUAGE
        readme, answers, lists = (
            kept_beside(path, made.create_sheet(title)) for title in (README[0], ANSWERS, LISTS)
        )
        write_instructions(readme, book.subject, book.made_on, len(book.rows))
        _write_rows(answers, columns, book.rows)
        add_rules(answers, [column for column, _ in columns], len(book.rows), len(book.numbers))
        write_lists(lists, book.numbers)
        for sheet in (readme, answers, lists):
            _protect(sheet)
        made.save(path)
    return len(book.rows)


def _columns(further: int) -> Iterator[tuple[Column, int]]:
    for column in COLUMNS:
        for position in range(1, (further if column is Open.FURTHER else 1) + 1):
            yield column, position


def _protect(sheet: Worksheet) -> None:
    # Without a password: it keeps from accidents, and the keys of the rows show what was altered all the same.
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.protection.autoFilter = False


def _write_rows(
    sheet: Worksheet, columns: Sequence[tuple[Column, int]], rows: Sequence[tuple[SheetRow, str]]
) -> None:
    for at, (column, _) in enumerate(columns, 1):
        dimension = sheet.column_dimensions[get_column_letter(at)]
        dimension.width = _width(column)
        dimension.hidden = column is Locked.KEY
    sheet.freeze_panes = "D2"
    set_sheet_paper(sheet)
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{get_column_letter(_PRINTED)}{len(rows) + 1}"
    sheet.row_dimensions[1] = GrowingRow(sheet, index=1, ht=3 * LINE_HEIGHT)
    sheet.append([_heading(sheet, column, position) for column, position in columns])
    pens = [_pen(sheet, column) for column, _ in columns]
    for at, (row, key) in enumerate(rows, 2):
        sheet.row_dimensions[at] = GrowingRow(sheet, index=at, ht=_height(row))
        sheet.append([pen(said) for pen, said in zip(pens, _said(row, key, columns), strict=True)])
        del sheet.row_dimensions[at]
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"


def _height(row: SheetRow) -> float:
    texts = ((row.said, _WIDTHS[Locked.SAID]), (row.current.reason, _WIDTHS[Open.REASON]))
    lines = (sum(1 + len(line) // (width - _MARGIN) for line in text.split("\n")) for text, width in texts)
    return min(max(_FEWEST_LINES, *lines) * LINE_HEIGHT, _TALLEST)


def _width(column: Column) -> int:
    is_day = isinstance(column, Extra) and column.shape is ExtraShape.DAY
    return _DAY_WIDTH if is_day else _WIDTHS.get(column, _WIDTH)


def _heading(sheet: Worksheet, column: Column, position: int) -> Cell:
    cell = WriteOnlyCell(sheet, heading(column, position))
    cell.data_type = "s"
    cell.font = Font(name=FACE, size=FACE_SIZE, bold=True, color="FFFFFFFF")
    cell.fill = PatternFill("solid", fgColor="FF5B6675" if isinstance(column, Locked) else "FF1F4E79")
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    cell.border = _GRID
    return cell


def _pen(sheet: Worksheet, column: Column) -> Pen:
    """Return what writes one column: one styled cell serves all rows, because each is written as it is given."""
    blank, plain, quoted = (_cell(sheet, column, is_quoted=is_quoted) for is_quoted in (False, False, True))

    def write(said: str | date) -> Cell:
        if not said:
            return blank
        if isinstance(said, date):
            plain.value = said
            return plain
        text, is_quoted = cell_text(said)
        cell = quoted if is_quoted else plain
        cell.value = text
        cell.data_type = "s"
        return cell

    return write


def _cell(sheet: Worksheet, column: Column, *, is_quoted: bool) -> Cell:
    cell = WriteOnlyCell(sheet)
    is_locked = isinstance(column, Locked)
    is_day = column is Open.ANSWERED_ON or (isinstance(column, Extra) and column.shape is ExtraShape.DAY)
    cell.number_format = _READ_DAY if column is Locked.DUE_ON else _ISO_DAY if is_day else "@"
    cell.protection = Protection(locked=is_locked)
    cell.alignment = Alignment(wrap_text=column is not Locked.KEY, vertical="top")
    cell.border = _GRID
    cell.quotePrefix = is_quoted
    if is_locked:
        cell.fill = _GREY
    return cell


def _said(row: SheetRow, key: str, columns: Sequence[tuple[Column, int]]) -> Iterator[str | date]:
    answer = row.current
    fixed: dict[Column, str | date | None] = {
        Locked.NUMBER: row.number,
        Locked.PART_OF: row.part_of,
        Locked.SAID: row.said,
        Locked.DUE_ON: row.due_on,
        Locked.KEY: key,
        Open.KIND: _kind(answer.primary),
        Open.REASON: answer.reason,
        Open.INSTITUTION: answer.institution,
        Open.OFFICE: answer.office,
        Open.ANSWERED_ON: answer.answered_on,
    }
    for column, position in columns:
        if isinstance(column, Extra):
            yield _extra(answer.said(column))
        elif column is Open.FURTHER:
            yield _kind(answer.secondary[position - 1] if position <= len(answer.secondary) else None)
        else:
            yield fixed[column] or ""


def _kind(kind: Disposition | None) -> str:
    return "" if kind is None else label(kind, SHEET_LANGUAGE)


def _extra(said: str | date | None) -> str | date:
    if isinstance(said, str) and said in set(ReasonKind):
        return label(ReasonKind(said), SHEET_LANGUAGE)
    return said or ""
