"""A term that reaches into a year whose holidays nobody has looked at yet."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from labapp.domain.obligations import ObligationKind
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.programme import Holiday
from labapp.models.responses import Obligation
from labapp.services.closing import Paper, close_register
from labapp.services.programme import keep_holidays, propose_holidays
from tests.conftest import Clock
from tests.factories import a_session, writing

LAST_FRIDAY = datetime(2027, 12, 31, 19, tzinfo=UTC)
NINTH_OF_JANUARY = date(2028, 1, 10)
"""The Monday that stands for a Sunday."""


def due_of_report(house: House, clock: Clock) -> date:
    clock.at = LAST_FRIDAY
    session = a_session(house, stage=Stage.ROOM_CLOSED)
    with writing(house, Verb.MOVE_SESSION) as db:
        close_register(db, session.id, Paper(), now=house.now())
    with house.database.reading() as db:
        of_report = Obligation.session_id == session.id, Obligation.kind == ObligationKind.REPORT
        return db.scalars(sa.select(Obligation.due_on).where(*of_report)).one()


def test_the_holidays_of_the_next_year_are_proposed_before_a_term_reaches_it(house: House, clock: Clock) -> None:
    with writing(house, Verb.SET_HOLIDAYS) as db:
        propose_holidays(db, 2026)
        propose_holidays(db, 2027)

    assert due_of_report(house, clock) == date(2028, 1, 17)


def test_what_somebody_decided_for_the_next_year_stands(house: House, clock: Clock) -> None:
    with writing(house, Verb.SET_HOLIDAYS) as db:
        propose_holidays(db, 2027)
        propose_holidays(db, 2028)
        db.flush()
        keep_holidays(db, 2028, {NINTH_OF_JANUARY: False})

    assert due_of_report(house, clock) == date(2028, 1, 14)


@pytest.mark.parametrize("times", [1, 3])
def test_each_day_stands_once_however_many_sessions_are_closed(house: House, clock: Clock, times: int) -> None:
    with writing(house, Verb.SET_HOLIDAYS) as db:
        propose_holidays(db, 2027)
    for _ in range(times):
        due_of_report(house, clock)

    with house.database.reading() as db:
        days = db.scalars(sa.select(Holiday.on)).all()
    assert len(days) == len(set(days))
    assert {day.year for day in days} == {2027, 2028}


def test_a_house_without_a_table_of_holidays_gets_none(house: House, clock: Clock) -> None:
    assert due_of_report(house, clock) == date(2028, 1, 14)
    with house.database.reading() as db:
        assert db.scalars(sa.select(Holiday.on)).all() == []
