"""The printed kit: one file with everything on paper that a room without internet needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from labapp.documents.kit import kit_pdf
from labapp.documents.kit_page import Card, Door, KitPage, Slip, Wifi
from labapp.documents.kit_words import KIT_WORDS
from tests.documents import pdf_reading
from tests.documents.samples import kit_page

A3, A4, A4_LANDSCAPE = (297, 420), (210, 297), (297, 210)
BEFORE_THE_SHEETS = [A4, A3, A4, A4, A4, A4]
"""Cover, door posters, script, short notice, full notice."""


def cards(count: int) -> tuple[Card, ...]:
    return tuple(Card(str(200 + n), f"CODE-{n:04}") for n in range(1, count + 1))


def pages_with(page: KitPage, words: str) -> Iterator[str]:
    return (text for text in pdf_reading.page_texts(kit_pdf(page)) if pdf_reading.squeezed(words) in text)


@pytest.mark.parametrize(
    ("rows", "card_count", "copies", "sheets"),
    [
        (24, 20, 8, [A4_LANDSCAPE] * 2 + [A4] * 2 + [A4] * 2 + [A4] * 4),
        (25, 21, 9, [A4_LANDSCAPE] * 3 + [A4] * 3 + [A4] * 3 + [A4] * 5),
        (1, 1, 1, [A4_LANDSCAPE, A4, A4, A4]),
        (12, 0, 4, [A4_LANDSCAPE, A4, A4, A4]),
    ],
)
def test_each_part_has_the_pages_that_its_people_need(
    rows: int, card_count: int, copies: int, sheets: list[tuple[int, int]]
) -> None:
    page = kit_page(sheet_rows=rows, cards=cards(card_count), slip_copies=copies)

    assert pdf_reading.page_sizes(kit_pdf(page)) == BEFORE_THE_SHEETS + sheets


def test_without_slips_their_part_is_left_out_of_file_and_cover() -> None:
    pdf = kit_pdf(kit_page(slips=()))

    assert len(pdf_reading.page_sizes(pdf)) == 10
    assert "Preguntasanónimas" not in pdf_reading.page_texts(pdf)[0].partition("Llevetambién")[0]


def test_the_cover_says_which_pages_each_part_is_on() -> None:
    cover = pdf_reading.page_texts(kit_pdf(kit_page()))[0]

    for line in ("grande2A3", "mediano3A4", "asistencia7a8A4horizontal", "número9a10A4", "anónimas11a16A4"):
        assert line in cover


def test_both_door_posters_carry_two_codes_and_everything_in_letters_for_old_phones() -> None:
    posters = pdf_reading.page_texts(kit_pdf(kit_page()))[1:3]

    for text in ("Regístreseaquí", "LAB-COMARCA", "taller26", "192.168.8.2", "K7M-2Q9"):
        assert all(text in poster for poster in posters)
    assert all("¿Elcelulardice«sininternet»?Toque«Mantenerconexión»." in poster for poster in posters)


def test_an_open_network_says_that_it_has_no_password() -> None:
    door = Door(Wifi("ESCUELA", ""), "HTTP://192.168.8.2/E/K7M2Q9", "192.168.8.2", "K7M-2Q9")

    assert len(list(pages_with(kit_page(door=door), "Sin contraseña"))) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Un título que alguien escribió sin pensar en el cartel " * 4},
        {
            "door": Door(
                Wifi("W" * 32, "W" * 63), "HTTP://192.168.100.200:8080/E/K7M2Q9", "192.168.100.200:8080", "K7M-2Q9"
            )
        },
    ],
    ids=["long title", "longest network and password"],
)
def test_long_names_do_not_push_a_poster_onto_another_page(changes: dict[str, object]) -> None:
    assert len(pdf_reading.page_sizes(kit_pdf(kit_page(**changes)))) == 16


def test_rows_are_numbered_through_all_sheets_and_nobody_is_asked_for_the_cedula() -> None:
    sheets = list(pages_with(kit_page(sheet_rows=30), "Lista de asistencia"))[1:]

    rows = [int(n) for text in sheets for n in re.findall(r"(\d+)Mujer", text)]
    assert rows == list(range(1, 31))
    assert all("Firma" in text for text in sheets)
    assert not any("cédula" in column.lower() for column in KIT_WORDS["es"].sheet.columns)
    assert [text for text in sheets if "Hoja3de3" in text]


def test_every_card_carries_its_number_its_code_and_where_the_answer_will_be() -> None:
    pdf = kit_pdf(kit_page(cards=cards(20)))
    texts = "".join(pdf_reading.page_texts(pdf)[8:10])
    alts = [figure.alt for figure in pdf_reading.tags(pdf).all("Figure")]

    assert all(f"{card.number}Sucódigo{card.code}" in texts for card in cards(20))
    assert texts.count("laboratorios.example.org/sesion/") == 20
    assert alts.count("Código QR con la dirección pública de la respuesta") == 20


def test_a_card_without_public_address_says_on_which_board_and_carries_no_picture() -> None:
    said = "La respuesta sale a más tardar el 20 de diciembre de 2026, en el tablero de la junta comunal. " * 3
    pdf = kit_pdf(kit_page(cards=cards(20), answer=said, answer_address=None))

    assert "".join(pdf_reading.page_texts(pdf)[8:10]).count("tablerodelajuntacomunal") == 60
    assert len(pdf_reading.page_sizes(pdf)) == 16
    assert "192.168" not in "".join(pdf_reading.page_texts(pdf)[8:10])


def test_slips_carry_no_number_at_all_and_one_question_each() -> None:
    slips = pdf_reading.page_texts(kit_pdf(kit_page()))[10:]

    assert slips
    assert not any(re.search(r"\d", text) for text in slips)
    assert all(text.count("Preguntaanónima:noescribasunombrenisunúmero.") in {2, 4} for text in slips)
    assert len(set(slips)) == 2


def test_a_slip_with_many_options_still_fits_its_quarter() -> None:
    slip = Slip(("¿Con cuál?",), tuple(f"Opción larga número {'i' * n}" for n in range(1, 15)))

    assert len(pdf_reading.page_sizes(kit_pdf(kit_page(slips=(slip,), slip_copies=4)))) == 11


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_script_takes_about_a_minute_to_read(language: str) -> None:
    words = sum(len(line.split()) for line in KIT_WORDS[language].script)

    assert 110 <= words <= 170


def test_the_script_names_the_session_its_hosts_and_the_network() -> None:
    script = next(pages_with(kit_page(), "Un minuto para leer en voz alta Despacio"))

    assert "HoyconversamossobreAgualimpiaparalacomunidad.OrganizanANTAIyKernelCommunity." in script
    assert "conéctesealaredLAB-COMARCA" in script


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_cover_knows_every_part(language: str) -> None:
    assert len(KIT_WORDS[language].cover.parts) == 8
    assert len(KIT_WORDS[language].sheet.columns) == 9


def test_the_notice_stands_in_two_layers_with_its_version() -> None:
    page = kit_page()
    texts = pdf_reading.page_texts(kit_pdf(page))

    assert all(pdf_reading.squeezed(line) in texts[4] for line in page.notice.short)
    assert all(pdf_reading.squeezed(section.heading) in texts[5] for section in page.notice.sections)
    assert "Aviso,versión3" in texts[4]
    assert "Aviso,versión3" in texts[5]
