"""What people write arrives on paper as they wrote it: never markup, never lost, never beyond the margin."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labapp.documents.content import Contribution, Contributions, Document, Paragraph
from labapp.documents.fonts import drawn_characters
from labapp.documents.html import document_html
from labapp.documents.minutes import minutes_document
from labapp.documents.pdf import document_pdf
from labapp.documents.typesetting import UNDRAWN_END, UNDRAWN_START, drawable
from labapp.domain.text import clean_text
from tests.documents import pdf_reading
from tests.documents.samples import minutes_page

HOSTILE = {
    "Typst markup": "#let x = $1$ *b* _i_ `code` @ref <label> // no /* no */ = Title - item + item ~ \\ ' \" --- ...",
    "a call": '#read("/etc/passwd") #panic("no") #import "house.typ"',
    "HTML": "<script>alert(1)</script> <b>no</b> &amp; </article>",
    "emoji": "👩‍👩‍👧‍👦 🇵🇦 👍🏽 1️⃣ ☀️ 🏳️‍🌈",
    "accents": "ñandú Ngäbe Buglé ü ë ö ã ẽ ĩ õ ũ ñ e̱ a̱ ʌ ɨ",
    "several lines": "primera\nsegunda\n\ncuarta",
    "a formula": "=1+1 +1 -1 @SUM(A1)",
    "5,000 letters": "x" * 5_000,
    "5,000 letters in words": "palabra larga " * 357,
    "a long address": "https://ejemplo.gob.pa/" + "abc/" * 60,
    "500 emoji": "👍" * 500,
}


def with_text(text: str) -> Document:
    """Return a short document that says only `text`, as prose and as a contribution."""
    blocks = (Paragraph(text), Contributions((Contribution("1", text),)))
    return replace(minutes_document(minutes_page()), blocks=blocks)


def said_in_the_body(document: Document) -> str:
    """Return what stands below the subtitle, without blanks."""
    spoken = pdf_reading.spoken_text(document_pdf(document))
    return spoken.partition(pdf_reading.squeezed(document.subtitle))[2]


@pytest.mark.parametrize("name", list(HOSTILE))
def test_the_pdf_says_exactly_what_was_written(name: str) -> None:
    text = HOSTILE[name]

    said = said_in_the_body(with_text(text))

    assert said == pdf_reading.squeezed(f"{text}1{text}")


@settings(deadline=None, max_examples=60)
@given(st.text(st.sampled_from(sorted(drawn_characters())), min_size=1, max_size=80).map(clean_text).filter(str.strip))
def test_whatever_the_fonts_draw_can_be_copied_out_again(text: str) -> None:
    said = said_in_the_body(with_text(text))

    assert unicodedata.normalize("NFC", said) == pdf_reading.squeezed(f"{text}1{text}")


@settings(deadline=None, max_examples=60)
@given(st.text(min_size=1, max_size=60))
def test_no_text_at_all_keeps_a_document_from_being_made(text: str) -> None:
    assert document_pdf(with_text(text)).startswith(b"%PDF-1.7")


def test_every_character_that_counts_as_drawn_is_drawn() -> None:
    everything = " ".join(sorted(c for c in drawn_characters() if unicodedata.category(c)[0] not in "CZ"))

    assert document_pdf(with_text(everything))


@pytest.mark.parametrize(
    ("text", "shown"),
    [("中文", "U+4E2DU+6587"), ("שלום", "U+05E9U+05DCU+05D5U+05DD"), ("\ue000x\ue001", "U+E000xU+E001")],
)
def test_a_letter_without_a_font_is_shown_by_its_code_and_the_page_says_why(text: str, shown: str) -> None:
    said = pdf_reading.spoken_text(document_pdf(with_text(text)))

    assert said.count(shown) == 2
    assert "Lossignosenunmarcopequeño" in said


def test_marks_that_turn_the_direction_of_writing_are_left_out() -> None:
    said = pdf_reading.spoken_text(document_pdf(with_text("uno\u202e\u200fdos\u2066tres")))

    assert said.count("unodostres") == 2
    assert "Lossignosenunmarcopequeño" not in said


def test_a_long_word_ends_its_lines_within_the_margins() -> None:
    one_line = pdf_reading.lines(document_pdf(with_text("x")))

    assert pdf_reading.lines(document_pdf(with_text("x" * 5_000))) > one_line + 100


def test_plain_text_is_printed_untouched() -> None:
    text = "Se propone ampliar a otras áreas, incluyendo las comarcas.\nY más."

    assert drawable(text) is text


def test_a_character_without_a_font_is_framed_in_the_data() -> None:
    assert drawable("a中") == f"a{UNDRAWN_START}U+4E2D{UNDRAWN_END}"


@pytest.mark.parametrize("name", list(HOSTILE))
def test_the_page_escapes_what_was_written(name: str) -> None:
    html = str(document_html(with_text(HOSTILE[name])))

    assert "<script>" not in html
    assert "<b>" not in html
    assert html.count("</article>") == 1
