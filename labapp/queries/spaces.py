"""Reading labs and tables: only those that the organisation of the reader shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import NotFound
from labapp.domain.places import Place, place_if_known
from labapp.domain.roles import Action, Actor, can
from labapp.domain.spaces import SpaceKind, TableKind, UrnState
from labapp.domain.text import fold
from labapp.models.communities import Community
from labapp.models.people import Organisation
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.models.spaces import Draft, Space, SpaceCommunity, SpaceOrganisation, TableItem
from labapp.queries.communities import CommunityChoice
from labapp.queries.sessions import HEADS, SessionHead, head_of, spaces_seen_by, territory_of_space

ON_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class SpaceRow:
    """A lab or a table in a list."""

    id: UUID
    kind: SpaceKind
    table_kind: TableKind | None
    ordinal: int | None
    title: str
    community: str | None
    place: Place | None
    organisations: tuple[str, ...]
    sessions: int
    is_demonstration: bool


@dataclass(frozen=True, slots=True)
class SpaceList:
    """One page of the labs and tables that were looked for."""

    rows: tuple[SpaceRow, ...]
    query: str
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Shared:
    """An organisation that shares a lab or table."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A version of a text under discussion. `op` is the version of its row."""

    id: UUID
    op: UUID
    item_id: UUID | None
    title: str
    version: str
    shared_on: date | None
    channels: str | None
    link: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A lettered item with its texts. `op` is the version of its row."""

    id: UUID
    op: UUID
    letter: str
    title: str
    drafts: tuple[DraftRow, ...]


@dataclass(frozen=True, slots=True)
class SpacePage:
    """Everything that the page of a lab or table shows. `op` is the version of its row."""

    id: UUID
    op: UUID
    kind: SpaceKind
    table_kind: TableKind | None
    ordinal: int | None
    title: str
    axis: str
    commitment: str
    purpose: str
    continues_id: UUID | None
    continues: str | None
    """The title of what it continues; None where there is nothing, or nothing that the reader may see."""
    communities: tuple[CommunityChoice, ...]
    organisations: tuple[Shared, ...]
    items: tuple[ItemRow, ...]
    drafts: tuple[DraftRow, ...]
    """Those that belong to no item."""
    sessions: tuple[SessionHead, ...]
    urn: UrnState
    is_demonstration: bool


def space_list(db: Db, actor: Actor, *, query: str = "", page: int = 1) -> SpaceList:
    """Return the labs and tables that `actor` may see and whose title or community holds every word of `query`."""
    found = sa.select(Space, Community).outerjoin(Community, Community.id == Space.community_id)
    found = found.where(spaces_seen_by(actor))
    for word in fold(query).split():
        found = found.where(
            sa.or_(
                Space.title_key.contains(word, autoescape=True), Community.name_key.contains(word, autoescape=True)
            )
        )
    total = db.scalar(sa.select(sa.func.count()).select_from(found.with_only_columns(Space.id).subquery())) or 0
    pages = max(1, -(-total // ON_A_PAGE))
    shown = min(max(page, 1), pages)
    page_of = found.order_by(Space.title_key, Space.id).limit(ON_A_PAGE).offset((shown - 1) * ON_A_PAGE)
    pairs = [(space, community) for space, community in db.execute(page_of)]
    return SpaceList(_rows(db, pairs), query, shown, pages)


def _rows(db: Db, pairs: Sequence[tuple[Space, Community | None]]) -> tuple[SpaceRow, ...]:
    ids = [space.id for space, _community in pairs]
    shared = _organisations(db, ids)
    counted = sa.select(LabSession.space_id, sa.func.count()).where(LabSession.space_id.in_(ids))
    sessions = {row[0]: row[1] for row in db.execute(counted.group_by(LabSession.space_id))}
    return tuple(
        SpaceRow(
            id=space.id,
            kind=space.kind,
            table_kind=space.table_kind,
            ordinal=space.ordinal,
            title=space.title,
            community=community.name if community else None,
            place=place_if_known(community.place_code) if community else None,
            organisations=tuple(one.name for one in shared.get(space.id, ())),
            sessions=sessions.get(space.id, 0),
            is_demonstration=space.is_demonstration,
        )
        for space, community in pairs
    )


def _organisations(db: Db, space_ids: list[UUID]) -> dict[UUID, list[Shared]]:
    rows = db.execute(
        sa.select(SpaceOrganisation.space_id, Organisation.id, Organisation.short_name, Organisation.name)
        .join(Organisation, Organisation.id == SpaceOrganisation.organisation_id)
        .where(SpaceOrganisation.space_id.in_(space_ids), SpaceOrganisation.active)
        .order_by(Organisation.name_key, Organisation.id)
    )
    shared: dict[UUID, list[Shared]] = {}
    for space_id, organisation_id, short_name, name in rows:
        shared.setdefault(space_id, []).append(Shared(organisation_id, short_name or name))
    return shared


def _communities(db: Db, space: Space) -> tuple[CommunityChoice, ...]:
    by_table = sa.select(SpaceCommunity.community_id).where(
        SpaceCommunity.space_id == space.id, SpaceCommunity.active
    )
    found = db.scalars(
        sa.select(Community)
        .where(sa.or_(Community.id == space.community_id, Community.id.in_(by_table)))
        .order_by(Community.name_key, Community.id)
    )
    return tuple(CommunityChoice(c.id, c.name, place_if_known(c.place_code)) for c in found)


def _draft(row: Draft) -> DraftRow:
    return DraftRow(
        row.id, row.op, row.item_id, row.title, row.version, row.shared_on, row.channels, row.link, row.text
    )


def _drafts(db: Db, space_id: UUID) -> list[DraftRow]:
    found = db.scalars(sa.select(Draft).where(Draft.space_id == space_id).order_by(Draft.id))
    return [_draft(row) for row in found]


def _items(db: Db, space_id: UUID, drafts: list[DraftRow]) -> tuple[ItemRow, ...]:
    found = db.scalars(sa.select(TableItem).where(TableItem.space_id == space_id).order_by(TableItem.letter))
    return tuple(
        ItemRow(item.id, item.op, item.letter, item.title, tuple(d for d in drafts if d.item_id == item.id))
        for item in found
    )


def _urn(space: Space) -> UrnState:
    if space.urn_sealed_at is not None:
        return UrnState.SEALED
    return UrnState.OPEN if space.urn_opened_at is not None else UrnState.NOT_OPENED


def _continues(db: Db, actor: Actor, space: Space) -> str | None:
    before = sa.select(Space.title).where(Space.id == space.continues_id, spaces_seen_by(actor))
    return db.scalar(before) if space.continues_id else None


def space_page(db: Db, actor: Actor, space_id: UUID) -> SpacePage:
    """Return one lab or table. Raises NotFound where there is none or it is not `actor`'s to see."""
    space = db.get(Space, space_id)
    if space is None or not can(actor, Action.SEE_SPACE, territory_of_space(db, space_id)):
        raise NotFound
    drafts = _drafts(db, space_id)
    sessions = db.execute(HEADS.where(LabSession.space_id == space_id).order_by(LabSession.starts_at, LabSession.id))
    return SpacePage(
        id=space.id,
        op=space.op,
        kind=space.kind,
        table_kind=space.table_kind,
        ordinal=space.ordinal,
        title=space.title,
        axis=space.axis or "",
        commitment=space.commitment or "",
        purpose=space.purpose or "",
        continues_id=space.continues_id,
        continues=_continues(db, actor, space),
        communities=_communities(db, space),
        organisations=tuple(_organisations(db, [space_id]).get(space_id, ())),
        items=_items(db, space_id, drafts),
        drafts=tuple(draft for draft in drafts if draft.item_id is None),
        sessions=tuple(head_of(found) for found in sessions),
        urn=_urn(space),
        is_demonstration=space.is_demonstration,
    )
