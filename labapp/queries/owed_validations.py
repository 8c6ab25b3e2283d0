"""What institutions were asked by nota to say of proposals, and have not said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import orm

from labapp.domain.countdowns import Countdown, countdown
from labapp.domain.terms import DayKind
from labapp.domain.validations import Verdict
from labapp.models.people import Organisation
from labapp.models.proposals import Proposal, ProposalVersion, Validation
from labapp.models.recorder import Db
from labapp.models.spaces import Space


@dataclass(frozen=True, slots=True)
class OwedValidation:
    """A version on which an institution owes its word, and how its day stands."""

    proposal_id: UUID
    title: str
    version: int
    institution: str
    due_on: date
    standing: Countdown


_later, _later_version = orm.aliased(Validation), orm.aliased(ProposalVersion)
_ASKED_AGAIN = sa.exists().where(
    _later_version.proposal_id == ProposalVersion.proposal_id,
    _later_version.number > ProposalVersion.number,
    _later.version_id == _later_version.id,
    _later.organisation_id == Validation.organisation_id,
    _later.sent_on.is_not(None),
    _later.taken_back_on.is_(None),
)
OWED = sa.and_(
    Validation.sent_on.is_not(None),
    Validation.verdict == Verdict.PENDING,
    Validation.taken_back_on.is_(None),
    sa.not_(_ASKED_AGAIN),
)
"""Whether an institution owes its word: the nota went out, and none about a later version took its place."""


def owed_validations(db: Db, condition: sa.ColumnElement[bool], *, today: date) -> tuple[OwedValidation, ...]:
    """Return what institutions owe about the proposals of the labs and tables under a condition, by day."""
    title = ProposalVersion.content["title"].as_string()
    found = db.execute(
        sa.select(Proposal.id, title, ProposalVersion.number, Organisation.name, Validation.due_on)
        .join(ProposalVersion, ProposalVersion.proposal_id == Proposal.id)
        .join(Validation, Validation.version_id == ProposalVersion.id)
        .join(Space, Space.id == Proposal.space_id)
        .join(Organisation, Organisation.id == Validation.organisation_id)
        .where(condition, OWED)
        .order_by(Validation.due_on, Organisation.name_key, Validation.id)
    )
    return tuple(
        OwedValidation(proposal_id, name, version, institution, due_on, _standing(due_on, today))
        for proposal_id, name, version, institution, due_on in found
    )


def _standing(due_on: date, today: date) -> Countdown:
    return countdown(due_on, DayKind.CALENDAR, today=today, holidays=frozenset())
