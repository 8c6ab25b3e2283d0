"""Days as people leave them in a spreadsheet: only what can be read in one way is read.

Source: an Excel day is a count of days from 30 December 1899 (ECMA-376, the 1900 system).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum

from labapp.domain.text import fold

FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)
"""No day of an answer lies outside."""

EPOCH = date(1899, 12, 30)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ][\d:.]*z?)?")
_SERIAL = re.compile(r"(\d{5})(?:\.0*)?")
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_WORDS = re.compile(r"(\d{1,2})(?:[ -]de)?[ -]([a-z]+)\.?(?:[ -]del?)?[ -](\d{4})")
_MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
_ALSO = {"set": 9, "jan": 1, "apr": 4, "aug": 8, "dec": 12}  # setiembre; and English Excel


class DayDoubt(StrEnum):
    """Why a text is no day that can be kept."""

    NOT_A_DAY = "not_a_day"
    TWO_WAYS = "two_ways"


def read_day(text: str) -> date | DayDoubt:
    """Return the day that `text` says; 3/4/2026 is a doubt, because half of the world reads it the other way."""
    said = fold(text)
    if found := _ISO.fullmatch(said):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _SERIAL.fullmatch(said):
        day = EPOCH + timedelta(days=int(found[1]))
        return _day(day.year, day.month, day.day)
    if found := _NUMERIC.fullmatch(said):
        return _numeric(int(found[1]), int(found[3]), int(found[4]))
    if found := _WORDS.fullmatch(said):
        start = found[2][:3]
        month = _MONTHS.index(start) + 1 if start in _MONTHS else _ALSO.get(start, 0)
        return _day(int(found[3]), month, int(found[1]))
    return DayDoubt.NOT_A_DAY


def _numeric(first: int, second: int, year: int) -> date | DayDoubt:
    if first <= 12 and second <= 12 and first != second:
        return DayDoubt.TWO_WAYS
    return _day(year, first, second) if second > 12 else _day(year, second, first)


def _day(year: int, month: int, day: int) -> date | DayDoubt:
    try:
        found = date(year, month, day)
    except ValueError:
        return DayDoubt.NOT_A_DAY
    return found if FIRST <= found <= LAST else DayDoubt.NOT_A_DAY
