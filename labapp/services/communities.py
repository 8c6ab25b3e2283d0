"""Communities: who is convened, and where they are."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.ids import new_token
from labapp.domain.places import place_if_known
from labapp.domain.text import clean_line, clean_text, fold
from labapp.models.communities import Community
from labapp.models.recorder import Db
from labapp.services.turns import take_turn

LONGEST_NAME = 200
LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityFacts:
    """What is known of a community. `place_code` is the six-digit code, None while the place is to be settled."""

    name: str
    place_code: str | None
    note: str


def _write(db: Db, community: Community, facts: CommunityFacts) -> None:
    name, note = clean_line(facts.name), clean_text(facts.note)
    if not name:
        raise RuleViolated("community_name_missing", field="called")
    for field, text, longest in (("called", name, LONGEST_NAME), ("note", note, LONGEST_NOTE)):
        if len(text) > longest:
            raise RuleViolated("text_too_long", field=field, longest=longest)
    place_if_known(facts.place_code)
    same = sa.select(Community.id).where(
        Community.name_key == fold(name), Community.place_code.is_not_distinct_from(facts.place_code or None),
        Community.id != community.id,
    )  # fmt: skip
    if db.scalar(same.limit(1)) is not None:
        raise RuleViolated("community_is_there", field="called")
    community.name, community.name_key = name, fold(name)
    community.place_code, community.note = facts.place_code or None, note or None


def add_community(db: Db, facts: CommunityFacts) -> Community:
    """Add a community. Two may share a name, but not name and place.

    Raises RuleViolated: `community_name_missing`, `community_is_there`, `unknown_place`, `text_too_long`.
    """
    take_turn(db)
    community = Community(token=new_token())
    _write(db, community, facts)
    db.add(community)
    return community


def change_community(db: Db, community_id: UUID, facts: CommunityFacts, *, seen: UUID) -> Community:
    """Change a community. Raises NotFound, RuleViolated `changed_meanwhile` or what `add_community` raises."""
    take_turn(db)
    community = db.get(Community, community_id, with_for_update=True)
    if community is None:
        raise NotFound
    if community.op != seen:
        raise RuleViolated("changed_meanwhile")
    _write(db, community, facts)
    return community
