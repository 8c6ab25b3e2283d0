"""Documents as Word files: the same words as page and PDF, real styles, and nothing of the machine that made them."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from labapp.documents.content import (
    Contribution,
    Contributions,
    Document,
    Fact,
    Facts,
    Heading,
    Items,
    Note,
    Paragraph,
    QrCode,
    Quote,
    SignatureLine,
    Signatures,
    Table,
)
from labapp.documents.html import document_html
from labapp.documents.minutes import minutes_document
from labapp.documents.responses import responses_document
from labapp.documents.word import document_word
from labapp.documents.word_text import legal
from tests.documents.samples import minutes_page, responses_page
from tests.documents.test_hostile_texts import HOSTILE, with_text

MINUTES = minutes_document(minutes_page())
DRAFT = minutes_document(minutes_page(approval=None))
RESPONSES = responses_document(responses_page())


def opened(document: Document) -> WordFile:
    return docx.Document(io.BytesIO(document_word(document)))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def body_text(file: WordFile) -> str:
    return "\n".join(each.text or "" for each in file.element.body.iter(qn("w:t")))


@pytest.mark.parametrize("document", [MINUTES, DRAFT, RESPONSES], ids=["minutes", "draft", "responses"])
def test_the_file_says_every_word_that_the_page_says(document: Document) -> None:
    page = re.sub(r"<svg.*?</svg>|<footer.*?</footer>|<[^>]+>", " ", str(document_html(document)), flags=re.DOTALL)
    band = words(document.band or "")

    missing = set(words(page)) - set(words(body_text(opened(document)))) - set(band)

    assert missing == set()


def test_titles_lists_and_tables_have_the_styles_that_word_knows() -> None:
    file = opened(MINUTES)

    styles = [p.style.name for p in file.paragraphs if p.style is not None]
    assert styles.count("Title") == 1
    assert [p.text for p in file.paragraphs if p.style is not None and p.style.name == "Heading 1"] == [
        block.text for block in MINUTES.blocks if isinstance(block, Heading) and block.level == 1
    ]
    assert {"Heading 2", "List Bullet", "Caption"} <= set(styles)
    assert {t.style.name for t in file.tables if t.style is not None} == {"Table Grid"}


def test_the_header_row_of_a_table_repeats_on_every_page_and_no_row_is_cut() -> None:
    rows = tuple((str(n), f"Aporte {n}") for n in range(200))
    file = opened(replace(MINUTES, blocks=(Table("Muchos", ("N.º", "Texto"), rows),)))

    first, *others = file.tables[0].rows
    assert first._tr.trPr is not None
    assert first._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [row.cells[0].text for row in others] == [row[0] for row in rows]
    assert all(row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None for row in others)


@pytest.mark.parametrize(("language", "region"), [("es", "es-PA"), ("en", "en-US")])
def test_the_language_is_that_of_panama(language: str, region: str) -> None:
    file = opened(minutes_document(minutes_page(language=language)))

    assert {lang.get(qn("w:val")) for lang in file.styles.element.iter(qn("w:lang"))} == {region}
    assert file.core_properties.language == language


def test_words_in_another_language_say_so() -> None:
    file = opened(MINUTES)

    said = next(r for r in file.element.body.iter(qn("w:r")) if "An we ibe nuedi" in r.text)
    assert [lang.get(qn("w:val")) for lang in said.iter(qn("w:lang"))] == ["cuk"]


def test_a_draft_carries_its_mark_on_every_page_and_in_its_title() -> None:
    file, approved = opened(DRAFT), opened(MINUTES)

    assert "BORRADOR – NO APROBADO" in file.sections[0].header.paragraphs[0].text
    assert file.core_properties.title.startswith("BORRADOR – NO APROBADO")
    assert "BORRADOR" not in "".join(p.text for p in approved.sections[0].header.paragraphs)


def test_code_version_and_page_stand_at_the_foot() -> None:
    foot = opened(MINUTES).sections[0].footer.paragraphs[0]

    assert foot.text.startswith("Código K7M2-Q9XB · Versión 1 · ANTAI · Página")
    assert [f.get(qn("w:instr")) for f in foot._element.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_everybody_who_signs_has_a_line() -> None:
    lines = tuple(SignatureLine(f"Por la institución {n}", "Nombre") for n in range(3))
    tables = opened(replace(MINUTES, blocks=(Signatures(lines),))).tables

    signed = [cell for table in tables for cell in table.rows[0].cells if cell.text]
    assert [cell.text for cell in signed] == [f"Nombre\nPor la institución {n}" for n in range(3)]
    assert all('w:top w:val="single"' in cell._element.xml for cell in signed)


def test_the_address_is_a_picture_with_words_and_stands_in_letters_too() -> None:
    file = opened(replace(MINUTES, blocks=(QrCode("HTTPS://EJEMPLO.GOB.PA/M", "Código QR", "En internet:"),)))

    assert [told.get("descr") for told in file.element.body.iter(qn("wp:docPr"))] == ["Código QR"]
    assert "ejemplo.gob.pa/M" in body_text(file)


@pytest.mark.parametrize("document", [MINUTES, RESPONSES])
def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    assert document_word(document) == document_word(document)


def test_the_file_tells_nothing_of_the_machine() -> None:
    inside = parts(document_word(MINUTES))
    core = inside["docProps/core.xml"].decode()

    assert set(inside) & {"docProps/app.xml", "docProps/thumbnail.jpeg", "docProps/custom.xml"} == set()
    assert not [name for name, data in inside.items() if b"python-docx" in data or b"Macintosh" in data]
    assert re.findall(r"<dcterms:\w+[^>]*>([^<]+)", core) == ["2023-08-08T12:00:00Z"] * 2
    assert re.findall(r"<dc:creator>([^<]+)", core) == ["ANTAI"]
    assert b"w:rsid " not in inside["word/settings.xml"]


@pytest.mark.parametrize("name", list(HOSTILE))
def test_the_file_says_exactly_what_was_written(name: str) -> None:
    file = opened(with_text(HOSTILE[name]))

    assert [p.text for p in file.paragraphs[-2:]] == [legal(HOSTILE[name]), f"1\t{legal(HOSTILE[name])}"]


@settings(deadline=None, max_examples=40)
@given(st.text(min_size=1, max_size=60))
def test_no_text_at_all_keeps_a_file_from_being_made(text: str) -> None:
    blocks = (
        Paragraph(text),
        Items((text,)),
        Quote(text, text),
        Note(text, (text,)),
        Facts((Fact(text, text),)),
        Table(text, (text,), ((text,),)),
        Contributions((Contribution("1", text, (text,)),)),
    )

    docx.Document(io.BytesIO(document_word(replace(MINUTES, title=text, office=text, blocks=blocks))))


def test_words_from_right_to_left_keep_their_direction_and_marks_that_turn_it_are_left_out() -> None:
    file = opened(replace(MINUTES, blocks=(Paragraph("שלום לכולם"), Paragraph("uno\u202edos"))))

    hebrew, spanish = file.paragraphs[-2:]
    assert hebrew._element.pPr is not None
    assert hebrew._element.pPr.find(qn("w:bidi")) is not None
    assert hebrew.runs[0].font.rtl is True
    assert spanish.text == "unodos"
    assert spanish.runs[0].font.rtl is None
