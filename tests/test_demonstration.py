"""The demonstration shows every role something to do, and hides what each of them may not see."""

from __future__ import annotations

import pytest

from labapp.demo.facts import PASSWORD
from labapp.demo.gathering_facts import GUESTS, LIAISONS
from labapp.demo.handles import handles
from labapp.demo.load import load_demonstration
from labapp.domain.roles import Role
from labapp.house import House
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
