"""The poster of the call: one page for the board, with an address that lives on the internet or with none."""

from __future__ import annotations

import pytest

from labapp.documents.call_poster import Paper, call_poster_pdf
from tests.documents import pdf_reading
from tests.documents.samples import call_page


def text_of(**changes: object) -> str:
    (text,) = pdf_reading.page_texts(call_poster_pdf(call_page(**changes)))
    return text


@pytest.mark.parametrize(("paper", "size"), [(Paper.A3, (297, 420)), (Paper.A4, (210, 297))])
def test_it_is_one_page_of_the_asked_paper(paper: Paper, size: tuple[int, int]) -> None:
    assert pdf_reading.page_sizes(call_poster_pdf(call_page(paper=paper))) == [size]


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("repeated", [1, 4, 7, 30, 500])
def test_long_titles_and_texts_stay_on_one_page(paper: Paper, repeated: int) -> None:
    title = "Caminos de producción y mercado " * repeated
    text = "¿Qué hace falta para que el camino sirva todo el año? Venga a decirlo. " * repeated

    assert len(pdf_reading.page_sizes(call_poster_pdf(call_page(paper=paper, title=title, text=text)))) == 1


def test_it_says_what_when_and_where() -> None:
    text = text_of()

    for said in (
        "Agualimpiaparalacomunidad",
        "Viernes20denoviembrede2026",
        "8:00a.m.a11:00a.m.",
        "EscueladeAltoCaballero,Mironó",
        "Habráinterpretaciónenngäbere,cuidadodeniñasyniñosymerienda.",
        "¿Necesitaotroapoyo?Escribaa6000-0000porWhatsApp.",
        "Organizan:ANTAIyKernelCommunity",
    ):
        assert said in text


def test_with_a_public_address_it_carries_it_as_code_and_in_letters() -> None:
    pdf = call_poster_pdf(call_page())

    (picture,) = pdf_reading.tags(pdf).all("Figure")
    assert picture.alt == "Código QR con la dirección pública de la convocatoria"
    assert "ejemplo.gob.pa/c/K7M2Q9" in pdf_reading.page_texts(pdf)[0]


def test_without_a_public_address_it_says_only_where_and_when() -> None:
    pdf = call_poster_pdf(call_page(public_address=None))

    assert not pdf_reading.tags(pdf).all("Figure")
    assert "Viernes20denoviembrede2026" in pdf_reading.page_texts(pdf)[0]
    assert "Másinformación" not in pdf_reading.page_texts(pdf)[0]


def test_without_supports_the_contact_is_for_questions() -> None:
    assert "¿Preguntas?Escribaa6000-0000porWhatsApp." in text_of(supports=())


def test_it_speaks_english_too() -> None:
    text = text_of(language="en", ends_at=None)

    assert "Opencall" in text
    assert "Friday,November20,2026" in text
