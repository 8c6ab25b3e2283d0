"""Reading communities, with their place in words and how many labs of each somebody may see."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import NotFound
from labapp.domain.places import Place, place_if_known
from labapp.domain.roles import Actor
from labapp.domain.text import fold
from labapp.models.communities import Community
from labapp.models.recorder import Db
from labapp.models.spaces import Space, SpaceCommunity
from labapp.queries.sessions import spaces_seen_by

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class CommunityRow:
    """A community in a list."""

    id: UUID
    name: str
    place: Place | None
    spaces: int
    """How many labs and tables of it the reader may see."""


@dataclass(frozen=True, slots=True)
class CommunityList:
    """One page of the communities that were looked for."""

    rows: tuple[CommunityRow, ...]
    query: str
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class SpaceOfCommunity:
    """A lab of a community, or a table that concerns it."""

    id: UUID
    title: str


@dataclass(frozen=True, slots=True)
class CommunityPage:
    """One community. `op` is the version of its row."""

    id: UUID
    op: UUID
    name: str
    place: Place | None
    note: str
    spaces: tuple[SpaceOfCommunity, ...]


def _concerns(community: sa.SQLColumnExpression[UUID] | UUID) -> sa.ColumnElement[bool]:
    by_table = sa.exists().where(
        SpaceCommunity.space_id == Space.id, SpaceCommunity.community_id == community, SpaceCommunity.active
    )
    return sa.or_(Space.community_id == community, by_table)


def community_list(db: Db, actor: Actor, *, query: str = "", page: int = 1) -> CommunityList:
    """Return the communities whose name holds every word of `query`, by name."""
    wanted = [Community.name_key.contains(word, autoescape=True) for word in fold(query).split()]
    total = db.scalar(sa.select(sa.func.count()).select_from(Community).where(*wanted)) or 0
    pages = max(1, -(-total // ON_A_PAGE))
    shown = min(max(page, 1), pages)
    spaces = (
        sa.select(sa.func.count())
        .select_from(Space)
        .where(_concerns(Community.id), spaces_seen_by(actor))
        .correlate(Community)
        .scalar_subquery()
    )
    found = db.execute(
        sa.select(Community, spaces)
        .where(*wanted)
        .order_by(Community.name_key, Community.id)
        .limit(ON_A_PAGE)
        .offset((shown - 1) * ON_A_PAGE)
    )
    rows = tuple(CommunityRow(c.id, c.name, place_if_known(c.place_code), count) for c, count in found)
    return CommunityList(rows, query, shown, pages)


def community_page(db: Db, actor: Actor, community_id: UUID) -> CommunityPage:
    """Return one community with the labs and tables that `actor` may see. Raises NotFound."""
    found = db.get(Community, community_id)
    if found is None:
        raise NotFound
    mine = (
        sa.select(Space.id, Space.title)
        .where(_concerns(community_id), spaces_seen_by(actor))
        .order_by(Space.title_key, Space.id)
    )
    spaces = tuple(SpaceOfCommunity(space_id, title) for space_id, title in db.execute(mine))
    return CommunityPage(
        found.id, found.op, found.name, place_if_known(found.place_code), found.note or "", spaces
    )


@dataclass(frozen=True, slots=True)
class CommunityChoice:
    """A community as a form offers it."""

    id: UUID
    name: str
    place: Place | None


def community_choices(db: Db) -> list[CommunityChoice]:
    """Return all communities by name."""
    found = db.scalars(sa.select(Community).order_by(Community.name_key, Community.id))
    return [CommunityChoice(c.id, c.name, place_if_known(c.place_code)) for c in found]
