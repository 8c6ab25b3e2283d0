"""Assigning contributions to institutions, taking them back, giving them back, and more time.

Every change locks the session's row first, as every change of an answer does. What is owed stands in the answer too,
so that the list of what is owed, the draft and the progress reports all say the same.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.answer_states import AnswerState, state_of_answer
from labapp.domain.assignments import AssignmentState, ExtensionDecision, check_due, check_longer
from labapp.domain.errors import NotFound, RuleViolated
from labapp.models.assignments import Assignment, DueExtension
from labapp.models.contributions import Contribution
from labapp.models.people import Organisation
from labapp.models.recorder import Db
from labapp.models.responses import ResponseDocument
from labapp.queries.response_document import number_of, response_facts
from labapp.services.personal_traces import check_words
from labapp.services.responses import answerable, kept_line, kept_text, locked_document, owe


def _known_institution(db: Db, organisation_id: UUID | None) -> Organisation:
    found = db.get(Organisation, organisation_id) if organisation_id else None
    if found is None or found.typed_at_door:
        raise RuleViolated("institution_unknown", field="organisation")
    return found


def assign(
    db: Db,
    session_id: UUID,
    contributions: Collection[UUID],
    organisation_id: UUID | None,
    *,
    due_on: date | None,
    today: date,
) -> int:
    """Let one institution owe the answers to these contributions by a day; return how many.

    Who owed one before owes it no longer. Raises RuleViolated: `nothing_chosen`, `institution_unknown`,
    `due_day_missing`, `due_day_passed`, `already_answered` with the `number`, or why one has no answer of its own.
    """
    document = locked_document(db, session_id)
    if not contributions:
        raise RuleViolated("nothing_chosen", field="contributions")
    institution, day = _known_institution(db, organisation_id), check_due(due_on, today=today)
    facts = response_facts(db, session_id)
    for contribution_id in contributions:
        said = answerable(db, session_id, contribution_id)
        if state_of_answer(number_of(said), facts.document, owed_by="") is AnswerState.ANSWERED:
            raise RuleViolated("already_answered", number=number_of(said))
        _hand_over(db, said, institution, day, today=today)
        owe(db, document, said, institution.name, day)
    return len(contributions)


def _hand_over(db: Db, said: Contribution, institution: Organisation, due_on: date, *, today: date) -> None:
    open_now = open_assignment(db, said.id)
    if open_now is not None and open_now.organisation_id == institution.id:
        open_now.due_on = due_on
        return
    if open_now is not None:
        open_now.state, open_now.closed_on = AssignmentState.TAKEN_BACK, today
    db.add(Assignment(contribution_id=said.id, organisation_id=institution.id, assigned_on=today, due_on=due_on))


def open_assignment(db: Db, contribution_id: UUID) -> Assignment | None:
    """Return the assignment under which somebody owes the answer to a contribution now, or None."""
    return db.scalar(
        sa.select(Assignment)
        .where(Assignment.contribution_id == contribution_id, Assignment.state == AssignmentState.ASSIGNED)
        .with_for_update()
    )


def _open(db: Db, assignment_id: UUID, *, seen: UUID) -> tuple[Assignment, Contribution, ResponseDocument]:
    contribution_id = db.scalar(sa.select(Assignment.contribution_id).where(Assignment.id == assignment_id))
    if contribution_id is None:
        raise NotFound
    said = db.get_one(Contribution, contribution_id)
    document = locked_document(db, said.session_id)
    held = db.get_one(Assignment, assignment_id, with_for_update=True)  # loaded here first: as it stands by now
    if held.state is not AssignmentState.ASSIGNED:
        raise RuleViolated("no_longer_assigned")
    if held.op != seen:
        raise RuleViolated("changed_meanwhile")
    return held, said, document


def take_back(db: Db, assignment_id: UUID, *, seen: UUID, today: date) -> None:
    """Nobody owes the answer any longer; that it was assigned stays.

    Raises NotFound, or RuleViolated `no_longer_assigned` or `changed_meanwhile`.
    """
    held, said, document = _open(db, assignment_id, seen=seen)
    held.state, held.closed_on = AssignmentState.TAKEN_BACK, today
    owe(db, document, said, None, None)


def give_back(db: Db, assignment_id: UUID, *, reason: str, belongs_to: str, seen: UUID, today: date) -> None:
    """The institution said that it is not competent, why, and who is; nobody owes the answer until it is assigned.

    Raises NotFound, or RuleViolated: `give_back_needs_reason`, `give_back_needs_whom`, `no_longer_assigned`,
    `changed_meanwhile`, `line_too_long` or `answer_too_long`.
    """
    held, said, document = _open(db, assignment_id, seen=seen)
    why, whom = kept_text(reason, "back_reason"), kept_line(belongs_to, "belongs_to")
    if why is None:
        raise RuleViolated("give_back_needs_reason", field="back_reason")
    if whom is None:
        raise RuleViolated("give_back_needs_whom", field="belongs_to")
    held.state, held.closed_on, held.reason, held.belongs_to = AssignmentState.GIVEN_BACK, today, why, whom
    owe(db, document, said, None, None)


def ask_extension(
    db: Db, assignment_id: UUID, *, reason: str, until_on: date | None, seen: UUID, today: date
) -> DueExtension:
    """Note that the institution asked for more time; it has none until the coordination grants it.

    Raises NotFound, or RuleViolated: `extension_asked_already`, `extension_needs_reason`, `extension_day_missing`,
    `extension_not_longer`, `words_personal`, `no_longer_assigned` or `changed_meanwhile`.
    """
    held, said, _document = _open(db, assignment_id, seen=seen)
    if extension_of(db, held.id) is not None:
        raise RuleViolated("extension_asked_already")
    why = kept_text(reason, "extension_reason")
    if why is None:
        raise RuleViolated("extension_needs_reason", field="extension_reason")
    check_words(db, said.session_id, why, field="extension_reason")
    until = check_longer(until_on, due_on=held.due_on, today=today)
    asked = DueExtension(assignment_id=held.id, reason=why, due_before=held.due_on, until_on=until, asked_on=today)
    db.add(asked)
    return asked


def extension_of(db: Db, assignment_id: UUID) -> DueExtension | None:
    """Return the prórroga that was asked for, decided or not; None where none was."""
    return db.scalar(sa.select(DueExtension).where(DueExtension.assignment_id == assignment_id).with_for_update())


def decide_extension(db: Db, assignment_id: UUID, decision: ExtensionDecision, *, seen: UUID, today: date) -> None:
    """Grant or refuse more time, once; where it is granted, the new day is owed from now on.

    Raises NotFound, or RuleViolated `extension_decided`, `no_longer_assigned` or `changed_meanwhile`.
    """
    held, said, document = _open(db, assignment_id, seen=seen)
    asked = extension_of(db, held.id)
    if asked is None:
        raise NotFound
    if asked.decision is not None:
        raise RuleViolated("extension_decided")
    asked.decision, asked.decided_on = decision, today
    if decision is ExtensionDecision.GRANTED:
        held.due_on = asked.until_on
        institution = db.get_one(Organisation, held.organisation_id)
        owe(db, document, said, institution.name, asked.until_on)
