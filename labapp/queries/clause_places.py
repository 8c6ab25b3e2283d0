"""Where the contributions of a session came to stand, worked out each time from the sealed proposals."""

from __future__ import annotations

from labapp.domain.clause_places import NamedThere, named_in
from labapp.domain.proposal_records import text_from
from labapp.domain.verification_codes import sha256_of
from labapp.models.proposals import Proposal
from labapp.models.recorder import Db
from labapp.queries.public_proposals import NEWEST
from labapp.queries.sessions import SessionHead


def named_clauses(db: Db, head: SessionHead) -> tuple[NamedThere, ...]:
    """Return which contributions of a session the newest version of each published proposal names, and in which clause.

    A version that does not agree with its code names nothing; the documents of the session are readable all the same.
    """
    found = db.execute(NEWEST.where(Proposal.space_id == head.space_id))
    return tuple(
        named
        for proposal, version in found
        if sha256_of(version.content) == version.sha256
        for named in named_in(proposal.token, text_from(version.content), head.token)
    )
