"""Small pictures for tests, made byte by byte."""

from __future__ import annotations

import zlib


def png(width: int, height: int) -> bytes:
    """Return a white picture in grey, one byte for each point."""
    rows = b"".join(b"\0" + b"\xff" * width for _ in range(height))
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\0\0\0\0"
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")


def jpeg(width: int, height: int) -> bytes:
    """Return the frame of a picture as cameras write it: markers, its size, and a scan that nobody draws."""
    application = b"\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    frame = b"\xff\xc0\x00\x0b\x08" + height.to_bytes(2, "big") + width.to_bytes(2, "big") + b"\x01\x01\x11\0"
    return b"\xff\xd8" + application + frame + b"\xff\xda\x00\x08\x01\x01\0\0\x3f\0" + b"\0\xff\xd9"
