"""Pictures that people bring: told by what they hold, never by their name, and whole to the last byte."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from labapp.domain.errors import RuleViolated
from labapp.domain.picture_parts import JPEG_END, JPEG_START, PNG_START, BrokenPicture, jpeg_segments, png_chunks

LARGEST_PICTURE = 200_000
"""Bytes of a logo."""
LONGEST_SIDE = 2_000
"""Pixels."""

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
    try:
        picture = _png(data) if data.startswith(PNG_START) else _jpeg(data)
    except BrokenPicture as broken:
        raise RuleViolated("not_a_picture", field="logo") from broken
    if not (picture.width and picture.height):
        raise RuleViolated("not_a_picture", field="logo")
    if max(picture.width, picture.height) > LONGEST_SIDE:
        raise RuleViolated("picture_too_large", field="logo", kilobytes=LARGEST_PICTURE // 1000, side=LONGEST_SIDE)
    return picture


def _png(data: bytes) -> Picture:
    chunks = list(png_chunks(data))
    head = chunks[0][1][8:-4]
    if len(head) != 13 or len(PNG_START) + sum(len(chunk) for _name, chunk in chunks) != len(data):
        raise BrokenPicture
    return Picture(PictureKind.PNG, int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big"))


def _jpeg(data: bytes) -> Picture:
    frames = [segment for marker, segment in jpeg_segments(data) if marker in _SIZES and len(segment) >= 10]
    if not frames or not (data.startswith(JPEG_START) and data.endswith(JPEG_END)):
        raise BrokenPicture
    height, width = frames[-1][5:7], frames[-1][7:9]
    return Picture(PictureKind.JPEG, int.from_bytes(width, "big"), int.from_bytes(height, "big"))
