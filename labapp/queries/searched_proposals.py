"""What a search finds of proposals of commitment: the newest version of each, and why an institution refused it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.proposal_records import text_from
from labapp.domain.search import FoundKind, Passage, passage
from labapp.domain.verification_codes import sha256_of
from labapp.models.people import Organisation
from labapp.models.proposals import Proposal, ProposalVersion, Validation
from labapp.models.recorder import Db
from labapp.queries.searched import Record, Source
from labapp.words.formats import local


def proposals(record: Record) -> Iterator[Source]:
    """Yield the page of every published proposal and counter-proposal.

    None that does not agree with its code, and no counter-proposal of an answer that counts no more.
    """
    found = sa.select(Proposal, ProposalVersion).join(ProposalVersion, ProposalVersion.proposal_id == Proposal.id)
    newest = {row.id: (row, version) for row, version in record.db.execute(found.order_by(ProposalVersion.number))}
    refusals, taken_back = _refusals(record.db), _taken_back(record.db)
    for row, version in sorted(newest.values(), key=lambda one: one[0].id):
        if row.id in taken_back or sha256_of(version.content) != version.sha256:
            continue
        text = text_from(version.content)
        clauses = (f"{clause.name}\n{clause.text}" for clause in text.clauses)
        yield Source(
            path=f"/propuesta/{row.token}",
            title=text.title,
            on=local(version.published_at).date(),
            communities=record.communities.get(row.space_id, ()),
            passages=(*(passage(FoundKind.PROPOSAL, told) for told in (text.title, *clauses)), *refusals[row.id]),
        )


def _taken_back(db: Db) -> set[UUID | None]:
    """The counter-proposals of answers that count no more."""
    return set(db.scalars(sa.select(Validation.counter_id).where(Validation.taken_back_on.is_not(None))))


def _refusals(db: Db) -> defaultdict[UUID, list[Passage]]:
    """The reasons of the institutions that hold a proposal not viable, as its page shows them."""
    given = (
        sa.select(ProposalVersion.proposal_id, Organisation.name, Validation.reason)
        .join(Validation, Validation.version_id == ProposalVersion.id)
        .join(Organisation, Organisation.id == Validation.organisation_id)
        .where(Validation.reason.is_not(None), Validation.taken_back_on.is_(None))
        .order_by(Validation.id)
    )
    found: defaultdict[UUID, list[Passage]] = defaultdict(list)
    for proposal_id, institution, reason in db.execute(given):
        found[proposal_id].append(passage(FoundKind.PROPOSAL, f"{institution}\n{reason}"))
    return found
