"""What a cell of each kind may hold, alike for every file format: a value of another type is a defect and raises."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from decimal import Decimal

from labapp.domain.tables import CellValue, Wording
from labapp.words import formats

YES: Wording = ("Sí", "Yes")
NO: Wording = ("No", "No")

_UNHOLDABLE = re.compile(r"\r\n?|[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text(value: CellValue) -> str:
    """Return the text of a cell as every file format can hold it; clean text comes back as it is.

    One kind of line break (LF), blanks for control characters other than tab, U+FFFD for what no file may contain:
    lone surrogates and the non-characters of XML. Raises TypeError. Source: XML 1.0, production 2 (Char).
    """
    if not isinstance(value, str):
        raise TypeError(f"a text cell got {value!r}")
    return _UNHOLDABLE.sub(_held, value)


def _held(found: re.Match[str]) -> str:
    char = found[0]
    if char in {"\r", "\r\n"}:
        return "\n"
    return " " if char < " " else "\ufffd"


def integer(value: CellValue) -> int:
    """Return the whole number of a cell. Raises TypeError."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"an integer cell got {value!r}")
    return value


def number(value: CellValue) -> int | float | Decimal:
    """Return the finite number of a cell. Raises TypeError, and ValueError for infinity and NaN."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise TypeError(f"a number cell got {value!r}")
    if not math.isfinite(value):
        raise ValueError(f"a number cell got {value!r}")
    return value


def day(value: CellValue) -> date:
    """Return the day of a cell. Raises TypeError, also for an instant, whose day depends on the place."""
    if isinstance(value, datetime) or not isinstance(value, date):
        raise TypeError(f"a date cell got {value!r}")
    return value


def instant(value: CellValue) -> datetime:
    """Return the instant of a cell, aware, in Panama's time. Raises TypeError, also for a naive one."""
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise TypeError(f"a datetime cell needs a time with its zone, not {value!r}")
    return formats.local(value)


def truth(value: CellValue) -> bool:
    """Return the yes or no of a cell. Raises TypeError."""
    if not isinstance(value, bool):
        raise TypeError(f"a yes or no cell got {value!r}")
    return value
