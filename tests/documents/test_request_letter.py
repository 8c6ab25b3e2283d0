"""The nota in Word: opened again with the library of Word files, it holds what the institution may read."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import docx
import pytest

from labapp.documents.request_letter import PROPOSED_REQUEST, Annex, Sender, letter_file
from labapp.domain.contributions import WithholdReason
from labapp.domain.ids import new_id
from labapp.domain.sessions import Modality, Purpose, Stage
from labapp.domain.spaces import SpaceKind
from labapp.queries.letters import AskedFor, Letter
from labapp.queries.notas import NotaFacts
from labapp.queries.sessions import SessionHead

DUE = date(2026, 12, 20)
AT = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
HEAD = SessionHead(
    id=new_id(), op=uuid4(), token="T", code="AB12", title=None, purpose=Purpose.IDENTIFICATION,
    stage=Stage.REGISTER_CLOSED, reason=None, revision=0, starts_at=AT, ends_at=AT, zone="America/Panama",
    modality=Modality.IN_PERSON, venue="Casa comunal", place=None, community="Soloy", space_id=new_id(),
    space_token="S", space_title="Agua para Soloy", space_kind=SpaceKind.INNOVATION_LAB, table_kind=None,
    is_demonstration=False,
)  # fmt: skip
LETTER = Letter(
    id=new_id(), op=uuid4(), head=HEAD, organisation_id=new_id(), institution="Ministerio de Salud",
    nota=NotaFacts(
        place="Panamá", dated_on=date(2026, 11, 21), addressee="Ana Ríos, directora", office="Despacho Superior",
        request=PROPOSED_REQUEST, signatory="", written_at=AT, number=None, sent_on=None, reply_number=None,
        reply_on=None, scan_sha256=None, scan_kind=None,
    ),
    asked=(
        AskedFor("3", "Que el agua llegue todos los días.\nTambién en verano.", None, DUE),
        AskedFor("7a", None, WithholdReason.ANOTHER_PERSONS_DATA, DUE),
    ),
)  # fmt: skip
SENDER = Sender("Laboratorios de innovación", "Agua para Soloy")


def paragraphs(letter: Letter = LETTER) -> list[tuple[str, str]]:
    file = docx.Document(io.BytesIO(letter_file(letter, SENDER)))
    return [(one.style.name if one.style else "", one.text) for one in file.paragraphs]


def text(letter: Letter = LETTER) -> str:
    return "\n".join(each for _style, each in paragraphs(letter))


def test_every_contribution_stands_under_its_number_in_its_words() -> None:
    said = paragraphs()

    assert said.index(("Heading 2", "Aporte 3")) + 1 == said.index(("Quote", "Que el agua llegue todos los días."))
    assert ("Quote", "También en verano.") in said


def test_what_is_withheld_shows_its_number_and_why_and_no_word_of_it() -> None:
    said = paragraphs()

    after = said[said.index(("Heading 2", "Aporte 7a")) + 1]
    assert after == ("Quote", "[El público no lee todo el texto: contiene datos de otra persona.]")


def test_the_number_is_left_blank_until_it_is_noted() -> None:
    assert "Nota n.º ____" in text()
    assert "Nota n.º DS-12-2026" in text(replace(LETTER, nota=replace(LETTER.nota, number="DS-12-2026", sent_on=DUE)))


def test_it_says_to_whom_when_and_what_is_asked_and_has_a_line_to_sign() -> None:
    said = text(replace(LETTER, nota=replace(LETTER.nota, signatory="Luz Díaz, coordinadora")))

    assert "Panamá, 21 de noviembre de 2026" in said
    assert "Ana Ríos, directora\nDespacho Superior\nMinisterio de Salud" in said
    assert "El 20 de noviembre de 2026, en Casa comunal, Soloy" in said
    assert "Fecha para responder: 20 de diciembre de 2026." in said
    assert said.endswith("____\nLuz Díaz, coordinadora")


def test_each_contribution_has_its_day_where_the_days_differ() -> None:
    later = AskedFor("8", "Otra cosa", None, date(2027, 1, 15))

    said = text(replace(LETTER, asked=(LETTER.asked[0], later)))

    assert "a más tardar el 20 de diciembre de 2026." in said
    assert "a más tardar el 15 de enero de 2027." in said
    assert "Fecha para responder" not in said


@pytest.mark.parametrize(
    ("annex", "said"),
    [
        (Annex("a.xlsx", 1, ()), "Anexo: a.xlsx, hoja de Excel con un aporte de esta nota."),
        (Annex("a.xlsx", 2, ("7a", "9")), "con 2 aportes de esta nota."),
        (Annex("a.xlsx", 2, ("7a", "9")), "No están en esa hoja, porque ya no se responden ahí: 7a, 9."),
    ],
)
def test_it_names_the_workbook_that_goes_with_it_and_what_is_not_in_it(annex: Annex, said: str) -> None:
    file = docx.Document(io.BytesIO(letter_file(LETTER, SENDER, annex)))

    assert said in file.paragraphs[-1].text
    assert "Anexo" not in text()


def test_the_same_nota_gives_the_same_bytes() -> None:
    assert letter_file(LETTER, SENDER) == letter_file(LETTER, SENDER)


def test_letters_of_any_language_and_signs_that_no_file_holds_do_not_break_it() -> None:
    odd = AskedFor("9", "Ngäbere ñ̈ 🌊 \ufffe <b>&amp;", None, DUE)

    assert "Ngäbere ñ̈ 🌊 \ufffd <b>&amp;" in text(replace(LETTER, asked=(odd,)))


def test_the_file_says_its_language_and_who_wrote_it() -> None:
    about = docx.Document(io.BytesIO(letter_file(LETTER, SENDER))).core_properties

    assert (about.language, about.author, about.title) == (
        "es-PA",
        "Laboratorios de innovación",
        "Nota a Ministerio de Salud",
    )
