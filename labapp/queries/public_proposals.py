"""What anybody may read of proposals: sealed versions, where each clause comes from, and the validation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.clause_places import listed_as
from labapp.domain.errors import NotFound, RuleViolated
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
from labapp.queries.response_versions import published
from labapp.queries.response_versions import versions_of as answers_of
from labapp.queries.sessions import ANNOUNCED, HEADS, SessionHead, head_of
from labapp.queries.validations import Validated, ValidationRow, validated


@dataclass(frozen=True, slots=True)
class Origin:
    """The session that contributions come from, and what its published minutes say of each number.

    `said_at` and `answered_at` give, for each number that a clause names, the one under which minutes and answers
    list it; what they do not list is not in them.
    """

    head: SessionHead
    texts: dict[str, str]
    said_at: dict[str, str]
    answered_at: dict[str, str]


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
    sources = [source for clause in text.clauses for source in clause.sources]
    origins = {}
    for token, head in heads.items():
        numbers = [source.number for source in sources if source.session == token]
        if numbers:
            minutes = latest_minutes(db, head.id)
            texts = reported_texts(minutes.content) if minutes else {}
            origins[token] = Origin(head, texts, _places(numbers, texts), _places(numbers, _answered(db, head)))
    return origins


def _places(numbers: Iterable[str], listed: Collection[str]) -> dict[str, str]:
    found = {number: listed_as(number, listed) for number in numbers}
    return {number: places[0] for number, places in found.items() if places}


def _answered(db: Db, head: SessionHead) -> tuple[str, ...]:
    """Return the numbers that the newest published answers list; none where somebody altered them."""
    try:
        listed = published(answers_of(db, head.id)).document.listed
    except (NotFound, RuleViolated):
        return ()
    return tuple(number for row in listed for number in row.parts or (row.number,))


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
NEWEST = (
    sa.select(Proposal, ProposalVersion)
    .join(_NEWEST, _NEWEST.c.proposal_id == Proposal.id)
    .join(
        ProposalVersion,
        sa.and_(ProposalVersion.proposal_id == Proposal.id, ProposalVersion.number == _NEWEST.c.number),
    )
    .where(Proposal.counter_to_id.is_(None))
    .order_by(Proposal.id)
)
"""Every published proposal with its newest version, in the order in which they were begun, counter-proposals apart."""


def offered_proposals(db: Db, condition: sa.ColumnElement[bool]) -> tuple[Offered, ...]:
    """Return the public proposals for which a condition holds; one that somebody altered stands in no list."""
    return tuple(_offered(db, condition))


def _offered(db: Db, condition: sa.ColumnElement[bool]) -> Iterator[Offered]:
    for row, version in db.execute(NEWEST.where(condition)).all():
        with suppress(RuleViolated):
            text = opened(version.content, version.sha256)
            step = validated(db, row.id, version=version.number).step
            yield Offered(row.token, text.title, version.number, step)
