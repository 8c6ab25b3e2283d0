"""Where each variable is published: chosen before anything was frozen, and then for ever, whoever closes meanwhile."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
import sqlalchemy as sa

from labapp.backup import copy_database
from labapp.domain.dimensions import DIMENSIONS, DimensionKey
from labapp.domain.disclosure import TotalsPolicy
from labapp.domain.errors import RuleViolated
from labapp.domain.policies import proposed_policy
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.database import make_engine
from labapp.models.programme import Programme, VariablePolicy
from labapp.models.publication import FrozenTable
from labapp.models.recorder import Db
from labapp.models.spaces import Space
from labapp.queries.policies import Policies, fixed_variables, variable_policies
from labapp.services.policies import choose_policies
from labapp.services.publication import freeze_tables
from tests.factories import a_programme, a_session, a_space, writing

UNIT, TOTAL = TotalsPolicy.PER_UNIT, TotalsPolicy.TOTAL_ONLY
PROPOSED = {each.key: proposed_policy(each) for each in DIMENSIONS}


@pytest.fixture
def space(house: House) -> Space:
    """A lab that is closed and was not frozen yet."""
    space = a_space(house)
    a_session(house, space, stage=Stage.REGISTER_CLOSED)
    return space


def standing(house: House) -> Policies:
    with house.database.reading() as db:
        return variable_policies(db)


def choose(house: House, key: DimensionKey, policy: TotalsPolicy, *, seen: Policies | None = None) -> None:
    with writing(house, Verb.CHOOSE_POLICIES) as db:
        choose_policies(db, {key: policy}, seen=variable_policies(db) if seen is None else seen)


def freeze(house: House, space: Space) -> None:
    with writing(house, Verb.FREEZE_TABLES) as db:
        freeze_tables(db, space.id, now=house.now())


def frozen_by_the_first_release(house: House, space: Space, policy: TotalsPolicy) -> None:
    """A programme with one policy for everything, and tables that were frozen under it."""
    a_programme(house)
    with writing(house, Verb.FREEZE_TABLES) as db:
        db.scalars(sa.select(Programme)).one().policy = policy
        for each in DIMENSIONS:
            db.add(FrozenTable(
                space_id=space.id, dimension=each.key.value, version=1, base=3, total=3, counts={"unasked": 3},
                frozen_on=house.now().date(),
            ))  # fmt: skip


def test_a_fresh_programme_has_what_is_proposed(house: House) -> None:
    assert standing(house) == PROPOSED
    a_programme(house)
    assert standing(house) == PROPOSED


@pytest.mark.parametrize("policy", TotalsPolicy)
def test_a_programme_that_froze_tables_keeps_its_one_policy_for_every_variable(
    house: House, space: Space, policy: TotalsPolicy
) -> None:
    frozen_by_the_first_release(house, space, policy)

    assert standing(house) == dict.fromkeys(DimensionKey, policy)
    for key in DimensionKey:
        with pytest.raises(RuleViolated) as refusal:
            choose(house, key, UNIT if policy is TOTAL else TOTAL)
        assert (refusal.value.code, refusal.value.details["field"]) == ("policy_is_fixed", key.value)

    other = a_space(house, title="Otro laboratorio")
    a_session(house, other, stage=Stage.REGISTER_CLOSED)
    freeze(house, other)
    assert standing(house) == dict.fromkeys(DimensionKey, policy)


def test_what_was_chosen_holds_and_can_change_until_something_is_frozen(house: House, space: Space) -> None:
    choose(house, DimensionKey.SECTOR, TOTAL)
    choose(house, DimensionKey.AFRO_DESCENT, UNIT)
    choose(house, DimensionKey.SECTOR, UNIT)
    wanted = {**PROPOSED, DimensionKey.AFRO_DESCENT: UNIT}
    assert standing(house) == wanted

    freeze(house, space)

    assert standing(house) == wanted
    with pytest.raises(RuleViolated, match="policy_is_fixed"):
        choose(house, DimensionKey.SECTOR, TOTAL)
    choose(house, DimensionKey.SECTOR, UNIT)  # what stands may be sent again


def test_a_withheld_table_fixes_its_variable_and_only_its_own(house: House, space: Space) -> None:
    with writing(house, Verb.FREEZE_TABLES) as db:
        db.add(FrozenTable(
            space_id=space.id, dimension="gender", version=1, base=3, total=3, counts={}, frozen_on=house.now().date()
        ))  # fmt: skip

    with pytest.raises(RuleViolated, match="policy_is_fixed"):
        choose(house, DimensionKey.GENDER, TOTAL)
    choose(house, DimensionKey.SECTOR, TOTAL)
    assert standing(house)[DimensionKey.SECTOR] is TOTAL


def test_the_proposal_that_held_at_the_first_freeze_is_written_down(house: House, space: Space) -> None:
    freeze(house, space)

    with house.database.reading() as db:
        stored = {row.dimension: row.policy for row in db.scalars(sa.select(VariablePolicy))}
        assert fixed_variables(db) == {key.value for key in DimensionKey}
    assert stored == PROPOSED


def test_who_chose_on_a_page_that_somebody_overtook_is_told(house: House) -> None:
    seen = standing(house)
    choose(house, DimensionKey.GENDER, TOTAL)

    with pytest.raises(RuleViolated, match="changed_meanwhile"):
        choose(house, DimensionKey.SECTOR, TOTAL, seen=seen)


@pytest.mark.parametrize("turn", range(4))
def test_choosing_while_another_closes_leaves_one_policy_for_table_and_page(
    house: House, space: Space, turn: int
) -> None:
    together = Barrier(2)

    def close() -> str:
        together.wait()
        freeze(house, space)
        return "frozen"

    def decide() -> str:
        together.wait()
        try:
            choose(house, DimensionKey.GENDER, TOTAL, seen=PROPOSED)
        except RuleViolated as refused:
            return refused.code
        return "chosen"

    with ThreadPoolExecutor(2) as pool:
        acts = (close, decide) if turn % 2 else (decide, close)
        ends = {future.result() for future in [pool.submit(act) for act in acts]}

    assert ends in ({"frozen", "chosen"}, {"frozen", "policy_is_fixed"})
    assert standing(house)[DimensionKey.GENDER] is (TOTAL if "chosen" in ends else UNIT)
    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(VariablePolicy)) == len(DimensionKey)


def test_two_labs_that_close_at_once_write_each_policy_down_once(house: House, space: Space) -> None:
    other = a_space(house, title="Otro laboratorio")
    a_session(house, other, stage=Stage.REGISTER_CLOSED)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda one: freeze(house, one), (space, other)))

    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(VariablePolicy)) == len(DimensionKey)


def test_a_carried_copy_knows_what_was_fixed(house: House, space: Space, tmp_path: Path) -> None:
    if not house.database.is_sqlite:
        pytest.skip("a copy of a laptop is a file")
    choose(house, DimensionKey.SECTOR, TOTAL)
    freeze(house, space)

    copy_database(Path(str(house.database.engine.url.database)), tmp_path / "copy.sqlite3")

    engine = make_engine(f"sqlite:///{tmp_path / 'copy.sqlite3'}")
    with Db(engine, autoflush=False) as db:
        assert variable_policies(db) == {**PROPOSED, DimensionKey.SECTOR: TOTAL}
        assert fixed_variables(db) == {key.value for key in DimensionKey}
    engine.dispose()
