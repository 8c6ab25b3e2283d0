"""Scans of signed papers: what a file is, told by what it holds and never by its name.

A file that was cut off on the way is refused: it would be opened years later, when the paper is gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from labapp.domain.errors import RuleViolated

LARGEST_SCAN = 6 * 1024 * 1024
"""Bytes; some ten pages at 300 dots per inch in grey, and less than a request to the desk may hold."""

_TAIL = 2048
"""Bytes at the end among which a PDF says that it ends; some scanners write a little after it."""


class ScanKind(StrEnum):
    """What kind of file a scan is, as its name ends."""

    PDF = ".pdf"
    JPEG = ".jpg"
    PNG = ".png"

    @property
    def media_type(self) -> str:
        """What browsers are told that it is."""
        return {ScanKind.PDF: "application/pdf", ScanKind.JPEG: "image/jpeg", ScanKind.PNG: "image/png"}[self]


@dataclass(frozen=True, slots=True)
class Scan:
    """A file that was looked into."""

    data: bytes
    kind: ScanKind


def read_scan(data: bytes) -> Scan:
    """Return a scan with its kind. Raises RuleViolated `scan_too_large`, `scan_unknown` or `scan_cut_off`."""
    if len(data) > LARGEST_SCAN:
        raise RuleViolated("scan_too_large", field="scan", megabytes=LARGEST_SCAN // 1024**2)
    kind = next((kind for kind, start in _STARTS.items() if data.startswith(start)), None)
    if kind is None:
        raise RuleViolated("scan_unknown", field="scan")
    if _ENDS[kind] not in data[-_TAIL:]:
        raise RuleViolated("scan_cut_off", field="scan")
    return Scan(data, kind)


_STARTS = {ScanKind.PDF: b"%PDF-", ScanKind.JPEG: b"\xff\xd8\xff", ScanKind.PNG: b"\x89PNG\r\n\x1a\n"}
_ENDS = {ScanKind.PDF: b"%%EOF", ScanKind.JPEG: b"\xff\xd9", ScanKind.PNG: b"IEND"}
