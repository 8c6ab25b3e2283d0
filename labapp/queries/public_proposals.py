"""What anybody may read of proposals: sealed versions, where each clause comes from, and the validation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import NotFound
from labapp.domain.proposal_records import opened
from labapp.domain.proposals import ProposalText
from labapp.domain.validations import StepTen
from labapp.models.people import Organisation
from labapp.models.proposals import Proposal, ProposalVersion, Validation
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.queries.proposals import Version, versions_of
from labapp.queries.response_document import latest_minutes, reported_texts
from labapp.queries.response_versions import versions_of as answers_of
from labapp.queries.sessions import ANNOUNCED, HEADS, SessionHead, head_of
from labapp.queries.validations import Validated, ValidationRow, validated


@dataclass(frozen=True, slots=True)
class Origin:
    """The session that a contribution comes from, what its published minutes say of each number, and whether answers
    are out.
    """

    head: SessionHead
    texts: dict[str, str]
    is_answered: bool


@dataclass(frozen=True, slots=True)
class Against:
    """The proposal that a counter-proposal answers, and whose counter-proposal it is.

    `taken_back_on` is None while the answer counts that it came with.
    """

    token: str
    title: str
    institution: str
    taken_back_on: date | None
    taken_back_because: str


@dataclass(frozen=True, slots=True)
class PublicProposal:
    """A version as anybody reads it. `rows` are the requests about it; of the newest version, every request.

    `space_token` is None where the lab or table has no public page yet.
    """

    token: str
    version: Version
    versions: tuple[Version, ...]
    space_title: str
    space_token: str | None
    is_demonstration: bool
    validated: Validated
    rows: tuple[ValidationRow, ...]
    origins: dict[str, Origin]
    against: Against | None

    @property
    def is_latest(self) -> bool:
        """Whether no newer version is out."""
        return self.version.number == self.versions[0].number

    @property
    def before(self) -> Version | None:
        """The version before this one."""
        return next((one for one in self.versions if one.number == self.version.number - 1), None)


@dataclass(frozen=True, slots=True)
class Offered:
    """A public proposal in a list: its newest version, and how its validation stands."""

    token: str
    title: str
    number: int
    step: StepTen
    text: ProposalText


def public_proposal(db: Db, token: str, *, number: int | None = None) -> PublicProposal:
    """Return the version with this number, the newest without one. Raises NotFound, RuleViolated `version_altered`."""
    found = db.execute(
        sa.select(Proposal, Space).join(Space, Space.id == Proposal.space_id).where(Proposal.token == token.upper())
    ).one_or_none()
    if found is None:
        raise NotFound
    row, space = found
    versions = versions_of(db, row.id)
    version = next((one for one in versions if number in (None, one.number)), None)
    if version is None:
        raise NotFound
    stands = validated(db, row.id, version=versions[0].number)
    is_latest = version.number == versions[0].number
    heads = _heads(db, space.id)
    return PublicProposal(
        token=row.token,
        version=version,
        versions=versions,
        space_title=space.title,
        space_token=space.token if heads else None,
        is_demonstration=space.is_demonstration,
        validated=stands,
        rows=tuple(one for one in stands.rows if is_latest or one.version == version.number),
        origins=_origins(db, version.text, heads),
        against=_against(db, row),
    )


def _heads(db: Db, space_id: UUID) -> dict[str, SessionHead]:
    """Return the announced sessions of a lab or table by their tokens."""
    found = db.execute(HEADS.where(LabSession.space_id == space_id, ANNOUNCED).order_by(LabSession.starts_at))
    return {head.token: head for head in (head_of(row) for row in found)}


def _origins(db: Db, text: ProposalText, heads: dict[str, SessionHead]) -> dict[str, Origin]:
    named = {source.session for clause in text.clauses for source in clause.sources}
    origins = {}
    for token, head in heads.items():
        if token in named:
            minutes = latest_minutes(db, head.id)
            texts = reported_texts(minutes.content) if minutes else {}
            origins[token] = Origin(head, texts, bool(answers_of(db, head.id)))
    return origins


def _against(db: Db, row: Proposal) -> Against | None:
    if row.counter_to_id is None or row.organisation_id is None:
        return None
    original = db.get_one(Proposal, row.counter_to_id)
    answer = db.scalars(sa.select(Validation).where(Validation.counter_id == row.id)).one()
    return Against(
        token=original.token,
        title=original.title,
        institution=db.get_one(Organisation, row.organisation_id).name,
        taken_back_on=answer.taken_back_on,
        taken_back_because=answer.taken_back_because or "",
    )


_NEWEST = (
    sa.select(ProposalVersion.proposal_id, sa.func.max(ProposalVersion.number).label("number"))
    .group_by(ProposalVersion.proposal_id)
    .subquery()
)


def offered_proposals(db: Db, condition: sa.ColumnElement[bool]) -> tuple[Offered, ...]:
    """Return the public proposals for which a condition holds, in the order in which they were begun."""
    found = db.execute(
        sa.select(Proposal, ProposalVersion)
        .join(_NEWEST, _NEWEST.c.proposal_id == Proposal.id)
        .join(
            ProposalVersion,
            sa.and_(ProposalVersion.proposal_id == Proposal.id, ProposalVersion.number == _NEWEST.c.number),
        )
        .where(condition, Proposal.counter_to_id.is_(None))
        .order_by(Proposal.id)
    )
    return tuple(_offered(db, row, version) for row, version in found)


def _offered(db: Db, row: Proposal, version: ProposalVersion) -> Offered:
    text = opened(version.content, version.sha256)
    return Offered(row.token, text.title, version.number, validated(db, row.id, version=version.number).step, text)


@dataclass(frozen=True, slots=True)
class CameOut:
    """A proposal in which contributions of one session stand: each clause with the numbers that it comes from."""

    token: str
    title: str
    clauses: tuple[tuple[str, tuple[str, ...]], ...]


def came_out_of(proposals: Iterable[Offered], session_token: str) -> Iterator[CameOut]:
    """Yield each proposal with the clauses that come from a session."""
    for one in proposals:
        clauses = tuple(
            (clause.name, numbers)
            for clause in one.text.clauses
            if (numbers := tuple(each.number for each in clause.sources if each.session == session_token))
        )
        if clauses:
            yield CameOut(one.token, one.title, clauses)
