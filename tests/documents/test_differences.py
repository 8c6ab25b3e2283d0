"""What changed between two versions: every change is told, nothing else is, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.documents.content import Block, Contribution, Contributions, Document, Heading, Items, Paragraph
from labapp.documents.differences import Turn, differences
from labapp.documents.minutes import minutes_document
from labapp.documents.responses import responses_document
from tests.documents.samples import minutes_page, responses_page

MINUTES = minutes_document(minutes_page())
LINES = st.lists(st.text("aáñ .1", min_size=1, max_size=12), max_size=6)


def with_blocks(*blocks: Block) -> Document:
    return replace(MINUTES, blocks=(Heading("Desarrollo"), *blocks))


def told(before: Document, after: Document) -> list[tuple[str, str]]:
    marks = {Turn.SAME: "{}", Turn.ADDED: "[+{}]", Turn.REMOVED: "[-{}]"}
    return [
        (part.heading, "".join(marks[piece.turn].format(piece.text) for piece in line))
        for part in differences(before, after)
        for line in part.lines
    ]


@pytest.mark.parametrize("document", [MINUTES, responses_document(responses_page())])
def test_a_document_does_not_differ_from_itself_or_by_its_number_and_day(document: Document) -> None:
    assert differences(document, replace(document, version=9, code="X", band="BORRADOR")) == ()


def test_one_word_is_told_in_its_part() -> None:
    before = with_blocks(Paragraph("La junta arregla el tanque en marzo."), Paragraph("Nada más."))
    after = with_blocks(Paragraph("La junta arregla el tanque en abril."), Paragraph("Nada más."))

    assert told(before, after) == [("Desarrollo", "La junta arregla el tanque en [-marzo][+abril].")]


def test_lines_that_come_and_go_are_told_whole() -> None:
    assert told(with_blocks(Items(("Uno", "Dos"))), with_blocks(Items(("Dos", "Tres")))) == [
        ("Desarrollo", "[-Uno]"),
        ("Desarrollo", "[+Tres]"),
    ]


def test_two_sentences_without_a_word_in_common_are_not_mixed() -> None:
    before, after = with_blocks(Paragraph("Vinieron muchos vecinos")), with_blocks(Paragraph("Nadie habló, ¿por qué?"))

    assert told(before, after) == [("Desarrollo", "[-Vinieron muchos vecinos][+Nadie habló, ¿por qué?]")]


def test_a_part_that_is_gone_and_a_part_that_is_new_are_told() -> None:
    before = replace(MINUTES, blocks=(Heading("Acuerdos"), Paragraph("Uno."), Heading("Anexos"), Paragraph("A.")))
    after = replace(MINUTES, blocks=(Heading("Comentarios"), Paragraph("Dos."), Heading("Anexos"), Paragraph("A.")))

    assert sorted(told(before, after)) == [("Acuerdos", "[-Uno.]"), ("Comentarios", "[+Dos.]")]


def test_contributions_that_change_places_are_told() -> None:
    one, two = Contribution("1", "Agua para todos"), Contribution("2", "Luz en la escuela")

    swapped = with_blocks(Contributions((replace(one, text=two.text), replace(two, text=one.text))))
    assert len(told(with_blocks(Contributions((one, two))), swapped)) == 2


@given(LINES, LINES)
def test_both_texts_can_be_read_out_of_the_difference(before: list[str], after: list[str]) -> None:
    parts = differences(with_blocks(*map(Paragraph, before)), with_blocks(*map(Paragraph, after)))

    lines = [line for part in parts for line in part.lines]
    assert (parts == ()) == (before == after)
    for turn, text in ((Turn.REMOVED, before), (Turn.ADDED, after)):
        read = ["".join(piece.text for piece in line if piece.turn in {Turn.SAME, turn}) for line in lines]
        assert set(filter(None, read)) <= set(text)
