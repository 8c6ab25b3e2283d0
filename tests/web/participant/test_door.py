"""Coming in by phone: four short steps, and whoever stops anywhere is on the list."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from labapp.domain.attendance import AgeSide
from labapp.domain.sessions import Stage
from labapp.house import House
from labapp.models.attendance import Attendance, Consent, Participant
from labapp.models.journal import Operation
from labapp.models.people import KeptReplay
from labapp.models.sessions import LabSession
from tests.conftest import Clock
from tests.factories import a_programme, a_session
from tests.pages import Browser, Page

ADULT = {"full_name": "María José Pérez", "place": "this_community", "age": "adult"}


@pytest.fixture
def session(house: House) -> LabSession:
    a_programme(house)
    return a_session(house)


def come_in(phone: Browser, session: LabSession, **over: Any) -> Page:
    return phone.fill(f"/E/{session.code}", ADULT | over)


def people(house: House) -> list[Participant]:
    with house.database.reading() as db:
        return list(db.scalars(sa.select(Participant).order_by(Participant.number)))


def test_the_only_open_session_is_where_the_address_leads(phone: Browser, session: LabSession) -> None:
    assert session.code in phone.get("/", status=303, follow=False).location


def test_a_first_visit_ends_with_number_and_code(phone: Browser, house: House, session: LabSession) -> None:
    receipt = phone.get(come_in(phone, session).location)

    person = people(house)[0]
    assert (person.name, person.number, person.age_side) == ("María José Pérez", 1, AgeSide.ADULT)
    assert "María J." in receipt.text
    assert person.code is not None
    assert f"{person.code[:4]}-{person.code[4:]}" in receipt.text
    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Attendance)) == 1
        assert [c.kind.value for c in db.scalars(sa.select(Consent))] == ["attendance"]


def test_one_check_in_is_one_operation(phone: Browser, house: House, session: LabSession) -> None:
    come_in(phone, session)

    with house.database.reading() as db:
        verbs = list(db.scalars(sa.select(Operation.verb).where(Operation.actor == "phone")))
    assert verbs == ["check_in"]


def test_a_double_tap_and_a_refresh_change_nothing(phone: Browser, house: House, session: LabSession) -> None:
    token = phone.get(f"/E/{session.code}").token("/E/")
    first, second = (phone.post(f"/E/{session.code}", {"token": token, **ADULT}) for _ in range(2))

    assert first.location == second.location
    assert len(people(house)) == 1


def test_a_retry_gets_its_receipt_even_when_the_room_has_closed_and_the_cookie_is_lost(
    phone: Browser, house: House, session: LabSession, room_app: Flask
) -> None:
    token = phone.get(f"/E/{session.code}").token("/E/")
    first = phone.post(f"/E/{session.code}", {"token": token, **ADULT})
    move(house, session, Stage.ROOM_CLOSED)
    forgetful = Browser(room_app, base="http://192.168.8.2")

    again = forgetful.post(f"/E/{session.code}", {"token": token, **ADULT})

    assert again.location == first.location
    assert len(people(house)) == 1


def test_other_content_under_a_used_key_is_kept_for_a_person_to_see(
    phone: Browser, house: House, session: LabSession
) -> None:
    token = phone.get(f"/E/{session.code}").token("/E/")
    phone.post(f"/E/{session.code}", {"token": token, **ADULT})

    page = phone.post(f"/E/{session.code}", {"token": token, **ADULT, "full_name": "Otra"}, status=409)

    assert "quedó guardado" in page.text
    assert len(people(house)) == 1
    with house.database.reading() as db:
        assert db.scalars(sa.select(KeptReplay)).one().fields["full_name"] == "Otra"


def test_a_minor_gets_number_and_code_and_no_name(phone: Browser, house: House, session: LabSession) -> None:
    come_in(phone, session, age="minor")

    person = people(house)[0]
    assert (person.name, person.age_side) == (None, AgeSide.MINOR)
    assert person.code
    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Consent)) == 0


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("  Ana   Gómez  ", "Ana Gómez"),
        ("Ana\u202e\u200f Gómez", "Ana Gómez"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("Ñandú Ábrego 👩‍👩‍👧", "Ñandú Ábrego 👩‍👩‍👧"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_names_are_kept_as_people_write_them(
    phone: Browser, house: House, session: LabSession, name: str, kept: str
) -> None:
    come_in(phone, session, full_name=name)

    assert people(house)[0].name == kept


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u200b", "x" * 5000, "x" * 7000])
def test_a_name_that_cannot_be_kept_gets_a_sentence_and_loses_nothing(
    phone: Browser, house: House, session: LabSession, name: str
) -> None:
    page = phone.fill(f"/E/{session.code}", ADULT | {"full_name": name}, status=422 if len(name) > 6000 else 409)

    assert people(house) == []
    assert page.select("input[value=this_community][checked]")


def test_the_form_that_was_refused_can_be_sent_again(phone: Browser, house: House, session: LabSession) -> None:
    page = phone.fill(f"/E/{session.code}", ADULT | {"full_name": " "}, status=409)

    phone.post(f"/E/{session.code}", {"token": page.token("/E/"), **ADULT})

    assert len(people(house)) == 1


def test_an_unknown_code_says_what_to_do(phone: Browser, session: LabSession) -> None:
    assert "pantalla" in phone.get("/E/ZZZZZZ", status=404).text


def test_codes_are_read_in_small_letters_with_hyphens(phone: Browser, session: LabSession) -> None:
    typed = f"{session.code[:3].lower()}-{session.code[3:].lower()}"

    page = phone.fill("/entrar", {"code": typed})

    assert phone.get(page.location).text.count("Registre su asistencia")
    assert phone.get(f"/e/{session.code.lower()}").status == 200


@pytest.mark.parametrize("stage", [s for s in Stage if s is not Stage.OPEN])
def test_a_closed_door_is_a_plain_page(phone: Browser, house: House, stage: Stage) -> None:
    closed = a_session(house, stage=stage)

    page = phone.get(f"/E/{closed.code}").text

    assert "no está abierto" in page
    assert ("todavía le pueden anotar" in page) is (stage is Stage.ROOM_CLOSED)


def move(house: House, session: LabSession, stage: Stage) -> None:
    from labapp.domain.verbs import Verb
    from tests.factories import writing

    with writing(house, Verb.MOVE_SESSION) as db:
        db.get_one(LabSession, session.id).stage = stage


def test_ten_companions_come_in_from_one_phone(phone: Browser, house: House, session: LabSession) -> None:
    come_in(phone, session)
    for number in range(10):
        phone.fill(
            f"/E/{session.code}?otra=1", ADULT | {"full_name": f"Vecina {number}"}, action=f"/E/{session.code}?otra=1"
        )

    assert [p.number for p in people(house)] == list(range(1, 12))


def test_a_flood_from_one_phone_is_stopped_and_what_came_before_stays(
    phone: Browser, house: House, session: LabSession
) -> None:
    come_in(phone, session)
    path = f"/E/{session.code}?otra=1"
    for number in range(29):
        phone.fill(path, ADULT | {"full_name": f"Vecina {number}"}, action=path)

    page = phone.fill(path, ADULT | {"full_name": "Una más"}, action=path, status=409)

    assert "otro celular" in page.text
    assert len(people(house)) == 30


def test_at_the_second_session_one_tap_is_enough(phone: Browser, house: House, session: LabSession) -> None:
    come_in(phone, session)
    with house.database.reading() as db:
        from labapp.models.spaces import Space

        space = db.get_one(Space, session.space_id)
    second = a_session(house, space)

    page = phone.get(f"/E/{second.code}")
    assert "María J." in page.text
    assert "Pérez" not in page.text
    form = page.select("form[action*=volver]")[0]
    phone.post(str(form["action"]), {"token": page.token("volver")})

    assert len(people(house)) == 1
    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Attendance)) == 2


def test_somebody_elses_phone_cannot_say_it_is_me(
    phone: Browser, house: House, session: LabSession, room_app: Flask
) -> None:
    come_in(phone, session)
    person = people(house)[0]
    other = Browser(room_app, base="http://192.168.8.2")
    token = other.get("/entrar").token()

    other.post(f"/E/{session.code}/volver/{person.id}", {"token": token}, status=403)


def test_a_form_of_the_day_before_is_shown_again_with_what_was_typed(
    phone: Browser, house: House, session: LabSession, clock: Clock
) -> None:
    token = phone.get(f"/E/{session.code}").token("/E/")
    clock.forward(hours=19)

    page = phone.post(f"/E/{session.code}", {"token": token, **ADULT}, status=409)

    assert "mucho tiempo abierta" in page.text
    assert page.select("input[value='María José Pérez']")
    assert people(house) == []


def test_the_phone_pages_are_one_small_request(phone: Browser, session: LabSession) -> None:
    import gzip

    for path in (f"/E/{session.code}", f"/E/{session.code}/aviso", "/entrar", "/E/mio"):
        page = phone.get(path)
        assert len(gzip.compress(page.response.data)) < 14_000
        assert not page.select("script, link[rel=stylesheet], img")
        assert page.select("link[rel=icon]")[0]["href"] == "data:,"


def test_english_is_one_small_link_away(phone: Browser, session: LabSession) -> None:
    page = phone.get(f"/E/{session.code}?lang=en")

    assert page.select("html")[0]["lang"] == "en"
