"""The programme is one row, and its table of holidays decides."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import sqlalchemy as sa

from labapp.domain.errors import RuleViolated
from labapp.domain.privacy import NoticeFacts
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.programme import Holiday, Programme
from labapp.queries.programme import holiday_table, holidays
from labapp.services.programme import ProgrammeFacts, keep_holidays, propose_holidays, set_up_programme
from tests.factories import writing

FACTS = ProgrammeFacts(
    name="Laboratorios",
    plan="",
    notice=NoticeFacts(),
    report_days=10,
    observation_days=5,
    response_days=30,
    public_base_url="",
)


def test_a_programme_that_is_set_up_eight_times_at_once_is_one(house: House) -> None:
    def set_up(_turn: int) -> str:
        try:
            with writing(house, Verb.SET_UP_PROGRAMME) as db:
                set_up_programme(db, FACTS, seen=None, today=date(2026, 11, 20))
        except RuleViolated as refused:
            return refused.code
        return ""

    with ThreadPoolExecutor(8) as pool:
        codes = sorted(pool.map(set_up, range(8)))

    assert codes == ["", *["changed_meanwhile"] * 7]
    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Programme)) == 1


def test_a_year_that_somebody_decided_is_not_proposed_again(house: House) -> None:
    with writing(house, Verb.SET_HOLIDAYS) as db:
        keep_holidays(db, 2026, {date(2026, 11, 3): True, date(2026, 11, 10): False, date(2026, 7, 7): True})

    with writing(house, Verb.SET_HOLIDAYS) as db:
        propose_holidays(db, 2026)

    with house.database.reading() as db:
        assert holidays(db) == {date(2026, 11, 3)}
        assert db.scalar(sa.select(sa.func.count()).select_from(Holiday)) == 2


def test_days_that_were_not_decided_are_shown_unticked_beside_those_that_were(house: House) -> None:
    with writing(house, Verb.SET_HOLIDAYS) as db:
        keep_holidays(db, 2026, {date(2026, 11, 3): True})

    with house.database.reading() as db:
        decided, untouched = holiday_table(db, 2026), holiday_table(db, 2027)

    assert [row.on for row in decided if row.is_observed] == [date(2026, 11, 3)]
    assert all(row.is_observed and not row.is_stored for row in untouched)
    assert [row.on for row in decided] == sorted(row.on for row in decided)
