"""A phone that says something: only the words are asked for, and a number comes back."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.contributions import Contribution
from labapp.models.journal import Operation
from labapp.models.sessions import LabSession
from labapp.services.attendance import undo_check_in
from tests.factories import a_session, an_arrival, writing
from tests.pages import Browser


@pytest.fixture
def session(house: House) -> LabSession:
    return a_session(house)


@pytest.fixture
def path(house: House, session: LabSession) -> str:
    person = an_arrival(house, session).person
    return f"/E/{session.code}/listo/{person.code}/aporte"


def kept(house: House) -> list[Contribution]:
    with house.database.reading() as db:
        return list(db.scalars(sa.select(Contribution).order_by(Contribution.number)))


def test_the_phone_asks_only_for_the_words_and_gives_a_number(phone: Browser, house: House, path: str) -> None:
    assert [f["name"] for f in phone.get(path).select("form [name]:not([type=hidden])")] == ["words"]

    page = phone.fill(path, {"words": "Que el agua llegue todos los días."}, follow=True, status=200)

    assert "aporte número 1" in page.text
    assert "Que el agua llegue todos los días." in page.text
    assert kept(house)[0].person_id is not None


def test_a_double_tap_keeps_one_and_leads_to_the_same_number(phone: Browser, house: House, path: str) -> None:
    fields = {"words": "Una vez.", "token": phone.get(path).token()}

    assert phone.post(path, fields).location == phone.post(path, fields).location
    assert len(kept(house)) == 1


def test_the_journal_says_phone_and_never_which_person(phone: Browser, house: House, path: str) -> None:
    phone.fill(path, {"words": "Algo."})

    with house.database.reading() as db:
        one = db.scalars(sa.select(Operation).where(Operation.verb == Verb.CONTRIBUTE.value)).one()
    assert one.actor == "phone"
    assert path.split("/")[4] not in one.changes


@pytest.mark.parametrize(("words", "sentence"), [
    (" \n ", "Escriba su aporte"), ("a" * 5_000, "caben 2000"), ("", "obligatorio"),
])  # fmt: skip
def test_words_that_cannot_be_kept_stay_on_the_page(
    phone: Browser, house: House, path: str, words: str, sentence: str
) -> None:
    page = phone.post(path, {"token": phone.get(path).token(), "words": words}, status=409 if words else 422)

    assert sentence in page.text
    assert page.select("textarea")[0].get_text().strip() == words.strip()
    assert kept(house) == []


def test_words_that_come_after_the_room_closed_are_shown_to_be_carried_to_the_desk(
    phone: Browser, house: House, session: LabSession, path: str
) -> None:
    token = phone.get(path).token()
    with writing(house, Verb.MOVE_SESSION) as db:
        db.get_one(LabSession, session.id).stage = Stage.ROOM_CLOSED

    page = phone.post(path, {"token": token, "words": "Llegué tarde."}, status=409)

    assert "Llegué tarde." in page.text
    assert "Muéstrelo en el registro" in page.text
    assert "Ya no se reciben aportes" in phone.get(path).text


def test_another_person_does_not_read_what_this_one_said(
    phone: Browser, house: House, session: LabSession, path: str
) -> None:
    phone.fill(path, {"words": "Es mío."})
    other = an_arrival(house, session, "Otra Persona").person

    phone.get(f"/E/{session.code}/listo/{other.code}/aporte/1", status=404)
    phone.get(f"/E/{session.code}/listo/AAAAAAAA/aporte", status=404)


def test_whose_arrival_was_undone_contributes_nothing(phone: Browser, house: House, session: LabSession) -> None:
    arrival = an_arrival(house, session)
    with writing(house, Verb.UNDO_CHECK_IN) as db:
        undo_check_in(db.merge(arrival.attendance), now=house.now())

    phone.get(f"/E/{session.code}/listo/{arrival.person.code}/aporte", status=404)


def test_a_flood_from_one_phone_is_stopped_and_a_retry_is_not(phone: Browser, house: House, path: str) -> None:
    first = {"words": "La primera.", "token": phone.get(path).token()}
    phone.post(path, first)
    for number in range(59):
        phone.fill(path, {"words": f"Aporte {number}"})

    page = phone.post(path, {"words": "Una más.", "token": phone.get(path).token()}, status=409)

    assert "Una más." in page.text
    assert phone.post(path, first).location.endswith("/1")
    assert len(kept(house)) == 60


def test_the_page_is_small(phone: Browser, path: str) -> None:
    assert len(phone.get(path).response.data) < 14_000
