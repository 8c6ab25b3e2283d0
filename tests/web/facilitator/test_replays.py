"""What came twice with other content waits for a person, and for nobody else."""

from __future__ import annotations

import sqlalchemy as sa

from labapp.domain.roles import Role
from labapp.house import House
from labapp.models.people import KeptReplay
from tests.factories import a_programme, a_session, a_space, an_organisation, sign_in
from tests.observing import a_room
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


def test_what_nobody_at_the_desk_is_to_see_is_not_kept_and_says_so(house: House, phone: Browser) -> None:
    room = a_room(house)
    room.publish()
    way = f"/E/mio/{room.person.code}/minuta/{room.session.id}"
    sent = {"token": phone.get(way).token("/minuta/"), "number": "", "part": "", "words": "Falta mi aporte."}
    phone.post(way, sent)

    page = phone.post(way, sent | {"words": "Falta mi aporte sobre Zumbayllu."}, status=409)

    assert "no se guardó" in page.text
    with house.database.reading() as db:
        assert db.scalars(sa.select(KeptReplay)).all() == []


def test_the_code_of_a_person_is_kept_nowhere_at_the_desk(house: House, desk: Browser) -> None:
    room = a_room(house)
    room.publish()
    sign_in(desk, house, Role.NOTE_TAKER, organisation=an_organisation(house))
    way = f"/sesiones/{room.session.id}/minuta/observaciones"
    sent = {"token": desk.get(way).token("/observaciones"), "person_number": str(room.person.number),
            "code": room.person.code, "number": "", "part": "", "words": "Falta mi aporte."}  # fmt: skip
    desk.post(way, sent)

    desk.post(way, sent | {"words": "Falta mi aporte sobre Zumbayllu."}, status=409)

    with house.database.reading() as db:
        assert db.scalars(sa.select(KeptReplay)).all() == []


def test_a_session_is_closed_without_being_told_of_what_came_twice_in_another(
    desk: Browser, phone: Browser, house: House
) -> None:
    a_programme(house)
    antai = an_organisation(house)
    session, other = (a_session(house, a_space(house, organisation=antai, title=title)) for title in ("Uno", "Dos"))
    token = phone.get(f"/E/{session.code}").token("/E/")
    phone.post(f"/E/{session.code}", {"token": token, **ADULT})
    phone.post(f"/E/{session.code}", {"token": token, **ADULT, "full_name": "Otra Persona"}, status=409)
    sign_in(desk, house, Role.FACILITATOR, organisation=antai)

    way = "a[href$=repetidos]"
    told = [bool(desk.get(f"/sesiones/{one.id}/cierre").select(way)) for one in (session, other)]

    assert told == [True, False]
