"""The words of scans of signed papers."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.scans import ScanKind

LABELS: dict[StrEnum, tuple[str, str]] = {
    ScanKind.PDF: ("PDF", "PDF"),
    ScanKind.JPEG: ("Foto JPEG", "JPEG picture"),
    ScanKind.PNG: ("Imagen PNG", "PNG picture"),
}
