"""Asking institutions by nota about a proposal, and keeping what each of them says.

Source: work programme of the 4th plan, step 10.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.assignments import check_due
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.ids import new_token
from labapp.domain.proposal_records import opened
from labapp.domain.proposals import Clause, ProposalText
from labapp.domain.response_extras import ReasonKind
from labapp.domain.roles import Actor
from labapp.domain.validations import Signed, Verdict, check_not_viable, check_signed
from labapp.models.people import Organisation
from labapp.models.proposals import Proposal, ProposalVersion, Validation
from labapp.models.recorder import Db
from labapp.services.held_rows import held_as_seen
from labapp.services.letters import KeptScan, LetterFacts, fill_nota, note_sent
from labapp.services.liaisons import check_may_act
from labapp.services.personal_traces import check_words_in
from labapp.services.proposals import held_proposal, sealed
from labapp.services.responses import kept_line, kept_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Whom a nota asks, until when, and what it says."""

    organisation_id: UUID
    due_on: date | None
    letter: LetterFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusing:
    """Why a proposal is not viable, and the clauses that the institution proposes instead."""

    kind: ReasonKind | None
    reason: str
    clauses: tuple[Clause, ...]


def ask(db: Db, proposal_id: UUID, asking: Asking, *, now: datetime, today: date) -> Validation:
    """Write the nota that asks an institution about the newest version; one that did not go out is written anew.

    Raises NotFound, or RuleViolated: `counter_is_sealed`, `proposal_not_published`, `institution_unknown`,
    `already_asked`, `due_day_missing`, `due_day_passed`, or those of `fill_nota`.
    """
    proposal = held_proposal(db, proposal_id)
    if proposal.counter_to_id is not None:
        raise RuleViolated("counter_is_sealed")
    version = _newest(db, proposal_id)
    if db.get(Organisation, asking.organisation_id) is None:
        raise RuleViolated("institution_unknown", field="organisation")
    row = _standing(db, version.id, asking.organisation_id)
    if row is not None and row.number is not None:
        raise RuleViolated("already_asked", field="organisation")
    kept = row or Validation(version_id=version.id, organisation_id=asking.organisation_id)
    kept.due_on = check_due(asking.due_on, today=today)
    fill_nota(kept, asking.letter, now=now)
    db.add(kept)
    return kept


def _newest(db: Db, proposal_id: UUID) -> ProposalVersion:
    of_it = sa.select(ProposalVersion).where(ProposalVersion.proposal_id == proposal_id)
    found = db.scalar(of_it.order_by(ProposalVersion.number.desc()).limit(1))
    if found is None:
        raise RuleViolated("proposal_not_published")
    return found


def _standing(db: Db, version_id: UUID, organisation_id: UUID) -> Validation | None:
    return db.scalar(
        sa.select(Validation)
        .where(
            Validation.version_id == version_id,
            Validation.organisation_id == organisation_id,
            Validation.taken_back_on.is_(None),
        )
        .with_for_update()
    )


def _held(db: Db, validation_id: UUID, *, seen: UUID) -> Validation:
    """Return a request that still holds. Raises NotFound, RuleViolated `changed_meanwhile`, `request_taken_back`."""
    found = held_as_seen(db, Validation, validation_id, seen=seen)
    if found.taken_back_on is not None:
        raise RuleViolated("request_taken_back")
    return found


def record_sent(db: Db, validation_id: UUID, *, number: str, sent_on: date | None, seen: UUID) -> None:
    """Note the number and the day with which the nota went out; from then on the term runs in public.

    Raises NotFound, or RuleViolated: those of `note_sent`, `changed_meanwhile`, `verdict_given`, `request_taken_back`.
    """
    row = _unanswered(db, validation_id, seen=seen)
    note_sent(row, number=number, sent_on=sent_on)


def _unanswered(db: Db, validation_id: UUID, *, seen: UUID) -> Validation:
    row = _held(db, validation_id, seen=seen)
    if row.verdict is not Verdict.PENDING:
        raise RuleViolated("verdict_given")
    return row


def approve(db: Db, validation_id: UUID, signed: Signed, *, scan: KeptScan | None, seen: UUID) -> None:
    """Note that an institution finds the version viable and approves it, and who says so by which nota.

    Raises NotFound, or RuleViolated: `changed_meanwhile`, `request_taken_back`, `verdict_given`, those of
    `check_signed`, `line_too_long` or `words_personal`.
    """
    row = _unanswered(db, validation_id, seen=seen)
    _sign(db, row, signed, scan, _proposal(db, row))
    row.verdict = Verdict.VIABLE


def refuse(
    db: Db,
    validation_id: UUID,
    signed: Signed,
    refusing: Refusing,
    *,
    scan: KeptScan | None,
    seen: UUID,
    by: UUID,
    now: datetime,
) -> Proposal:
    """Note that the version is not viable, with clear reasons, and seal the counter-proposal that stands beside it.

    Returns the counter-proposal. Raises as `approve`, and those of `check_not_viable`.
    """
    row = _unanswered(db, validation_id, seen=seen)
    version, proposal = db.get_one(ProposalVersion, row.version_id), _proposal(db, row)
    original = opened(version.content, version.sha256)
    counter = ProposalText(original.title, _cleaned(refusing.clauses))
    reason = kept_text(refusing.reason, "reason") or ""
    kind = check_not_viable(refusing.kind, reason, original=original, counter=counter)
    check_words_in(db, proposal.space_id, reason, field="reason")
    check_words_in(db, proposal.space_id, "\n".join(clause.text for clause in counter.clauses), field="counter")
    _sign(db, row, signed, scan, proposal)
    against = Proposal(
        space_id=proposal.space_id,
        token=new_token(),
        title=original.title,
        authors=[],
        counter_to_id=proposal.id,
        organisation_id=row.organisation_id,
    )
    db.add(against)
    sealed(db, against, counter, number=1, by=by, now=now)
    row.verdict, row.reason_kind, row.reason, row.counter_id = Verdict.NOT_VIABLE, kind, reason, against.id
    return against


def _cleaned(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    texts = ((clause.name, kept_text(clause.text, "counter")) for clause in clauses)
    return tuple(Clause(name, text) for name, text in texts if text)


def _proposal(db: Db, row: Validation) -> Proposal:
    return db.get_one(Proposal, db.get_one(ProposalVersion, row.version_id).proposal_id)


def _sign(db: Db, row: Validation, signed: Signed, scan: KeptScan | None, proposal: Proposal) -> None:
    clean = Signed(
        office=kept_line(signed.office, "answered_by_office") or "",
        function=kept_line(signed.function, "answered_by_function") or "",
        number=kept_line(signed.number, "reply_number") or "",
        on=signed.on,
    )
    row.reply_on = check_signed(clean, sent_on=row.sent_on)
    check_words_in(db, proposal.space_id, clean.office, field="answered_by_office")
    check_words_in(db, proposal.space_id, clean.function, field="answered_by_function")
    row.answered_by_office, row.answered_by_function = clean.office, clean.function
    row.reply_number = clean.number
    if scan is not None:
        row.scan_sha256, row.scan_kind = scan.sha256, scan.kind.value


def take_back(db: Db, validation_id: UUID, reason: str, *, seen: UUID, today: date) -> None:
    """Ask an institution no more, or let an answer count no more that was noted wrongly; the reason is public.

    Raises NotFound, or RuleViolated: `changed_meanwhile`, `request_taken_back`, `take_back_needs_reason`,
    `answer_too_long` or `words_personal`.
    """
    row = _held(db, validation_id, seen=seen)
    words = kept_text(reason, "taken_back_because")
    if words is None:
        raise RuleViolated("take_back_needs_reason", field="taken_back_because")
    check_words_in(db, _proposal(db, row).space_id, words, field="taken_back_because")
    row.taken_back_on, row.taken_back_because = today, words


def check_own(db: Db, actor: Actor, validation_id: UUID, *, today: date) -> None:
    """Let a liaison answer for its institution, within its designation, what a nota asked for.

    Raises NotFound for what is not its own, RuleViolated as `check_may_act`.
    """
    row = db.get(Validation, validation_id)
    if row is None or row.organisation_id != actor.organisation_id or row.number is None:
        raise NotFound
    check_may_act(db, actor, today=today)
