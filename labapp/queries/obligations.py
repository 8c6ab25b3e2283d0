"""What is owed, across the sessions that somebody may see, by its day: what is overdue comes first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.countdowns import Countdown, countdown
from labapp.domain.numbering import GivenNumber
from labapp.domain.obligations import ObligationKind
from labapp.domain.response_extras import Extra
from labapp.domain.responses import PROMISED_DAY, Disposition
from labapp.domain.roles import Actor
from labapp.domain.sessions import Purpose
from labapp.domain.terms import DayKind
from labapp.models.contributions import Contribution
from labapp.models.recorder import Db
from labapp.models.responses import Answer, Obligation
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.queries.asked_extensions import AskedExtension, asked_extensions
from labapp.queries.more_time import Extended, extended
from labapp.queries.observations import WaitingObservations, waiting_observations
from labapp.queries.owed_validations import OwedValidation, owed_validations
from labapp.queries.programme import holidays
from labapp.queries.sessions import HEADS, SessionHead, head_of, spaces_seen_by


@dataclass(frozen=True, slots=True)
class Owed:
    """A promise of a session that is not kept yet, and how its term stands today."""

    kind: ObligationKind
    head: SessionHead
    due_on: date
    days: int
    day_kind: DayKind
    standing: Countdown
    extended: Extended

    @property
    def is_of_table(self) -> bool:
        """Whether its document is the report of a table, and not the minutes of a lab."""
        return self.head.purpose is Purpose.TABLE


@dataclass(frozen=True, slots=True)
class OwedAnswer:
    """An answer that an institution owes, or a decision that was promised, to one contribution, by its day."""

    session_id: UUID
    session_name: str
    contribution_id: UUID
    number: str
    owed_by: str
    due_on: date
    is_decision: bool
    standing: Countdown


@dataclass(frozen=True, slots=True)
class StartPage:
    """What is owed: documents first, then what people wait for, single answers, promised decisions, and proposals."""

    owed: tuple[Owed, ...]
    answers: tuple[OwedAnswer, ...]
    observations: tuple[WaitingObservations, ...] = ()
    """Corrections of minutes that people asked for and nobody has answered."""
    extensions: tuple[AskedExtension, ...] = ()
    """Prórrogas that institutions asked for and nobody has decided."""
    validations: tuple[OwedValidation, ...] = ()
    """What institutions were asked to say of proposals, and have not said."""

    @property
    def overdue(self) -> int:
        """How many things are past their day."""
        standings = (one.standing for things in (self.owed, self.answers, self.validations) for one in things)
        return sum(one.overdue for one in standings)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is owed."""
        return not (self.owed or self.answers or self.observations or self.extensions or self.validations)


@dataclass(frozen=True, slots=True)
class Term:
    """A promise of one session as its public page shows it; `fulfilled_on` once it was kept."""

    kind: ObligationKind
    due_on: date
    days: int
    day_kind: DayKind
    fulfilled_on: date | None
    standing: Countdown
    extended: Extended


def start_page(db: Db, actor: Actor, *, today: date) -> StartPage:
    """Return what is owed in the labs and tables that `actor` may see, by day."""
    free = holidays(db)
    mine = HEADS.where(spaces_seen_by(actor))
    unkept = Obligation.fulfilled_on.is_(None)
    heads = {
        found[0].id: head_of(found)
        for found in db.execute(mine.join(Obligation, Obligation.session_id == LabSession.id).where(unkept))
    }
    promises = db.scalars(
        sa.select(Obligation)
        .where(unkept, Obligation.session_id.in_(heads))
        .order_by(Obligation.due_on, Obligation.kind, Obligation.session_id)
    )
    owed = (_owed(db, one, heads[one.session_id], today=today, free=free) for one in promises)
    return StartPage(
        owed=tuple(owed),
        answers=_answers(db, actor, today=today),
        observations=waiting_observations(db, actor),
        extensions=asked_extensions(db, actor),
        validations=owed_validations(db, spaces_seen_by(actor), today=today),
    )


def _owed(db: Db, one: Obligation, head: SessionHead, *, today: date, free: frozenset[date]) -> Owed:
    more = _extended(db, one, today=today)
    return Owed(one.kind, head, one.due_on, one.days, one.day_kind, _standing(one, more, today, free), more)


def _extended(db: Db, one: Obligation, *, today: date) -> Extended:
    if one.kind is not ObligationKind.RESPONSE or one.fulfilled_on is not None:
        return Extended()
    return extended(db, one.session_id, today=today)


def _standing(one: Obligation, more: Extended, today: date, free: frozenset[date]) -> Countdown:
    """A prórroga that holds for all that is owed counts in calendar days, towards its own day."""
    if more.until_on is not None:
        return countdown(more.until_on, DayKind.CALENDAR, today=today, holidays=free)
    return countdown(one.due_on, one.day_kind, today=one.fulfilled_on or today, holidays=free)


def _answers(db: Db, actor: Actor, *, today: date) -> tuple[OwedAnswer, ...]:
    found = db.execute(
        sa.select(Answer, Contribution, LabSession, Space)
        .join(Contribution, Contribution.id == Answer.contribution_id)
        .join(LabSession, LabSession.id == Contribution.session_id)
        .join(Space, Space.id == LabSession.space_id)
        .where(spaces_seen_by(actor), Contribution.withdrawn_at.is_(None))
        .order_by(Answer.id)
    )
    owed = [
        OwedAnswer(
            session_id=session.id,
            session_name=session.title or space.title,
            contribution_id=said.id,
            number=str(GivenNumber("", said.number, said.part)),
            owed_by=by,
            due_on=due,
            is_decision=answer.disposition is not None,
            standing=countdown(due, DayKind.CALENDAR, today=today, holidays=frozenset()),
        )
        for answer, said, session, space in found
        for due, by in _promised(answer)
    ]
    return tuple(sorted(owed, key=lambda one: (one.due_on, one.session_name, one.number)))


def _promised(answer: Answer) -> list[tuple[date, str]]:
    if answer.disposition is None:
        return [(answer.due_on, answer.owed_by or "")] if answer.due_on else []
    kinds = [answer.disposition, *(Disposition(kind) for kind in answer.secondary)]
    office = answer.extras.get(Extra.RESPONSIBLE_OFFICE.value) or answer.office or ""
    days = [answer.extras.get(PROMISED_DAY[kind].value) for kind in kinds if kind in PROMISED_DAY]
    return [(date.fromisoformat(day), office) for day in days if day]


def terms_of(db: Db, session_id: UUID, *, today: date) -> tuple[Term, ...]:
    """Return the promises of one session, the report first; none while its register is not closed."""
    free = holidays(db)
    found = db.scalars(sa.select(Obligation).where(Obligation.session_id == session_id).order_by(Obligation.kind))
    return tuple(_term(db, one, today=today, free=free) for one in found)


def _term(db: Db, one: Obligation, *, today: date, free: frozenset[date]) -> Term:
    more = _extended(db, one, today=today)
    standing = _standing(one, more, today, free)
    return Term(one.kind, one.due_on, one.days, one.day_kind, one.fulfilled_on, standing, more)
