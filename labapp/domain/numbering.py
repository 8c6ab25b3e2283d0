"""The numbers that people are told: of persons in a unit, of contributions in a session, of rows on a signed sheet.

A number is for life. It belongs to the node that opened the session; what another node adds carries that node's letter,
so that two laptops never give the same one.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass, replace

from labapp.domain.errors import RuleViolated

FIRST_CARD = 500
LAST_CARD = 999
SHEET_ROWS = 20
"""Rows of one page of the printed sign-in sheet."""

_PARTS = string.ascii_lowercase
_SHOWN = re.compile(r"(?:(?P<node>[A-Z])\s*-?\s*)?(?P<number>[1-9][0-9]{0,5})\s*(?P<part>[a-z])?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class GivenNumber:
    """A number as people see it: 7, a part of a divided contribution 7a, one given by another node B-27.

    Sorts as people read: this node's first, then by letter; a number before its parts.
    """

    node: str
    number: int
    part: str = ""

    def __str__(self) -> str:
        """Return it as it is printed and read aloud."""
        return f"{self.node}-{self.number}{self.part}" if self.node else f"{self.number}{self.part}"


def parse_number(typed: str) -> GivenNumber:
    """Return the number that somebody typed, in capitals or not, with or without the hyphen.

    Raises `RuleViolated("number_not_understood")`.
    """
    found = _SHOWN.fullmatch(typed.strip())
    if found is None:
        raise RuleViolated("number_not_understood", field="number")
    node, number, part = found["node"] or "", found["number"], found["part"] or ""
    return GivenNumber(node.upper(), int(number), part.lower())


def whole_of(number: str) -> str:
    """Return the number of the whole contribution that a part, as it is shown, belongs to: 7 for 7a."""
    return number.rstrip(_PARTS)


def divide(number: GivenNumber, parts: int) -> tuple[GivenNumber, ...]:
    """Return the numbers of a composite contribution that is divided: 7 becomes 7a, 7b.

    Raises `RuleViolated`: "part_cannot_be_divided", or "parts_out_of_range" for fewer than 2 or more than 26.
    """
    if number.part:
        raise RuleViolated("part_cannot_be_divided", number=str(number))
    if not 2 <= parts <= len(_PARTS):
        raise RuleViolated("parts_out_of_range", least=2, most=len(_PARTS))
    return tuple(replace(number, part=letter) for letter in _PARTS[:parts])


def is_card_number(number: int) -> bool:
    """Whether a person's number was printed on a card beforehand."""
    return FIRST_CARD <= number <= LAST_CARD


def next_person_number(last: int) -> int:
    """Return the number of the next person on a phone or at the desk, after the `last` one given there (0: none).

    The cards' range is stepped over, so that a card handed out later is never somebody else's number.
    """
    following = last + 1
    return LAST_CARD + 1 if is_card_number(following) else following


def card_numbers(printed: int, wanted: int) -> range:
    """Return the numbers of the `wanted` cards to print, where `printed` of the unit exist already.

    Raises `RuleViolated("too_many_cards")`, with how many are left.
    """
    first = FIRST_CARD + printed
    if first + wanted > LAST_CARD + 1:
        raise RuleViolated("too_many_cards", left=LAST_CARD + 1 - first)
    return range(first, first + wanted)


def sheet_rows(page: int) -> range:
    """Return the row numbers of a page (from 1) of the sign-in sheet; they run on and are nobody's person number."""
    return range((page - 1) * SHEET_ROWS + 1, page * SHEET_ROWS + 1)
