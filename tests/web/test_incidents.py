"""What an unknown fault leaves behind: a number for the person, a line for support, and nothing of anybody."""

from __future__ import annotations

import logging

import pytest
from flask import Flask

from labapp.domain.attendance import AgeSide
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.attendance import Participant
from labapp.web.access import participant
from tests.factories import a_space, writing

CANARY = "Canaria Delgado"


@pytest.fixture
def failing(room_app: Flask, house: House) -> Flask:
    """A room with one address whose act the database itself refuses, with a name among its values."""
    space = a_space(house)

    @participant
    def fail() -> str:
        with writing(house, Verb.CHECK_IN) as db:
            db.add(Participant(space_id=space.id, number=1, name=CANARY, age_side=AgeSide.MINOR))
        return "never reached"

    room_app.add_url_rule("/falla", "fail", fail)
    return room_app


def test_the_line_of_an_incident_tells_where_and_never_whom(failing: Flask, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = failing.test_client().get("/falla", base_url="http://192.168.8.2")

    assert answer.status_code == 500
    assert "IntegrityError" in caplog.text
    assert "test_incidents.py" in caplog.text
    assert CANARY not in caplog.text
    assert CANARY not in answer.text
