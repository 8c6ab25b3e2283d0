"""The figures over everything published: what counts, in which row, and how they move with the clock alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from labapp.domain.kept_promises import PromiseState
from labapp.domain.obligations import ObligationKind
from labapp.domain.response_extras import Extra
from labapp.domain.response_measures import Answering
from labapp.domain.responses import Disposition, VersionKind
from labapp.domain.sessions import Stage
from labapp.domain.spaces import SpaceKind
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.queries.record_measures import RecordMeasures, record_measures
from labapp.services.responses import GivenAnswer
from tests.answering import (
    LONG_REASON,
    OUT_OF_SCOPE,
    a_contribution,
    a_promise,
    an_answered_session,
    answered,
    gone_out,
    more_time,
    owed,
    published_minutes,
    validated,
    with_head,
)
from tests.conftest import Clock
from tests.factories import a_member_of_staff, a_session, a_space, writing

S = PromiseState


def measured(house: House) -> RecordMeasures:
    with house.database.reading() as db:
        return record_measures(db, today=house.now().date())


def states(house: House) -> dict[ObligationKind, PromiseState]:
    return {one.kind: one.state for one in measured(house).promises}


def test_answers_and_minutes_without_answers_are_counted_together(house: House) -> None:
    an_answered_session(house, count=3, kind=VersionKind.PROGRESS)
    waiting = a_session(
        house, a_space(house, SpaceKind.COCREATION_TABLE, title="Mesa de agua"), stage=Stage.REGISTER_CLOSED
    )
    a_contribution(house, waiting, 1)
    a_contribution(house, waiting, 2)
    published_minutes(house, waiting)

    found = measured(house)

    whole = found.whole.measures
    assert (whole.received, whole.answered, whole.taken_up) == (5, 2, 1)
    assert [(one.name, one.measures.received) for one in found.institutions] == [
        ("ANTAI", 2), ("MEDUCA", 1), (Answering.NOBODY_YET, 2),
    ]  # fmt: skip
    assert [one.measures.received for one in found.spaces] == [3, 2]
    assert [one.name for one in found.years] == ["2026"]


def test_what_nobody_published_is_not_there(house: House) -> None:
    draft = a_session(house, stage=Stage.REGISTER_CLOSED)
    a_contribution(house, draft, 1)
    a_session(house, stage=Stage.DRAFT)

    assert measured(house).contributions == ()


def test_the_rows_of_each_table_add_up_to_the_whole(house: House) -> None:
    an_answered_session(house, count=4)
    an_answered_session(house, count=2, kind=VersionKind.PROGRESS)

    found = measured(house)

    for groups in (found.institutions, found.spaces, found.years):
        for figure in ("received", "answered", "taken_up"):
            total = sum(getattr(one.measures, figure) for one in groups)
            assert total == getattr(found.whole.measures, figure), figure


def test_an_owed_answer_is_overdue_the_day_after_its_own(house: House, clock: Clock) -> None:
    session = an_answered_session(house, count=2, kind=VersionKind.PROGRESS)  # the last is owed in 30 days

    for later, overdue in ((29, 0), (1, 0), (1, 1), (400, 1)):
        clock.forward(days=later)
        found = measured(house)
        assert (found.whole.overdue, len(found.overdue)) == (overdue, overdue)
    assert [(one.counted.number, one.head.token) for one in found.overdue] == [("2", session.token)]


def test_a_promised_decision_is_overdue_the_day_after_its_own(house: House, clock: Clock) -> None:
    a_member_of_staff(house)
    session = a_session(house, stage=Stage.REGISTER_CLOSED)
    a_contribution(house, session, 1)
    published_minutes(house, session)
    with_head(house, session)
    day = house.now().date() + timedelta(days=60)
    extras: dict[Extra, str | date] = {
        Extra.DECIDING_BODY: "La comisión",
        Extra.DECIDE_ON: day,
        Extra.RESPONSIBLE_OFFICE: "ANTAI",
    }
    answered(
        house, session, "1", GivenAnswer(primary=Disposition.WILL_BE_CONSIDERED, reason=LONG_REASON, extras=extras)
    )
    validated(house, session)
    gone_out(house, session, VersionKind.COMPLETE)

    clock.forward(days=60)
    assert measured(house).overdue == ()
    clock.forward(days=1)
    (late,) = measured(house).overdue

    assert (late.owed_on, late.counted.answered) == (day, True)
    assert measured(house).whole.measures.overdue == ("1",)


@pytest.mark.parametrize(("later", "expected"), [(0, S.RUNNING), (10, S.RUNNING), (11, S.OVERDUE), (3000, S.OVERDUE)])
def test_a_promise_of_minutes_moves_with_the_clock(
    house: House, clock: Clock, later: int, expected: PromiseState
) -> None:
    a_promise(house, a_session(house, stage=Stage.REGISTER_CLOSED), kind=ObligationKind.REPORT, days=10)

    clock.forward(days=later)

    assert states(house) == {ObligationKind.REPORT: expected}
    assert len(measured(house).overdue_documents) == (expected is S.OVERDUE)


@pytest.mark.parametrize(("days", "expected"), [(30, S.KEPT_ON_TIME), (31, S.KEPT_LATE)])
def test_a_response_keeps_the_mark_of_the_day_on_which_it_went_out(
    house: House, clock: Clock, days: int, expected: PromiseState
) -> None:
    a_member_of_staff(house)
    session = a_session(house, stage=Stage.REGISTER_CLOSED)
    a_contribution(house, session, 1)
    published_minutes(house, session)
    a_promise(house, session, days=30)
    with_head(house, session)
    answered(house, session, "1", OUT_OF_SCOPE)
    clock.forward(days=days)
    validated(house, session)
    gone_out(house, session, VersionKind.COMPLETE)

    clock.forward(days=5000)

    assert states(house) == {ObligationKind.RESPONSE: expected}
    assert measured(house).promised(ObligationKind.RESPONSE, expected) == 1


def test_more_time_moves_an_owed_answer_and_its_document_until_it_ends(house: House, clock: Clock) -> None:
    a_member_of_staff(house)
    session = a_session(house, stage=Stage.REGISTER_CLOSED)
    a_contribution(house, session, 1)
    published_minutes(house, session)
    a_promise(house, session, days=10)
    more_time(house, session, "1", 40)

    for later, expected in ((10, S.RUNNING), (1, S.EXTENDED), (29, S.EXTENDED), (1, S.OVERDUE)):
        clock.forward(days=later)
        assert states(house) == {ObligationKind.RESPONSE: expected}


def test_more_time_for_twelve_moves_nothing_that_is_owed_to_one(house: House, clock: Clock) -> None:
    a_member_of_staff(house)
    session = a_session(house, stage=Stage.REGISTER_CLOSED)
    for number in (1, 2, 12):
        a_contribution(house, session, number)
    published_minutes(house, session)
    with_head(house, session)
    answered(house, session, "2", OUT_OF_SCOPE)
    for number in ("1", "12"):
        owed(house, session, number, days=30)
    gone_out(house, session, VersionKind.PROGRESS)
    more_time(house, session, "12", 40)

    clock.forward(days=31)

    assert [one.counted.number for one in measured(house).overdue] == ["1"]


def test_the_demonstration_stands_alone_until_there_is_something_real(house: House) -> None:
    shown = an_answered_session(house, count=3)
    mark_as_demonstration(house, shown)
    assert (measured(house).is_demonstration, measured(house).whole.measures.received) == (True, 3)

    an_answered_session(house, count=1)

    assert (measured(house).is_demonstration, measured(house).whole.measures.received) == (False, 1)


def mark_as_demonstration(house: House, session: LabSession) -> None:
    with writing(house, Verb.CHANGE_SPACE) as db:
        db.get_one(Space, session.space_id).is_demonstration = True
