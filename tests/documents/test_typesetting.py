"""The press: it refuses what would not be accessible, and it never runs inside the server."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass

import pytest

from labapp.documents.content import Heading, QrCode
from labapp.documents.typesetting import PrintingFailed, as_data, typeset


@dataclass(frozen=True)
class Unknown:
    """A page that no template knows."""

    file_title: str


def test_a_page_that_does_not_fit_its_template_is_refused_with_a_reason() -> None:
    with pytest.raises(PrintingFailed, match="document"):
        typeset("document.typ", Unknown("x"))


def test_a_picture_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="alt"):
        QrCode("https://ejemplo.gob.pa", "", "Dirección:")


def test_what_cannot_be_printed_is_named() -> None:
    with pytest.raises(TypeError, match="object"):
        as_data(object())


def test_each_part_says_what_it_is() -> None:
    assert as_data(Heading("Título")) == {"is": "heading", "text": "Título", "level": 1}


def test_making_a_pdf_does_not_load_the_press_into_the_server() -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys\n"
            "from labapp.documents.pdf import document_pdf\n"
            "from labapp.documents.minutes import minutes_document\n"
            "from tests.documents.samples import minutes_page\n"
            "document_pdf(minutes_document(minutes_page()))\n"
            "print('typst' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip() == "False"
