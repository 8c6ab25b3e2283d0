"""What anybody reads of the answers: the promise, the newest version and the old ones, one number looked up."""

from __future__ import annotations

import gzip
from datetime import date

import pytest

from labapp.domain.contributions import PublicState, WithholdReason
from labapp.domain.responses import VersionKind
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.sessions import LabSession
from labapp.queries.response_document import response_facts
from labapp.services import responses
from tests.answering import (
    OUT_OF_SCOPE,
    TAKEN_UP,
    a_contribution,
    a_promise,
    answered,
    gone_out,
    more_time,
    published_minutes,
    validated,
    with_head,
)
from tests.conftest import Clock
from tests.factories import a_member_of_staff, a_session, an_arrival, writing
from tests.pages import Browser

SECRET = "Rosaura Quintero vive en la casa amarilla"


@pytest.fixture
def session(house: House) -> LabSession:
    """A published session with a withheld, a redacted, a withdrawn and two plain contributions."""
    a_member_of_staff(house)
    session = a_session(house, stage=Stage.OPEN)
    an_arrival(house, session, "Rosaura Quintero")
    a_contribution(house, session, 1)
    a_contribution(house, session, 2)
    hidden = {"withhold_reason": WithholdReason.ANOTHER_PERSONS_DATA}
    a_contribution(house, session, 3, SECRET, public_state=PublicState.WITHHELD, **hidden)
    shown = {"public_state": PublicState.REDACTED, "public_text": "Que se cuide a una vecina."}
    a_contribution(house, session, 4, SECRET, **shown, **hidden)
    a_contribution(house, session, 5, SECRET, withdrawn_at=house.now())
    with writing(house, Verb.MOVE_SESSION) as db:
        db.get_one(LabSession, session.id).stage = Stage.REGISTER_CLOSED
    published_minutes(house, session)
    with_head(house, session)
    return session


def published(house: House, session: LabSession) -> None:
    answered(house, session, "1", TAKEN_UP)
    for number in ("2", "3", "4"):
        answered(house, session, number)
    validated(house, session)
    gone_out(house, session, VersionKind.COMPLETE)


def test_before_anything_is_published_the_page_says_when_it_was_promised_for(
    house: House, session: LabSession, phone: Browser, clock: Clock
) -> None:
    a_promise(house, session)
    path = f"/sesion/{session.token}/respuesta"

    in_time = phone.get(path).text
    clock.forward(days=33)
    late = phone.get(path).text

    assert "Faltan 30 días calendario" in in_time
    assert "plazo prometido en la convocatoria" in in_time
    assert "Vencida hace 3 días calendario" in late


def test_each_contribution_stands_under_its_number_with_what_the_authority_answered(
    house: House, session: LabSession, phone: Browser
) -> None:
    published(house, session)

    page = phone.get(f"/sesion/{session.token}/respuesta")

    first = page.select("#aporte-1")[0].get_text(" ")
    assert ("Se acogió" in first, TAKEN_UP.reason in first, "Hito 3" in first) == (True, True, True)
    assert "Retirado por quien lo propuso" in page.select("#aporte-5")[0].get_text(" ")


def test_nothing_withheld_and_no_name_leaves_by_any_public_way(
    house: House, session: LabSession, phone: Browser
) -> None:
    published(house, session)
    ways = [f"/sesion/{session.token}/respuesta", f"/sesion/{session.token}/respuesta/v1",
            *(f"/aporte?sesion={session.code}&numero={number}" for number in (3, 4, 5))]  # fmt: skip

    texts = "".join(phone.get(way, status=200).text for way in ways)

    assert "Que se cuide a una vecina." in texts
    assert "Rosaura" not in texts
    assert "casa amarilla" not in texts


def test_an_old_version_keeps_its_words_and_says_that_there_is_a_newer_one(
    house: House, session: LabSession, phone: Browser
) -> None:
    published(house, session)
    answered(house, session, "1", OUT_OF_SCOPE)
    validated(house, session)
    gone_out(house, session, VersionKind.COMPLETE)

    old, new = (phone.get(f"/sesion/{session.token}/respuesta/v{number}").text for number in (1, 2))

    assert (TAKEN_UP.reason in old, "Hay una más nueva" in old) == (True, True)
    assert (TAKEN_UP.reason in new, "Hay una más nueva" in new) == (False, False)
    phone.get(f"/sesion/{session.token}/respuesta/v3", status=404)


def test_a_progress_report_is_numbered_and_its_open_answers_read_pending(
    house: House, session: LabSession, phone: Browser
) -> None:
    answered(house, session, "1", TAKEN_UP)
    with writing(house, Verb.ANSWER_CONTRIBUTION) as db:
        ids = response_facts(db, session.id).ids
        for number in ("2", "3", "4"):
            responses.leave_pending(
                db, session.id, ids[number], owed_by="MEDUCA", due_on=date(2026, 12, 1), seen=None
            )
    gone_out(house, session, VersionKind.PROGRESS)

    page = phone.get(f"/sesion/{session.token}/respuesta")

    assert page.select("h1")[0].get_text() == "Avance n.º 1 de la respuesta"
    assert page.text.count("Pendiente: MEDUCA, 1 de diciembre de 2026") == 3


def test_the_feed_calls_an_advance_an_advance(house: House, session: LabSession, phone: Browser) -> None:
    a_promise(house, session)
    answered(house, session, "1", TAKEN_UP)
    for number in ("2", "3", "4"):
        more_time(house, session, number, 30)
    gone_out(house, session, VersionKind.PROGRESS)

    feed = phone.get("/publicado.atom").response.get_data(as_text=True)

    assert "Avance n.º 1 de la respuesta: " in feed
    assert "Respuesta razonada: " not in feed


def test_a_joined_number_leads_to_the_answer_that_serves_both(
    house: House, session: LabSession, phone: Browser
) -> None:
    with house.database.reading() as db:
        into = response_facts(db, session.id).ids["1"]
    second = a_session(house, stage=Stage.REGISTER_CLOSED)
    main = a_contribution(house, second, 1)
    a_contribution(house, second, 2, joined_into_id=main)
    published_minutes(house, second)
    with_head(house, second)
    answered(house, second, "1", TAKEN_UP)
    validated(house, second)
    gone_out(house, second, VersionKind.COMPLETE)

    page = phone.get(f"/aporte?sesion={second.code}&numero=2")

    assert into != main
    assert TAKEN_UP.reason in page.text


@pytest.mark.parametrize(
    ("code", "number", "words"),
    [
        ("ZZZZZZ", "1", "No hay una sesión con ese código"),
        (None, "77", "no se publicó un aporte con ese número"),
        (None, "uno", "Así se escribe un número"),
        ("", "1", "No hay una sesión con ese código"),
    ],
)
def test_looking_up_what_is_not_there_says_what_to_do(
    house: House, session: LabSession, phone: Browser, code: str | None, number: str, words: str
) -> None:
    published(house, session)
    typed = session.code if code is None else code

    page = phone.get(f"/aporte?sesion={typed}&numero={number}", status=404)

    assert words in page.text or words == "Así se escribe un número"
    assert page.select("input[name=numero]")[0]["value"] == number


def test_a_hundred_answers_travel_in_fifty_kilobytes(house: House, session: LabSession, phone: Browser) -> None:
    large = a_session(house, stage=Stage.REGISTER_CLOSED)
    for number in range(1, 101):
        a_contribution(house, large, number, f"Que la escuela {number} tenga agua, luz y maestra todo el año escolar.")
    published_minutes(house, large)
    with_head(house, large)
    kinds = [TAKEN_UP, OUT_OF_SCOPE]
    with writing(house, Verb.ANSWER_CONTRIBUTION) as db:
        for number, target in enumerate(response_facts(db, large.id).ids.values()):
            responses.give_answer(db, large.id, target, kinds[number % 2], seen=None)
    validated(house, large)
    gone_out(house, large, VersionKind.COMPLETE)

    body = phone.get(f"/sesion/{large.token}/respuesta").response.get_data()

    assert len(body) < 100_000
    assert len(gzip.compress(body)) < 50_000


def test_the_page_speaks_english_around_words_that_stay_as_they_were(
    house: House, session: LabSession, phone: Browser
) -> None:
    published(house, session)

    page = phone.get(f"/sesion/{session.token}/respuesta?lang=en")

    assert "Reasoned response" in page.text
    assert ("Taken up" in page.text, TAKEN_UP.reason in page.text) == (True, True)
