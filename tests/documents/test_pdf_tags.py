"""Every PDF of the house, walked from both ends: all that is drawn is read or an ornament, and nothing out of place."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from labapp.documents.content import Fact, Facts
from labapp.documents.minutes import minutes_document
from labapp.documents.pdf import document_pdf
from tests.documents import pdf_reading
from tests.documents.pdf_structure import Element, Structure
from tests.documents.samples import minutes_page
from tests.documents.test_pdf_standards import every_pdf, made

INSIDE = {
    "LI": {"L"},
    "Lbl": {"LI"},
    "LBody": {"LI"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TR": {"THead", "TBody"},
    "TH": {"TR"},
    "TD": {"TR"},
    "Caption": {"Table", "L", "Figure"},
    "Document": {"root"},
}
"""Where alone an element may stand. Source: ISO 32000-1, 14.8.4."""

HOLDS = {"L": {"LI", "L", "Caption"}, "LI": {"Lbl", "LBody"}, "TR": {"TH", "TD"}, "TBody": {"TR"}, "THead": {"TR"}}

STANDARD = {*INSIDE, *HOLDS, "Table", "H1", "H2", "H3", "P", "Div", "Part", "Span", "Figure", "BlockQuote", "Link"}

MAY_BE_EMPTY = {"TD", "Lbl", "Div"}
"""Cells to fill in by hand, the boxes to tick, which are ornaments, and groups without anything in them."""

WITH_RUNNING_LINES = ("minutes", "draft", "English minutes", "responses", "kit")


@cache
def walked(name: str) -> Structure:
    return Structure(made(name))


def parents(element: Element) -> list[tuple[str, Element]]:
    """Return every element below with the role of the one it stands in."""
    below = [pair for child in element.children for pair in parents(child)]
    return [(element.role, child) for child in element.children] + below


@every_pdf
def test_everything_that_is_drawn_is_read_aloud_or_is_an_ornament_and_never_both(name: str) -> None:
    drawn = walked(name).drawn

    assert drawn
    assert all((one.mark is not None) != one.is_ornament for one in drawn)


@every_pdf
def test_every_marked_piece_stands_once_in_the_tree_and_the_tree_names_no_other(name: str) -> None:
    marks = list(walked(name).root.marks())

    assert len(marks) == len(set(marks))
    assert set(marks) == {one.mark for one in walked(name).drawn if one.mark is not None}


@every_pdf
def test_the_order_of_the_tree_is_the_order_of_the_pages(name: str) -> None:
    assert walked(name).text(walked(name).root) == pdf_reading.spoken_text(made(name))


@every_pdf
def test_words_that_are_not_read_are_running_heads_and_feet(name: str) -> None:
    silent = {one.ornament for one in walked(name).drawn if one.is_ornament and one.text.strip()}

    assert silent == ({"/Pagination"} if name in WITH_RUNNING_LINES else set())


@every_pdf
def test_every_role_is_one_that_readers_know_or_stands_for_one(name: str) -> None:
    roles = {element.role for element in walked(name).root.everywhere()} - {"root"}

    assert {walked(name).roles.get(role, role) for role in roles} <= STANDARD


@every_pdf
def test_lists_and_tables_are_built_as_such(name: str) -> None:
    pairs = parents(walked(name).root)

    assert [(of, one.role) for of, one in pairs if of not in INSIDE.get(one.role, {of})] == []
    assert [(of, one.role) for of, one in pairs if one.role not in HOLDS.get(of, {one.role})] == []


@every_pdf
def test_every_row_of_a_table_has_a_cell_for_each_header(name: str) -> None:
    tables = [element for element in walked(name).root.everywhere() if element.role == "Table"]
    widths = [{len(one.children) for one in table.everywhere() if one.role == "TR"} for table in tables]

    assert all(len(width) == 1 for width in widths)


@every_pdf
def test_no_heading_paragraph_header_or_list_entry_is_empty(name: str) -> None:
    structure = walked(name)
    empty = [
        element.role
        for element in structure.root.everywhere()
        if not structure.text(element) and not any(below.role == "Figure" for below in element.everywhere())
    ]

    assert set(empty) <= MAY_BE_EMPTY


@every_pdf
def test_every_link_has_its_words_in_the_tree_and_says_where_it_leads(name: str) -> None:
    structure = walked(name)
    links = [element for element in structure.root.everywhere() if element.role == "Link"]

    assert sorted(number for link in links for number in link.annotations) == sorted(structure.links)
    assert len(structure.links) == structure.annotations
    assert all(structure.text(link) for link in links)
    assert all(said.startswith("https://") for said in structure.links.values())
    assert structure.tabs == {"/S"}


@pytest.mark.parametrize(("name", "links"), [("minutes", 1), ("responses", 2), ("call", 1), ("return", 1), ("kit", 0)])
def test_the_address_of_a_document_can_be_followed_from_the_screen(name: str, links: int) -> None:
    assert len(walked(name).links) == links


@pytest.mark.parametrize(
    ("value", "leads_to"),
    [
        ("https://ejemplo.gob.pa/sesion/K7M2Q9XBK7M2Q9XBK7M2Q9XB/respuesta", True),
        ("http://ejemplo.gob.pa/acta", True),
        ("véase https://ejemplo.gob.pa/acta", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("Hito 2", False),
    ],
)
def test_what_is_an_address_and_nothing_else_becomes_a_link(value: str, leads_to: bool) -> None:
    document = replace(minutes_document(minutes_page()), blocks=(Facts((Fact("Dónde", value),)),))

    structure = Structure(document_pdf(document))

    assert list(structure.links.values()) == ([value] if leads_to else [])
    assert "".join(value.split()) in structure.text(structure.root)


def test_words_in_another_language_say_which_one() -> None:
    guna = [element for element in walked("minutes").root.everywhere() if element.language == "cuk-PA"]

    assert [walked("minutes").text(element) for element in guna] == ["Anweibenuedi"]


def test_the_title_of_a_document_comes_first_and_is_a_paragraph_for_readers_that_know_no_titles() -> None:
    structure = walked("minutes")
    titles = [element for element in structure.root.everywhere() if element.role == "Title"]

    assert [structure.text(title) for title in titles] == ["Informedemesa:Laboratoriosdeinnovaciónciudadanalocal"]
    assert structure.roles["Title"] == "P"
