"""What everybody reads of corrections: until when, how many and why; never who asked, nor in which words."""

from __future__ import annotations

import pytest

from labapp.assembly import copied
from labapp.domain.observations import Outcome
from labapp.domain.roles import CONSOLE
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.services import desk_people
from tests.conftest import Clock
from tests.factories import writing
from tests.observing import Room, a_room_with_minutes
from tests.pages import Browser


@pytest.fixture
def room(house: House) -> Room:
    return a_room_with_minutes(house)


def public(room: Room) -> str:
    return f"/sesion/{room.session.token}/minuta"


def test_the_page_says_until_when_and_leads_to_number_and_code(phone: Browser, room: Room) -> None:
    page = phone.get(public(room))

    assert "Se reciben observaciones hasta el 27 de noviembre de 2026, todo ese día." in page.text
    assert page.select("a[href='/E/mio']")
    assert "Se recibieron 0" not in page.text


def test_after_the_last_day_the_page_says_that_it_is_over(phone: Browser, room: Room, clock: Clock) -> None:
    clock.forward(days=8)

    page = phone.get(public(room))

    assert "El plazo para pedir correcciones terminó el 27 de noviembre de 2026." in page.text
    assert not page.select("a[href='/E/mio']")


def test_counts_and_reasons_are_public_and_words_and_names_are_not(phone: Browser, room: Room) -> None:
    for words, number, part in (
        ("Zumbayllu uno.", "1", ""), ("Zumbayllu dos.", "2", ""), ("Zumbayllu tres.", "", "agreements"),
        ("Zumbayllu cuatro.", "", ""),
    ):  # fmt: skip
        room.ask(words, number=number, part=part)
    by_place = {str(one.place.number or one.place.part or ""): one for one in room.asked()}
    room.answer(by_place["1"])
    room.answer(by_place["2"], Outcome.NOT_CORRECTED, "Así se leyó en la sala.")
    room.answer(by_place["agreements"], Outcome.IN_PART, "Falta la fecha.")

    text = phone.get(public(room)).text
    assert (
        "Se recibieron 4 observaciones: 2 se corregirán en la próxima versión, 1 no corregida, 1 sin contestar todavía."
        in text
    )
    assert "Acuerdos, se corrige en parte: Falta la fecha." in text
    assert "Un aporte, no se corrige: Así se leyó en la sala." in text
    room.note("Atiende 2 observaciones: aporte 1, Acuerdos (en parte).")
    room.publish()

    for path in (public(room), f"{public(room)}/v1", f"{public(room)}/v2", f"{public(room)}/v2/cambios"):
        page = phone.get(path).text
        assert "Zumbayllu" not in page
        assert "Celestina" not in page
    assert "1 corregida, 1 corregida en parte, 1 no corregida, 1 sin contestar todavía" in phone.get(public(room)).text
    assert "Atiende 2 observaciones" in phone.get(f"{public(room)}/v2/cambios").text
    assert "4 observations were received" in phone.get(f"{public(room)}?lang=en").text


def test_an_erasure_leaves_the_count(phone: Browser, room: Room) -> None:
    room.ask("Zumbayllu uno.")
    with writing(room.house, Verb.ERASE_PERSON) as db:
        desk_people.erase(db, room.session.id, room.person.id, by=CONSOLE, now=room.house.now())

    text = phone.get(public(room)).text

    assert "Se recibió 1 observación: 1 retirada por quien la pidió." in text
    assert "Zumbayllu" not in text


def test_the_copy_has_no_form_and_says_the_day_and_where_to_ask_whatever_day_it_is_read(
    room: Room, clock: Clock
) -> None:
    room.ask()
    pages = copied(room.house).test_client()
    before = pages.get(public(room)).text

    assert "Se reciben observaciones hasta el 27 de noviembre de 2026, todo ese día." in before
    assert "Se pide aquí: ANTAI." in before
    assert "<form" not in before
    assert "/E/mio" not in before
    clock.forward(days=30)
    assert pages.get(public(room)).text == before


def test_looking_something_up_leads_to_ones_own_page(phone: Browser, room: Room) -> None:
    assert phone.get("/aporte").select("a[href='/E/mio']")
