"""Reading where and by when the answer of a session is promised: stored once it is owed, worked out before."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.answer_place import AnswerPlace, answer_path
from labapp.domain.obligations import ObligationKind
from labapp.domain.programme import public_url
from labapp.domain.sessions import Modality
from labapp.domain.terms import PROPOSED_RESPONSE_TERM, DayKind, Term, due_on
from labapp.models.programme import Programme
from labapp.models.recorder import Db
from labapp.models.responses import Obligation
from labapp.models.sessions import Call, LabSession
from labapp.models.spaces import Space
from labapp.words.formats import local

_OWED = sa.and_(Obligation.session_id == LabSession.id, Obligation.kind == ObligationKind.RESPONSE)
_PROMISES = (
    sa.select(LabSession, Space.community_id, Call.response_days, Call.contact, Obligation)
    .join(Space, Space.id == LabSession.space_id)
    .outerjoin(Call, Call.session_id == LabSession.id)
    .outerjoin(Obligation, _OWED)
)


def answer_places(db: Db, sessions: Collection[UUID]) -> dict[UUID, AnswerPlace]:
    """Return the promise of each of these sessions."""
    programme = db.scalar(sa.select(Programme).order_by(Programme.id).limit(1))
    return {
        session.id: AnswerPlace(
            due_on=owed.due_on if owed else _day(session, days, programme),
            answered_on=owed.fulfilled_on if owed else None,
            address=public_url(programme.public_base_url if programme else None, answer_path(session.token)),
            has_board=community is not None and session.modality is not Modality.VIRTUAL,
            contact=_line(contact or (programme.contact if programme else None)),
        )
        for session, community, days, contact, owed in db.execute(_PROMISES.where(LabSession.id.in_(sessions)))
    }


def answer_place(db: Db, session_id: UUID) -> AnswerPlace:
    """Return the promise of one session that is there."""
    return answer_places(db, [session_id])[session_id]


def _day(session: LabSession, days: int | None, programme: Programme | None) -> date:
    promised = days or (programme.response_days if programme else PROPOSED_RESPONSE_TERM.days)
    held_on = local(session.starts_at, session.zone).date()
    return due_on(held_on, Term(promised, DayKind.CALENDAR), holidays=frozenset())


def _line(contact: str | None) -> str:
    return ", ".join(part.strip(" .") for part in (contact or "").splitlines() if part.strip(" ."))
