"""What people take home names a public address, or a board and a day; never the address of a room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from icalendar import Calendar

from labapp.domain.roles import Role
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.programme import Programme
from labapp.models.sessions import LabSession
from tests.documents.pdf_reading import page_texts, squeezed
from tests.factories import a_programme, a_session, a_space, an_organisation, sign_in, writing
from tests.pages import Browser
from tests.web.minutes_desk import close

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

BASE = "https://laboratorios.example.org"
BOARD = "en el tablero de la junta comunal"
DAY = "20 de diciembre de 2026"


@pytest.fixture
def session(house: House, desk: Browser) -> LabSession:
    antai = an_organisation(house)
    a_programme(house, public_base_url="http://192.168.8.2:8480")
    sign_in(desk, house, Role.FACILITATOR, organisation=antai)
    return a_session(house, a_space(house, organisation=antai))


def taken_home(desk: Browser, phone: Browser, session: LabSession) -> Iterator[tuple[str, str]]:
    """Each thing that leaves the room, with its words without blanks."""
    arrival = {"full_name": "Ana Ríos", "place": "this_community", "age": "adult"}
    receipt = phone.fill(f"/E/{session.code}", arrival).location
    yield "receipt", squeezed(phone.get(receipt).text)
    yield "contribution", squeezed(phone.fill(f"{receipt}/aporte", {"words": "Agua"}, follow=True, status=200).text)
    yield "own page", squeezed(phone.get(f"/E/mio/{receipt.rsplit('/', 1)[-1]}").text)
    desk.fill(f"/sesiones/{session.id}/registro/red", {"ssid": "L", "network_password": "", "address": "192.168.8.2"})
    kit = desk.get(desk.fill(f"/sesiones/{session.id}/kit", {"people": "1", "cards": "1"}).location)
    yield "card", next(text for text in page_texts(kit.response.data) if squeezed("Su código") in text)
    poster = desk.get(f"/sesiones/{session.id}/convocatoria/cartel.pdf").response.data
    yield "poster", "".join(page_texts(poster))
    (event,) = Calendar.from_ical(phone.get(f"/sesion/{session.token}.ics").response.data).walk("VEVENT")
    yield "calendar", squeezed(f"{event['DESCRIPTION']} {event.get('URL', '')}")


def test_without_a_public_address_they_name_the_board_and_the_day(
    desk: Browser, phone: Browser, session: LabSession
) -> None:
    for name, words in taken_home(desk, phone, session):
        assert squeezed(BOARD) in words, name
        assert squeezed(DAY) in words, name
        assert "192.168" not in words, name


def test_with_a_public_address_they_name_it_and_the_day(
    desk: Browser, phone: Browser, house: House, session: LabSession
) -> None:
    with writing(house, Verb.SET_UP_PROGRAMME) as db:
        db.query(Programme).one().public_base_url = BASE

    for name, words in taken_home(desk, phone, session):
        assert f"laboratorios.example.org/sesion/{session.token}" in words, name
        assert squeezed(DAY) in words, name
        assert squeezed(BOARD) not in words, name
        assert "192.168" not in words, name


@pytest.mark.parametrize(
    ("base", "says"),
    [("http://192.168.8.2:8480", "En el tablero de la junta comunal"), (BASE, "En laboratorios.example.org")],
)
def test_the_minutes_say_where_what_is_owed_will_be(
    desk: Browser, house: House, session: LabSession, base: str, says: str
) -> None:
    with writing(house, Verb.SET_UP_PROGRAMME) as db:
        db.query(Programme).one().public_base_url = base
    close(house, session)

    pdf = desk.get(f"/sesiones/{session.id}/minuta/borrador.pdf").response.data

    words = "".join(page_texts(pdf))
    assert squeezed(says) in words
    assert "192.168" not in words
