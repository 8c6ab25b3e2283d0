"""Two acts that wait for each other: one goes on, the other is told to try again, and nothing is half written."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from labapp.domain.roles import Role
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.database import Busy
from labapp.models.people import Staff
from tests.factories import a_member_of_staff, writing


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_of_two_acts_that_wait_for_each_other_one_may_be_tried_again(house: House) -> None:
    one, two = (a_member_of_staff(house, Role.FACILITATOR).id for _ in range(2))
    together = Barrier(2)

    def rename(name: str) -> str:
        first, second = (one, two) if name == "uno" else (two, one)
        try:
            with writing(house, Verb.CHANGE_STAFF) as db:
                db.get_one(Staff, first, with_for_update=True).name = name
                together.wait()
                db.get_one(Staff, second, with_for_update=True).name = name
        except Busy:
            return "busy"
        return name

    with ThreadPoolExecutor(2) as pool:
        ends = set(pool.map(rename, ["uno", "dos"]))

    (winner,) = ends - {"busy"}
    assert ends == {winner, "busy"}
    with house.database.reading() as db:
        assert {db.get_one(Staff, each).name for each in (one, two)} == {winner}
