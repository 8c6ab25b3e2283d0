"""What a liaison sees: the contributions assigned to the own institution, and its designation. Nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.assignments import AssignmentState, LiaisonCapacity, Validity
from labapp.domain.errors import NotFound
from labapp.domain.roles import Actor
from labapp.models.assignments import Assignment, LiaisonDesignation
from labapp.models.people import Organisation
from labapp.models.recorder import Db
from labapp.models.responses import Answer
from labapp.queries.assignments import AssignmentRow, Owing, assignment_rows, standing
from labapp.queries.letters import institution_name, numbers_in_minutes
from labapp.queries.responses import AnsweringPage, answering_page, response_page
from labapp.queries.sessions import SessionHead


@dataclass(frozen=True, slots=True)
class DesignationRow:
    """By which letter somebody is a liaison. `op` is the version of its row."""

    op: UUID
    note_number: str
    noted_on: date
    capacity: LiaisonCapacity
    validity: Validity


@dataclass(frozen=True, slots=True)
class AssignedHere:
    """What one session asks of the institution; `waiting` are the numbers whose words are not public yet."""

    head: SessionHead
    owing: tuple[Owing, ...]
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssignedPage:
    """All that an institution is asked, by day; nothing of it where the designation does not hold."""

    institution: str
    designation: DesignationRow | None
    sessions: tuple[AssignedHere, ...]


def designation_of(db: Db, staff_id: UUID) -> DesignationRow | None:
    """Return the designation of somebody, or None where none was noted."""
    row = db.scalar(sa.select(LiaisonDesignation).where(LiaisonDesignation.staff_id == staff_id))
    if row is None:
        return None
    validity = Validity(row.valid_from, row.valid_until)
    return DesignationRow(row.op, row.note_number, row.noted_on, row.capacity, validity)


def assigned_page(db: Db, actor: Actor, *, today: date) -> AssignedPage:
    """Return what the liaison's institution owes, across sessions."""
    designation = designation_of(db, actor.staff_id)
    institution = institution_name(db, actor.organisation_id) if actor.organisation_id else ""
    if designation is None or not designation.validity.covers(today):
        return AssignedPage(institution, designation, ())
    rows = _own_rows(db, actor)
    sessions = (_here(db, one, rows, today) for one in dict.fromkeys(row.session_id for row in rows))
    known = [here for here in sessions if here.owing or here.waiting]
    soonest = sorted(known, key=lambda here: min((o.assignment.due_on for o in here.owing), default=date.max))
    return AssignedPage(institution, designation, tuple(soonest))


def _own_rows(db: Db, actor: Actor) -> tuple[AssignmentRow, ...]:
    own = sa.and_(Assignment.organisation_id == actor.organisation_id, Assignment.state == AssignmentState.ASSIGNED)
    return assignment_rows(db, own)


def _here(db: Db, session_id: UUID, rows: tuple[AssignmentRow, ...], today: date) -> AssignedHere:
    page, public = response_page(db, session_id, today=today), numbers_in_minutes(db, session_id)
    cards = {card.id: card for card in page.cards if card.can_be_answered}
    mine = [row for row in rows if row.session_id == session_id and row.contribution_id in cards]
    owing = [
        Owing(cards[row.contribution_id], row, standing(row.due_on, today=today))
        for row in mine
        if row.number in public
    ]
    return AssignedHere(
        head=page.head,
        owing=tuple(sorted(owing, key=lambda one: one.assignment.due_on)),
        waiting=tuple(row.number for row in mine if row.number not in public),
    )


def own_row(db: Db, actor: Actor, assignment_id: UUID) -> AssignmentRow:
    """Return an assignment of the liaison's institution, open or not. Raises NotFound for any other."""
    own = sa.and_(Assignment.id == assignment_id, Assignment.organisation_id == actor.organisation_id)
    found = assignment_rows(db, own)
    if not found:
        raise NotFound
    return found[0]


def own_answering_page(db: Db, actor: Actor, row: AssignmentRow) -> AnsweringPage:
    """Return a contribution with its answer; it may refer only to others of the same institution."""
    own = {one.contribution_id for one in _own_rows(db, actor)}
    page = answering_page(db, row.session_id, row.contribution_id)
    others = tuple(one for one in page.others if one.id in own)
    same = {one.number for one in others}
    return replace(
        page,
        others=others,
        previous=None,
        following=None,
        same_reason=tuple(number for number in page.same_reason if number in same),
    )


def last_office(db: Db, actor: Actor) -> str:
    """Return the office that last answered for the institution of whoever acts; empty where none has."""
    own = (
        sa.select(Answer.office)
        .join(Assignment, Assignment.contribution_id == Answer.contribution_id)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .where(Organisation.id == actor.organisation_id, Answer.institution == Organisation.name)
        .where(Answer.office.is_not(None))
    )
    return db.scalar(own.order_by(Answer.op.desc()).limit(1)) or ""
