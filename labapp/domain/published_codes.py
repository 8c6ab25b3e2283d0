"""Codes with two spellings: the one that is stored, and the one that the public reads in files and addresses."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class PublishedCode(StrEnum):
    """A closed vocabulary: the value is stored, `published_code` stands in exports, open data and addresses."""

    published_code: str

    def __new__(cls, value: str, published_code: str = "") -> Self:
        """Return the member that is stored as `value`. A lookup by value, `Consent("contact")`, has only that."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.published_code = published_code
        return member
