"""The parts that a picture file is made of, one after the other, each checked as far as its format allows.

Source: PNG (ISO/IEC 15948), sections 5.2 to 5.4; JPEG (ITU-T T.81), annex B.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

PNG_START = b"\x89PNG\r\n\x1a\n"
JPEG_START = b"\xff\xd8"
JPEG_END = b"\xff\xd9"
START_OF_SCAN = 0xDA


class BrokenPicture(ValueError):
    """The file is cut off or damaged."""


def png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give the name of each chunk and the whole of it, up to and with the end; what lies behind is not read.

    Raises BrokenPicture where a checksum does not hold, or the head, the picture or the end is not there.
    """
    at, names = len(PNG_START), list[bytes]()
    while not names or names[-1] != b"IEND":
        length = int.from_bytes(data[at : at + 4], "big")
        chunk = data[at : at + 12 + length]
        if len(chunk) < 12 + length or zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:], "big"):
            raise BrokenPicture
        names.append(chunk[4:8])
        yield names[-1], chunk
        at += len(chunk)
    if names[0] != b"IHDR" or b"IDAT" not in names:
        raise BrokenPicture


def jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the marker of each segment and the whole of it; the last one is the scan, up to and with the end.

    Raises BrokenPicture where something else stands between the segments, or the scan or the end is not there.
    """
    at = len(JPEG_START)
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == START_OF_SCAN:
            end = data.rfind(JPEG_END)
            if end < at:
                break
            yield marker, data[at : end + len(JPEG_END)]
            return
        segment = data[at : at + 2 + length]
        if length < 2 or len(segment) < 2 + length:
            break
        yield marker, segment
        at += len(segment)
    raise BrokenPicture
