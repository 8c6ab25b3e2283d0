"""Files as they come back from other people's computers: filled, saved otherwise, broken, and made to do harm."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from labapp.domain.answer_sheets import Sheet, key_of
from labapp.exports.answer_workbook import ANSWERS, AnswerBook, write_answer_workbook
from tests.domain.sheets import SESSION, seal

MB = 1024 * 1024
Edit = Callable[[Worksheet], None]


def written(sheet: Sheet, folder: Path) -> bytes:
    """The workbook of a sheet as it goes out."""
    rows = [(row, key_of(row, SESSION, seal)) for row in sheet.rows]
    book = AnswerBook("Laboratorio de Soloy", date(2026, 11, 21), rows, [row.number for row in sheet.rows])
    write_answer_workbook(folder / "out.xlsx", book)
    return (folder / "out.xlsx").read_bytes()


def edited(book: bytes, edit: Edit) -> bytes:
    """A workbook after somebody changed its sheet of answers with another program."""
    opened = load_workbook(io.BytesIO(book))
    edit(opened[ANSWERS])
    return saved(opened)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def column_of(sheet: Worksheet, heading: str) -> int:
    """The place of a column by its heading."""
    return next(cell.column for cell in sheet[1] if cell.value == heading)


def typing(heading: str, value: object, *, row: int = 2, number_format: str | None = None) -> Edit:
    """What somebody does who types a value into one cell."""

    def edit(sheet: Worksheet) -> None:
        cell = sheet.cell(row, column_of(sheet, heading))
        cell.value = value  # type: ignore[assignment] # whatever a test types
        if number_format:
            cell.number_format = number_format

    return edit


def as_csv(book: bytes, *, separator: str = ",", encoding: str = "utf-8") -> bytes:
    """What a spreadsheet saves as CSV from the sheet of answers."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    for row in load_workbook(io.BytesIO(book))[ANSWERS].iter_rows(values_only=True):
        writer.writerow([_as_shown(value) for value in row])
    return out.getvalue().encode(encoding)


def _as_shown(value: object) -> object:
    if isinstance(value, datetime):
        return value.date()
    return unescape(value) if isinstance(value, str) else value


def repacked(book: bytes, changes: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package with some parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w", compression) as new:
        for part in old.namelist():
            new.writestr(part, changes.get(part, old.read(part)))
        for part in changes.keys() - set(old.namelist()):
            new.writestr(part, changes[part])
    return out.getvalue()


def answers_part(book: bytes) -> tuple[str, bytes]:
    """The part of the sheet of answers: its name and its XML."""
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        return "xl/worksheets/sheet2.xml", package.read("xl/worksheets/sheet2.xml")


def _with_type(xml: bytes, declared: bytes) -> bytes:
    return declared + xml.removeprefix(b'<?xml version="1.0" encoding="UTF-8"?>')


_LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>'
_OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def _headings(sheet: Worksheet) -> None:
    sheet.delete_rows(1)


def _merged(sheet: Worksheet) -> None:
    sheet.merge_cells("E1:F1")


def _renamed(sheet: Worksheet) -> None:
    sheet.cell(1, column_of(sheet, "La razón")).value = "Motivo"


def _without(*headings: str) -> Edit:
    def edit(sheet: Worksheet) -> None:
        for heading in headings:
            sheet.delete_cols(column_of(sheet, heading))

    return edit


def _twice(sheet: Worksheet) -> None:
    sheet.cell(1, column_of(sheet, "Cláusula o hito")).value = "La razón"


def _many_rows(sheet: Worksheet) -> None:
    for at in range(3, 2_100):
        sheet.cell(at, 1).value = "x"


def refused_files(book: bytes) -> dict[str, tuple[bytes, str]]:
    """Every file that is refused whole, with the code of its sentence."""
    part, xml = answers_part(book)
    two = load_workbook(io.BytesIO(book))
    two.copy_worksheet(two[ANSWERS])
    ods = repacked(book, {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    wide = _LAUGHS.decode().encode("utf-16")
    other_age = b'<?xml version="1.0" encoding="cp037"?><a/>'
    word = _package({"word/document.xml": b"<a/>", "[Content_Types].xml": b"<a/>"})
    names: Sequence[tuple[str, bytes, str]] = (
        ("nothing", b"", "sheet_absent"),
        ("three megabytes", b"a" * (3 * MB), "sheet_too_big"),
        ("half of it", book[: len(book) // 2], "sheet_damaged"),
        ("its first kilobyte", book[:1024], "sheet_damaged"),
        ("a bit turned", _flipped(book), "sheet_damaged"),
        ("a zip bomb", repacked(book, {part: xml[:-20] + b" " * (60 * MB)}), "sheet_unsafe"),
        ("a bomb below the limit of all parts", repacked(book, {part: xml + b" " * (15 * MB)}), "sheet_unsafe"),
        ("hundreds of parts", repacked(book, {f"xl/{n}.xml": b"<a/>" for n in range(300)}), "sheet_unsafe"),
        ("a bomb of entities", repacked(book, {part: _with_type(xml, _LAUGHS)}), "sheet_unsafe"),
        ("an outside entity", repacked(book, {"xl/sharedStrings.xml": _OUTSIDE + b"<sst/>"}), "sheet_unsafe"),
        ("entities in wide letters", repacked(book, {part: wide}), "sheet_unsafe"),
        ("entities in a picture", repacked(book, {"xl/media/a.png": wide}), "sheet_unsafe"),
        ("letters of another age", repacked(book, {part: other_age}), "sheet_unsafe"),
        ("macros", repacked(book, {"xl/vbaProject.bin": b"\xd0\xcf"}), "sheet_with_macros"),
        ("links to other files", repacked(book, {"xl/externalLinks/externalLink1.xml": b"<a/>"}), "sheet_with_links"),
        ("an old Excel", old, "sheet_old_excel"),
        ("a password", old + "EncryptedPackage".encode("utf-16-le"), "sheet_with_password"),
        ("OpenDocument", ods, "sheet_open_document"),
        ("a Word file", word, "sheet_of_other_kind"),
        ("a PDF", b"%PDF-1.7 ...", "sheet_of_other_kind"),
        ("a page", b"<!doctype html><p>hola", "sheet_of_other_kind"),
        ("XML that is none", repacked(book, {part: b"<worksheet><sheetData><row"}), "sheet_damaged"),
        ("no headings", edited(book, _headings), "sheet_not_found"),
        ("another workbook", saved(Workbook()), "sheet_not_found"),
        ("the sheet twice", saved(two), "sheet_found_twice"),
        ("merged headings", edited(book, _merged), "sheet_headings_changed"),
        ("a heading with another name", edited(book, _renamed), "sheet_headings_changed"),
        ("no numbers", edited(book, _without("Aporte N.º")), "sheet_columns_lost"),
        ("no kinds and no words", edited(book, _without("Tipo de respuesta", "Qué se dijo")), "sheet_columns_lost"),
        ("a heading twice", edited(book, _twice), "sheet_heading_twice"),
        ("thousands of rows", edited(book, _many_rows), "sheet_too_many_rows"),
        ("a far column", edited(book, lambda sheet: sheet.__setitem__("CC2", "x")), "sheet_too_many_columns"),
        ("a book in a cell", as_csv(book) + b"x," + b"a" * 32_768, "sheet_cell_too_long"),
        ("nothing but headings", edited(book, lambda sheet: sheet.delete_rows(2, 50)), "sheet_without_rows"),
        ("CSV with bars", as_csv(book, separator="|"), "sheet_text_unclear"),
        ("CSV in wide letters", as_csv(book, encoding="utf-16"), "sheet_text_unclear"),
        ("CSV cut in a quote", as_csv(book) + b'"Que el agua', "sheet_damaged"),
        ("letters and no sheet", "¡Buenas tardes, aquí van las respuestas!".encode(), "sheet_text_unclear"),
    )
    return {name: (data, code) for name, data, code in names}


def _flipped(book: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        part = package.getinfo("xl/worksheets/sheet2.xml")
    at = part.header_offset + 30 + len(part.filename) + part.compress_size // 2
    return book[:at] + bytes([book[at] ^ 0xFF]) + book[at + 1 :]


def _package(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()
