"""Workbooks of lists: the sheet that is filed first, its summary behind it, and last what the file is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from openpyxl.worksheet.worksheet import Worksheet

from labapp.domain.tables import Table, said
from labapp.exports.books import kept_beside, write_only_book
from labapp.exports.cover import Cover
from labapp.exports.letterhead import Letterhead, lines_above
from labapp.exports.readme import README, write_readme
from labapp.exports.sheets import sheet_title, write_rows

Row = TypeVar("Row")
Beside = tuple[Table[Any], Iterable[Any]]
"""A second table with its rows, which may be of any type."""


def write_filed(
    path: Path, table: Table[Row], rows: Iterable[Row], *, cover: Cover, beside: Beside, head: Letterhead | None = None
) -> int:
    """Write what the audience of `cover` may read to `path` and return the number of rows of the first sheet.

    Rows are taken one by one, so that memory stays flat. Raises RuleViolated for a logo that is no picture.
    """
    shown, second = table.visible_to(cover.audience), beside[0].visible_to(cover.audience)
    with write_only_book() as book:
        book.properties.creator = "labapp"
        book.properties.title = said(shown.title, cover.language)
        book.properties.language = cover.language
        titles = (shown.title, second.title, README)
        first, behind, readme = (_sheet(path, book, said(title, cover.language)) for title in titles)
        above = lines_above(first, head) if head else ()
        written = write_rows(first, shown.columns, rows, cover=cover, above=above)
        write_rows(behind, second.columns, beside[1], cover=cover)
        write_readme(readme, shown, written, cover=cover, beside=(second,))
        book.save(path)
    return written


def _sheet(path: Path, book: Any, title: str) -> Worksheet:
    sheet: Worksheet = kept_beside(path, book.create_sheet(sheet_title(title)))
    return sheet
