"""A table described once: the page, the workbook, the CSV and the public data all read the same columns."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Generic, Literal, TypeVar

from labapp.domain.errors import RuleViolated

Row = TypeVar("Row")

CellValue = str | int | float | Decimal | date | datetime | None
"""What a column may give; `None` is a blank cell. Instants are aware."""

Language = Literal["es", "en"]
Wording = tuple[str, str]
"""The same words in Spanish and in English."""

_KEY = re.compile(r"[a-z][a-z0-9_]*")


class CellKind(StrEnum):
    """How a value is written: each writer has one form for each kind."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    DATETIME = "datetime"
    YES_NO = "yes_no"
    SIGNATURE = "signature"
    BY_HAND = "by_hand"
    LINK = "link"


BY_PEN = frozenset({CellKind.SIGNATURE, CellKind.BY_HAND})
"""Columns that stay empty for a pen, and are left out of files that nobody prints."""


class Audience(IntEnum):
    """Who may read a column. Each audience also reads what the ones before it may."""

    PUBLIC = 0
    STAFF = 1
    PERSONAL = 2


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: `key` names it for machines and in published data, `heading` for people.

    A `signature` column is left blank to be signed, a `by_hand` column to be filled in. Raises ValueError for a key
    that is not lower snake case.
    """

    key: str
    heading: Wording
    value: Callable[[Row], CellValue]
    kind: CellKind
    audience: Audience

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise ValueError(f"the key of a column is lower snake case, not {self.key!r}")


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A named list of columns over one type of row. Raises ValueError where a key is repeated."""

    name: str
    title: Wording
    columns: tuple[Column[Row], ...]

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        repeated = sorted({key for key in keys if keys.count(key) > 1})
        if repeated:
            raise ValueError(f"table {self.name!r} repeats {', '.join(repeated)}")

    def visible_to(self, audience: Audience) -> Table[Row]:
        """Return the table with only the columns that `audience` may read.

        Raises RuleViolated `table_not_for_audience` where nothing is left to read.
        """
        visible = tuple(column for column in self.columns if column.audience <= audience)
        if not visible:
            raise RuleViolated("table_not_for_audience", table=self.name, audience=audience.name.lower())
        return replace(self, columns=visible)


def said(wording: Wording, language: Language) -> str:
    """Return the words of `wording` in `language`."""
    spanish, english = wording
    return spanish if language == "es" else english
