"""The wall: two codes in fixed order, followed live, and never a name."""

from __future__ import annotations

from labapp.domain.roles import Role
from labapp.domain.sessions import Stage
from labapp.house import House
from labapp.serving.addresses import Interface, LiveAddresses
from tests.factories import a_session, a_space, an_arrival, an_organisation, sign_in
from tests.pages import Browser


def _open(house: House, desk: Browser):  # type: ignore[no-untyped-def] # a row of the factory
    antai = an_organisation(house)
    sign_in(desk, house, Role.FACILITATOR, organisation=antai)
    here = ["192.168.8.2"]
    house.door.port = 80
    house.door.addresses = LiveAddresses(
        read=lambda: (Interface("wlan0", tuple(here)),), clock=iter(range(0, 10_000, 10)).__next__
    )
    return a_session(house, a_space(house, organisation=antai)), here


def test_the_two_ways_stand_in_fixed_order_with_large_type_beside(desk: Browser, house: House) -> None:
    session, _ = _open(house, desk)
    desk.fill(f"/sesiones/{session.id}/registro/red",
              {"ssid": "LAB-COMARCA", "network_password": "taller26", "address": ""})  # fmt: skip

    page = desk.get(f"/pantalla/{session.id}")

    names = [str(code["aria-label"]) for code in page.select(".entrance [role=img]")]
    assert names == ["Código para unirse al wifi LAB-COMARCA", "Código para abrir la página del registro"]
    for words in ("LAB-COMARCA", "taller26", "192.168.8.2", session.code, "Mantener conexión", "0 participantes"):
        assert words in page.text


def test_never_a_name_on_the_wall(desk: Browser, house: House) -> None:
    session, _ = _open(house, desk)
    an_arrival(house, session, "Rosa Ábrego")
    page = desk.get(f"/pantalla/{session.id}")
    assert "1 participante" in page.text
    assert "Rosa" not in page.response.get_data(as_text=True)


def test_the_address_is_followed_and_304_says_that_nothing_changed(desk: Browser, house: House) -> None:
    session, here = _open(house, desk)
    live = f"/pantalla/{session.id}/ahora"
    tag = desk.client.get(live, base_url=desk.base).headers["ETag"]

    assert desk.client.get(live, base_url=desk.base, headers={"If-None-Match": tag}).status_code == 304
    here[0] = "10.42.0.1"
    moved = desk.client.get(live, base_url=desk.base, headers={"If-None-Match": tag})
    assert moved.status_code == 200
    assert "10.42.0.1" in moved.get_data(as_text=True)


def test_an_address_chosen_by_hand_holds_while_the_laptop_has_it(desk: Browser, house: House) -> None:
    session, here = _open(house, desk)
    here.append("192.168.50.7")
    desk.fill(f"/sesiones/{session.id}/registro/red",
              {"ssid": "LAB", "network_password": "", "address": "192.168.50.7"})  # fmt: skip
    assert "192.168.50.7" in desk.get(f"/pantalla/{session.id}").text
    here.remove("192.168.50.7")
    assert "192.168.8.2" in desk.get(f"/pantalla/{session.id}").text


def test_a_closed_room_thanks_and_shows_no_code(desk: Browser, house: House) -> None:
    session, _ = _open(house, desk)
    closed = a_session(house, a_space(house), stage=Stage.ROOM_CLOSED)
    page = desk.get(f"/pantalla/{closed.id}")
    assert "La sala ya cerró" in page.text
    assert not page.select(".qr")
    assert session.id != closed.id


def test_strangers_and_the_room_do_not_reach_it(desk: Browser, phone: Browser, house: House) -> None:
    session = a_session(house)
    assert "/ingresar" in desk.get(f"/pantalla/{session.id}", status=303, follow=False).location
    phone.get(f"/pantalla/{session.id}", status=404)
