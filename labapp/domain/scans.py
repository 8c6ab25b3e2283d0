"""Scans of signed papers: known by what it holds, whatever it is called, and without what a telephone adds to it."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from enum import StrEnum

from labapp.domain.errors import RuleViolated
from labapp.domain.picture_parts import JPEG_START, PNG_START, BrokenPicture, jpeg_segments, png_chunks

MOST_BYTES = 6_000_000
"""Some twenty scanned pages; more does not fit through the limit of one request."""

_ACTIVE = re.compile(rb"/(JavaScript|Launch|EmbeddedFile|RichMedia|OpenAction(?!\s*\[)|SubmitForm|ImportData)\b")
"""Long names only: /JS and /AA lead to one of these, and stand by chance in every other photograph of six megabytes.

What opens with an array only shows one of its own pages: office programs write that. Source: ISO 32000-1, 12.3.2.2.
"""
_SPELLED_OUT = re.compile(rb"#([0-9A-Fa-f]{2})")
_PACKED_OBJECTS = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_MOST_UNPACKED = 8_000_000
"""Bytes of objects: those of a scan are a few kilobytes, its pictures are none."""
_PNG_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"pHYs", b"gAMA", b"sRGB", b"cHRM", b"iCCP"})
_EXIF, _COMMENT = 0xE1, 0xFE
_KEPT_APPLICATIONS = frozenset({0xE0, 0xE2, 0xEE})
"""JFIF, colour profile, Adobe transform. Source: ITU-T T.81, B.2.4.6."""


class ScanKind(StrEnum):
    """In which form a scan came."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"

    @property
    def suffix(self) -> str:
        """The end of the name of such a file."""
        return ".jpg" if self is ScanKind.JPEG else f".{self.value}"

    @property
    def media_type(self) -> str:
        """What such a file is called on the way to a browser."""
        return "application/pdf" if self is ScanKind.PDF else f"image/{self.value}"


def read_scan(data: bytes, *, field: str = "file") -> tuple[ScanKind, bytes]:
    """Return what kind of file it is, and the file without place, device or comments of the picture.

    `field` is that of the form. Raises RuleViolated: `scan_missing`, `scan_too_big`, `scan_not_known` or `scan_active`.
    """
    if not data:
        raise RuleViolated("scan_missing", field=field)
    if len(data) > MOST_BYTES:
        raise RuleViolated("scan_too_big", field=field, megabytes=MOST_BYTES // 1_000_000)
    try:
        if data.startswith(PNG_START):
            return ScanKind.PNG, _without_texts(data)
        if data.startswith(JPEG_START):
            return ScanKind.JPEG, _without_place(data)
    except (BrokenPicture, struct.error) as broken:
        raise RuleViolated("scan_not_known", field=field) from broken
    return ScanKind.PDF, _pdf(data, field)


def _pdf(data: bytes, field: str) -> bytes:
    if not data.startswith(b"%PDF-") or b"startxref" not in data or b"%%EOF" not in data[-2048:]:
        raise RuleViolated("scan_not_known", field=field)
    if any(_ACTIVE.search(_plain_names(objects)) for objects in (data, _unpacked(data, field))):
        raise RuleViolated("scan_active", field=field)
    return data


def _plain_names(objects: bytes) -> bytes:
    """Names as a reader takes them: /J#61va is /Java. Source: ISO 32000-1, 7.3.5."""
    return _SPELLED_OUT.sub(lambda found: bytes([int(found[1], 16)]), objects)


def _unpacked(data: bytes, field: str) -> bytes:
    """Return what the object streams of a file hold. Source: ISO 32000-1, 7.5.7. Raises RuleViolated `scan_active`."""
    objects, streams = bytearray(), list(_PACKED_OBJECTS.finditer(data))
    if _plain_names(data).count(b"/ObjStm") != len(streams):
        raise RuleViolated("scan_active", field=field)
    for found in streams:
        left = _MOST_UNPACKED - len(objects)
        try:
            objects += zlib.decompressobj().decompress(data[found.end() :], left)
        except zlib.error as hidden:
            raise RuleViolated("scan_active", field=field) from hidden
        if len(objects) >= _MOST_UNPACKED:
            raise RuleViolated("scan_active", field=field)
    return bytes(objects)


def _without_texts(data: bytes) -> bytes:
    return PNG_START + b"".join([chunk for name, chunk in png_chunks(data) if name in _PNG_CHUNKS])


def _without_place(data: bytes) -> bytes:
    return JPEG_START + b"".join(piece for segment in jpeg_segments(data) for piece in _kept(*segment))


def _kept(marker: int, segment: bytes) -> Iterator[bytes]:
    if marker == _EXIF:
        yield from _orientation(segment)
    elif marker != _COMMENT and (not 0xE0 <= marker <= 0xEF or marker in _KEPT_APPLICATIONS):
        yield segment


def _orientation(segment: bytes) -> Iterator[bytes]:
    """Yield a segment that says only which side is up. Source: Exif 2.3, tag 0x0112 in IFD0."""
    if not segment[4:].startswith(b"Exif\0\0"):
        return
    tiff = segment[10:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return
    (start,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, start)
    for entry in range(min(count, 100)):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * entry)
        if tag == 0x0112 and 1 <= value <= 8:
            one = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, value, 0, 0)
            body = b"Exif\0\0" + one
            yield b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
            return
