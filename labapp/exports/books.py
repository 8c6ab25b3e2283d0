"""Workbooks that are written row by row: what they hold meanwhile lies beside them, and goes also when they fail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet._writer import ALL_TEMP_FILES, WorksheetWriter


@contextmanager
def write_only_book() -> Iterator[Workbook]:
    """Give a workbook that is written row by row; when the block fails nothing of its rows is left behind."""
    book = Workbook(write_only=True)
    try:
        yield book
    except BaseException:
        _forget(book)
        raise


def kept_beside(path: Path, sheet: Any) -> Any:
    """Return a sheet that keeps its rows beside the workbook at `path` until that is saved.

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
