"""Labels of how something was read."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.readings import ReadForm

LABELS: dict[StrEnum, tuple[str, str]] = {
    ReadForm.PAGE: ("Se abrió la página", "Page opened"),
    ReadForm.FILE: ("Se bajó el archivo", "File downloaded"),
}
