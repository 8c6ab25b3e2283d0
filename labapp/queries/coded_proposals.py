"""What proposals are published under a code of verification."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from labapp.domain.verification_codes import PRINTED, sha256_of
from labapp.models.proposals import Proposal, ProposalVersion
from labapp.models.recorder import Db


@dataclass(frozen=True, slots=True)
class CodedProposal:
    """A published version of a proposal as somebody who checks it wants to know it."""

    token: str
    title: str
    number: int
    newest: int
    published_at: datetime
    code: str
    is_bound: bool
    """Whether the stored text still gives the code."""
    is_counter: bool
    """Whether it is the counter-proposal of an institution."""

    @property
    def has_newer(self) -> bool:
        """Whether a newer version is out."""
        return self.newest > self.number


def every_proposal(db: Db) -> tuple[CodedProposal, ...]:
    """Return every published version of every proposal and counter-proposal, as they were begun and by number."""
    found = sa.select(Proposal, ProposalVersion).join(ProposalVersion, ProposalVersion.proposal_id == Proposal.id)
    rows = db.execute(found.order_by(Proposal.id, ProposalVersion.number)).all()
    newest = {proposal.id: version.number for proposal, version in rows}
    return tuple(
        CodedProposal(
            token=proposal.token,
            title=str(version.content["title"]),
            number=version.number,
            newest=newest[proposal.id],
            published_at=version.published_at,
            code=version.sha256,
            is_bound=sha256_of(version.content) == version.sha256,
            is_counter=proposal.counter_to_id is not None,
        )
        for proposal, version in rows
    )


def proposals_under(db: Db, code: str) -> tuple[CodedProposal, ...]:
    """Return every published version of a proposal whose code begins like this one, which `read_code` returned."""
    found = sa.select(ProposalVersion.id).where(ProposalVersion.sha256.startswith(code[:PRINTED]))
    if db.scalar(found.limit(1)) is None:
        return ()
    return tuple(one for one in every_proposal(db) if one.code.startswith(code) or code.startswith(one.code))
