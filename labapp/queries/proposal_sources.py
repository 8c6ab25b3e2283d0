"""The way between contributions and clauses: what a clause may come from, and where a contribution came to stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.proposals import clause_key
from labapp.domain.response_extras import Extra
from labapp.domain.responses import Disposition
from labapp.models.contributions import Contribution
from labapp.models.proposals import ClauseSource, Proposal, ProposalClause, ProposalVersion
from labapp.models.recorder import Db
from labapp.models.responses import Answer
from labapp.models.sessions import LabSession
from labapp.queries.response_document import number_of
from labapp.queries.sessions import HEADS, SessionHead, head_of


@dataclass(frozen=True, slots=True)
class Choice:
    """A contribution that a clause may come from, and in which clause its answer says that it stands."""

    id: UUID
    head: SessionHead
    number: str
    text: str
    disposition: Disposition | None
    clause: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A clause of a proposal in which a contribution stands; public once a version with it is out."""

    proposal_id: UUID
    token: str
    title: str
    clause: str
    is_public: bool


def choices_for(db: Db, space_id: UUID, *, kept: Iterable[UUID] = ()) -> tuple[Choice, ...]:
    """Return the contributions of a lab or table that a clause may come from, and those that it comes from already.

    Of a composite one the parts are chosen; of several that were joined, the one that they were joined into.
    """
    heads = {
        head.id: head for row in db.execute(HEADS.where(LabSession.space_id == space_id)) for head in [head_of(row)]
    }
    whole = sa.and_(
        Contribution.withdrawn_at.is_(None), Contribution.is_split.is_(False), Contribution.joined_into_id.is_(None)
    )
    found = db.execute(
        sa.select(Contribution, Answer)
        .join(LabSession, LabSession.id == Contribution.session_id)
        .outerjoin(Answer, Answer.contribution_id == Contribution.id)
        .where(LabSession.space_id == space_id, whole | Contribution.id.in_(list(kept)))
        .order_by(LabSession.starts_at, LabSession.id, Contribution.number, Contribution.part)
    )
    return tuple(_choice(said, answer, heads[said.session_id]) for said, answer in found)


def _choice(said: Contribution, answer: Answer | None, head: SessionHead) -> Choice:
    return Choice(
        id=said.id,
        head=head,
        number=number_of(said),
        text=said.text,
        disposition=answer.disposition if answer else None,
        clause=str(answer.extras.get(Extra.CLAUSE.value, "")) if answer else "",
    )


def clauses_of(db: Db, contribution_id: UUID) -> tuple[Standing, ...]:
    """Return the clauses in which a contribution stands: itself, a part of it, or what it was joined into."""
    row = db.get_one(Contribution, contribution_id)
    own = [contribution_id, *([row.joined_into_id] if row.joined_into_id else [])]
    out = sa.exists().where(ProposalVersion.proposal_id == Proposal.id)
    found = db.execute(
        sa.select(Proposal.id, Proposal.token, Proposal.title, ProposalClause.name, out)
        .join(ProposalClause, ProposalClause.proposal_id == Proposal.id)
        .join(ClauseSource, ClauseSource.clause_id == ProposalClause.id)
        .join(Contribution, Contribution.id == ClauseSource.contribution_id)
        .where(
            ClauseSource.active,
            ProposalClause.removed.is_(False),
            Contribution.withdrawn_at.is_(None),
            sa.or_(Contribution.id.in_(own), Contribution.split_from_id == contribution_id),
        )
    )
    standing = {Standing(*row) for row in found}  # two parts of one contribution may stand in the same clause
    return tuple(sorted(standing, key=lambda one: (one.title, one.proposal_id, clause_key(one.clause))))
