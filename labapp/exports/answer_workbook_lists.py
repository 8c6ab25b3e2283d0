"""The sheet of lists: what the drop-downs of the answer sheet offer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from labapp.domain.answer_sheets import OFFERED
from labapp.domain.response_extras import ReasonKind
from labapp.exports.cells import FACE, FACE_SIZE
from labapp.words.answer_sheets import SHEET_LANGUAGE
from labapp.words.labels import label

LISTS = "Listas"
_HEADINGS = ("Tipos de respuesta", "Tipos de razón", "Aportes")

KINDS = f"{LISTS}!$A$2:$A${len(OFFERED) + 1}"
REASON_KINDS = f"{LISTS}!$B$2:$B${len(ReasonKind) + 1}"


def numbers(count: int) -> str:
    """Return where the list of numbers is; it holds `count` of them."""
    return f"{LISTS}!$C$2:$C${max(count, 1) + 1}"


def write_lists(sheet: Worksheet, referable: Sequence[str]) -> None:
    """Write the lists: kinds, kinds of reason, and the numbers that an answer may refer to."""
    for letter, width in zip("ABC", (44, 44, 12), strict=True):
        sheet.column_dimensions[letter].width = width
    kinds = [label(kind, SHEET_LANGUAGE) for kind in OFFERED]
    reasons = [label(kind, SHEET_LANGUAGE) for kind in ReasonKind]
    sheet.append([_cell(sheet, words, is_bold=True) for words in _HEADINGS])
    for row in zip_longest(kinds, reasons, referable):
        sheet.append([None if words is None else _cell(sheet, words) for words in row])


def _cell(sheet: Worksheet, words: str, *, is_bold: bool = False) -> Cell:
    cell = WriteOnlyCell(sheet, words)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.font = Font(name=FACE, size=FACE_SIZE, bold=is_bold)
    return cell
