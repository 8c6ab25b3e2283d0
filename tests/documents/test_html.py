"""The web page of a document: the same tree as the PDF, with the structure that a screen reader needs."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from labapp.documents.content import Document, Table
from labapp.documents.html import document_html
from labapp.documents.minutes import minutes_document
from labapp.documents.pdf import document_pdf
from labapp.documents.responses import responses_document
from tests.documents import pdf_reading
from tests.documents.samples import minutes_page, responses_page

DOCUMENTS = {
    "minutes": minutes_document(minutes_page()),
    "draft": minutes_document(minutes_page(approval=None)),
    "responses": responses_document(responses_page()),
}
every_document = pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)


def parsed(document: Document, **options: int) -> BeautifulSoup:
    return BeautifulSoup(str(document_html(document, **options)), "html.parser")


@every_document
def test_it_says_the_same_as_the_pdf(document: Document) -> None:
    page = parsed(document)
    page.footer.decompose()
    said = pdf_reading.spoken_text(document_pdf(document))

    missing = [piece for piece in page.stripped_strings if pdf_reading.squeezed(piece) not in said]

    assert not missing


@every_document
def test_there_is_one_title_and_sections_follow_it_without_a_gap(document: Document) -> None:
    levels = [int(tag.name[1]) for tag in parsed(document).find_all(["h1", "h2", "h3", "h4"])]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert set(levels) == {1, 2, 3}


def test_a_preview_leaves_the_first_heading_to_its_page() -> None:
    page = parsed(DOCUMENTS["minutes"], title_level=2)

    assert not page.find("h1")
    assert page.find("h2", class_="document-title")


@every_document
def test_every_table_has_a_caption_and_scoped_headers(document: Document) -> None:
    tables = parsed(document).find_all("table")

    assert tables
    assert all(table.caption.get_text() for table in tables)
    assert all(header["scope"] in {"col", "row"} for table in tables for header in table.find_all("th"))
    assert all(row.find("th") for table in tables for row in table.tbody.find_all("tr"))


@every_document
def test_identifiers_are_unique_and_no_style_or_script_comes_with_it(document: Document) -> None:
    page = parsed(document)
    identifiers = [tag["id"] for tag in page.find_all(id=True)]

    assert len(identifiers) == len(set(identifiers))
    assert not page.find_all(["script", "style"])
    assert not page.find_all(style=True)


def test_a_contribution_is_found_under_its_number_in_minutes_and_responses_alike() -> None:
    assert parsed(DOCUMENTS["minutes"]).find(id="aporte-2a")
    assert parsed(DOCUMENTS["responses"]).find(id="aporte-2a")


def test_words_in_another_language_say_which_one() -> None:
    spoken = parsed(DOCUMENTS["minutes"]).find("p", lang="cuk")

    assert spoken is not None
    assert spoken.get_text() == "An we ibe nuedi"


def test_a_code_has_words_for_those_who_do_not_see_it() -> None:
    picture = parsed(DOCUMENTS["minutes"]).find("svg")

    assert picture["role"] == "img"
    assert picture["aria-label"] == "Código QR con la dirección pública de este documento"


def test_a_draft_says_so_before_anything_else() -> None:
    assert next(parsed(DOCUMENTS["draft"]).stripped_strings) == "BORRADOR – NO APROBADO"


def test_a_row_that_is_not_as_long_as_its_header_is_refused() -> None:
    with pytest.raises(ValueError, match="not as long"):
        Table("Título", ("A", "B"), (("1",),))
