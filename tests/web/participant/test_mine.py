"""One number and one code: seeing, correcting and taking back what is one's own."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from labapp.domain.ids import new_id
from labapp.domain.verbs import Verb
from labapp.erasures import erased_ids
from labapp.house import House
from labapp.models.attendance import Consent, Participant
from labapp.models.journal import PersonKey
from labapp.models.people import Receipt
from labapp.models.sessions import Expected, LabSession
from labapp.services.desk_people import join
from tests.conftest import Clock
from tests.factories import a_programme, a_session, an_arrival, writing
from tests.pages import Browser
from tests.web.participant.test_door import ADULT, people

TOLD = {
    "gender": "woman",
    "age_band": "from_30_to_44",
    "first_time": "yes",
    "comes_for": "organisation",
    "organisation": "Junta comunal de Soloy",
    "position": "Secretaria",
    "contact": "6123-4567",
    "image": "no",
    "public_name": "yes",
}


@pytest.fixture
def session(house: House) -> LabSession:
    a_programme(house)
    return a_session(house)


@pytest.fixture
def person(phone: Browser, house: House, session: LabSession) -> Participant:
    phone.fill(f"/E/{session.code}", ADULT)
    return people(house)[0]


def tell(phone: Browser, session: LabSession, person: Participant, **told: str) -> None:
    phone.fill(f"/E/{session.code}/listo/{person.code}/datos", told)


def test_the_profile_is_kept_with_its_consents(
    phone: Browser, house: House, session: LabSession, person: Participant
) -> None:
    tell(phone, session, person, **TOLD)

    row = people(house)[0]
    assert (row.gender, row.position, row.contact, row.alone) == ("woman", "Secretaria", "6123-4567", False)
    with house.database.reading() as db:
        given = {c.kind.value: c.given for c in db.scalars(sa.select(Consent))}
    assert given == {"attendance": True, "contact": True, "image_voice": False, "public_name": True}


def test_an_empty_profile_is_fine(phone: Browser, house: House, session: LabSession, person: Participant) -> None:
    tell(phone, session, person)

    assert people(house)[0].gender is None


def test_an_unreadable_number_gets_a_sentence(phone: Browser, session: LabSession, person: Participant) -> None:
    path = f"/E/{session.code}/listo/{person.code}/datos"

    page = phone.fill(path, TOLD | {"contact": "no tengo"}, status=409)

    assert "Escriba solo los números" in page.text
    assert page.select("input[value=woman][checked]")


def test_number_and_code_open_ones_own_page(phone: Browser, person: Participant) -> None:
    page = phone.fill("/E/mio", {"number": "1", "code": str(person.code).lower()})

    assert "María J." in phone.get(page.location).text


@pytest.mark.parametrize(("number", "code"), [("2", None), ("1", "AAAAAAAA"), ("", None), ("21", None)])
def test_a_wrong_pair_opens_nothing(phone: Browser, person: Participant, number: str, code: str | None) -> None:
    page = phone.fill("/E/mio", {"number": number, "code": code or person.code}, status=409)

    assert "no van juntos" in page.text


def test_guessing_codes_is_slowed_down(phone: Browser, person: Participant) -> None:
    for _ in range(10):
        phone.fill("/E/mio", {"number": "1", "code": "AAAAAAAA"}, status=409)

    page = phone.fill("/E/mio", {"number": "1", "code": str(person.code)}, status=409)

    assert "seguidos" in page.text


def test_whoever_guessed_too_often_learns_nothing_more_not_even_from_a_right_code(
    phone: Browser, person: Participant, clock: Clock
) -> None:
    for _ in range(10):
        phone.get("/E/mio/AAAAAAAA", status=404)

    assert "seguidos" in phone.get(f"/E/mio/{person.code}", status=409).text

    clock.forward(minutes=1)
    assert "María J." in phone.get(f"/E/mio/{person.code}").text


def test_the_receipt_of_an_arrival_is_no_way_to_guess_codes_either(
    phone: Browser, session: LabSession, person: Participant
) -> None:
    for _ in range(10):
        phone.get(f"/E/{session.code}/listo/AAAAAAAA", status=404)

    phone.get(f"/E/{session.code}/listo/{person.code}", status=409)


def test_a_name_can_be_corrected(phone: Browser, house: House, person: Participant) -> None:
    phone.fill(f"/E/mio/{person.code}/nombre", {"full_name": "Mariela Gómez"})

    assert people(house)[0].name == "Mariela Gómez"


def test_the_only_field_of_a_name_is_not_called_optional_and_blank_it_is_asked_for(
    phone: Browser, person: Participant
) -> None:
    path = f"/E/mio/{person.code}/nombre"

    page = phone.get(path)

    assert "(opcional)" not in page.text
    assert page.select("input[name=full_name][required]")
    assert "Escriba" in phone.fill(path, {"full_name": " "}, status=409).text


def test_a_consent_is_withdrawn_at_once(
    phone: Browser, house: House, session: LabSession, person: Participant
) -> None:
    tell(phone, session, person, **TOLD)
    page = phone.get(f"/E/mio/{person.code}")

    phone.post(f"/E/mio/{person.code}/retirar", {"token": page.token("retirar"), "kind": "contact"})

    assert people(house)[0].contact is None


def test_withdrawing_everything_erases_the_person_and_leaves_one_in_the_total(
    phone: Browser, house: House, session: LabSession, person: Participant
) -> None:
    tell(phone, session, person, **TOLD)
    page = phone.get(f"/E/mio/{person.code}")
    sure = phone.post(
        f"/E/mio/{person.code}/retirar", {"token": page.token("retirar"), "kind": "attendance"}, status=200
    )

    done = phone.post(
        f"/E/mio/{person.code}/retirar", {"token": sure.token("retirar"), "kind": "attendance", "sure": "yes"}
    )

    assert "fueron retirados" in phone.get(done.location).text
    row = people(house)[0]
    assert (row.name, row.code, row.gender, row.contact, row.organisation_id) == (None, None, None, None, None)
    assert row.erased_at is not None
    assert erased_ids(house.settings) == [person.id]
    with house.database.reading() as db:
        assert db.get(PersonKey, person.id) is None
        assert all(str(person.code) not in r.location for r in db.scalars(sa.select(Receipt)))
    phone.get(f"/E/mio/{person.code}", status=404)


def test_withdrawing_erases_what_the_desk_joined_or_expected_too(
    phone: Browser, house: House, session: LabSession, person: Participant
) -> None:
    at_desk = an_arrival(house, session, "María José Pérez").person
    with writing(house, Verb.DECIDE_DUPLICATE) as db:
        join(db, session.id, at_desk.id, person.id, now=house.now())
    with writing(house, Verb.PASTE_EXPECTED) as db:
        db.add(
            Expected(
                id=new_id(), session_id=session.id, name="María José Pérez", name_key="maria jose perez",
                participant_id=at_desk.id, expires_at=house.now() + timedelta(days=30),
            )
        )  # fmt: skip

    token = phone.get(f"/E/mio/{person.code}").token("retirar")
    phone.post(f"/E/mio/{person.code}/retirar", {"token": token, "kind": "attendance", "sure": "yes"})

    assert [row.name for row in people(house)] == [None, None]
    assert set(erased_ids(house.settings)) == {person.id, at_desk.id}
    with house.database.reading() as db:
        assert db.scalar(sa.select(Expected)) is None


def test_the_name_is_in_no_file_of_the_house_after_an_erasure(
    phone: Browser, house: House, session: LabSession, person: Participant
) -> None:
    page = phone.get(f"/E/mio/{person.code}")
    token = page.token("retirar")
    phone.post(f"/E/mio/{person.code}/retirar", {"token": token, "kind": "attendance", "sure": "yes"})

    database = house.settings.database_file
    if database is None:
        return  # PostgreSQL keeps dead rows until it vacuums; the privacy page says so
    for file in (database, *database.parent.glob(f"{database.name}-*")):
        content = file.read_bytes()
        assert "María José".encode() not in content
        assert "María José".encode("utf-16-le") not in content


def test_both_codes_of_a_joined_person_open_the_page_of_the_one_who_was_kept(
    phone: Browser, house: House, session: LabSession, person: Participant
) -> None:
    other = an_arrival(house, session, "Mariela G.").person
    with writing(house, Verb.DECIDE_DUPLICATE) as db:
        join(db, session.id, person.id, other.id, now=house.now())

    for entry in (person, other):
        led = phone.fill("/E/mio", {"number": str(entry.number), "code": str(entry.code)})
        assert phone.get(led.location).select(f'a[href="/E/mio/{person.code}/nombre"]')
        phone.get(f"/E/{session.code}/listo/{entry.code}")


def test_taking_the_number_back_blanks_it_on_every_entry_of_a_joined_person(
    phone: Browser, house: House, session: LabSession, person: Participant
) -> None:
    tell(phone, session, person, **TOLD)
    kept = an_arrival(house, session, "Mariela G.").person
    with writing(house, Verb.DECIDE_DUPLICATE) as db:
        join(db, session.id, kept.id, person.id, now=house.now())
    assert [row.contact for row in people(house)] == ["6123-4567", "6123-4567"]
    page = phone.get(f"/E/mio/{person.code}")

    phone.post(f"/E/mio/{person.code}/retirar", {"token": page.token("retirar"), "kind": "contact"})

    assert [row.contact for row in people(house)] == [None, None]
    assert not phone.get(f"/E/mio/{person.code}").select('input[value="contact"]')


def test_a_phone_is_counted_with_its_first_page(phone: Browser, house: House, session: LabSession) -> None:
    phone.get(f"/E/{session.code}")
    assert house.door.devices.total() == 1

    phone.get(f"/E/{session.code}")
    assert house.door.devices.total() == 1
