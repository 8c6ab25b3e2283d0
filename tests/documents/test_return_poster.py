"""The poster of the answers: one page whatever is said, and honest about what is not on it."""

from __future__ import annotations

from datetime import date

import pytest

from labapp.documents.return_poster import PosterRow, ReturnPosterPage, return_poster_pdf
from labapp.documents.returning import Plainly
from tests.documents import pdf_reading

URL = "https://ejemplo.gob.pa/sesion/K7M2Q9/respuesta"


def a_row(position: int, reason: str = "Se pondrán paneles y una batería en la escuela.") -> PosterRow:
    number = str(position + 1)
    plain = Plainly(
        numbers=(number,),
        heading=f"Aporte {number}",
        said="La antena se apaga cuando llueve.",
        language=None,
        answer="Se acogió",
        reason=reason,
        who_and_when="Responde: ANTAI",
    )
    return PosterRow(position, plain)


def a_poster(count: int, *, public_url: str | None = URL, **changes: object) -> ReturnPosterPage:
    """Return the poster of a lab with so many answers, with `changes`."""
    fields: dict[str, object] = {
        "language": "es",
        "title": "Agua limpia para la comunidad",
        "held_on": date(2026, 11, 20),
        "place": "Casa comunal, Soloy",
        "summary": (f"Se recibieron {count} aportes.", f"Se acogió: {count}"),
        "rows": tuple(a_row(at) for at in range(count)),
        "unlisted": 0,
        "version": "Respuesta razonada",
        "office": "ANTAI, Dirección de Transparencia",
        "published_on": date(2026, 12, 1),
        "public_url": public_url,
    }
    return ReturnPosterPage(**(fields | changes))  # type: ignore[arg-type]  # the changes are the test's own


def text_of(page: ReturnPosterPage) -> str:
    (text,) = pdf_reading.page_texts(return_poster_pdf(page))
    return text


@pytest.mark.parametrize("count", [0, 1, 3, 8, 20])
@pytest.mark.parametrize("url", [URL, None])
def test_it_is_one_page_a4_however_many_answers_there_are(count: int, url: str | None) -> None:
    pdf = return_poster_pdf(a_poster(count, public_url=url))

    assert pdf_reading.page_sizes(pdf) == [(210, 297)]


@pytest.mark.parametrize("words", [30, 400])
def test_long_texts_stay_on_one_page(words: int) -> None:
    long = "explicación " * words
    pdf = return_poster_pdf(a_poster(2, title=long, place=long, rows=(a_row(0, long), a_row(1, long))))

    assert len(pdf_reading.page_sizes(pdf)) == 1


def test_every_answer_that_fits_is_there_and_the_others_are_counted() -> None:
    text = text_of(a_poster(20, unlisted=7))

    shown = [n for n in range(1, 21) if f"Aporte{n}«" in text]
    assert 4 <= len(shown) < 20
    assert shown == list(range(1, len(shown) + 1))
    assert f"Y{27 - len(shown)}aportesmás,consurespuesta,enlapágina." in text
    assert "decadatipoderespuesta,losdenúmeromásbajo" in text


def test_when_all_fit_nothing_is_said_of_more() -> None:
    text = text_of(a_poster(3))

    assert "Yaporte" not in text
    assert "losdenúmeromásbajo" not in text


def test_those_that_fit_stand_in_the_order_of_their_numbers() -> None:
    text = text_of(a_poster(3, rows=(a_row(2), a_row(0), a_row(1))))

    assert text.index("Aporte1«") < text.index("Aporte2«") < text.index("Aporte3«")


def test_with_an_address_it_carries_it_as_code_and_in_letters() -> None:
    pdf = return_poster_pdf(a_poster(2))

    (picture,) = pdf_reading.tags(pdf).all("Figure")
    assert picture.alt == "Código QR con la dirección pública de la respuesta"
    assert "ejemplo.gob.pa/sesion/K7M2Q9/respuesta" in pdf_reading.page_texts(pdf)[0]


def test_without_an_address_it_says_where_to_ask() -> None:
    pdf = return_poster_pdf(a_poster(2, public_url=None))

    assert not pdf_reading.tags(pdf).all("Figure")
    assert "juntacomunal" in pdf_reading.page_texts(pdf)[0]
    assert "sunúmeroysucódigo" in pdf_reading.page_texts(pdf)[0]


def test_its_headings_lead_a_reader_from_answer_to_answer() -> None:
    tags = pdf_reading.tags(return_poster_pdf(a_poster(3)))

    assert (len(tags.all("H1")), len(tags.all("H2"))) == (1, 4)


def test_another_tongue_and_a_text_that_is_not_published_are_said() -> None:
    withheld = PosterRow(0, Plainly(("1",), "Aporte 1", None, None, "No se acogió", "Por ley.", ""))
    spoken = PosterRow(1, Plainly(("2",), "Aporte 2", "Ñö kwe", "gym", "Se acogió", "Sí.", ""))

    text = text_of(a_poster(2, rows=(withheld, spoken)))

    assert "Eltextodeesteaportenosepublica." in text
    assert "«Ñökwe»" in text
