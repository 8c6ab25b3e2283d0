"""Where the answer is promised and by when: from what is owed, from the call, from the programme."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask, url_for

from labapp.domain.answer_place import AnswerPlace, answer_path
from labapp.domain.sessions import Modality, Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.responses import Obligation
from labapp.models.sessions import Call, LabSession
from labapp.queries.answer_place import answer_place
from labapp.words.answer_place import answer_sentence, answer_text, paper_sentence
from tests.answering import a_promise
from tests.factories import a_programme, a_session, writing

HELD_ON_20_NOVEMBER = date(2026, 12, 20)
"""Thirty calendar days later."""


def promise(house: House, session: LabSession) -> AnswerPlace:
    with house.database.reading() as db:
        return answer_place(db, session.id)


def test_before_anything_is_owed_the_terms_of_call_and_programme_hold(house: House) -> None:
    session = a_session(house)
    assert promise(house, session).due_on == HELD_ON_20_NOVEMBER, "the proposed term"
    a_programme(house)
    with writing(house, Verb.WRITE_CALL) as db:
        db.add(Call(session_id=session.id, response_days=10, contact="6000-0000.\nJunta comunal"))

    place = promise(house, session)

    assert place.due_on == date(2026, 11, 30)
    assert place.contact == "6000-0000, Junta comunal"
    assert (place.address, place.has_board) == (None, True)


def test_what_is_owed_keeps_its_day_and_says_when_it_was_kept(house: House) -> None:
    a_programme(house, public_base_url="https://labs.example.org")
    session = a_session(house, stage=Stage.REGISTER_CLOSED)
    a_promise(house, session, days=3)
    assert promise(house, session).due_on == date(2026, 11, 23)
    with writing(house, Verb.PUBLISH_RESPONSES) as db:
        db.query(Obligation).one().fulfilled_on = date(2026, 11, 22)

    said = answer_text(promise(house, session), "es")

    assert said == (
        "La respuesta se publicó el 22 de noviembre de 2026 en esta dirección: "
        f"https://labs.example.org/sesion/{session.token}/respuesta"
    )


def test_the_path_is_that_of_the_page(house: House, room_app: Flask) -> None:
    with room_app.test_request_context():
        assert answer_path("ABC") == url_for("public.response_public", token="ABC")


@pytest.mark.parametrize(
    ("modality", "contact", "ends"),
    [
        (Modality.IN_PERSON, "", "el 20 de diciembre de 2026, en el tablero de la junta comunal."),
        (Modality.IN_PERSON, "6000-0000", "en el tablero de la junta comunal. Para preguntar por ella: 6000-0000."),
        (Modality.VIRTUAL, "6000-0000", "el 20 de diciembre de 2026. Para pedirla: 6000-0000."),
        (Modality.VIRTUAL, "", "el 20 de diciembre de 2026. La da quien organiza."),
    ],
)
def test_without_an_address_people_are_told_where_to_ask(
    house: House, modality: Modality, contact: str, ends: str
) -> None:
    a_programme(house, contact=contact, public_base_url="http://192.168.8.2")
    session = a_session(house, modality=modality)

    place = promise(house, session)

    assert answer_sentence(place, "es").endswith(ends)
    assert "20 December 2026" in answer_sentence(place, "en") or "December 20, 2026" in answer_sentence(place, "en")
    assert place.address is None


@pytest.mark.parametrize(
    ("has_board", "contact", "said"),
    [
        (True, "6000-0000", "Se lee en el tablero de la junta comunal."),
        (False, "6000-0000", "Para leerlo: 6000-0000."),
        (False, "", "Lo tiene quien organiza."),
    ],
)
def test_what_is_published_is_read_somewhere_without_internet(has_board: bool, contact: str, said: str) -> None:
    place = AnswerPlace(date(2026, 12, 20), None, None, has_board=has_board, contact=contact)

    assert paper_sentence(place, "es") == said
    assert paper_sentence(place, "en")
