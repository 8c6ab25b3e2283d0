"""Telephone numbers as people leave them, read as far as they can be read without guessing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

_PANAMA = "507"
_MOBILE, _LANDLINE = 8, 7
_INTERNATIONAL = range(8, 16)
"""Digits with the code of the country. Source: ITU-T E.164, at most fifteen."""


class NoticeChannel(StrEnum):
    """How somebody was told."""

    WHATSAPP = "whatsapp"
    SMS = "sms"
    CALL = "call"
    IN_PERSON = "in_person"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Line:
    """A number that can be dialled from anywhere: digits with the code of the country, without plus."""

    digits: str
    is_mobile: bool


def read_line(contact: str) -> Line | None:
    """Return the line that `contact` names, or None where a person has to look: nobody else may get the message.

    In Panama mobiles have eight digits and begin with 6, the others have seven and do not; a number from elsewhere is
    taken only with its plus or its 00. Source: national numbering plan of Panama (ASEP).
    """
    typed = contact.strip()
    digits = "".join(one for one in typed if one.isascii() and one.isdigit())
    if any(not one.isascii() or (not one.isdigit() and one not in "+()-. ") for one in typed):
        return None
    if "+" in typed[1:]:
        return None
    abroad = typed.startswith("+") or digits.startswith("00")
    digits = digits.removeprefix("00") if abroad else digits
    if digits.startswith(_PANAMA) and len(digits) in {len(_PANAMA) + _MOBILE, len(_PANAMA) + _LANDLINE}:
        return _national(digits.removeprefix(_PANAMA))
    if not abroad:
        return _national(digits)
    is_elsewhere = len(digits) in _INTERNATIONAL and not digits.startswith((_PANAMA, "0"))
    return Line(digits, is_mobile=True) if is_elsewhere else None


def _national(digits: str) -> Line | None:
    if len(digits) == _MOBILE and digits.startswith("6"):
        return Line(_PANAMA + digits, is_mobile=True)
    if len(digits) == _LANDLINE and digits[0] not in "016":
        return Line(_PANAMA + digits, is_mobile=False)
    return None
