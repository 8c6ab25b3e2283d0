"""A file of answers, whatever it turns out to be: told apart by what it holds and never by its name."""

from __future__ import annotations

from labapp.domain.answer_sheets import ReturnedSheet
from labapp.domain.errors import RuleViolated
from labapp.returned.separated import read_separated
from labapp.returned.workbook import read_workbook

MB = 1024 * 1024
MOST_MB = 2
"""Megabytes of a file that is read: a thousand answers are less than half of one."""

_PACKAGE = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NO_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"<")


def read_returned(data: bytes) -> ReturnedSheet:
    """Return the answer sheet that a file holds. Raises RuleViolated with the sentence for what is wrong with it."""
    if not data:
        raise RuleViolated("sheet_absent", field="file")
    if len(data) > MOST_MB * MB:
        raise RuleViolated("sheet_too_big", field="file", most=MOST_MB)
    if data.startswith(_OLD_OFFICE):
        raise RuleViolated("sheet_with_password" if _ENCRYPTED in data else "sheet_old_excel", field="file")
    if data.startswith(_PACKAGE):
        return read_workbook(data)
    if data.startswith(_NO_TEXT):
        raise RuleViolated("sheet_of_other_kind", field="file")
    return read_separated(data)
