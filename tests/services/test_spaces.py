"""Labs and tables below the pages: territory holds in the services too, letters are never given twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp.domain.demographics import Sector
from labapp.domain.errors import NotAllowed, NotFound, RuleViolated
from labapp.domain.ids import new_id
from labapp.domain.roles import Actor, Role
from labapp.domain.spaces import SpaceKind
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.recorder import Db
from labapp.models.spaces import SpaceOrganisation, TableItem
from labapp.services.drafts import DraftFacts, add_draft, add_item
from labapp.services.spaces import SpaceFacts, add_space, change_space, share_space
from tests.factories import a_community, a_space, an_organisation, writing


def _actor(organisation: UUID | None, role: Role = Role.COORDINATION) -> Actor:
    return Actor(new_id(), role, organisation)


def _draft() -> DraftFacts:
    return DraftFacts(title="A", version="1", shared_on=None, channels="", link="", text="x", item_id=None)


@pytest.mark.parametrize("verb", ["change", "share", "item", "draft"])
def test_no_service_serves_those_who_do_not_share_the_table(house: House, verb: str) -> None:
    table = a_space(house, SpaceKind.COCREATION_TABLE)
    kernel = an_organisation(house, "Kernel", Sector.CIVIL_SOCIETY)
    facts = SpaceFacts(title="Robada", communities=(), table_kind=table.table_kind)

    def act(db: Db, actor: Actor) -> None:
        match verb:
            case "change":
                change_space(db, actor, table.id, facts, seen=table.op)
            case "share":
                share_space(db, actor, table.id, frozenset({kernel}), seen=table.op)
            case "item":
                add_item(db, actor, table.id, "Robado")
            case _:
                add_draft(db, actor, table.id, _draft())

    with pytest.raises(NotFound), writing(house, Verb.CHANGE_SPACE) as db:
        act(db, _actor(kernel))
    with pytest.raises(NotAllowed), writing(house, Verb.CHANGE_SPACE) as db:
        act(db, _actor(None, Role.APPROVER))


def test_eight_items_at_once_get_eight_letters(house: House) -> None:
    table = a_space(house, SpaceKind.COCREATION_TABLE)
    actor = _actor(an_organisation(house))

    def add(turn: int) -> None:
        with writing(house, Verb.ADD_ITEM) as db:
            add_item(db, actor, table.id, f"Tema {turn}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(8)))

    with house.database.reading() as db:
        assert sorted(db.scalars(sa.select(TableItem.letter))) == list("abcdefgh")


def test_a_space_belongs_to_the_organisation_of_its_maker_and_to_the_chosen_ones(house: House) -> None:
    antai, kernel = an_organisation(house), an_organisation(house, "Kernel")
    community = a_community(house)
    facts = SpaceFacts(title="Internet", communities=(community.id,))

    with writing(house, Verb.ADD_SPACE) as db:
        add_space(db, _actor(antai), SpaceKind.INNOVATION_LAB, facts, organisations=frozenset({kernel}))

    with house.database.reading() as db:
        assert set(db.scalars(sa.select(SpaceOrganisation.organisation_id))) == {antai, kernel}


def test_sharing_again_after_it_ended_uses_the_same_row(house: House) -> None:
    antai, kernel = an_organisation(house), an_organisation(house, "Kernel")
    space, actor = a_space(house, organisation=antai), _actor(antai)
    seen = space.op
    for chosen in ({antai, kernel}, {antai}, {antai, kernel}):
        with writing(house, Verb.SHARE_SPACE) as db:
            shared = share_space(db, actor, space.id, frozenset(chosen), seen=seen)
        seen = shared.op

    with house.database.reading() as db:
        rows = list(db.scalars(sa.select(SpaceOrganisation).where(SpaceOrganisation.space_id == space.id)))
    assert len(rows) == 2
    assert all(row.active for row in rows)


def test_a_stale_version_changes_nothing(house: House) -> None:
    space = a_space(house)
    actor = _actor(an_organisation(house))
    with pytest.raises(RuleViolated, match="changed_meanwhile"), writing(house, Verb.SHARE_SPACE) as db:
        share_space(db, actor, space.id, frozenset(), seen=new_id())
