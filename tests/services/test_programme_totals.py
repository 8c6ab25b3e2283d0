"""Editions of the programme's figures: decided once from what labs froze, whoever closes or publishes meanwhile."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa

from labapp.domain.dimensions import DIMENSIONS, DimensionKey
from labapp.domain.disclosure import publish
from labapp.domain.errors import RuleViolated
from labapp.domain.sessions import Stage
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.publication import FrozenTable, ProgrammeTable
from labapp.models.spaces import Space
from labapp.queries.programme_totals import Foreseen, foreseen_totals, state_of_totals
from labapp.queries.public_totals import ShownTotal, shown_edition
from labapp.services.programme_totals import publish_totals
from labapp.services.publication import freeze_tables
from tests.factories import a_closed_unit, a_session, a_space, writing

AFRO, GENDER = DimensionKey.AFRO_DESCENT, DimensionKey.GENDER


def state(house: House) -> str:
    with house.database.reading() as db:
        return state_of_totals(db)


def publish_edition(house: House, *chosen: DimensionKey, seen: str | None = None) -> int:
    """Publish these variables, or all of them."""
    with writing(house, Verb.PUBLISH_TOTALS) as db:
        mark = state_of_totals(db) if seen is None else seen
        return publish_totals(db, chosen or tuple(DimensionKey), seen=mark, now=house.now())


def total(house: House, key: DimensionKey, edition: int | None = None) -> ShownTotal:
    with house.database.reading() as db:
        shown = shown_edition(db, edition)
    assert shown is not None
    return next(each for each in shown.totals if each.dimension is key)


def figures(house: House, key: DimensionKey, edition: int | None = None) -> tuple[list[int], int, int]:
    shown = total(house, key, edition)
    return [cell.count for cell in shown.cells], shown.base, shown.units


def foreseen(house: House, key: DimensionKey) -> Foreseen:
    with house.database.reading() as db:
        return next(each for each in foreseen_totals(db) if each.dimension is key)


def test_a_sensitive_total_says_only_how_many_said_yes(house: House) -> None:
    a_closed_unit(house, "Soloy", afro=(3, 12))
    a_closed_unit(house, "Tolé", afro=(4, 6))

    assert publish_edition(house) == 1

    assert figures(house, AFRO) == ([7], 25, 2)
    assert total(house, AFRO).cells[0].percentage is None


def test_per_unit_the_total_counts_what_every_unit_printed_with_whole_percentages(house: House) -> None:
    a_closed_unit(house, "Soloy", women=9, men=6)
    a_closed_unit(house, "Tolé", women=5, men=5)

    publish_edition(house)

    assert figures(house, GENDER)[0][:2] == [14, 11]
    assert [cell.percentage for cell in total(house, GENDER).cells][:2] == [56, 44]


def test_what_is_withheld_stays_out_of_every_later_edition_and_the_earlier_stands(house: House) -> None:
    a_closed_unit(house, "Soloy", afro=(3, 12))
    a_closed_unit(house, "Tolé", afro=(4, 6))
    publish_edition(house)
    a_closed_unit(house, "Kankintú", afro=(1, 12))
    a_closed_unit(house, "Müna", afro=(2, 10))
    assert publish_edition(house) == 2
    assert figures(house, AFRO) == ([7], 25, 2)
    a_closed_unit(house, "Ñürüm", afro=(5, 10))
    a_closed_unit(house, "Besikó", afro=(6, 4))

    assert publish_edition(house) == 3

    assert figures(house, AFRO) == ([18], 50, 4)
    assert [figures(house, AFRO, number) for number in (1, 2)] == [([7], 25, 2)] * 2
    printed_in = total(house, AFRO, 2).printed_in
    assert printed_in is not None
    assert printed_in.number == 1


def test_nobody_sees_a_coming_sensitive_total_and_everybody_could_add_up_the_other(house: House) -> None:
    a_closed_unit(house, "Soloy", women=9, men=6, afro=(3, 12))
    a_closed_unit(house, "Tolé", women=5, men=5, afro=(4, 6))

    assert foreseen(house, AFRO).cells == ()
    assert (foreseen(house, AFRO).is_decided, foreseen(house, AFRO).people) == (True, 25)
    assert [cell.count for cell in foreseen(house, GENDER).cells][:2] == [14, 11]


def test_small_groups_wait_and_are_decided_with_those_that_come_later(house: House) -> None:
    a_closed_unit(house, "Soloy", afro=(3, 12))
    a_closed_unit(house, "Tolé", afro=(0, 4))
    assert not foreseen(house, AFRO).is_decided
    publish_edition(house)
    assert total(house, AFRO).cells == ()

    a_closed_unit(house, "Kankintú", afro=(2, 8))
    publish_edition(house)

    assert figures(house, AFRO) == ([5], 25, 2)


def test_what_was_not_chosen_waits_for_more_labs(house: House) -> None:
    a_closed_unit(house, "Soloy", women=9, men=6, afro=(1, 14))
    a_closed_unit(house, "Tolé", women=5, men=5, afro=(2, 8))
    publish_edition(house, GENDER)
    assert (figures(house, GENDER)[1:], total(house, AFRO).cells) == ((25, 2), ())
    with pytest.raises(RuleViolated, match="no_totals_to_publish"):
        publish_edition(house, GENDER)
    a_closed_unit(house, "Kankintú", afro=(4, 8))

    publish_edition(house, AFRO)

    assert figures(house, AFRO) == ([7], 37, 3)
    assert figures(house, GENDER)[1:] == (25, 2)


def test_an_edition_that_would_decide_nothing_is_refused(house: House) -> None:
    with pytest.raises(RuleViolated, match="no_totals_to_publish"):
        publish_edition(house)
    a_closed_unit(house, "Soloy")
    a_closed_unit(house, "Tolé")
    publish_edition(house)

    with pytest.raises(RuleViolated, match="no_totals_to_publish"):
        publish_edition(house)


def test_a_total_is_summed_from_frozen_counts_and_kept_as_it_was_printed(house: House) -> None:
    soloy = a_closed_unit(house, "Soloy", women=9, men=6, afro=(3, 12))
    a_closed_unit(house, "Tolé", women=5, men=5, afro=(4, 6))
    publish_edition(house)
    corrected(house, soloy, women=14, men=6)
    assert figures(house, GENDER)[0][:2] == [14, 11]

    publish_edition(house)

    assert figures(house, GENDER)[0][:2] == [19, 11]
    assert figures(house, AFRO) == ([7], 25, 2)
    assert figures(house, GENDER, 1)[0][:2] == [14, 11]


def corrected(house: House, space: Space, *, women: int, men: int) -> None:
    """A second version of every frozen table, in which only gender differs."""
    gender = next(each for each in DIMENSIONS if each.key is GENDER)
    table = publish(gender.variable, {"woman": women, "man": men}, base=women + men)
    with writing(house, Verb.FREEZE_TABLES) as db:
        for row in list(db.scalars(sa.select(FrozenTable).where(FrozenTable.space_id == space.id))):
            is_gender = row.dimension == GENDER
            cells = [[each.code, each.count, each.percentage] for each in table.cells]  # type: ignore[union-attr] # it is printed
            db.add(FrozenTable(
                space_id=space.id, dimension=row.dimension, version=2, level=row.level, total=women + men,
                cells=cells if is_gender else row.cells, base=women + men if is_gender else row.base,
                counts=row.counts, frozen_on=row.frozen_on,
            ))  # fmt: skip


def test_a_demonstration_is_in_no_total_beside_real_labs(house: House) -> None:
    for title in ("Ensayo uno", "Ensayo dos"):
        a_closed_unit(house, title, afro=(6, 6), is_demonstration=True)
    publish_edition(house)
    assert figures(house, AFRO) == ([12], 24, 2)

    a_closed_unit(house, "Soloy", afro=(3, 12))
    a_closed_unit(house, "Tolé", afro=(4, 6))
    publish_edition(house)

    assert figures(house, AFRO) == ([7], 25, 2)
    with house.database.reading() as db:
        assert shown_edition(db, 1) is None


def test_who_publishes_what_somebody_closed_meanwhile_is_told(house: House) -> None:
    a_closed_unit(house, "Soloy")
    a_closed_unit(house, "Tolé")
    seen = state(house)
    a_closed_unit(house, "Kankintú")

    with pytest.raises(RuleViolated, match="totals_changed_meanwhile"):
        publish_edition(house, seen=seen)


@pytest.mark.parametrize("turn", range(4))
def test_publishing_while_a_lab_closes_counts_it_whole_or_not_at_all(house: House, turn: int) -> None:
    a_closed_unit(house, "Soloy", afro=(3, 12))
    a_closed_unit(house, "Tolé", afro=(4, 6))
    closing = a_space(house, title="Kankintú")
    a_session(house, closing, stage=Stage.REGISTER_CLOSED)
    seen, together = state(house), Barrier(2)

    def close() -> str:
        together.wait()
        with writing(house, Verb.FREEZE_TABLES) as db:
            freeze_tables(db, closing.id, now=house.now())
        return "closed"

    def decide() -> str:
        together.wait()
        try:
            publish_edition(house, seen=seen)
        except RuleViolated as refused:
            return refused.code
        return "published"

    with ThreadPoolExecutor(2) as pool:
        acts = (close, decide) if turn % 2 else (decide, close)
        ends = {future.result() for future in [pool.submit(act) for act in acts]}

    assert ends in ({"closed", "published"}, {"closed", "totals_changed_meanwhile"})
    with house.database.reading() as db:
        decided = {unit for row in db.scalars(sa.select(ProgrammeTable)) for unit in row.units}
    assert str(closing.id) not in decided


def test_two_people_who_publish_at_once_make_one_edition(house: House) -> None:
    a_closed_unit(house, "Soloy", afro=(3, 12))
    a_closed_unit(house, "Tolé", afro=(4, 6))
    seen, together = state(house), Barrier(2)

    def decide(_who: int) -> str:
        together.wait()
        try:
            return str(publish_edition(house, seen=seen))
        except RuleViolated as refused:
            return refused.code

    with ThreadPoolExecutor(2) as pool:
        ends = sorted(pool.map(decide, range(2)))

    assert ends == ["1", "totals_changed_meanwhile"]
    assert figures(house, AFRO) == ([7], 25, 2)
