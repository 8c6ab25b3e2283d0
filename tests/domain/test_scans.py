"""Scans of signed copies: known by what they hold, and without what a telephone adds to a picture."""

from __future__ import annotations

import random
import struct
import zlib

import pytest

from labapp.documents.qr import qr_png
from labapp.domain.errors import RuleViolated
from labapp.domain.scans import MOST_BYTES, ScanKind, read_scan

PDF = b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\nstartxref\n9\n%%EOF\n"
PNG = qr_png("FIRMA")
SCAN = b"\xff\xda\x00\x04\x00\x00" + b"picture" + b"\xff\xd9"
JFIF = b"\xff\xe0\x00\x07JFIF\0"


def packed(objects: bytes, *, filtered: bytes = b"/Filter /FlateDecode") -> bytes:
    """A PDF whose objects stand in a stream of objects."""
    stream = zlib.compress(objects)
    head = b"1 0 obj <</Type /ObjStm /N 1 /First 4 %s /Length %d>> stream\n" % (filtered, len(stream))
    return PDF.replace(b"startxref", head + stream + b"\nendstream endobj\nstartxref")


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def jpeg(*segments: bytes) -> bytes:
    return b"\xff\xd8" + b"".join(segments) + SCAN


def exif(*, order: str = "<", turned: int = 6) -> bytes:
    entries = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, turned, 0) + struct.pack(f"{order}HHII", 0x8825, 4, 1, 38)
    tiff = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}IH", 8, 2) + entries + b"GPS 8.9824 N"
    return segment(0xE1, b"Exif\0\0" + tiff)


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


@pytest.mark.parametrize(("data", "kind"), [(PDF, ScanKind.PDF), (PNG, ScanKind.PNG), (jpeg(JFIF), ScanKind.JPEG)])
def test_each_kind_is_known_by_what_it_holds_and_kept_as_it_is(data: bytes, kind: ScanKind) -> None:
    assert read_scan(data) == (kind, data)


def test_a_scan_whose_objects_are_packed_is_taken() -> None:
    data = packed(b"2 0 <</Type /Catalog /Pages 3 0 R>>")

    assert read_scan(data) == (ScanKind.PDF, data)


def test_a_document_that_opens_on_its_first_page_is_taken_as_office_programs_write_it() -> None:
    data = PDF.replace(b"/Catalog", b"/Catalog /OpenAction [3 0 R /XYZ null null 0]")

    assert read_scan(data) == (ScanKind.PDF, data)


def test_no_photograph_is_taken_for_a_program_by_chance() -> None:
    shot = random.Random(2026).randbytes(2_000_000) + b"/JS /AA"
    data = PDF.replace(b"startxref", b"2 0 obj <</Length 2000007>> stream\n" + shot + b"\nendstream endobj startxref")

    assert read_scan(data) == (ScanKind.PDF, data)


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_photograph_forgets_where_it_was_taken_and_keeps_which_side_is_up(order: str) -> None:
    taken = jpeg(JFIF, exif(order=order), segment(0xFE, b"comentario"), segment(0xED, b"Photoshop autor"))

    _, kept = read_scan(taken)

    assert not [word for word in (b"GPS", b"comentario", b"autor") if word in kept]
    assert kept.endswith(SCAN)
    assert struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) in kept
    assert read_scan(kept) == (ScanKind.JPEG, kept)


def test_a_picture_forgets_its_texts() -> None:
    end = PNG[-12:]

    _, kept = read_scan(PNG[:-12] + chunk(b"tEXt", b"Author\0Fulano") + end + b"tail")

    assert kept == PNG


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "scan_missing"),
        (b"x" * (MOST_BYTES + 1), "scan_too_big"),
        (b"hola", "scan_not_known"),
        (b"<html>%PDF-1.4 startxref %%EOF", "scan_not_known"),
        (PDF[:30], "scan_not_known"),
        (PDF.replace(b"/Catalog", b"/Catalog /OpenAction 2 0 R"), "scan_active"),
        (PDF.replace(b"/Catalog", b"/JavaScript (no)"), "scan_active"),
        (PDF.replace(b"/Catalog", b"/J#61va#53cript (no)"), "scan_active"),
        (packed(b"2 0 <</S /JavaScript /JS (no)>>"), "scan_active"),
        (packed(b"2 0 <</S /#4Caunch>>"), "scan_active"),
        (packed(b"2 0 <</S /Launch>>").replace(b"/ObjStm", b"/Obj#53tm"), "scan_active"),
        (packed(b"2 0 <</S /Launch>>", filtered=b"/Filter /FlateDecode" + b" " * 500), "scan_active"),
        (packed(b"2 0 <<>>" + b" " * 9_000_000), "scan_active"),
        (packed(b"2 0 <<>>").replace(b"x\x9c", b"??"), "scan_active"),
        (PNG[:-1], "scan_not_known"),
        (PNG[:40], "scan_not_known"),
        (PNG.replace(b"IDAT", b"IDAU"), "scan_not_known"),
        (jpeg(JFIF)[:-2], "scan_not_known"),
        (b"\xff\xd8\xff", "scan_not_known"),
        (b"\xff\xd8\xff\xe1\x00\x0eExif\0\0II*\0\xff\xff", "scan_not_known"),
    ],
)
def test_what_is_no_scan_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(RuleViolated) as refusal:
        read_scan(data)

    assert refusal.value.code == code
