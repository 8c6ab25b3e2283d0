"""Every PDF of the house can be read aloud, kept in an archive, and made again byte for byte."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from labapp.documents.call_poster import Paper, call_poster_pdf
from labapp.documents.kit import kit_pdf
from labapp.documents.minutes import minutes_document
from labapp.documents.pdf import document_pdf
from labapp.documents.responses import responses_document
from labapp.documents.return_poster import return_poster_pdf
from tests.documents import pdf_reading
from tests.documents.samples import call_page, kit_page, minutes_page, responses_page
from tests.documents.test_return_poster import a_poster

MAKERS = {
    "minutes": lambda: document_pdf(minutes_document(minutes_page())),
    "draft": lambda: document_pdf(minutes_document(minutes_page(approval=None))),
    "English minutes": lambda: document_pdf(minutes_document(minutes_page(language="en"))),
    "responses": lambda: document_pdf(responses_document(responses_page())),
    "kit": lambda: kit_pdf(kit_page()),
    "call": lambda: call_poster_pdf(call_page()),
    "call without address": lambda: call_poster_pdf(call_page(paper=Paper.A4, public_address=None)),
    "return": lambda: return_poster_pdf(a_poster(8)),
    "return without address": lambda: return_poster_pdf(a_poster(20, public_url=None)),
}
every_pdf = pytest.mark.parametrize("name", list(MAKERS))


@cache
def made(name: str) -> bytes:
    return MAKERS[name]()


@every_pdf
def test_it_says_that_it_is_accessible_and_archivable(name: str) -> None:
    said = pdf_reading.metadata(made(name))

    assert (said["ua"], said["a"], said["conformance"]) == ("1", "2", "A")


@every_pdf
def test_it_has_a_title_a_language_and_asks_to_show_the_title(name: str) -> None:
    with pdf_reading.opened(made(name)) as file:
        language = "en" if name == "English minutes" else "es-PA"

        assert str(file.docinfo.Title)
        assert str(file.Root.Lang) == language
        assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
        assert bool(file.Root.MarkInfo.Marked)


@every_pdf
def test_every_picture_says_what_it_is_for(name: str) -> None:
    pictures = pdf_reading.tags(made(name)).all("Figure")

    assert all(picture.alt for picture in pictures)


@pytest.mark.parametrize(
    ("name", "count"), [("minutes", 1), ("responses", 1), ("kit", 24), ("call", 1), ("call without address", 0)]
)
def test_every_code_is_a_tagged_picture(name: str, count: int) -> None:
    assert len(pdf_reading.tags(made(name)).all("Figure")) == count


@every_pdf
def test_every_table_has_header_cells_and_its_cells_point_to_them(name: str) -> None:
    for table in pdf_reading.tags(made(name)).all("Table"):
        headers = table.all("TH")
        cells = table.all("TD")

        assert headers
        assert all("/Scope" in header.attributes[0] for header in headers)
        assert cells
        assert all(cell.attributes[0].get("/Headers") for cell in cells)


@every_pdf
def test_headings_never_skip_a_level(name: str) -> None:
    tree = pdf_reading.tags(made(name))
    levels = [int(tag.name[1]) for tag in _headings(tree)]

    assert levels
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@every_pdf
def test_only_the_fonts_of_the_house_are_inside(name: str) -> None:
    found = pdf_reading.fonts(made(name))

    assert set(found) <= {"SourceSans3-Regular", "SourceSans3-Bold", "NotoEmoji-Regular"}
    assert all(found.values())


@every_pdf
def test_the_same_page_gives_the_same_bytes(name: str) -> None:
    assert MAKERS[name]() == made(name)


def test_a_draft_says_so_in_its_title_and_on_every_page() -> None:
    draft = made("draft")

    assert pdf_reading.metadata(draft)["title"].startswith("BORRADOR – NO APROBADO · Informe de mesa: ")
    assert all("BORRADOR–NOAPROBADO" in text for text in pdf_reading.page_texts(draft))


def test_every_page_of_a_document_says_which_page_version_and_code_it_is() -> None:
    texts = pdf_reading.page_texts(made("minutes"))

    for number, text in enumerate(texts, start=1):
        assert f"Página{number}de{len(texts)}" in text
        assert "CódigoK7M2-Q9XB·Versión1" in text


def _headings(tag: pdf_reading.Tag) -> list[pdf_reading.Tag]:
    own = [tag] if tag.name in {"H1", "H2", "H3"} else []
    return own + [heading for child in tag.children for heading in _headings(child)]
