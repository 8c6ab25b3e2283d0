"""Closing a session: the room, which can be undone, and the register, which cannot; what is owed from then on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.obligations import promises
from labapp.domain.sessions import Stage, desk_may_write, move
from labapp.domain.terms import PROPOSED_REPORT_TERM, PROPOSED_RESPONSE_TERM
from labapp.models.programme import Programme
from labapp.models.recorder import Db
from labapp.models.responses import Obligation
from labapp.models.sessions import Call, LabSession
from labapp.models.spaces import Space
from labapp.queries.programme import holidays
from labapp.services.programme import reach_holidays
from labapp.services.publication import freeze_if_closed
from labapp.words.formats import local

MOST_SHEETS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What there was on paper and how much of it was typed: rows of signed sheets, and anonymous slips."""

    sheets_filled: int = 0
    sheets_typed: int = 0
    slips_filled: int = 0
    slips_typed: int = 0

    def check(self) -> None:
        """Raise RuleViolated `paper_out_of_range`, or `more_typed_than_filled` with its field."""
        for filled, typed, field in (
            (self.sheets_filled, self.sheets_typed, "sheets_typed"),
            (self.slips_filled, self.slips_typed, "slips_typed"),
        ):
            if not (0 <= filled <= MOST_SHEETS and 0 <= typed <= MOST_SHEETS):
                raise RuleViolated("paper_out_of_range", field=field, most=MOST_SHEETS)
            if typed > filled:
                raise RuleViolated("more_typed_than_filled", field=field)


def _locked(db: Db, session_id: UUID) -> LabSession:
    space_id = db.scalar(sa.select(LabSession.space_id).where(LabSession.id == session_id))
    if space_id is None:
        raise NotFound
    db.execute(sa.select(Space.id).where(Space.id == space_id).with_for_update())
    return db.get_one(LabSession, session_id, with_for_update=True, populate_existing=True)


def close_room(db: Db, session_id: UUID, *, now: datetime) -> None:
    """Phones stop; the desk goes on with paper. Closing what is closed changes nothing."""
    session = _locked(db, session_id)
    if session.stage is Stage.ROOM_CLOSED:
        return
    session.stage = move(session.stage, Stage.ROOM_CLOSED)
    session.room_closed_at = now


def reopen_room(db: Db, session_id: UUID) -> None:
    """Phones may write again. Reopening what is open changes nothing."""
    session = _locked(db, session_id)
    if session.stage is Stage.OPEN:
        return
    if session.stage is not Stage.ROOM_CLOSED:
        raise RuleViolated("stage_move_not_allowed")
    session.stage = move(session.stage, Stage.OPEN)
    session.room_closed_at = None


def declare_slips(db: Db, session_id: UUID, slips: int) -> None:
    """Note how many anonymous slips there are of each question, before they are typed: no more are taken."""
    session = _locked(db, session_id)
    if not desk_may_write(session.stage):
        raise RuleViolated("register_closed")
    if not 0 <= slips <= MOST_SHEETS:
        raise RuleViolated("paper_out_of_range", field="slips", most=MOST_SHEETS)
    session.slips_filled = slips


def close_register(db: Db, session_id: UUID, paper: Paper, *, now: datetime) -> None:
    """Nothing more is written down; what was promised becomes owed, each by its day.

    Raises RuleViolated `stage_move_not_allowed` while the room is open, or for numbers that cannot be.
    """
    paper.check()
    session = _locked(db, session_id)
    if session.stage is Stage.REGISTER_CLOSED:
        return
    session.stage = move(session.stage, Stage.REGISTER_CLOSED)
    session.register_closed_at = now
    session.sheets_filled, session.sheets_typed = paper.sheets_filled, paper.sheets_typed
    session.slips_filled, session.slips_typed = paper.slips_filled, paper.slips_typed
    _promise(db, session)
    db.flush()
    freeze_if_closed(db, session.space_id, now=now)


def terms_of(db: Db, session_id: UUID) -> tuple[int, int]:
    """Return the promised days for report (working) and response (calendar): of the call, else of the programme."""
    call = db.scalar(sa.select(Call).where(Call.session_id == session_id))
    programme = db.scalar(sa.select(Programme).order_by(Programme.id).limit(1))
    report = (call and call.report_days) or (programme and programme.report_days) or PROPOSED_REPORT_TERM.days
    response = (call and call.response_days) or (programme and programme.response_days) or PROPOSED_RESPONSE_TERM.days
    return report, response


def _promise(db: Db, session: LabSession) -> None:
    known = set(db.scalars(sa.select(Obligation.kind).where(Obligation.session_id == session.id)))
    report, response = terms_of(db, session.id)
    held_on = local(session.starts_at, session.zone).date()
    reach_holidays(db, held_on)
    for promise in promises(held_on, report_days=report, response_days=response, holidays=holidays(db)):
        if promise.kind not in known:
            db.add(
                Obligation(
                    session_id=session.id,
                    kind=promise.kind,
                    started_on=held_on,
                    days=promise.term.days,
                    day_kind=promise.term.kind,
                    due_on=promise.due_on,
                )
            )
