"""A CSV that a spreadsheet saved from the answer sheet: read where its letters and its separator are beyond doubt."""

from __future__ import annotations

import csv
import io

from labapp.domain.answer_sheets import ReturnedSheet
from labapp.domain.errors import RuleViolated
from labapp.returned.columns import LINES_BEFORE, is_header, read_rows

SEPARATORS = (",", ";", "\t")
_BINARY = "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x1b"


def read_separated(data: bytes) -> ReturnedSheet:
    """Return the answer sheet of a CSV. Raises RuleViolated `sheet_text_unclear` or as `read_rows`."""
    text = _decoded(data)
    for separator in SEPARATORS:
        lines, is_whole = _records(text, separator)
        at = next((n for n, (_, cells) in enumerate(lines[:LINES_BEFORE]) if is_header(cells)), None)
        if at is not None and not is_whole:
            raise RuleViolated("sheet_damaged", field="file")
        if at is not None:
            return read_rows(lines[at][1], lines[at + 1 :])
    raise RuleViolated("sheet_text_unclear", field="file")


def _decoded(data: bytes) -> str:
    """Return the text: UTF-8 with or without mark, else Windows' Latin letters, which are those of ISO-8859-1 too.

    Where the letters were mistaken, the locked texts no longer agree with their key and every row is refused.
    """
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(char in text for char in _BINARY):
            return text
    raise RuleViolated("sheet_text_unclear", field="file")


def _records(text: str, separator: str) -> tuple[list[tuple[int, list[str]]], bool]:
    """Return the records with the line where each begins, and whether the text ends where a record does."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for cells in reader:
            records.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error:
        return records, False
    return records, True
