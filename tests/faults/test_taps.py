"""Two hundred people who each tap three times at once, without a server between them and the application."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from labapp.house import House
from labapp.models.attendance import Attendance, Participant
from tests.factories import a_programme, a_session
from tests.pages import Browser

pytestmark = pytest.mark.faults

PEOPLE, TAPS = 200, 3
AT_ONCE = 5
"""People who tap at the same moment; each of their taps has a thread of its own."""


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_two_hundred_people_who_tap_three_times_are_two_hundred(phone: Browser, house: House) -> None:
    a_programme(house)
    door = f"/E/{a_session(house).code}"
    tokens = [phone.get(door).token(door) for _ in range(PEOPLE)]
    together = threading.Barrier(AT_ONCE * TAPS)

    def tap(person: int) -> tuple[int, str]:
        fields = {"full_name": f"Persona {person}", "place": "this_community", "age": "adult"}
        together.wait(timeout=30)
        answer = phone.app.test_client().post(door, base_url=phone.base, data={"token": tokens[person], **fields})
        return answer.status_code, answer.headers.get("Location", "")

    with ThreadPoolExecutor(AT_ONCE * TAPS) as hands:
        answers = list(hands.map(tap, [person for person in range(PEOPLE) for _ in range(TAPS)]))

    assert {status for status, _ in answers} == {303}
    receipts = [{place for _, place in answers[first : first + TAPS]} for first in range(0, len(answers), TAPS)]
    assert [len(each) for each in receipts] == [1] * PEOPLE
    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Participant)) == PEOPLE
        assert db.scalar(sa.select(sa.func.count()).select_from(Attendance)) == PEOPLE
        assert db.scalar(sa.select(sa.func.max(Participant.number))) == PEOPLE
