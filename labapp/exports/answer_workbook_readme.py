"""The first sheet of the workbook of answers: how it is filled, how it comes back, and what each kind asks for."""

from __future__ import annotations

from datetime import date

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet

from labapp.domain.answer_sheets import OFFERED
from labapp.domain.completeness import SHORTEST_REASON
from labapp.domain.responses import INSTEAD, OPTIONAL, REQUIRED, Disposition
from labapp.domain.tables import Audience
from labapp.exports.cells import FACE, FACE_SIZE, cell_text
from labapp.exports.paper import set_paper
from labapp.exports.sheets import GrowingRow
from labapp.words import formats
from labapp.words.answer_sheets import SHEET_LANGUAGE
from labapp.words.labels import label

_WIDTHS = (40, 100)  # characters
LINE_HEIGHT = 15.0
"""Points of one line of text."""
_STEPS = (
    "Vaya a la hoja «Respuestas». Cada fila es un aporte. Lo gris viene dado; lo blanco se llena.",
    "Elija el tipo de respuesta de la lista. Lo que ese tipo pide se pone amarillo; lo que no usa, gris.",
    f"Escriba la razón con palabras sencillas, en {SHORTEST_REASON} caracteres o más: qué se decidió y por qué. "
    "La va a leer la comunidad.",
    "Al final de la fila está quién responde. Si ahí dice el nombre de su institución, escriba también su oficina.",
    "Los días se escriben con el año primero: 2026-11-30.",
    "Lo que no alcance a llenar, déjelo como está. Una fila a medias se guarda a medias y dice qué le falta.",
    "No cambie los títulos ni mueva filas por partes. No hace falta ninguna clave para abrir el archivo.",
    "Guarde como .xlsx y devuélvalo a quien se lo mandó. Allá se revisa fila por fila antes de guardar nada.",
)
_BEFORE_KINDS = 8 + len(_STEPS)  # rows


def set_sheet_paper(sheet: Worksheet) -> None:
    """Set the paper; each page says that nothing on it has been decided yet."""
    set_paper(sheet, audience=Audience.STAFF, language=SHEET_LANGUAGE)
    footer = HeaderFooterItem()
    footer.left.text, footer.right.text = "Borrador de trabajo: no es la respuesta publicada", "Página &P de &N"
    sheet.oddFooter = footer


def write_instructions(sheet: Worksheet, subject: str, made_on: date, rows: int) -> None:
    """Write how the workbook is filled: what it is, the steps, and for each kind what it asks for."""
    for letter, width in zip("AB", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    set_sheet_paper(sheet)
    sheet.row_dimensions[1] = GrowingRow(sheet, index=1, ht=2 * LINE_HEIGHT)
    sheet.append([_words(sheet, "Respuestas a los aportes", size=16, is_bold=True)])
    for name, text in (
        ("De qué es", subject),
        ("Aportes que contiene", str(rows)),
        ("Se bajó el", formats.day(made_on, SHEET_LANGUAGE)),
    ):
        sheet.append([_words(sheet, name, is_bold=True), _words(sheet, text)])
    sheet.append([])
    sheet.append([_words(sheet, "Cómo se llena", size=13, is_bold=True)])
    for number, step in enumerate(_STEPS, 1):
        sheet.append([_words(sheet, f"Paso {number}", is_bold=True), _words(sheet, step)])
    sheet.append([])
    sheet.append([_head(sheet, "Tipo de respuesta"), _head(sheet, "Qué pide, además de la razón")])
    for at, kind in enumerate(OFFERED, _BEFORE_KINDS + 1):
        asked = _asked(kind)
        height = LINE_HEIGHT * (1 + len(asked) // _WIDTHS[1])
        sheet.row_dimensions[at] = GrowingRow(sheet, index=at, ht=height)
        sheet.append([_words(sheet, label(kind, SHEET_LANGUAGE)), _words(sheet, asked)])


def _asked(kind: Disposition) -> str:
    required = "; ".join(label(extra, SHEET_LANGUAGE) for extra in REQUIRED[kind])
    instead = f". O, en su lugar: {label(INSTEAD[kind], SHEET_LANGUAGE)}" if kind in INSTEAD else ""
    optional = "; ".join(label(extra, SHEET_LANGUAGE) for extra in OPTIONAL.get(kind, ()))
    may = f". Si se sabe: {optional}" if required and optional else f"Si se sabe: {optional}" if optional else ""
    return (required + instead + may or "Nada más") + "."


def _words(sheet: Worksheet, words: str, *, size: int = FACE_SIZE, is_bold: bool = False) -> Cell:
    text, is_quoted = cell_text(words)
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = is_quoted
    cell.font = Font(name=FACE, size=size, bold=is_bold)
    cell.alignment = Alignment(wrap_text=size == FACE_SIZE, vertical="top")
    return cell


def _head(sheet: Worksheet, words: str) -> Cell:
    cell = _words(sheet, words, is_bold=True)
    cell.fill = PatternFill("solid", fgColor="FFE7ECF2")
    return cell
