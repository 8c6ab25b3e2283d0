"""The printed kit at the desk: one button, one PDF, cards that phones never get."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from labapp.domain.roles import Role
from labapp.house import House
from labapp.models.attendance import Card
from labapp.models.sessions import LabSession
from tests.factories import a_programme, a_session, a_space, an_organisation, sign_in
from tests.pages import Browser


@pytest.fixture
def session(house: House, desk: Browser) -> LabSession:
    """An open session with its network written down."""
    antai = an_organisation(house)
    a_programme(house)
    sign_in(desk, house, Role.FACILITATOR, organisation=antai)
    return a_session(house, a_space(house, organisation=antai))


def _network(desk: Browser, session: LabSession) -> None:
    desk.fill(
        f"/sesiones/{session.id}/registro/red",
        {"ssid": "LAB-COMARCA", "network_password": "taller26", "address": "192.168.8.2"},
    )


def _cards(house: House) -> list[Card]:
    with house.database.reading() as db:
        return list(db.scalars(sa.select(Card).order_by(Card.number)))


def test_one_button_gives_one_pdf_with_cards_of_their_own_range(
    desk: Browser, house: House, session: LabSession
) -> None:
    _network(desk, session)
    here = f"/sesiones/{session.id}/kit"
    answer = desk.fill(here, {"people": "12", "cards": "3"})
    pdf = desk.get(answer.location)

    assert [card.number for card in _cards(house)] == [500, 501, 502]
    assert pdf.response.content_type == "application/pdf"
    assert pdf.response.data.startswith(b"%PDF")
    assert "3 tarjetas, del número 500 al 502" in desk.get(here).text


def test_the_button_pressed_twice_makes_the_same_cards(desk: Browser, house: House, session: LabSession) -> None:
    _network(desk, session)
    here = f"/sesiones/{session.id}/kit"
    token = desk.get(here).token()
    answers = [desk.post(here, {"token": token, "people": "5", "cards": "4"}).location for _ in range(2)]
    assert len(set(answers)) == 1
    assert len(_cards(house)) == 4


def test_a_card_of_the_kit_is_taken_at_the_desk(desk: Browser, house: House, session: LabSession) -> None:
    _network(desk, session)
    desk.fill(f"/sesiones/{session.id}/kit", {"people": "5", "cards": "1"})
    card = _cards(house)[0]
    line = {"full_name": "Eva Ríos", "age": "adult", "place": "", "part": "participant", "number": "500"}

    page = desk.get(desk.fill(f"/sesiones/{session.id}/registro", line).location)

    assert card.code in page.text
    again = desk.fill(f"/sesiones/{session.id}/registro", line | {"full_name": "Otra Persona"}, status=409)
    assert "ya es de alguien" in again.text


def test_without_a_network_the_kit_says_what_to_do(desk: Browser, house: House, session: LabSession) -> None:
    here = f"/sesiones/{session.id}/kit"
    page = desk.fill(here, {"people": "5", "cards": "2"}, status=409)
    assert "Primero escriba el nombre del wifi" in page.text
    assert not _cards(house)


@pytest.mark.parametrize("cards", ["-1", "501", "muchas", ""])
def test_a_number_of_cards_that_cannot_be_is_shown_again(
    desk: Browser, house: House, session: LabSession, cards: str
) -> None:
    desk.fill(f"/sesiones/{session.id}/kit", {"people": "5", "cards": cards}, status=422)
    assert not _cards(house)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("address", "laptop.local", "números y puntos"),
        ("address", "127.0.0.1", "números y puntos"),
        ("ssid", "   ", "nombre del wifi"),
        ("ssid", "ñ" * 17, "nombre del wifi"),
        ("network_password", "corta", "de 8 a 63"),
    ],
)
def test_a_network_that_no_phone_could_use_is_refused(
    desk: Browser, session: LabSession, field: str, value: str, says: str
) -> None:
    sent = {"ssid": "LAB", "network_password": "", "address": ""} | {field: value}
    page = desk.fill(f"/sesiones/{session.id}/registro/red", sent, status=409)
    assert says in page.text
