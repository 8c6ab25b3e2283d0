"""Liaisons of institutions: designated by note, they answer what was assigned to their institution, and nothing else.

Whether somebody may is decided on rows that are read inside the act: a designation that ended this morning ends it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.assignments import AssignmentState, LiaisonCapacity, Validity, check_designation
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.roles import Actor, Role
from labapp.models.assignments import Assignment, LiaisonDesignation
from labapp.models.contributions import Contribution
from labapp.models.people import Organisation, Staff
from labapp.models.recorder import Db
from labapp.models.responses import Answer
from labapp.queries.letters import numbers_in_minutes
from labapp.queries.response_document import number_of
from labapp.services.responses import GivenAnswer, give_answer, kept_line, locked_document


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """What the note of an institution says of its liaison."""

    note_number: str
    noted_on: date | None
    capacity: LiaisonCapacity
    valid_from: date | None
    valid_until: date | None = None


def designate(db: Db, staff_id: UUID, said: Designation, *, seen: UUID | None) -> LiaisonDesignation:
    """Note by which letter somebody is the liaison; a later letter takes the place of the one before.

    Raises NotFound, or RuleViolated: `designation_is_for_liaisons`, `designation_needs_number`,
    `designation_needs_days`, `designation_ends_before` or `changed_meanwhile`.
    """
    staff = db.get(Staff, staff_id, with_for_update=True)
    if staff is None:
        raise NotFound
    if staff.role is not Role.LIAISON:
        raise RuleViolated("designation_is_for_liaisons")
    number = kept_line(said.note_number, "note_number")
    if number is None:
        raise RuleViolated("designation_needs_number", field="note_number")
    if said.noted_on is None or said.valid_from is None:
        raise RuleViolated("designation_needs_days", field="valid_from" if said.noted_on else "noted_on")
    if said.valid_until is not None and said.valid_until < said.valid_from:
        raise RuleViolated("designation_ends_before", field="valid_until")
    row = _designation(db, staff_id)
    if (row.op if row else None) != seen:
        raise RuleViolated("changed_meanwhile")
    kept = row or LiaisonDesignation(staff_id=staff_id)
    kept.note_number, kept.noted_on, kept.capacity = number, said.noted_on, said.capacity
    kept.valid_from, kept.valid_until = said.valid_from, said.valid_until
    db.add(kept)
    return kept


def _designation(db: Db, staff_id: UUID) -> LiaisonDesignation | None:
    return db.scalar(sa.select(LiaisonDesignation).where(LiaisonDesignation.staff_id == staff_id))


def check_may_act(db: Db, actor: Actor, *, today: date) -> None:
    """Let a liaison see and answer today. Raises RuleViolated as `check_designation`."""
    row = _designation(db, actor.staff_id)
    check_designation(Validity(row.valid_from, row.valid_until) if row else None, today=today)


def own_assignment(db: Db, actor: Actor, assignment_id: UUID, *, today: date) -> Assignment:
    """Return an assignment of the liaison's own institution, whose text is public already.

    Raises NotFound for any other; RuleViolated where the designation does not hold, `no_longer_assigned`,
    or `minutes_not_published`.
    """
    check_may_act(db, actor, today=today)
    held = db.get(Assignment, assignment_id)
    if held is None or held.organisation_id != actor.organisation_id:
        raise NotFound
    if held.state is not AssignmentState.ASSIGNED:
        raise RuleViolated("no_longer_assigned")
    said = db.get_one(Contribution, held.contribution_id)
    if number_of(said) not in numbers_in_minutes(db, said.session_id):
        raise RuleViolated("minutes_not_published")
    return held


def answer_assigned(
    db: Db, actor: Actor, assignment_id: UUID, given: GivenAnswer, *, seen: UUID | None, today: date
) -> Answer:
    """Write the answer of the liaison's institution, signed as that institution; a validation falls.

    Raises as `own_assignment` and `give_answer`; `reference_unknown` for what another institution answers.
    """
    first = own_assignment(db, actor, assignment_id, today=today)
    said = db.get_one(Contribution, first.contribution_id)
    locked_document(db, said.session_id)
    held = own_assignment(db, actor, assignment_id, today=today)
    if given.refers_to.strip() and given.refers_to.strip() not in _own_numbers(db, actor, said.session_id):
        raise RuleViolated("reference_unknown", field="refers_to")
    institution = db.get_one(Organisation, held.organisation_id)
    signed = replace(given, institution=institution.name, answered_on=given.answered_on or today)
    return give_answer(db, said.session_id, said.id, signed, seen=seen)


def _own_numbers(db: Db, actor: Actor, session_id: UUID) -> set[str]:
    own = (
        sa.select(Contribution)
        .join(Assignment, Assignment.contribution_id == Contribution.id)
        .where(
            Contribution.session_id == session_id,
            Assignment.organisation_id == actor.organisation_id,
            Assignment.state == AssignmentState.ASSIGNED,
        )
    )
    return {number_of(said) for said in db.scalars(own)}
