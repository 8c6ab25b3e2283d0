"""QR codes: what they hold, how they are drawn, and what a phone needs around them."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
import qrcode
from qrcode.constants import ERROR_CORRECT_M

from labapp.documents.content import QrCode
from labapp.documents.qr import QUIET_ZONE, qr_svg, wifi_text


def dark_modules(svg: str) -> set[tuple[int, int]]:
    path = ET.fromstring(svg).findall("{http://www.w3.org/2000/svg}path")[1].attrib["d"]  # noqa: S314  # our own drawing
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1H\1z", path)
    return {(int(x) + step, int(y)) for x, y, length in runs for step in range(int(length))}


@pytest.mark.parametrize("text", ["HTTP://192.168.8.2/E/K7M2Q9", "WIFI:T:WPA;S:Ñandú;P:a b;;", "x" * 300])
def test_the_drawing_is_the_code(text: str) -> None:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(text)
    code.make()

    expected = {(x, y) for y, row in enumerate(code.get_matrix()) for x, dark in enumerate(row) if dark}

    assert dark_modules(qr_svg(text)) == expected


def test_four_modules_stay_white_on_every_side() -> None:
    svg = qr_svg("HTTP://192.168.8.2/E/K7M2Q9")
    size = int(re.search(r'viewBox="0 0 (\d+) ', svg)[1])  # type: ignore[index]  # it is there

    assert {min(x for x, _ in dark_modules(svg)), min(y for _, y in dark_modules(svg))} == {QUIET_ZONE}
    assert max(x for x, _ in dark_modules(svg)) == size - QUIET_ZONE - 1


def test_an_address_in_capitals_makes_a_smaller_code() -> None:
    def size(text: str) -> int:
        return max(x for x, _ in dark_modules(qr_svg(text)))

    assert size("HTTP://192.168.8.2/E/K7M2Q9") < size("http://192.168.8.2/e/k7m2q9")


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="version"):
        qr_svg("x" * 5_000)


def test_a_label_is_escaped() -> None:
    assert ET.fromstring(qr_svg("x", label='"<&')).attrib["aria-label"] == '"<&'  # noqa: S314  # our own drawing


@pytest.mark.parametrize(
    ("name", "password", "text"),
    [
        ("LAB-COMARCA", "taller26", "WIFI:T:WPA;S:LAB-COMARCA;P:taller26;;"),
        ("ESCUELA", "", "WIFI:T:nopass;S:ESCUELA;;"),
        ('a;b,c:d\\e"f', "p;w", 'WIFI:T:WPA;S:a\\;b\\,c\\:d\\\\e\\"f;P:p\\;w;;'),
    ],
)
def test_what_a_camera_reads_to_join_a_network(name: str, password: str, text: str) -> None:
    assert wifi_text(name, password) == text


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("HTTPS://EJEMPLO.GOB.PA/M/K7M2Q9XB", "ejemplo.gob.pa/M/K7M2Q9XB"),
        ("https://ejemplo.gob.pa", "ejemplo.gob.pa"),
        ("192.168.8.2", "192.168.8.2"),
    ],
)
def test_an_address_is_shown_as_people_type_it(url: str, shown: str) -> None:
    assert QrCode(url, "alt", "").shown_address == shown
