"""The demonstration shows every role something to do, and hides what each of them may not see."""

from __future__ import annotations

import pytest

from labapp.demo.facts import PASSWORD
from labapp.demo.gathering_facts import GUESTS, LIAISONS, WAITING, WHY_REFUSED
from labapp.demo.handles import handles
from labapp.demo.load import load_demonstration
from labapp.domain.roles import Role
from labapp.house import House
from tests.conftest import Clock
from tests.pages import Browser


def test_every_role_can_sign_in(house: House) -> None:
    load_demonstration(house)

    assert set(handles(house)["logins"]) == set(Role)


@pytest.mark.parametrize("username", [username for username, *_rest in LIAISONS])
def test_a_liaison_and_the_substitute_see_what_their_institution_owes_and_no_name(
    house: House, desk: Browser, username: str
) -> None:
    load_demonstration(house)
    desk.fill("/ingresar", {"username": username, "password": PASSWORD})

    page = desk.get("/asignados")

    assert len(page.select("a[href*='/asignados/']")) == 4
    assert "cada tres meses" not in page.text, "what ANTAI answered"
    assert "pozos" not in page.text, "what another institution owes"
    assert not [name for name, *_rest in GUESTS if name in page.text]


def test_the_neighbour_finds_her_answer_with_number_and_code(house: House, phone: Browser) -> None:
    load_demonstration(house)
    neighbour = handles(house)["neighbour"]

    page = phone.fill(
        "/E/mio", {"number": str(neighbour["number"]), "code": neighbour["code"].lower()}, follow=True, status=200
    )

    assert "Hermelinda C." in page.text
    assert "quedó escrito en el compromiso" in page.text


@pytest.mark.parametrize("later", range(7))
def test_on_every_day_of_the_week_corrections_may_be_asked_for_and_one_waits(
    house: House, phone: Browser, clock: Clock, later: int
) -> None:
    clock.forward(days=later)
    load_demonstration(house)

    page = phone.get(f"/E/mio/{handles(house)['neighbour']['code']}").text

    assert "Se puede pedir hasta el " in page
    assert "El plazo para pedir correcciones terminó" not in page


def test_the_desk_finds_one_correction_waiting_one_answered_and_one_in_the_second_version(
    house: House, desk: Browser
) -> None:
    load_demonstration(house)
    desk.fill("/ingresar", {"username": "coordinacion", "password": PASSWORD})

    page = desk.get(handles(house)["answers_desk_url"].replace("/respuesta", "/minuta/observaciones")).text

    assert page.count("Sin contestar") == 1
    assert WAITING[3] in page
    assert WHY_REFUSED in page
    assert "Está en la versión 2" in page


def test_a_message_waits_in_the_outbox_and_a_laptop_says_that_it_will_not_leave_from_there(
    house: House, desk: Browser
) -> None:
    load_demonstration(house)
    desk.fill("/ingresar", {"username": "coordinacion", "password": PASSWORD})
    gate = handles(house)["answers_desk_url"].replace("/respuesta", "/avisos")

    page = desk.get(desk.fill(gate, {}).location).text

    assert "Correo: en la salida" in page
    assert "desde aquí no va a salir" in page
    assert "sale en unos minutos" not in page


def test_minutes_of_a_session_in_which_nobody_registered_say_so_in_a_line_for_each_question(
    house: House, phone: Browser
) -> None:
    load_demonstration(house)
    address = handles(house)["public_minutes_url"]

    page = phone.get(address[address.index("/sesion/") :])

    assert page.text.count("Sin respuesta: las 15 personas") == 4
    assert "No o sin respuesta: las 15 personas" in page.text
    assert [caption.get_text() for caption in page.select("caption")] == ["Lo que se prometió en la sala"]
