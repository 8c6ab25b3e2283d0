"""Labs and tables: what they are about, who shares them, which texts are on the table."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm.attributes import flag_modified

from labapp.domain.errors import NotAllowed, NotFound, RuleViolated
from labapp.domain.ids import new_token
from labapp.domain.roles import EVERYWHERE, Action, Actor, Territory, can
from labapp.domain.spaces import SpaceKind, TableKind, check_chain, check_space
from labapp.domain.text import clean_line, clean_text, fold
from labapp.models.communities import Community
from labapp.models.people import Organisation
from labapp.models.recorder import Db
from labapp.models.spaces import Space, SpaceCommunity, SpaceOrganisation
from labapp.services.turns import take_turn

LONGEST_LINE = 300
LONGEST_TEXT = 4000
HIGHEST_ORDINAL = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceFacts:
    """What is said of a lab or a table. A lab has one community; a table has any number, and a kind."""

    title: str
    communities: tuple[UUID, ...]
    table_kind: TableKind | None = None
    ordinal: int | None = None
    axis: str = ""
    commitment: str = ""
    purpose: str = ""
    continues_id: UUID | None = None


def _line(typed: str, field: str) -> str | None:
    cleaned = clean_line(typed)
    if len(cleaned) > LONGEST_LINE:
        raise RuleViolated("text_too_long", field=field, longest=LONGEST_LINE)
    return cleaned or None


def _text(typed: str, field: str) -> str | None:
    cleaned = clean_text(typed)
    if len(cleaned) > LONGEST_TEXT:
        raise RuleViolated("text_too_long", field=field, longest=LONGEST_TEXT)
    return cleaned or None


def sharing(db: Db, space_id: UUID) -> Territory:
    """Return the organisations that share a lab or table now."""
    rows = sa.select(SpaceOrganisation.organisation_id).where(
        SpaceOrganisation.space_id == space_id, SpaceOrganisation.active
    )
    return Territory(frozenset(db.scalars(rows)))


def held_space(db: Db, actor: Actor, space_id: UUID, *, seen: UUID | None = None) -> Space:
    """Return a lab or table in which `actor` may plan, its row locked until the act ends.

    `seen` is the version that the editor saw, where it matters. Raises NotFound where there is none or it is not
    theirs to see, NotAllowed where they may only look, RuleViolated `changed_meanwhile`.
    """
    space = db.get(Space, space_id, with_for_update=True)
    if space is None or not can(actor, Action.SEE_SPACE, sharing(db, space_id)):
        raise NotFound
    if not can(actor, Action.PLAN, sharing(db, space_id)):
        raise NotAllowed("not_allowed")
    if seen is not None and space.op != seen:
        raise RuleViolated("changed_meanwhile")
    return space


def _check_continues(db: Db, actor: Actor, space: Space, follows: UUID | None) -> None:
    if follows is None or follows == space.continues_id:
        return
    known = db.get(Space, follows)
    if known is None or not can(actor, Action.SEE_SPACE, sharing(db, follows)):
        raise RuleViolated("continues_unknown", field="continues")
    earlier = {row.id: row.continues_id for row in db.execute(sa.select(Space.id, Space.continues_id))}
    check_chain(space.id, follows, earlier=earlier)


def _check_communities(db: Db, kind: SpaceKind, facts: SpaceFacts) -> None:
    check_space(kind, facts.communities, table_kind=facts.table_kind)
    known = set(db.scalars(sa.select(Community.id).where(Community.id.in_(facts.communities))))
    if known != set(facts.communities):
        raise RuleViolated("community_unknown", field="communities")


def _write(db: Db, actor: Actor, space: Space, facts: SpaceFacts) -> None:
    _check_communities(db, space.kind, facts)
    _check_continues(db, actor, space, facts.continues_id)
    title = _line(facts.title, "title")
    if title is None:
        raise RuleViolated("space_title_missing", field="title")
    if facts.ordinal is not None and not 1 <= facts.ordinal <= HIGHEST_ORDINAL:
        raise RuleViolated("ordinal_out_of_range", field="ordinal", most=HIGHEST_ORDINAL)
    space.title, space.title_key = title, fold(title)
    space.table_kind, space.ordinal = facts.table_kind, facts.ordinal
    space.axis, space.commitment = _line(facts.axis, "axis"), _line(facts.commitment, "commitment")
    space.purpose, space.continues_id = _text(facts.purpose, "purpose"), facts.continues_id
    if space.kind is SpaceKind.INNOVATION_LAB:
        space.community_id = facts.communities[0]


def _set_communities(db: Db, space: Space, wanted: set[UUID]) -> None:
    rows = {row.community_id: row for row in db.scalars(
        sa.select(SpaceCommunity).where(SpaceCommunity.space_id == space.id))}  # fmt: skip
    for community_id, row in rows.items():
        row.active = community_id in wanted
    db.add_all([SpaceCommunity(space_id=space.id, community_id=new) for new in sorted(wanted - rows.keys())])


def add_space(db: Db, actor: Actor, kind: SpaceKind, facts: SpaceFacts, *, organisations: frozenset[UUID]) -> Space:
    """Add a lab or a table, shared by the organisation of `actor` and by the given ones.

    Raises NotAllowed, or RuleViolated: those of `check_space`, `space_title_missing`, `community_unknown`,
    `continues_unknown`, `ordinal_out_of_range`, `text_too_long`, `organisation_unknown`.
    """
    if not can(actor, Action.PLAN):
        raise NotAllowed("not_allowed")
    shared = organisations | ({actor.organisation_id} if actor.organisation_id else frozenset())
    space = Space(token=new_token(), kind=kind)
    _write(db, actor, space, facts)
    _check_organisations(db, shared)
    db.add(space)
    if kind is SpaceKind.COCREATION_TABLE:
        _set_communities(db, space, set(facts.communities))
    db.add_all([SpaceOrganisation(space_id=space.id, organisation_id=one) for one in sorted(shared)])
    return space


def change_space(db: Db, actor: Actor, space_id: UUID, facts: SpaceFacts, *, seen: UUID) -> Space:
    """Change what is said of a lab or table. Raises what `held_space` and `add_space` raise."""
    take_turn(db)
    space = held_space(db, actor, space_id, seen=seen)
    _write(db, actor, space, facts)
    if space.kind is SpaceKind.COCREATION_TABLE:
        _set_communities(db, space, set(facts.communities))
        flag_modified(space, "title")  # its version moves with its communities, so that a stale form is noticed
    return space


def _check_organisations(db: Db, shared: frozenset[UUID]) -> None:
    known = set(db.scalars(sa.select(Organisation.id).where(Organisation.id.in_(shared))))
    if known != shared:
        raise RuleViolated("organisation_unknown", field="organisations")
    if not shared:
        raise RuleViolated("space_needs_organisation", field="organisations")


def share_space(db: Db, actor: Actor, space_id: UUID, organisations: frozenset[UUID], *, seen: UUID) -> Space:
    """Let exactly these organisations see and change a lab or table; that of `actor` stays.

    Raises what `held_space` raises, or RuleViolated `organisation_unknown`, `own_organisation_stays`.
    """
    space = held_space(db, actor, space_id, seen=seen)
    _check_organisations(db, organisations)
    if actor.role not in EVERYWHERE and actor.organisation_id not in organisations:
        raise RuleViolated("own_organisation_stays", field="organisations")
    rows = {row.organisation_id: row for row in db.scalars(
        sa.select(SpaceOrganisation).where(SpaceOrganisation.space_id == space.id))}  # fmt: skip
    for organisation_id, row in rows.items():
        row.active = organisation_id in organisations
    added = sorted(organisations - rows.keys())
    db.add_all([SpaceOrganisation(space_id=space.id, organisation_id=one) for one in added])
    flag_modified(space, "title")  # its version moves with whom it is shared with
    return space
