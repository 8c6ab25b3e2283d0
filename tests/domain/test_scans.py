"""What a scan is, is told by what it holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.errors import RuleViolated
from labapp.domain.scans import LARGEST_SCAN, ScanKind, read_scan

GOOD = {
    ScanKind.PDF: b"%PDF-1.4\n1 0 obj\n%%EOF\n",
    ScanKind.JPEG: b"\xff\xd8\xff\xe0\x00\x10JFIF\xff\xd9",
    ScanKind.PNG: b"\x89PNG\r\n\x1a\n....IEND\xaeB`\x82",
}


@pytest.mark.parametrize("kind", list(ScanKind))
def test_a_whole_file_is_what_it_holds(kind: ScanKind) -> None:
    assert read_scan(GOOD[kind]).kind is kind


@pytest.mark.parametrize("kind", list(ScanKind))
def test_a_file_that_was_cut_off_is_refused(kind: ScanKind) -> None:
    with pytest.raises(RuleViolated, match="scan_cut_off"):
        read_scan(GOOD[kind][:10])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "scan_unknown"),
        (b"PK\x03\x04 a workbook", "scan_unknown"),
        (b"<html>%PDF-1.4 %%EOF", "scan_unknown"),
        (b"MZ\x90\x00", "scan_unknown"),
        (b"%PDF-" + b"0" * LARGEST_SCAN + b"%%EOF", "scan_too_large"),
    ],
)
def test_anything_else_is_refused_with_what_to_send(data: bytes, code: str) -> None:
    with pytest.raises(RuleViolated, match=code):
        read_scan(data)


@given(st.binary(max_size=200))
def test_whatever_comes_is_read_or_refused(data: bytes) -> None:
    said = ""
    try:
        kept = read_scan(data).data
    except RuleViolated as refused:
        kept, said = data, refused.code
    assert kept == data
    assert said in {"", "scan_unknown", "scan_cut_off"}
