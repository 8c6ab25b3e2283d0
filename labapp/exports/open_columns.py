"""How a column of an open table is written: anybody may read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from labapp.domain.tables import Audience, CellKind, CellValue, Column

Row = TypeVar("Row")
LANGUAGE = "es"
"""The words in open tables are those of the documents."""


def open_column(
    key: str, heading: tuple[str, str], value: Callable[[Row], CellValue], kind: CellKind = CellKind.TEXT
) -> Column[Row]:
    """Return a column for everybody; text unless `kind` says otherwise."""
    return Column(key, heading, value, kind, Audience.PUBLIC)
