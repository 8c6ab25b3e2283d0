"""Stages of a session: who moves first wins, the urn comes before the row, and nothing opens with a blank notice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp.domain.dimensions import AnonymousQuestion
from labapp.domain.errors import RuleViolated
from labapp.domain.ids import new_id
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.sessions import Call, Expected, LabSession
from labapp.models.spaces import Space
from labapp.services import session_stages as stages
from tests.conftest import Clock
from tests.factories import a_programme, a_session, a_space, an_arrival, writing

REASON = "El camino está cerrado."


class Killed(Exception):
    """What stands for a process that ended."""


def stored(house: House, session_id: UUID) -> LabSession:
    with house.database.reading() as db:
        return db.get_one(LabSession, session_id)


def space_of(house: House, session: LabSession) -> Space:
    with house.database.reading() as db:
        return db.get_one(Space, session.space_id)


def opened(house: House, session: LabSession) -> None:
    with writing(house, Verb.MOVE_SESSION) as db:
        stages.open_session(db, house.urns, session.id, now=house.now())


def opened_and_killed(house: House, session: LabSession) -> None:
    with writing(house, Verb.MOVE_SESSION) as db:
        stages.open_session(db, house.urns, session.id, now=house.now())
        raise Killed


def test_opening_opens_the_room_and_the_anonymous_questions(house: House) -> None:
    a_programme(house)
    session = a_session(house, stage=Stage.CONVENED)

    opened(house, session)

    assert stored(house, session.id).stage is Stage.OPEN
    assert stored(house, session.id).opened_at == house.now()
    assert space_of(house, session).urn_opened_at == house.now()
    assert house.urns.is_open(session.space_id)
    assert set(stages.URN_CATALOGUE) == set(AnonymousQuestion)


def test_a_kill_between_the_urn_and_its_row_loses_nothing_and_the_next_opening_goes_on(house: House) -> None:
    a_programme(house)
    session = a_session(house, stage=Stage.CONVENED)
    question, person = AnonymousQuestion.AFRO_DESCENT.value, new_id()
    with pytest.raises(Killed):
        opened_and_killed(house, session)
    assert stored(house, session.id).stage is Stage.CONVENED
    assert space_of(house, session).urn_opened_at is None
    house.urns.answer(session.space_id, house.urns.turn(session.space_id, person), question=question, choices=("yes",))

    opened(house, session)

    assert space_of(house, session).urn_opened_at == house.now()
    assert house.urns.had_turn(session.space_id, person)


def test_the_second_session_of_a_lab_keeps_the_questions_of_the_first(house: House, clock: Clock) -> None:
    a_programme(house)
    space = a_space(house)
    first, second = a_session(house, space, stage=Stage.CONVENED), a_session(house, space, stage=Stage.CONVENED)
    opened(house, first)
    since = clock.at
    clock.forward(minutes=5)

    opened(house, second)

    assert space_of(house, second).urn_opened_at == since


def test_sealed_questions_stay_sealed_and_the_session_opens_without_them(house: House) -> None:
    a_programme(house)
    session = a_session(house, stage=Stage.CONVENED)
    with writing(house, Verb.SEAL_URN) as db:
        space = db.get_one(Space, session.space_id)
        space.urn_opened_at = space.urn_sealed_at = house.now()

    opened(house, session)

    assert stored(house, session.id).stage is Stage.OPEN
    assert not house.urns.is_open(session.space_id)


def test_a_sealing_that_was_left_unfinished_is_finished_before_anything_opens(house: House) -> None:
    a_programme(house)
    session = a_session(house, stage=Stage.CONVENED)
    house.urns.open(session.space_id, stages.URN_CATALOGUE)
    house.urns.totals_for_sealing(session.space_id)

    with pytest.raises(RuleViolated) as refused:
        opened(house, session)

    assert refused.value.code == "urn_half_sealed"
    assert stored(house, session.id).stage is Stage.CONVENED


@pytest.mark.parametrize("facts", [None, {"officer": ""}, {"retention": "Por definir"}])
def test_a_real_session_does_not_open_while_the_notice_has_a_blank(house: House, facts: dict[str, str] | None) -> None:
    if facts is not None:
        a_programme(house, **facts)
    session = a_session(house, stage=Stage.CONVENED)

    with pytest.raises(RuleViolated) as refused:
        opened(house, session)

    assert refused.value.code == "notice_incomplete"
    assert not house.urns.is_open(session.space_id)


def test_a_demonstration_opens_without_a_programme(house: House) -> None:
    session = a_session(house, stage=Stage.DRAFT)
    with writing(house, Verb.CHANGE_SPACE) as db:
        db.get_one(Space, session.space_id).is_demonstration = True

    opened(house, session)

    assert stored(house, session.id).stage is Stage.OPEN


def test_opening_what_is_open_and_convening_what_is_convened_change_nothing(house: House) -> None:
    a_programme(house)
    open_one = a_session(house, stage=Stage.OPEN)
    convened = a_session(house, stage=Stage.CONVENED)
    before = (open_one.op, convened.op)

    opened(house, open_one)
    with writing(house, Verb.MOVE_SESSION) as db:
        stages.convene(db, convened.id, now=house.now())

    assert (stored(house, open_one.id).op, stored(house, convened.id).op) == before


def test_starting_a_draft_of_another_day_moves_it_to_now_with_its_length(house: House) -> None:
    a_programme(house)
    session = a_session(house, stage=Stage.DRAFT, starts_in_hours=100)

    opened(house, session)

    moved = stored(house, session.id)
    assert moved.starts_at == house.now()
    assert moved.ends_at - moved.starts_at == timedelta(hours=3)


def test_convening_writes_down_the_day_of_the_call_and_keeps_one_that_was_said(house: House, clock: Clock) -> None:
    said, unsaid = (a_session(house, stage=Stage.DRAFT, starts_in_hours=48) for _ in range(2))
    today = clock.at.date()
    with writing(house, Verb.WRITE_CALL) as db:
        db.add(Call(session_id=said.id, published_on=today - timedelta(days=3)))

    with writing(house, Verb.MOVE_SESSION) as db:
        stages.convene(db, said.id, now=house.now())
        stages.convene(db, unsaid.id, now=house.now())

    with house.database.reading() as db:
        days = {call.session_id: call.published_on for call in db.scalars(sa.select(Call))}
    assert days == {said.id: today - timedelta(days=3), unsaid.id: today}


def test_a_day_that_has_passed_is_neither_announced_nor_given(house: House) -> None:
    past, future = a_session(house, stage=Stage.DRAFT, starts_in_hours=-48), a_session(house, stage=Stage.CONVENED)

    with pytest.raises(RuleViolated) as announced, writing(house, Verb.MOVE_SESSION) as db:
        stages.convene(db, past.id, now=house.now())
    earlier = house.now() - timedelta(minutes=1)
    with pytest.raises(RuleViolated) as given, writing(house, Verb.MOVE_SESSION) as db:
        stages.postpone(db, future.id, earlier, reason=REASON, seen=future.op, now=house.now())

    assert (announced.value.code, given.value.code) == ("day_has_passed", "day_has_passed")


def test_postponing_keeps_length_reason_and_the_list_of_those_expected(house: House) -> None:
    session = a_session(house, stage=Stage.CONVENED, starts_in_hours=24)
    with writing(house, Verb.PASTE_EXPECTED) as db:
        db.add(Expected(id=new_id(), session_id=session.id, name="Eva", name_key="eva", expires_at=session.ends_at))
    new_start = session.starts_at + timedelta(days=7)

    with writing(house, Verb.MOVE_SESSION) as db:
        stages.postpone(db, session.id, new_start, reason=f" {REASON}\u200f ", seen=session.op, now=house.now())

    moved = stored(house, session.id)
    assert (moved.stage, moved.starts_at, moved.reason) == (Stage.POSTPONED, new_start, REASON)
    assert (moved.ends_at, moved.revision) == (session.ends_at + timedelta(days=7), 1)
    with house.database.reading() as db:
        assert db.scalar(sa.select(Expected.expires_at)) == moved.ends_at + timedelta(days=30)


def test_a_session_can_be_postponed_twice_and_a_cancellation_taken_back(house: House) -> None:
    session = a_session(house, stage=Stage.POSTPONED, starts_in_hours=24)
    start = house.now() + timedelta(days=9)

    with writing(house, Verb.MOVE_SESSION) as db:
        stages.postpone(db, session.id, start, reason=REASON, seen=session.op, now=house.now())
    with writing(house, Verb.MOVE_SESSION) as db:
        stages.cancel(db, session.id, reason=REASON, seen=stored(house, session.id).op)
    with writing(house, Verb.MOVE_SESSION) as db:
        stages.convene(db, session.id, now=house.now())

    back = stored(house, session.id)
    assert (back.stage, back.reason, back.revision) == (Stage.CONVENED, None, 3)


def test_of_many_who_move_a_session_at_once_one_wins_and_the_others_are_told(house: House) -> None:
    a_programme(house)
    session = a_session(house, stage=Stage.CONVENED, starts_in_hours=1)
    gate = Barrier(6)

    def move(number: int) -> str:
        gate.wait()
        try:
            with writing(house, Verb.MOVE_SESSION) as db:
                if number % 2:
                    stages.cancel(db, session.id, reason=REASON, seen=session.op)
                else:
                    start = session.starts_at + timedelta(days=number + 1)
                    stages.postpone(db, session.id, start, reason=REASON, seen=session.op, now=house.now())
        except RuleViolated as refusal:
            return refusal.code
        return "moved"

    with ThreadPoolExecutor(6) as pool:
        answers = sorted(pool.map(move, range(6)))

    assert answers == ["changed_meanwhile"] * 5 + ["moved"]
    assert stored(house, session.id).revision == 1


def test_many_who_open_at_once_open_one_room_and_one_urn(house: House) -> None:
    a_programme(house)
    session = a_session(house, stage=Stage.CONVENED)
    gate = Barrier(6)

    def open_it(_number: int) -> None:
        gate.wait()
        opened(house, session)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(open_it, range(6)))

    assert stored(house, session.id).stage is Stage.OPEN
    assert house.urns.is_open(session.space_id)


@pytest.mark.parametrize("words", ["Llame al 6987-6543.", "Canaria Zumbayllu está enferma."])
def test_a_reason_that_would_publish_somebody_moves_nothing(house: House, words: str) -> None:
    session = a_session(house, stage=Stage.CONVENED, starts_in_hours=48)
    an_arrival(house, a_session(house, space_of(house, session)), "Canaria Zumbayllu")
    before, later = stored(house, session.id), house.now() + timedelta(days=7)

    with pytest.raises(RuleViolated, match="words_personal"), writing(house, Verb.MOVE_SESSION) as db:
        stages.cancel(db, session.id, reason=words, seen=before.op)
    with pytest.raises(RuleViolated, match="words_personal"), writing(house, Verb.MOVE_SESSION) as db:
        stages.postpone(db, session.id, later, reason=words, seen=before.op, now=house.now())

    after = stored(house, session.id)
    assert (after.stage, after.reason, after.op) == (Stage.CONVENED, None, before.op)
