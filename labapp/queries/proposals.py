"""Proposals of a lab or table as the desk sees them: the draft, clause by clause, and the versions that went out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import NotFound
from labapp.domain.proposal_records import opened, text_record
from labapp.domain.proposals import Clause, ProposalText, Source, clause_key
from labapp.domain.verification_codes import sha256_of
from labapp.models.contributions import Contribution
from labapp.models.people import Organisation
from labapp.models.proposals import ClauseSource, Proposal, ProposalClause, ProposalVersion
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.queries.response_document import number_of


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause of the draft with the ids of the contributions that it comes from. `op` is the version of its row."""

    id: UUID
    op: UUID
    clause: Clause
    source_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal as it stands at the desk. `op` is the version of its row."""

    id: UUID
    op: UUID
    space_id: UUID
    token: str
    title: str
    rows: tuple[ClauseRow, ...]
    authors: frozenset[UUID]
    counter_to_id: UUID | None
    institution: str
    """Whose counter-proposal it is; empty for a proposal."""

    @property
    def text(self) -> ProposalText:
        """The text as it would go out now."""
        return ProposalText(self.title, tuple(row.clause for row in self.rows))

    @property
    def digest(self) -> str:
        """A hash of that text, to tell whether anything changed meanwhile."""
        return sha256_of(text_record(self.text))


@dataclass(frozen=True, slots=True)
class Version:
    """A version that went out, opened with its seal."""

    id: UUID
    number: int
    text: ProposalText
    sha256: str
    published_at: datetime
    change_note: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A proposal in the list of a lab or table: how many clauses its draft has, and its newest version if any."""

    id: UUID
    token: str
    title: str
    clauses: int
    newest: int | None


def proposal_draft(db: Db, proposal_id: UUID) -> Draft:
    """Return a proposal as it stands. Raises NotFound."""
    row = db.get(Proposal, proposal_id)
    if row is None:
        raise NotFound
    organisation = db.get(Organisation, row.organisation_id) if row.organisation_id else None
    return Draft(
        id=row.id,
        op=row.op,
        space_id=row.space_id,
        token=row.token,
        title=row.title,
        rows=_clauses(db, row.id),
        authors=frozenset(UUID(author) for author in row.authors),
        counter_to_id=row.counter_to_id,
        institution=organisation.name if organisation else "",
    )


def _clauses(db: Db, proposal_id: UUID) -> tuple[ClauseRow, ...]:
    standing = (ProposalClause.proposal_id == proposal_id, ProposalClause.removed.is_(False))
    rows = list(db.scalars(sa.select(ProposalClause).where(*standing)))
    sources = _sources(db, [row.id for row in rows])
    found = (_clause_row(row, sources.get(row.id, ())) for row in rows)
    return tuple(sorted(found, key=lambda one: (clause_key(one.clause.name), one.clause.name)))


def _clause_row(row: ProposalClause, sources: Sequence[tuple[UUID, Source]]) -> ClauseRow:
    clause = Clause(row.name, row.text, tuple(source for _id, source in sources))
    return ClauseRow(row.id, row.op, clause, tuple(contribution for contribution, _source in sources))


def _sources(db: Db, clauses: Iterable[UUID]) -> dict[UUID, list[tuple[UUID, Source]]]:
    """Return where each clause comes from, in the order of the sessions; what was withdrawn is no source."""
    found = db.execute(
        sa.select(ClauseSource.clause_id, LabSession.token, Contribution)
        .join(Contribution, Contribution.id == ClauseSource.contribution_id)
        .join(LabSession, LabSession.id == Contribution.session_id)
        .where(ClauseSource.clause_id.in_(list(clauses)), ClauseSource.active, Contribution.withdrawn_at.is_(None))
        .order_by(LabSession.starts_at, LabSession.id, Contribution.number, Contribution.part)
    )
    sources: dict[UUID, list[tuple[UUID, Source]]] = {}
    for clause_id, token, said in found:
        sources.setdefault(clause_id, []).append((said.id, Source(token, number_of(said))))
    return sources


def versions_of(db: Db, proposal_id: UUID) -> tuple[Version, ...]:
    """Return the versions that went out, the newest first. Raises RuleViolated `version_altered`."""
    of_it = sa.select(ProposalVersion).where(ProposalVersion.proposal_id == proposal_id)
    return tuple(
        Version(
            id=row.id,
            number=row.number,
            text=opened(row.content, row.sha256),
            sha256=row.sha256,
            published_at=row.published_at,
            change_note=row.change_note or "",
        )
        for row in db.scalars(of_it.order_by(ProposalVersion.number.desc()))
    )


def proposals_of(db: Db, space_id: UUID) -> tuple[Listed, ...]:
    """Return the proposals of a lab or table, in the order in which they were begun, counter-proposals apart."""
    clauses = (
        sa.select(sa.func.count())
        .where(ProposalClause.proposal_id == Proposal.id, ProposalClause.removed.is_(False))
        .scalar_subquery()
    )
    newest = (
        sa.select(sa.func.max(ProposalVersion.number))
        .where(ProposalVersion.proposal_id == Proposal.id)
        .scalar_subquery()
    )
    own = (Proposal.space_id == space_id, Proposal.counter_to_id.is_(None))
    found = db.execute(sa.select(Proposal, clauses, newest).where(*own).order_by(Proposal.id))
    return tuple(Listed(row.id, row.token, row.title, count, number) for row, count, number in found)


def proposal_texts(db: Db, space_id: UUID) -> tuple[ProposalText, ...]:
    """Return what every proposal of a lab or table would say if it went out now."""
    return tuple(proposal_draft(db, one.id).text for one in proposals_of(db, space_id))
