"""Asking for a correction from a phone: a small page without script, and the answer read with number and code."""

from __future__ import annotations

import gzip

import pytest

from labapp.domain.observations import Outcome
from labapp.house import House
from tests.conftest import Clock
from tests.factories import a_programme
from tests.observing import WORDS, Room, a_room, a_room_with_minutes
from tests.pages import Browser
from tests.returning import somebody


@pytest.fixture
def room(house: House) -> Room:
    return a_room_with_minutes(house)


def mine(room: Room) -> str:
    return f"/E/mio/{room.person.code}"


def way(phone: Browser, room: Room) -> str:
    hrefs = [str(a["href"]) for a in phone.get(mine(room)).select("a")]
    return next(href for href in hrefs if f"/minuta/{room.session.id}" in href)


def sent(phone: Browser, room: Room, *, status: int = 303, **changes: str) -> str:
    fields = {"number": "1", "part": "", "words": WORDS} | changes
    return phone.fill(way(phone, room), fields, status=status).text


def test_from_ones_own_page_a_correction_is_asked_for_and_stands_there(phone: Browser, room: Room) -> None:
    assert "Se puede pedir hasta el 27 de noviembre de 2026." in phone.get(mine(room)).text

    sent(phone, room)

    page = phone.get(mine(room)).text
    assert "Usted pidió corregir: aporte 1" in page
    assert WORDS in page
    assert "Todavía sin contestar." in page


def test_the_answer_is_read_there_and_leads_to_the_version_that_corrected_it(phone: Browser, room: Room) -> None:
    sent(phone, room)
    room.answer(room.asked()[0], Outcome.IN_PART, "El año sí; el mes no se dijo.")
    page = phone.get(mine(room)).text
    assert "Se corrige en parte. El año sí; el mes no se dijo." in page
    assert "Sale en la próxima versión." in page

    room.note("Atiende 1 observación: aporte 1 (en parte).")
    room.publish()

    (link,) = phone.get(mine(room)).select(f"a[href='/sesion/{room.session.token}/minuta/v2']")
    assert link.get_text() == "Ya está en la versión 2"


def test_a_form_that_is_sent_again_is_kept_once(phone: Browser, room: Room) -> None:
    path = way(phone, room)
    fields = {"token": phone.get(path).token(), "number": "1", "part": "", "words": WORDS}

    first, again = phone.post(path, fields), phone.post(path, fields)

    assert first.location == again.location
    assert len(room.rows()) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"words": " "}, "Escriba qué debe decir el documento."),
        ({"words": "a" * 1001}, "1000 letras o menos"),
        ({"number": "99"}, "no hay un aporte 99"),
        ({"number": "siete"}, "No entendemos ese número."),
        ({"part": "agreements"}, "no los dos"),
        ({"part": "quizás", "number": ""}, "Elija una parte"),
    ],
)
def test_what_is_missing_is_said_and_what_was_written_stays(
    phone: Browser, room: Room, changes: dict[str, str], said: str
) -> None:
    fields = {"number": "1", "part": "", "words": WORDS} | changes
    page = phone.fill(way(phone, room), fields, status=409)

    assert said in page.text
    assert page.select("textarea")[0].get_text().strip() == fields["words"].strip()
    assert str(page.select("input[name=number]")[0]["value"]) == fields["number"]
    assert room.rows() == []


def test_who_writes_too_late_still_sees_their_words(phone: Browser, room: Room, clock: Clock) -> None:
    path = way(phone, room)
    clock.forward(days=7, hours=12)
    token = phone.get(path).token()
    clock.forward(hours=4)

    page = phone.post(path, {"token": token, "number": "1", "part": "", "words": WORDS}, status=409)

    assert "Ya pasó el plazo para pedir correcciones." in page.text
    assert WORDS in page.text
    assert not phone.get(path).select("form[method=post]")
    assert "El plazo para pedir correcciones terminó el 27 de noviembre de 2026." in phone.get(mine(room)).text


def test_another_session_is_not_reached(phone: Browser, room: Room) -> None:
    elsewhere = a_room(room.house)
    elsewhere.publish()

    phone.get(way(phone, room).replace(str(room.session.id), str(elsewhere.session.id)), status=404)


def test_before_publication_there_is_no_such_page(house: House, phone: Browser) -> None:
    a_programme(house)
    room = a_room(house)

    assert "Lo que quedó escrito" not in phone.get(mine(room)).text
    phone.get(f"{mine(room)}/minuta/{room.session.id}", status=404)


def test_a_phone_that_writes_without_end_is_stopped(phone: Browser, room: Room) -> None:
    people = [somebody(room.house, room.session, f"Persona {n}") for n in range(7)]
    said = []
    for person in people:
        path = f"/E/mio/{person.code}/minuta/{room.session.id}"
        for number in range(9):
            token = phone.get(path).token()
            answer = phone.client.post(path, data={"token": token, "number": "", "part": "", "words": f"Uno {number}."})
            said.append(answer.status_code)

    assert said.count(303) == 60
    assert set(said[60:]) == {409}


def test_the_pages_stay_small_and_without_script(phone: Browser, room: Room) -> None:
    for number in range(8):
        sent(phone, room, words=f"Corrección {number}. {'Palabras largas. ' * 20}")

    for path in (mine(room), way(phone, room)):
        page = phone.get(path)
        assert len(gzip.compress(page.response.data)) < 14_000
        assert not page.select("script")


def test_the_page_speaks_english(phone: Browser, room: Room) -> None:
    sent(phone, room)

    assert "You asked to correct: contribution 1" in phone.get(f"{mine(room)}?lang=en").text
