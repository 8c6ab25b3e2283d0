"""The first sheet of every workbook: what the file is, who may have it, and what its columns mean."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any, TypeVar

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from labapp.domain.tables import Audience, Table, Wording, said
from labapp.exports.cells import CUT, FACE, FACE_SIZE, Written, instant_writer, text_writer
from labapp.exports.cover import Cover
from labapp.exports.paper import LINE_HEIGHT, set_paper
from labapp.words.labels_tables import AUDIENCES, CELL_KINDS

Row = TypeVar("Row")

README: Wording = ("Léame", "Read me")

_MAY_HAVE: dict[Audience, Wording] = {
    Audience.PUBLIC: (
        "Cualquier persona. No contiene datos personales.",
        "Anyone. It holds no personal data.",
    ),
    Audience.STAFF: (
        "Solo el personal del programa. No lo publique.",
        "Programme staff only. Please do not publish it.",
    ),
    Audience.PERSONAL: (
        "Solo el personal autorizado, y solo para la finalidad indicada. Contiene datos personales (Ley 81 de 2019): "
        "no lo reenvíe y bórrelo cuando ya no lo necesite.",
        "Authorised staff only, and only for the purpose given. It holds personal data (Law 81 of 2019): "
        "please do not forward it, and delete it when you no longer need it.",
    ),
}
_WHAT: Wording = ("Qué es", "What it is")
_MADE: Wording = ("Generado (hora de Panamá)", "Made (Panama time)")
_WHO: Wording = ("Quién puede tenerlo", "Who may have it")
_PURPOSE: Wording = ("Finalidad", "Purpose")
_ASKED_BY: Wording = ("Quién lo descargó", "Downloaded by")
_EXPORT: Wording = ("Número de exportación", "Export number")
_ROWS: Wording = ("Filas", "Rows")
_COUNTS: Wording = ("Qué cuenta", "What it counts")
_NOTES: Wording = ("Cómo leerlo", "How to read it")
_HOW: Wording = (
    "Las fechas son fechas de Excel, en hora de Panamá. Todo texto es texto: una celda que empieza por = + - @ o # no "
    f"es una fórmula. Un texto que no cabe en una celda termina en {CUT}; completo está en el archivo CSV.",
    "Dates are Excel dates, in Panama time. All text is text: a cell that begins with = + - @ or # is not a formula. "
    f"A text that does not fit into a cell ends in {CUT}; the CSV file has all of it.",
)
_DICTIONARY: tuple[Wording, ...] = (
    ("Columna", "Column"),
    ("Contenido", "Content"),
    ("Quién puede leerla", "Who may read it"),
    ("Nombre en los datos", "Name in the data"),
)
_WIDTHS = (30, 70, 36, 26)  # characters


def write_readme(
    sheet: Worksheet, table: Table[Row], written: int, *, cover: Cover, beside: Sequence[Table[Any]] = ()
) -> None:
    """Write the sheet that explains a file with `written` rows of `table`, and the tables on other sheets `beside`."""
    for letter, width in zip("ABCD", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    set_paper(sheet, audience=cover.audience, language=cover.language)
    sheet.append([_strong(sheet, said(table.title, cover.language), size=16)])
    for row, (label, value) in enumerate(_facts(sheet, written, cover), 2):
        told = value.value if isinstance(value, Cell) else value
        sheet.row_dimensions[row].height = LINE_HEIGHT * max(1, len(wrap(str(told), _WIDTHS[1])))
        sheet.append([_strong(sheet, said(label, cover.language)), value])
    _explain(sheet, table, cover)
    for other in beside:
        sheet.append([])
        sheet.append([_strong(sheet, said(other.title, cover.language), size=13)])
        _explain(sheet, other, cover)


def _explain(sheet: Worksheet, table: Table[Any], cover: Cover) -> None:
    sheet.append([])
    sheet.append([_strong(sheet, said(heading, cover.language)) for heading in _DICTIONARY])
    for column in table.columns:
        heading, content, reader = column.heading, CELL_KINDS[column.kind], AUDIENCES[column.audience]
        sheet.append([*(_text(sheet, said(words, cover.language)) for words in (heading, content, reader)), column.key])


def _facts(sheet: Worksheet, written: int, cover: Cover) -> list[tuple[Wording, Written]]:
    facts: list[tuple[Wording, Written]] = [
        (_WHAT, _text(sheet, cover.subject)),
        (_WHO, _text(sheet, said(_MAY_HAVE[cover.audience], cover.language))),
        (_MADE, _instant(sheet, cover)),
        (_ROWS, _count(sheet, written)),
    ]
    facts += [(_COUNTS, _text(sheet, remark)) for remark in cover.remarks]
    if cover.asked_by:
        facts.append((_ASKED_BY, _text(sheet, cover.asked_by)))
    if cover.purpose:
        facts.append((_PURPOSE, _text(sheet, cover.purpose)))
    if cover.export_id:
        facts.append((_EXPORT, str(cover.export_id)))
    return [*facts, (_NOTES, _text(sheet, said(_HOW, cover.language)))]


def _strong(sheet: Worksheet, words: str, *, size: int = FACE_SIZE) -> Cell:
    cell = WriteOnlyCell(sheet, words)
    cell.data_type = "s"
    cell.font = Font(name=FACE, size=size, bold=True)
    cell.alignment = Alignment(vertical="top")
    return cell


def _text(sheet: Worksheet, words: str) -> Written:
    return text_writer(sheet, width=_WIDTHS[1])(words)


def _instant(sheet: Worksheet, cover: Cover) -> Written:
    cell = instant_writer(sheet, language=cover.language)(cover.made_at)
    return _to_the_left(cell)


def _count(sheet: Worksheet, written: int) -> Written:
    return _to_the_left(WriteOnlyCell(sheet, written))


def _to_the_left(cell: Written) -> Written:
    if isinstance(cell, Cell):
        cell.alignment = Alignment(horizontal="left")
    return cell
