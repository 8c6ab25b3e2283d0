"""Addresses and files: each public address has one file, and files point to one another from wherever they are."""

from __future__ import annotations

import pytest

from labapp.domain.web_copy import HOME, Address, file_of, read_address, way_between

CALENDAR = Address("/calendario")


@pytest.mark.parametrize(
    ("href", "file"),
    [
        ("/", "index.html"),
        (HOME, "index.html"),
        ("/?lang=en", "en/index.html"),
        ("/calendario?pagina=1", "calendario/index.html"),
        ("/calendario?pagina=2&lugar=12&lang=en", "en/calendario/lugar-12/pagina-2/index.html"),
        ("/calendario?lugar=&mes=", "calendario/index.html"),
        ("?lang=en", "en/calendario/index.html"),
        ("/sesion/ABC#agenda", "sesion/ABC/index.html"),
        ("/sesion/ABC/minuta/v1.pdf?lang=en", "sesion/ABC/minuta/v1.pdf"),
        ("/sesion/ABC/minuta/v1/firmada/0.jpg?lang=en", "sesion/ABC/minuta/v1/firmada/0.jpg"),
        ("/sesion/ABC.ics?lang=en", "en/sesion/ABC.ics"),
        ("/calendario?lang=xx", "calendario/index.html"),
    ],
)
def test_an_address_has_one_file(href: str, file: str) -> None:
    address = read_address(href, CALENDAR)

    assert address is not None
    assert file_of(address) == file


@pytest.mark.parametrize(
    "href",
    [
        "https://example.org/x", "//example.org/x", "mailto:a@example.org", "javascript:alert(1)", "https://127.0.0.1/x",
        "/sesion//x", "/sesion/%2e%2e/x", "/calendario?lugar=../..", "/calendario?mes=a/b", "/.oculto", "http://[",
        "/ñ",
    ],
)  # fmt: skip
def test_what_is_no_public_address_has_no_file(href: str) -> None:
    assert read_address(href, CALENDAR) is None


@pytest.mark.parametrize(
    ("file", "target", "way"),
    [
        ("index.html", "static/style.css", "static/style.css"),
        ("en/sesion/A/index.html", "static/style.css", "../../../static/style.css"),
        ("sesion/A/index.html", "sesion/A/minuta/v1.pdf", "minuta/v1.pdf"),
        ("sesion/A/index.html", "sesion/A/index.html", "index.html"),
    ],
)
def test_files_point_to_one_another(file: str, target: str, way: str) -> None:
    assert way_between(file, target) == way
