"""What anybody may read of a lab or table: its sessions, what was published of each, and the frozen counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from labapp.domain.errors import NotFound
from labapp.domain.response_measures import Measures, measures
from labapp.domain.spaces import SpaceKind, TableKind
from labapp.models.communities import Community
from labapp.models.proposals import Proposal
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.queries.public_proposals import Offered, offered_proposals
from labapp.queries.publication import ShownUnit, shown_unit
from labapp.queries.response_document import latest_minutes
from labapp.queries.response_versions import Published, published, versions_of
from labapp.queries.session_page import organisations_of
from labapp.queries.sessions import ANNOUNCED, HEADS, SessionHead, head_of, public_total


@dataclass(frozen=True, slots=True)
class HeldSession:
    """A session of a lab or table with what was published of it."""

    head: SessionHead
    total: int | None
    has_minutes: bool
    response: Published | None
    measures: Measures | None


@dataclass(frozen=True, slots=True)
class PublicSpace:
    """A lab or table as anybody reads it. `unit` is None until its counts are frozen."""

    title: str
    kind: SpaceKind
    table_kind: TableKind | None
    purpose: str
    commitment: str
    organisations: tuple[str, ...]
    community: str | None
    community_token: str | None
    is_demonstration: bool
    sessions: tuple[HeldSession, ...]
    proposals: tuple[Offered, ...]
    unit: ShownUnit | None


def public_space(db: Db, token: str, *, today: date) -> PublicSpace:
    """Return a lab or table of which at least one session was announced. Raises NotFound for any other."""
    space = db.scalar(sa.select(Space).where(Space.token == token.upper()))
    if space is None:
        raise NotFound
    found = db.execute(HEADS.where(LabSession.space_id == space.id, ANNOUNCED).order_by(LabSession.starts_at))
    heads = [head_of(row) for row in found]
    if not heads:
        raise NotFound
    community = db.get(Community, space.community_id) if space.community_id else None
    return PublicSpace(
        title=space.title,
        kind=space.kind,
        table_kind=space.table_kind,
        purpose=space.purpose or "",
        commitment=space.commitment or "",
        organisations=organisations_of(db, space.id),
        community=community.name if community else None,
        community_token=community.token if community else None,
        is_demonstration=space.is_demonstration,
        sessions=tuple(_held(db, head, today) for head in heads),
        proposals=offered_proposals(db, Proposal.space_id == space.id),
        unit=shown_unit(db, space.id),
    )


def _held(db: Db, head: SessionHead, today: date) -> HeldSession:
    versions = versions_of(db, head.id)
    response = published(versions) if versions else None
    return HeldSession(
        head=head,
        total=public_total(db, head.id),
        has_minutes=latest_minutes(db, head.id) is not None,
        response=response,
        measures=measures(response.document, today=today) if response else None,
    )
