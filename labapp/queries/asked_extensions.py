"""Prórrogas that institutions asked for and nobody has decided: somebody waits for a yes or a no."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.assignments import AssignmentState
from labapp.domain.roles import Actor
from labapp.models.assignments import Assignment, DueExtension
from labapp.models.contributions import Contribution
from labapp.models.people import Organisation
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.queries.response_document import number_of
from labapp.queries.sessions import spaces_seen_by


@dataclass(frozen=True, slots=True)
class AskedExtension:
    """More time that an institution asked for to answer one contribution."""

    session_id: UUID
    session_name: str
    assignment_id: UUID
    number: str
    institution: str
    asked_on: date
    until_on: date


def asked_extensions(db: Db, actor: Actor) -> tuple[AskedExtension, ...]:
    """Return what waits for a decision in the labs and tables that `actor` may see, what waits longest first."""
    found = db.execute(
        sa.select(DueExtension, Contribution, LabSession, Space, Organisation.name)
        .join(Assignment, Assignment.id == DueExtension.assignment_id)
        .join(Contribution, Contribution.id == Assignment.contribution_id)
        .join(LabSession, LabSession.id == Contribution.session_id)
        .join(Space, Space.id == LabSession.space_id)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .where(
            spaces_seen_by(actor),
            Assignment.state == AssignmentState.ASSIGNED,
            Contribution.withdrawn_at.is_(None),
            DueExtension.decision.is_(None),
        )
        .order_by(DueExtension.asked_on, LabSession.id, Contribution.number, Contribution.part)
    )
    return tuple(
        AskedExtension(
            session_id=session.id,
            session_name=session.title or space.title,
            assignment_id=asked.assignment_id,
            number=number_of(said),
            institution=institution,
            asked_on=asked.asked_on,
            until_on=asked.until_on,
        )
        for asked, said, session, space, institution in found
    )
