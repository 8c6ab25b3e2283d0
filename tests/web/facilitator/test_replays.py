"""What came twice with other content waits for a person, and for nobody else."""

from __future__ import annotations

from labapp.domain.roles import Role
from labapp.house import House
from tests.factories import a_programme, a_session, a_space, an_organisation, sign_in
from tests.pages import Browser
from tests.web.participant.test_door import ADULT


def test_the_second_content_is_shown_until_somebody_has_looked_at_it(
    desk: Browser, phone: Browser, house: House
) -> None:
    a_programme(house)
    antai = an_organisation(house)
    session = a_session(house, a_space(house, organisation=antai))
    token = phone.get(f"/E/{session.code}").token("/E/")
    phone.post(f"/E/{session.code}", {"token": token, **ADULT})
    phone.post(f"/E/{session.code}", {"token": token, **ADULT, "full_name": "Otra Persona"}, status=409)
    sign_in(desk, house, Role.FACILITATOR, organisation=antai)

    way = f'a[href="/sesiones/{session.id}/repetidos"]'
    assert desk.get(f"/sesiones/{session.id}/registro").select(way)

    page = desk.get(f"/sesiones/{session.id}/repetidos")
    assert "Otra Persona" in page.text
    kept = str(page.select("input[name=kept]")[0]["value"])
    desk.post(f"/sesiones/{session.id}/repetidos", {"token": page.token("repetidos"), "kept": kept})

    assert "Otra Persona" not in desk.get(f"/sesiones/{session.id}/repetidos").text
    assert not desk.get(f"/sesiones/{session.id}/registro").select(way)


def test_nobody_of_another_organisation_sees_it(desk: Browser, house: House) -> None:
    session = a_session(house)
    sign_in(desk, house, Role.FACILITATOR, organisation=an_organisation(house, "Kernel"))

    desk.get(f"/sesiones/{session.id}/repetidos", status=404)
