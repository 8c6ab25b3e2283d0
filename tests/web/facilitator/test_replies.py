"""What people say of the answers, at the desk: beside each answer, never with a name, and what the office adds."""

from __future__ import annotations

import pytest

from labapp.domain.roles import Role
from labapp.house import House
from labapp.models.sessions import LabSession
from tests.answering import an_answered_session
from tests.conftest import Clock
from tests.factories import a_session, an_organisation, sign_in
from tests.pages import Browser, Page
from tests.returning import Somebody, somebody


@pytest.fixture
def session(house: House, desk: Browser) -> LabSession:
    session = an_answered_session(house)
    sign_in(desk, house, Role.COORDINATION, organisation=an_organisation(house))
    return session


@pytest.fixture
def person(house: House, session: LabSession) -> Somebody:
    return somebody(house, session, said=(1,))


def replies_of(session: LabSession) -> str:
    return f"/sesiones/{session.id}/respuesta/replicas"


def noted(desk: Browser, session: LabSession, person: Somebody, status: int = 303, **changes: str) -> Page:
    sent = {
        "number": str(person.number),
        "code": f"{person.code[:4]}-{person.code[4:]}".lower(),
        "contribution": "1",
        "verdict": "does_not_answer",
        "sentence": "No dice cuándo.",
    }
    return desk.fill(replies_of(session), sent | changes, status=status)


def test_the_note_taker_notes_what_somebody_without_phone_says_and_no_name_is_shown(
    desk: Browser, session: LabSession, person: Somebody
) -> None:
    noted(desk, session, person)

    page = desk.get(replies_of(session))
    assert "No responde" in page.select("#aporte-1 h3")[0].get_text()
    assert "No dice cuándo." in page.text
    assert "Celestina" not in page.text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code": "ZZZZ-ZZZZ"}, "Revise los tres"),
        ({"number": "99"}, "Revise los tres"),
        ({"contribution": "2"}, "Revise los tres"),
        ({"contribution": "siete"}, "número"),
        ({"verdict": ""}, "Elija una"),
        ({"sentence": ""}, "Diga en una frase"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_written_stays(
    desk: Browser, session: LabSession, person: Somebody, changes: dict[str, str], said: str
) -> None:
    page = noted(desk, session, person, status=409, **changes)

    assert said in page.text
    assert page.select(f"input[name=number][value='{changes.get('number', person.number)}']")


def test_a_second_answer_is_published_under_the_first(
    desk: Browser, phone: Browser, session: LabSession, person: Somebody
) -> None:
    noted(desk, session, person)
    page = desk.get(replies_of(session))
    (way,) = [str(a["href"]) for a in page.select("#aporte-1 a") if "segunda" in str(a["href"])]

    assert "No dice cuándo." in desk.get(way).text
    desk.fill(way, {"text": "Llega en marzo.\n\nY se avisará.", "office": "IDAAN"})

    assert "Llega en marzo." in desk.get(replies_of(session)).select("#aporte-1")[0].get_text()
    public = phone.get(f"/sesion/{session.token}/respuesta").select("#aporte-1")[0].get_text(" ")
    assert ("ANTAI, IDAAN" in public, "Se incorporó en la redacción" in public) == (True, True)


def test_an_empty_second_answer_is_not_published(desk: Browser, session: LabSession, person: Somebody) -> None:
    page = desk.get(replies_of(session))
    way = next(str(a["href"]) for a in page.select("a") if "segunda" in str(a["href"]))

    assert "Escriba la segunda respuesta." in desk.fill(way, {"text": " "}, status=409).text


def test_who_may_not_publish_reads_and_does_not_answer(
    house: House, desk: Browser, session: LabSession, person: Somebody
) -> None:
    noted(desk, session, person)
    way = next(
        str(a["href"]) for a in desk.get(replies_of(session)).select("a") if "segunda" in str(a["href"])
    )
    sign_in(desk, house, Role.FACILITATOR, organisation=an_organisation(house))

    page = desk.get(replies_of(session))

    assert "No dice cuándo." in page.text
    assert "Agregar una segunda respuesta" not in page.text
    desk.get(way, status=403)


def test_when_the_term_is_over_nothing_more_is_noted(house: House, desk: Browser, clock: Clock) -> None:
    session = an_answered_session(house)
    clock.forward(days=16)
    sign_in(desk, house, Role.COORDINATION, organisation=an_organisation(house))

    page = desk.get(replies_of(session))

    assert "terminó el 5 de diciembre de 2026" in page.text
    assert not page.select(f"form[action='{replies_of(session)}']")


def test_before_anything_is_published_the_page_says_what_comes(house: House, desk: Browser) -> None:
    waiting = a_session(house)
    sign_in(desk, house, Role.COORDINATION, organisation=an_organisation(house))

    assert "Todavía no hay respuesta publicada" in desk.get(replies_of(waiting)).text
