"""What was found in the texts of a lab or table before they go out, and what was decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.attendance import Part
from labapp.domain.personal_traces import Somebody, Stays, Trace, find_traces, passages, undecided
from labapp.models.attendance import Attendance, Participant
from labapp.models.people import Staff
from labapp.models.programme import Programme
from labapp.models.publication import PersonalDecision
from labapp.models.recorder import Db
from labapp.models.responses import ResponseDocument
from labapp.models.sessions import Call, LabSession

IN_FUNCTION = (Part.AUTHORITY, Part.ORGANISING_TEAM)
"""Whose names are not looked for: they take part by their office."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Why something stays, who said so, and when."""

    stays: Stays
    staff: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """A trace and what was decided about it, if anything was."""

    trace: Trace
    decision: Decision | None


def traces_in(db: Db, space_id: UUID, document: object) -> tuple[Trace, ...]:
    """Return what is found in one or several documents of this lab or table, given as the data that would be frozen."""
    return find_traces(passages(document), _looked_for(db, space_id), public=_offices(db, space_id))


def open_traces(db: Db, space_id: UUID, document: object) -> tuple[Trace, ...]:
    """Return what is found there and nobody has decided."""
    return undecided(traces_in(db, space_id, document), _decisions(db, space_id))


def found_in(db: Db, space_id: UUID, document: object) -> tuple[Found, ...]:
    """Return everything that is found, what waits for a decision first."""
    decided = _decisions(db, space_id)
    found = [Found(trace, decided.get(trace.key)) for trace in traces_in(db, space_id, document)]
    return tuple(sorted(found, key=lambda one: one.decision is not None))


def _looked_for(db: Db, space_id: UUID) -> list[Somebody]:
    by_office = sa.select(Attendance.participant_id).where(Attendance.part.in_(IN_FUNCTION))
    rows = db.execute(
        sa.select(Participant.id, Participant.name)
        .where(Participant.space_id == space_id, Participant.name.is_not(None), Participant.id.not_in(by_office))
        .order_by(Participant.id)
    )
    return [Somebody(row.id, row.name) for row in rows]


def _offices(db: Db, space_id: UUID) -> list[str]:
    in_space = LabSession.space_id == space_id
    texts = [*db.scalars(sa.select(Programme.contact)), *db.scalars(sa.select(Programme.officer))]
    texts += db.scalars(sa.select(Call.contact).join(LabSession, LabSession.id == Call.session_id).where(in_space))
    texts += db.scalars(
        sa.select(ResponseDocument.objections_contact)
        .join(LabSession, LabSession.id == ResponseDocument.session_id)
        .where(in_space)
    )
    return [text for text in texts if text]


def _decisions(db: Db, space_id: UUID) -> dict[str, Decision]:
    rows = db.execute(
        sa.select(PersonalDecision.key, PersonalDecision.stays, PersonalDecision.at, Staff.name)
        .join(Staff, Staff.id == PersonalDecision.staff_id)
        .where(PersonalDecision.space_id == space_id, PersonalDecision.taken_back_at.is_(None))
    )
    return {row.key: Decision(row.stays, row.name, row.at) for row in rows}
