"""Writing proposals of commitment clause by clause, and letting sealed versions out.

Every change locks the row of the proposal first, so that editors take turns; each says which version it had before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm.attributes import flag_modified

from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.ids import new_token
from labapp.domain.proposal_records import said, text_record
from labapp.domain.proposals import MOST_CLAUSES, ProposalText, check_edition, check_name, check_publisher
from labapp.domain.text import clean_line
from labapp.domain.verification_codes import sha256_of
from labapp.models.proposals import ClauseSource, Proposal, ProposalClause, ProposalVersion
from labapp.models.recorder import Db
from labapp.models.spaces import Space
from labapp.queries.proposal_sources import choices_for
from labapp.queries.proposals import proposal_draft, versions_of
from labapp.services.personal_traces import check_traces, check_words_in
from labapp.services.responses import kept_line, kept_text


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseFacts:
    """What is said of a clause: how it is called, its text, and the contributions that it comes from."""

    name: str
    text: str
    sources: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The wish to let out the text that was shown (`digest`), with what changed."""

    digest: str
    change_note: str = ""


def held_proposal(db: Db, proposal_id: UUID) -> Proposal:
    """Return a proposal; nobody else changes it until this act ends. Raises NotFound."""
    found = db.get(Proposal, proposal_id, with_for_update=True)
    if found is None:
        raise NotFound
    return found


def _editable(db: Db, proposal_id: UUID, by: UUID) -> Proposal:
    """Return a proposal that `by` changes now. Raises NotFound, RuleViolated `counter_is_sealed`."""
    found = held_proposal(db, proposal_id)
    if found.counter_to_id is not None:
        raise RuleViolated("counter_is_sealed")
    if str(by) not in found.authors:
        found.authors = [*found.authors, str(by)]
    return found


def add_proposal(db: Db, space_id: UUID, title: str, *, by: UUID) -> Proposal:
    """Begin a proposal of a lab or table. Raises RuleViolated `proposal_title_missing`, `line_too_long`."""
    db.get_one(Space, space_id)
    proposal = Proposal(space_id=space_id, token=new_token(), title=_title(title), authors=[str(by)])
    db.add(proposal)
    return proposal


def _title(typed: str) -> str:
    title = kept_line(typed, "title")
    if title is None:
        raise RuleViolated("proposal_title_missing", field="title")
    return title


def rename(db: Db, proposal_id: UUID, title: str, *, seen: UUID, by: UUID) -> None:
    """Change the title.

    Raises NotFound, or RuleViolated as `add_proposal`, `changed_meanwhile` or `counter_is_sealed`.
    """
    proposal = held_proposal(db, proposal_id)
    if proposal.op != seen:
        raise RuleViolated("changed_meanwhile")
    _editable(db, proposal_id, by).title = _title(title)


def add_clause(db: Db, proposal_id: UUID, facts: ClauseFacts, *, by: UUID) -> ProposalClause:
    """Add a clause. Raises NotFound, or RuleViolated: those of `check_name`, `clause_needs_text`, `too_many_clauses`,
    `answer_too_long`, `source_unknown` or `counter_is_sealed`.
    """
    proposal = _editable(db, proposal_id, by)
    if len(proposal_draft(db, proposal_id).rows) >= MOST_CLAUSES:
        raise RuleViolated("too_many_clauses", most=MOST_CLAUSES)
    clause = ProposalClause(proposal_id=proposal_id)
    _write(db, proposal, clause, facts)
    db.add(clause)
    return clause


def change_clause(
    db: Db, proposal_id: UUID, clause_id: UUID, facts: ClauseFacts, *, seen: UUID, by: UUID
) -> ProposalClause:
    """Change a clause. Raises as `add_clause`, and RuleViolated `changed_meanwhile`."""
    proposal = _editable(db, proposal_id, by)
    clause = _clause(db, proposal_id, clause_id, seen=seen)
    _write(db, proposal, clause, facts)
    flag_modified(clause, "text")  # its version moves with its sources, so that a stale form is noticed
    return clause


def remove_clause(db: Db, proposal_id: UUID, clause_id: UUID, *, seen: UUID, by: UUID) -> None:
    """Take a clause out of the draft; published versions keep it. Raises as `change_clause`."""
    _editable(db, proposal_id, by)
    _clause(db, proposal_id, clause_id, seen=seen).removed = True


def _clause(db: Db, proposal_id: UUID, clause_id: UUID, *, seen: UUID) -> ProposalClause:
    clause = db.get(ProposalClause, clause_id, with_for_update=True)
    if clause is None or clause.proposal_id != proposal_id or clause.removed:
        raise NotFound
    if clause.op != seen:
        raise RuleViolated("changed_meanwhile")
    return clause


def _write(db: Db, proposal: Proposal, clause: ProposalClause, facts: ClauseFacts) -> None:
    others = [row.clause.name for row in proposal_draft(db, proposal.id).rows if row.id != clause.id]
    name, text = clean_line(facts.name), kept_text(facts.text, "text")
    check_name(name, used=others)
    if text is None:
        raise RuleViolated("clause_needs_text", field="text")
    known = {row.contribution_id: row for row in db.scalars(
        sa.select(ClauseSource).where(ClauseSource.clause_id == clause.id))}  # fmt: skip
    offered = choices_for(db, proposal.space_id, kept=[one for one, row in known.items() if row.active])
    if not facts.sources <= {choice.id for choice in offered}:
        raise RuleViolated("source_unknown", field="sources")
    clause.name, clause.text = name, text
    for contribution_id, row in known.items():
        row.active = contribution_id in facts.sources
    db.add_all(
        [ClauseSource(clause_id=clause.id, contribution_id=one) for one in sorted(facts.sources - known.keys())]
    )


def publish(db: Db, proposal_id: UUID, edition: Edition, *, by: UUID, now: datetime) -> ProposalVersion:
    """Seal the draft as the next version, let out by somebody who did not write in it.

    Raises NotFound, or RuleViolated: `changed_meanwhile` where the text is not the one that was shown,
    `counter_is_sealed`, those of `check_edition` and `check_publisher`, `personal_undecided` or `words_personal`.
    """
    proposal = held_proposal(db, proposal_id)
    if proposal.counter_to_id is not None:
        raise RuleViolated("counter_is_sealed")
    draft, before = proposal_draft(db, proposal_id), versions_of(db, proposal_id)
    if draft.digest != edition.digest:
        raise RuleViolated("changed_meanwhile")
    note = kept_text(edition.change_note, "change_note") or ""
    check_edition(draft.text, before[0].text if before else None, change_note=note)
    check_publisher(by, draft.authors)
    check_traces(db, proposal.space_id, said(draft.text))
    check_words_in(db, proposal.space_id, note, field="change_note")
    proposal.authors = []
    number = before[0].number + 1 if before else 1
    return sealed(db, proposal, draft.text, number=number, change_note=note, by=by, now=now)


def sealed(
    db: Db, proposal: Proposal, text: ProposalText, *, number: int, change_note: str = "", by: UUID, now: datetime
) -> ProposalVersion:
    """Return a text of a proposal as a sealed version."""
    content = {**text_record(text), "proposal": proposal.token, "number": number}
    version = ProposalVersion(
        proposal_id=proposal.id,
        number=number,
        content=content,
        sha256=sha256_of(content),
        published_at=now,
        published_by_id=by,
        change_note=change_note or None,
    )
    db.add(version)
    return version
