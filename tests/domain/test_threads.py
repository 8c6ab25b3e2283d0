"""Every step from a session to what came of it says how far it is, on any day, and none is ever blank."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.response_extras import Extra
from labapp.domain.responses import Answer, Disposition, Document, Listed
from labapp.domain.sessions import Stage
from labapp.domain.threads import (
    PublicFacts,
    Standing,
    Step,
    StepState,
    state_of_step,
    taken_up_in_part,
    thread,
)

HELD = date(2026, 11, 20)
REPORT = date(2026, 12, 4)
RESPONSE = date(2026, 12, 20)
TODAY = date(2026, 11, 25)

_CLOSED = PublicFacts(stage=Stage.REGISTER_CLOSED, on=HELD, report_due_on=REPORT, response_due_on=RESPONSE)
_WRITTEN = replace(_CLOSED, minutes_on=date(2026, 12, 1), received=6, agreed=2)
_ADVANCE = replace(_WRITTEN, answered_on=date(2026, 12, 10), names_institution=True)
_COMPLETE = replace(_ADVANCE, is_complete=True, answered_on=date(2026, 12, 15))
_TOLD = replace(_COMPLETE, told_on=date(2026, 12, 18))

S = Standing
JOURNEY = [
    (_CLOSED, (S.REACHED, S.PROMISED, S.PROMISED, S.PROMISED, S.PROMISED, S.PROMISED)),
    (_WRITTEN, (S.REACHED, S.REACHED, S.REACHED, S.PROMISED, S.PROMISED, S.PROMISED)),
    (_ADVANCE, (S.REACHED, S.REACHED, S.REACHED, S.REACHED, S.IN_PART, S.IN_PART)),
    (_COMPLETE, (S.REACHED, S.REACHED, S.REACHED, S.REACHED, S.REACHED, S.IN_PART)),
    (_TOLD, (S.REACHED, S.REACHED, S.REACHED, S.REACHED, S.REACHED, S.REACHED)),
    (replace(_WRITTEN, agreed=0), (S.REACHED, S.REACHED, S.NOTHING, S.PROMISED, S.PROMISED, S.PROMISED)),
    (replace(_WRITTEN, received=0), (S.REACHED, S.NOTHING, S.REACHED, S.NOTHING, S.NOTHING, S.NOTHING)),
    (
        PublicFacts(stage=Stage.OPEN, on=TODAY),
        (S.UNDER_WAY, S.WAITING, S.WAITING, S.WAITING, S.WAITING, S.WAITING),
    ),
]


@pytest.mark.parametrize(("session", "standings"), JOURNEY)
def test_a_session_goes_its_way_step_by_step(session: PublicFacts, standings: tuple[Standing, ...]) -> None:
    assert tuple(state_of_step(step, session, today=TODAY).standing for step in Step) == standings


@pytest.mark.parametrize(
    ("step", "due"),
    [
        (Step.SAID, REPORT),
        (Step.AGREED, REPORT),
        (Step.ENTITY, RESPONSE),
        (Step.RESULT, RESPONSE),
        (Step.RETURNED, RESPONSE),
    ],
)
def test_a_promise_holds_through_its_last_day_and_is_overdue_on_the_next(step: Step, due: date) -> None:
    assert state_of_step(step, _CLOSED, today=HELD) == StepState(Standing.PROMISED, due)
    assert state_of_step(step, _CLOSED, today=due) == StepState(Standing.PROMISED, due)
    assert state_of_step(step, _CLOSED, today=due + timedelta(days=1)) == StepState(Standing.OVERDUE, due)


def test_an_advance_does_not_stop_the_clock_of_what_is_open() -> None:
    assert state_of_step(Step.RESULT, _ADVANCE, today=RESPONSE).standing is Standing.IN_PART
    assert state_of_step(Step.RESULT, _ADVANCE, today=RESPONSE + timedelta(days=1)).standing is Standing.OVERDUE
    assert state_of_step(Step.RESULT, _COMPLETE, today=date(2030, 1, 1)).standing is Standing.REACHED


@pytest.mark.parametrize(
    ("stage", "today", "standing"),
    [
        (Stage.CONVENED, HELD, Standing.PROMISED),
        (Stage.POSTPONED, HELD, Standing.PROMISED),
        (Stage.CONVENED, HELD + timedelta(days=1), Standing.OVERDUE),
        (Stage.CANCELLED, HELD, Standing.CALLED_OFF),
        (Stage.ROOM_CLOSED, HELD, Standing.REACHED),
        (Stage.PUBLISHED, HELD, Standing.REACHED),
    ],
)
def test_a_session_is_to_come_held_called_off_or_never_took_place(
    stage: Stage, today: date, standing: Standing
) -> None:
    assert state_of_step(Step.ASKED, PublicFacts(stage=stage, on=HELD), today=today) == StepState(standing, HELD)


def test_a_session_to_come_speaks_of_itself_only_while_another_was_held() -> None:
    to_come = PublicFacts(stage=Stage.CONVENED, on=date(2026, 12, 30))

    found = thread([_WRITTEN, to_come], today=TODAY)

    assert [line.session for line in found[Step.ASKED]] == [0, 1]
    assert [line.session for line in found[Step.RESULT]] == [0]
    assert [line.session for line in thread([to_come], today=TODAY)[Step.RESULT]] == [None]


FACTS = st.builds(
    PublicFacts,
    stage=st.sampled_from([stage for stage in Stage if stage is not Stage.DRAFT]),
    on=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    minutes_on=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    received=st.integers(0, 3),
    agreed=st.integers(0, 3),
    report_due_on=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    answered_on=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    is_complete=st.booleans(),
    names_institution=st.booleans(),
    response_due_on=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    told_on=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)


@given(st.lists(FACTS, max_size=4), st.dates(date(2026, 1, 1), date(2028, 12, 31)))
def test_no_step_is_ever_blank_and_a_promise_always_has_its_day(sessions: list[PublicFacts], today: date) -> None:
    found = thread(sessions, today=today)

    assert list(found) == list(Step)
    for step, lines in found.items():
        assert lines, step
        for line in lines:
            assert (line.state.on is not None) or line.state.standing in {S.WAITING, S.REACHED, S.IN_PART}


D = Disposition
REASON = "Se incorporó en la redacción porque coincide con lo que pidieron las comunidades visitadas."
EXTRAS: dict[Extra, str | date] = {
    Extra.CLAUSE: "Hito 3",
    Extra.VERSION: "2",
    Extra.LEFT_OUT: "El plazo de un año",
}


def answer(number: str, *kinds: Disposition, parts: tuple[Answer, ...] = (), refers_to: str | None = None) -> Answer:
    primary, *secondary = kinds
    return Answer(
        number, primary, tuple(secondary), REASON, EXTRAS, refers_to, "ANTAI", "Transparencia", HELD, part_answers=parts
    )


WHOLE, IN_PART = answer("1", D.INCORPORATED), answer("1", D.INCORPORATED_IN_PART)
PARTS = (answer("1a", D.INCORPORATED), answer("1b", D.OUT_OF_SCOPE))


@pytest.mark.parametrize(
    ("answers", "listed", "count"),
    [
        ((WHOLE,), (Listed("1", "Agua."),), 0),
        ((IN_PART,), (Listed("1", "Agua."),), 1),
        ((IN_PART,), (Listed("1", "Agua."), Listed("2", "Más agua.", joined_into="1")), 2),
        ((IN_PART,), (Listed("1", "Agua.", withdrawn=True),), 0),
        ((answer("1", D.OUT_OF_SCOPE),), (Listed("1", "Agua."),), 0),
        ((replace(IN_PART, reason=""),), (Listed("1", "Agua."),), 0),
        ((Answer("1", part_answers=PARTS),), (Listed("1", "Agua y luz.", parts=("1a", "1b")),), 1),
        ((WHOLE, answer("2", D.REFERS_TO_OTHER, refers_to="1")), (Listed("1", "Agua."), Listed("2", "Agua.")), 0),
        ((), (Listed("1", "Agua."),), 0),
    ],
)
def test_what_was_taken_up_in_part_is_told_from_what_was_taken_up_whole(
    answers: tuple[Answer, ...], listed: tuple[Listed, ...], count: int
) -> None:
    document = Document(listed=listed, answers=answers, labels={}, held_on=HELD, institution="ANTAI", office="Oficina")

    assert taken_up_in_part(document) == count
