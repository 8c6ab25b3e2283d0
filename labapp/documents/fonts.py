"""The fonts of the house: what they can draw, read from the files themselves."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONT_FOLDER = Path(__file__).parent / "fonts"

_FULL_UNICODE = (3, 10)
_SEGMENTED_COVERAGE = 12


@cache
def drawn_characters() -> frozenset[str]:
    """Return every character that at least one of the fonts draws and that has a public meaning."""
    points = {point for path in FONT_FOLDER.glob("*.ttf") for point in _code_points(path)}
    return frozenset(char for char in map(chr, points) if unicodedata.category(char) != "Co")


def _code_points(path: Path) -> Iterator[int]:
    """Read the character map of one font. Source: OpenType specification, tables `cmap`, format 12."""
    data = path.read_bytes()
    for offset in _subtables(data, _table_offset(data, b"cmap")):
        kind, _, _, _, groups = struct.unpack_from(">HHIII", data, offset)
        if kind != _SEGMENTED_COVERAGE:
            continue
        for index in range(groups):
            first, last, glyph = struct.unpack_from(">III", data, offset + 16 + 12 * index)
            yield from range(first + (glyph == 0), last + 1)


def _table_offset(data: bytes, tag: bytes) -> int:
    (tables,) = struct.unpack_from(">H", data, 4)
    for index in range(tables):
        name, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise ValueError(f"the font has no table {tag.decode()}")


def _subtables(data: bytes, cmap: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    for index in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * index)
        if (platform, encoding) == _FULL_UNICODE:
            yield cmap + offset
