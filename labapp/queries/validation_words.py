"""What institutions have said of published proposals, and when it was noted: for those who follow the public record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.validations import Verdict
from labapp.domain.verification_codes import sha256_of
from labapp.models.journal import Operation
from labapp.models.people import Organisation
from labapp.models.proposals import Proposal, ProposalVersion, Validation
from labapp.models.recorder import Db


@dataclass(frozen=True, slots=True)
class ValidationWord:
    """What an institution said of a version; `id` is for life, and what is said anew after it was taken back is new."""

    id: UUID
    token: str
    title: str
    number: int
    institution: str
    verdict: Verdict
    noted_at: datetime


def validation_words(db: Db) -> tuple[ValidationWord, ...]:
    """Return what institutions said and was not taken back, as it was noted; of altered versions nothing."""
    found = db.execute(
        sa.select(Validation, ProposalVersion, Proposal.token, Organisation.name, Operation.at)
        .join(ProposalVersion, ProposalVersion.id == Validation.version_id)
        .join(Proposal, Proposal.id == ProposalVersion.proposal_id)
        .join(Organisation, Organisation.id == Validation.organisation_id)
        .join(Operation, Operation.id == Validation.op)
        .where(Validation.verdict != Verdict.PENDING, Validation.taken_back_on.is_(None))
        .order_by(Operation.at, Validation.id)
    )
    return tuple(
        ValidationWord(row.id, token, str(version.content["title"]), version.number, institution, row.verdict, at)
        for row, version, token, institution, at in found
        if sha256_of(version.content) == version.sha256
    )
