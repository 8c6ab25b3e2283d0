"""Prórrogas that run today: which contributions they are for, and whether they hold for all that is still owed.

The promise of a session reads as extended only while every contribution without a published answer has more time: one
that was forgotten is overdue, whatever was granted for the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.answer_states import AnswerState, state_of_answer
from labapp.domain.assignments import AssignmentState, ExtensionDecision, MoreTime, running
from labapp.models.assignments import Assignment, DueExtension
from labapp.models.contributions import Contribution
from labapp.models.people import Organisation
from labapp.models.recorder import Db
from labapp.queries.response_document import number_of
from labapp.queries.response_versions import published, versions_of


@dataclass(frozen=True, slots=True)
class Extended:
    """The prórrogas of a session that run today, the longest first; `until_on` where they hold for all that is owed."""

    granted: tuple[MoreTime, ...] = ()
    until_on: date | None = None


def extended(db: Db, session_id: UUID, *, today: date) -> Extended:
    """Return what more time was granted in a session and has not ended."""
    found = db.execute(
        sa.select(Contribution, Organisation.name, DueExtension)
        .join(Assignment, Assignment.contribution_id == Contribution.id)
        .join(DueExtension, DueExtension.assignment_id == Assignment.id)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .where(
            Contribution.session_id == session_id,
            Assignment.state == AssignmentState.ASSIGNED,
            Assignment.due_on == DueExtension.until_on,
            DueExtension.decision == ExtensionDecision.GRANTED,
        )
        .order_by(Contribution.number, Contribution.part)
    )
    given = [MoreTime(number_of(said), name, asked.until_on, asked.reason) for said, name, asked in found]
    left = running(given, today=today)
    if not left:
        return Extended()
    unanswered = _unanswered(db, session_id)
    granted = tuple(one for one in left if one.number in unanswered)
    covers = bool(granted) and unanswered == {one.number for one in granted}
    return Extended(granted, granted[0].until_on if covers else None)


def _unanswered(db: Db, session_id: UUID) -> set[str]:
    """Return the contributions and parts to which the public has read no complete answer yet."""
    own = db.scalars(
        sa.select(Contribution).where(
            Contribution.session_id == session_id,
            Contribution.withdrawn_at.is_(None),
            Contribution.joined_into_id.is_(None),
            sa.not_(Contribution.is_split),
        )
    )
    numbers = {number_of(said) for said in own}
    versions = versions_of(db, session_id)
    if not versions:
        return numbers
    document = published(versions).document
    return {one for one in numbers if state_of_answer(one, document, owed_by="") is not AnswerState.ANSWERED}
