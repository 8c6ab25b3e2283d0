"""A table as a workbook: first what the file is and who may have it, then the rows, ready to filter and to print."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from openpyxl.worksheet.worksheet import Worksheet

from labapp.domain.tables import Table, said
from labapp.exports.books import kept_beside, write_only_book
from labapp.exports.cover import Cover
from labapp.exports.readme import README, write_readme
from labapp.exports.sheets import sheet_title, write_rows

Row = TypeVar("Row")


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
        data: Worksheet = kept_beside(path, book.create_sheet(sheet_title(book.properties.title)))
        written = write_rows(data, shown.columns, rows, cover=cover)
        write_readme(readme, shown, written, cover=cover)
        book.save(path)
    return written
