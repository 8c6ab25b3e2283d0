"""From a session to what came of it: which steps of the way were reached, and until when the others were promised.

Only what is published counts: what was said is what the minutes say, what resulted is what the answers say.
Source: domain note b (an answer for every contribution, with its day); the table of July 2023 promised both documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from labapp.domain.response_documents import is_answered
from labapp.domain.response_measures import group_of
from labapp.domain.responses import Disposition, Document, Group, by_number
from labapp.domain.sessions import Stage
from labapp.domain.terms import is_overdue


class Step(StrEnum):
    """A step of the way, in its order."""

    ASKED = "asked"
    SAID = "said"
    AGREED = "agreed"
    ENTITY = "entity"
    RESULT = "result"
    RETURNED = "returned"


class Standing(StrEnum):
    """How far a step is. `NOTHING`: it was reached, and there was nothing; `WAITING`: no day was promised yet."""

    UNDER_WAY = "under_way"
    REACHED = "reached"
    IN_PART = "in_part"
    NOTHING = "nothing"
    PROMISED = "promised"
    OVERDUE = "overdue"
    WAITING = "waiting"
    CALLED_OFF = "called_off"


@dataclass(frozen=True, slots=True)
class StepState:
    """How far a step is; `on` is the day on which it was reached, or until which it was promised."""

    standing: Standing
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFacts:
    """What is public of an announced session, as the rules of the way see it.

    `received` and `agreed` are counted in the standing minutes, `minutes_on` is their day; `answered_on` is that of the
    newest published answers; `response_due_on` follows a prórroga that holds for all that is owed; `told_on` is the
    first day on which people were told that there is an answer.
    """

    stage: Stage
    on: date
    minutes_on: date | None = None
    received: int = 0
    agreed: int = 0
    report_due_on: date | None = None
    answered_on: date | None = None
    is_complete: bool = False
    names_institution: bool = False
    response_due_on: date | None = None
    told_on: date | None = None


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of one session, by its place among the sessions; None where no session was held yet."""

    session: int | None
    state: StepState


_MET = frozenset({Stage.OPEN, Stage.ROOM_CLOSED, Stage.REGISTER_CLOSED, Stage.PUBLISHED})


def thread(sessions: Sequence[PublicFacts], *, today: date) -> dict[Step, tuple[StepLine, ...]]:
    """Return every step of a lab or table with a line for each session that has come to it: never a step without one.

    Of sessions that are still to come, or that were called off, only that is told.
    """
    lines = {step: _lines(step, sessions, today) for step in Step}
    nothing_held = StepState(Standing.WAITING)
    return {step: found or (StepLine(None, nothing_held),) for step, found in lines.items()}


def _lines(step: Step, sessions: Sequence[PublicFacts], today: date) -> tuple[StepLine, ...]:
    return tuple(
        StepLine(place, state_of_step(step, session, today=today))
        for place, session in enumerate(sessions)
        if step is Step.ASKED or session.stage in _MET
    )


def state_of_step(step: Step, session: PublicFacts, *, today: date) -> StepState:
    """Return how far one step of one session is on a day."""
    match step:
        case Step.ASKED:
            return _asked(session, today)
        case Step.SAID:
            return _of_minutes(session, session.received, today)
        case Step.AGREED:
            return _of_minutes(session, session.agreed, today)
        case Step.ENTITY:
            return _entity(session, today)
        case Step.RESULT:
            return _result(session, today)
        case Step.RETURNED:
            return _returned(session, today)
        case _:
            assert_never(step)


def _asked(session: PublicFacts, today: date) -> StepState:
    match session.stage:
        case Stage.CANCELLED:
            return StepState(Standing.CALLED_OFF, session.on)
        case Stage.OPEN:
            return StepState(Standing.UNDER_WAY, session.on)
        case stage if stage in _MET:
            return StepState(Standing.REACHED, session.on)
        case _:
            return _promise(session.on, today)


def _of_minutes(session: PublicFacts, found: int, today: date) -> StepState:
    if session.minutes_on is None:
        return _promise(session.report_due_on, today)
    return StepState(Standing.REACHED if found else Standing.NOTHING, session.minutes_on)


def _entity(session: PublicFacts, today: date) -> StepState:
    if session.names_institution:
        return StepState(Standing.REACHED, session.answered_on)
    return _owed(session, today)


def _result(session: PublicFacts, today: date) -> StepState:
    if session.answered_on is None:
        return _owed(session, today)
    if session.is_complete:
        return StepState(Standing.REACHED, session.answered_on)
    due = session.response_due_on
    return StepState(Standing.OVERDUE if due and is_overdue(due, today) else Standing.IN_PART, due)


def _returned(session: PublicFacts, today: date) -> StepState:
    if session.told_on is not None:
        return StepState(Standing.REACHED, session.told_on)
    if session.answered_on is not None:
        return StepState(Standing.IN_PART, session.answered_on)
    return _owed(session, today)


def _owed(session: PublicFacts, today: date) -> StepState:
    if session.minutes_on is not None and not session.received:
        return StepState(Standing.NOTHING, session.minutes_on)
    return _promise(session.response_due_on, today)


def _promise(due: date | None, today: date) -> StepState:
    if due is None:
        return StepState(Standing.WAITING)
    return StepState(Standing.OVERDUE if is_overdue(due, today) else Standing.PROMISED, due)


def taken_up_in_part(document: Document) -> int:
    """Return how many contributions of those that were taken up were so in part only: by their kind, or some parts."""
    answers = by_number(document.answers)
    count = 0
    for row in document.listed:
        answer = answers.get(row.joined_into or row.number)
        if row.withdrawn or answer is None or not is_answered(answer.number, document):
            continue
        kinds = {kind for one in (answer, *answer.part_answers) for kind in one.dispositions}
        is_whole = kinds in ({Disposition.INCORPORATED}, {Disposition.REFERS_TO_OTHER})
        count += group_of(answer, answers) is Group.TAKEN_UP and not is_whole
    return count
