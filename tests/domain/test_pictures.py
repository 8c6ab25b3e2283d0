from __future__ import annotations

import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.errors import RuleViolated
from labapp.domain.pictures import LARGEST_PICTURE, LONGEST_SIDE, Picture, PictureKind, read_picture
from tests.pictures import jpeg, png


def test_a_picture_is_told_by_what_it_holds() -> None:
    assert read_picture(png(320, 90)) == Picture(PictureKind.PNG, 320, 90)
    assert read_picture(jpeg(640, 180)) == Picture(PictureKind.JPEG, 640, 180)


def broken_checksum(data: bytes) -> bytes:
    at = data.index(b"IDAT")
    return data[: at + 5] + bytes([data[at + 5] ^ 1]) + data[at + 6 :]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a" + b"\0" * 40,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"PK\x03\x04",
        png(3, 3)[:-1],
        png(3, 3)[:40],
        png(3, 3) + b"<script>",
        broken_checksum(png(3, 3)),
        png(0, 3),
        b"\x89PNG\r\n\x1a\n",
        jpeg(3, 3)[:-2],
        jpeg(3, 3) + b"x",
        b"GI" + jpeg(3, 3)[2:],
        jpeg(0, 3),
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff\xda\x00\x02\xff\xd9",
    ],
)
def test_what_is_no_whole_picture_is_refused(data: bytes) -> None:
    with pytest.raises(RuleViolated, match="not_a_picture"):
        read_picture(data)


@pytest.mark.parametrize("data", [png(LONGEST_SIDE + 1, 2), jpeg(2, LONGEST_SIDE + 1), b"\x89" * (LARGEST_PICTURE + 1)])
def test_what_is_too_large_is_refused(data: bytes) -> None:
    with pytest.raises(RuleViolated, match="picture_too_large"):
        read_picture(data)


@given(kind=st.sampled_from([png(9, 9), jpeg(9, 9)]), at=st.integers(0, 60), piece=st.binary(max_size=9))
def test_no_bytes_make_reading_fail_otherwise(kind: bytes, at: int, piece: bytes) -> None:
    data = kind[:at] + piece + kind[at + len(piece) :]
    with suppress(RuleViolated):
        assert read_picture(data).width > 0


def test_the_samples_of_these_tests_are_pictures() -> None:
    assert zlib.decompress(png(2, 1)[41 : 41 + 12]) == b"\0\xff\xff"
