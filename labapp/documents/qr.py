"""QR codes as drawings: small SVG texts, black on white, with their quiet zone; as PNG where a file needs points."""

from __future__ import annotations

import struct
import zlib

QUIET_ZONE = 4
"""Modules of white on each side. Source: ISO/IEC 18004."""
_POINTS_PER_MODULE = 8

_WIFI_ESCAPED = str.maketrans({char: f"\\{char}" for char in '\\;,":'})


def qr_svg(text: str, *, label: str | None = None) -> str:
    """Return `text` as an SVG drawing of correction level M; `label` is read aloud where the SVG stands in a page.

    Capitals, digits and `$%*+-./:` alone make a smaller symbol, so addresses are best given in capitals.
    Raises ValueError when the text is longer than a code can hold.
    """
    matrix = _matrix(text)
    size = len(matrix)
    role = f'role="img" aria-label="{_attribute(label)}"' if label else 'aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {role} viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{_runs(matrix)}"/></svg>'
    )


def qr_png(text: str) -> bytes:
    """Return `text` as a PNG picture of black and white points, the same bytes for the same text.

    Raises ValueError when the text is longer than a code can hold. Source: PNG, ISO/IEC 15948, colour type 0.
    """
    rows = [row for line in _matrix(text) for row in [line] * _POINTS_PER_MODULE]
    side = len(rows)
    scan = b"".join(b"\x00" + _bits([dark for dark in row for _ in range(_POINTS_PER_MODULE)]) for row in rows)
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(scan, 9)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _bits(dark: list[bool]) -> bytes:
    white = "".join("0" if each else "1" for each in dark)
    filled = white.ljust(-(-len(white) // 8) * 8, "1")
    return int(filled, 2).to_bytes(len(filled) // 8, "big")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _matrix(text: str) -> list[list[bool]]:
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(text)
    code.make()
    matrix: list[list[bool]] = code.get_matrix()
    return matrix


def wifi_text(name: str, password: str) -> str:
    """Return what a phone camera reads to join a network of WPA2 or WPA3; without password, an open one.

    Source: the WIFI: scheme that Android 10 and iOS 11 read; `T:WPA` covers both generations.
    """
    shown = name.translate(_WIFI_ESCAPED)
    if not password:
        return f"WIFI:T:nopass;S:{shown};;"
    return f"WIFI:T:WPA;S:{shown};P:{password.translate(_WIFI_ESCAPED)};;"


def _runs(matrix: list[list[bool]]) -> str:
    """Draw each horizontal run of dark modules as one rectangle: a tenth of the bytes of a path per module."""
    path: list[str] = []
    for y, row in enumerate(matrix):
        start: int | None = None
        for x, is_dark in enumerate([*row, False]):
            if is_dark and start is None:
                start = x
            elif not is_dark and start is not None:
                path.append(f"M{start} {y}h{x - start}v1H{start}z")
                start = None
    return "".join(path)


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
