"""What institutions were asked about proposals, by which nota, and what they said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.countdowns import Countdown
from labapp.domain.errors import NotFound
from labapp.domain.proposal_records import opened
from labapp.domain.proposals import Beside, ProposalText, side_by_side
from labapp.domain.response_extras import ReasonKind
from labapp.domain.validations import Request, StepTen, Verdict, silent, step_ten
from labapp.models.people import Organisation
from labapp.models.proposals import Proposal, ProposalVersion, Validation
from labapp.models.recorder import Db
from labapp.queries.assignments import standing
from labapp.queries.notas import NotaFacts, nota_facts
from labapp.queries.owed_validations import OWED


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter-proposal: its public token and what it says."""

    token: str
    text: ProposalText


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationRow:
    """That an institution was asked about a version, its nota, and its answer. `op` is the version of its row."""

    id: UUID
    op: UUID
    proposal_id: UUID
    token: str
    organisation_id: UUID
    institution: str
    version: int
    original: ProposalText
    """The text that was sent."""
    due_on: date
    nota: NotaFacts
    verdict: Verdict
    answered_by_office: str
    answered_by_function: str
    reason_kind: ReasonKind | None
    reason: str
    counter: Counter | None
    taken_back_on: date | None
    taken_back_because: str

    @property
    def is_waiting(self) -> bool:
        """Whether the nota went out and nobody has answered."""
        return self.nota.sent_on is not None and self.verdict is Verdict.PENDING and self.taken_back_on is None

    @property
    def beside(self) -> tuple[Beside, ...]:
        """The original and the counter-proposal side by side; empty without one."""
        return side_by_side(self.original, self.counter.text) if self.counter else ()

    def clock(self, today: date) -> Countdown:
        """Return how the day of the answer stands."""
        return standing(self.due_on, today=today)


@dataclass(frozen=True, slots=True)
class Validated:
    """How step 10 of a proposal stands: every request, and the names of the institutions that it waits for."""

    step: StepTen
    rows: tuple[ValidationRow, ...]
    waits_for: tuple[str, ...]


_FOUND = (
    sa.select(Validation, ProposalVersion, Proposal, Organisation.name)
    .join(ProposalVersion, ProposalVersion.id == Validation.version_id)
    .join(Proposal, Proposal.id == ProposalVersion.proposal_id)
    .join(Organisation, Organisation.id == Validation.organisation_id)
    .order_by(ProposalVersion.number.desc(), Organisation.name_key, Validation.id)
)


def validations_where(db: Db, condition: sa.ColumnElement[bool]) -> tuple[ValidationRow, ...]:
    """Return the requests that a condition holds for, those about the newest version first."""
    found = db.execute(_FOUND.where(condition)).all()
    counters = _counters(db, [row.counter_id for row, *_rest in found if row.counter_id])
    return tuple(_row(*each, counters) for each in found)


def validated(db: Db, proposal_id: UUID, *, version: int) -> Validated:
    """Return how step 10 of a proposal stands while `version` is the newest."""
    rows = validations_where(db, Proposal.id == proposal_id)
    asked = requests(rows)
    names = {row.organisation_id: row.institution for row in rows}
    waits = tuple(sorted(names[one] for one in silent(asked, version=version)))
    return Validated(step_ten(asked, version=version), rows, waits)


def requests(rows: Iterable[ValidationRow]) -> tuple[Request, ...]:
    """Return the requests that still hold, as the rule of step 10 sees them."""
    return tuple(Request(row.organisation_id, row.version, row.verdict) for row in rows if row.taken_back_on is None)


def validation_row(db: Db, validation_id: UUID) -> ValidationRow:
    """Return one request. Raises NotFound."""
    found = validations_where(db, Validation.id == validation_id)
    if not found:
        raise NotFound
    return found[0]


def asked_of(db: Db, organisation_id: UUID | None) -> tuple[ValidationRow, ...]:
    """Return what one institution owes its word on, by day, and then what it has answered."""
    of_it = (Validation.organisation_id == organisation_id, Validation.taken_back_on.is_(None))
    found = validations_where(db, sa.and_(*of_it, sa.or_(OWED, Validation.verdict != Verdict.PENDING)))
    return tuple(sorted(found, key=lambda row: (not row.is_waiting, row.due_on)))


def _counters(db: Db, proposals: Sequence[UUID]) -> dict[UUID, Counter]:
    found = db.execute(
        sa.select(Proposal, ProposalVersion)
        .join(ProposalVersion, ProposalVersion.proposal_id == Proposal.id)
        .where(Proposal.id.in_(proposals))
    )
    return {row.id: Counter(row.token, opened(version.content, version.sha256)) for row, version in found}


def _row(
    row: Validation, version: ProposalVersion, proposal: Proposal, institution: str, counters: dict[UUID, Counter]
) -> ValidationRow:
    return ValidationRow(
        id=row.id,
        op=row.op,
        proposal_id=proposal.id,
        token=proposal.token,
        organisation_id=row.organisation_id,
        institution=institution,
        version=version.number,
        original=opened(version.content, version.sha256),
        due_on=row.due_on,
        nota=nota_facts(row),
        verdict=row.verdict,
        answered_by_office=row.answered_by_office or "",
        answered_by_function=row.answered_by_function or "",
        reason_kind=row.reason_kind,
        reason=row.reason or "",
        counter=counters.get(row.counter_id) if row.counter_id else None,
        taken_back_on=row.taken_back_on,
        taken_back_because=row.taken_back_because or "",
    )
