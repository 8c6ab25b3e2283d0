"""Pictures that people bring: told by what they hold, never by their name, and whole to the last byte.

Source: PNG (ISO/IEC 15948), sections 5.2 to 5.4; JPEG (ITU-T T.81), annex B.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from labapp.domain.errors import RuleViolated

LARGEST_PICTURE = 200_000
"""Bytes of a logo."""
LONGEST_SIDE = 2_000
"""Pixels."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_START_OF_SCAN, _END = 0xDA, b"\xff\xd9"
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # frames; the others are tables


class PictureKind(StrEnum):
    """How a picture is written; the value is also what spreadsheets and browsers call it."""

    PNG = "png"
    JPEG = "jpeg"


@dataclass(frozen=True, slots=True)
class Picture:
    """What is known of a picture before anybody draws it: its kind, and its sides in pixels."""

    kind: PictureKind
    width: int
    height: int


def read_picture(data: bytes) -> Picture:
    """Return what `data` is.

    Raises RuleViolated: `picture_too_large` (bytes or pixels), `not_a_picture` (another format, cut off, or with
    something behind its end).
    """
    if len(data) > LARGEST_PICTURE:
        raise RuleViolated("picture_too_large", field="logo", kilobytes=LARGEST_PICTURE // 1000, side=LONGEST_SIDE)
    picture = _png(data) if data.startswith(_PNG) else _jpeg(data) if data.startswith(_JPEG) else None
    if picture is None or not (picture.width and picture.height):
        raise RuleViolated("not_a_picture", field="logo")
    if max(picture.width, picture.height) > LONGEST_SIDE:
        raise RuleViolated("picture_too_large", field="logo", kilobytes=LARGEST_PICTURE // 1000, side=LONGEST_SIDE)
    return picture


def _png(data: bytes) -> Picture | None:
    chunks = list(_chunks(data))
    names = [name for name, _content in chunks]
    if not chunks or names[0] != b"IHDR" or names[-1] != b"IEND" or b"IDAT" not in names or len(chunks[0][1]) != 13:
        return None
    if len(_PNG) + sum(12 + len(content) for _name, content in chunks) != len(data):
        return None
    head = chunks[0][1]
    return Picture(PictureKind.PNG, int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big"))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give the chunks whose checksum holds, up to the end or the first one that is broken."""
    at = len(_PNG)
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        named, checksum = data[at + 4 : at + 8 + length], data[at + 8 + length : at + 12 + length]
        if len(checksum) < 4 or zlib.crc32(named) != int.from_bytes(checksum, "big"):
            return
        yield named[:4], named[4:]
        if named[:4] == b"IEND":
            return
        at += 12 + length


def _jpeg(data: bytes) -> Picture | None:
    if not data.endswith(_END):
        return None
    at, size = 2, None
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in _SIZES and length >= 8 and at + 9 <= len(data):
            size = (int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big"))
        if marker == _START_OF_SCAN:
            return Picture(PictureKind.JPEG, *size) if size else None
        at += 2 + max(length, 2)
    return None
