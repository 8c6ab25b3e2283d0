"""Sealing at every point where somebody pulls the plug: totals once, nothing lost, nothing doubled."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp.domain.errors import RuleViolated
from labapp.domain.sessions import Stage
from labapp.domain.spaces import SpaceKind
from labapp.domain.urn import Count
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.housekeeping import Housekeeper
from labapp.models.publication import UrnTotal
from labapp.models.spaces import Space
from labapp.services import urns
from labapp.services.session_stages import URN_CATALOGUE
from labapp.urns import UrnStore
from tests.conftest import Clock
from tests.factories import a_session, a_space, writing

BY = "staff:somebody"


class PulledPlug(Exception):
    """The power went."""


class UnpluggedBefore(UrnStore):
    """An urn store whose machine dies before one step."""

    def __init__(self, folder, step: str) -> None:  # type: ignore[no-untyped-def] # as the store's own
        super().__init__(folder)
        self.step = step

    def totals_for_sealing(self, unit_id: UUID) -> Mapping[str, Count]:
        if self.step == "totals":
            raise PulledPlug
        return super().totals_for_sealing(unit_id)

    def destroy(self, unit_id: UUID) -> None:
        if self.step == "destroy":
            raise PulledPlug
        super().destroy(unit_id)


@pytest.fixture
def space(house: House) -> Space:
    """A lab with three anonymous answers."""
    return _answered(house, a_space(house))


def _answered(house: House, space: Space) -> Space:
    house.urns.open(space.id, URN_CATALOGUE)
    with writing(house, Verb.OPEN_URN) as db:
        row = db.get_one(Space, space.id)
        row.urn_opened_at = house.now()
    for form in range(3):
        house.urns.answer_on_paper(space.id, f"form {form}", question="afro_descent", choices=("yes",), sheet_bound=9)
    return row


def _yes(house: House) -> int | None:
    with house.database.reading() as db:
        return db.scalar(
            sa.select(UrnTotal.count).where(UrnTotal.question == "afro_descent", UrnTotal.choice == "yes")
        )


def _seal(house: House, space: Space, store: UrnStore | None = None) -> bool:
    return urns.seal(house.database, store or house.urns, space.id, actor=BY, now=house.now())


def test_sealing_writes_totals_and_destroys_and_repeats_harmlessly(house: House, space: Space) -> None:
    assert [_seal(house, space), _seal(house, space)] == [True, False]
    assert _yes(house) == 3
    assert not house.urns.is_open(space.id)
    assert not [file for file in house.settings.urns.iterdir() if file.suffix in {".urn", ".key"}]


@pytest.mark.parametrize("step", ["totals", "destroy"])
def test_a_kill_at_any_step_is_finished_by_asking_again(house: House, space: Space, step: str) -> None:
    with pytest.raises(PulledPlug):
        _seal(house, space, UnpluggedBefore(house.settings.urns, step))

    _seal(house, space, UrnStore(house.settings.urns))

    assert _yes(house) == 3
    assert not [file for file in house.settings.urns.iterdir() if file.suffix in {".urn", ".key"}]


def test_a_kill_between_closing_the_urn_and_the_totals_loses_nothing(house: House, space: Space) -> None:
    house.urns.totals_for_sealing(space.id)
    assert _seal(house, space, UrnStore(house.settings.urns))
    assert _yes(house) == 3


def test_what_a_kill_left_after_the_totals_is_finished_at_start(house: House, space: Space) -> None:
    with pytest.raises(PulledPlug):
        _seal(house, space, UnpluggedBefore(house.settings.urns, "destroy"))

    urns.finish_sealing(house.database, UrnStore(house.settings.urns))

    assert not [file for file in house.settings.urns.iterdir() if file.suffix in {".urn", ".key"}]


def test_by_itself_after_thirty_days_and_not_before(house: House, space: Space, clock: Clock) -> None:
    a_session(house, space, stage=Stage.OPEN)
    clock.forward(days=29)
    assert urns.seal_due(house.database, house.urns, now=house.now()) == 0
    clock.forward(days=2)
    Housekeeper(house).look()
    assert urns.seal_due(house.database, house.urns, now=house.now()) == 0
    assert _yes(house) == 3


def test_a_lab_whose_last_register_closed_before_a_kill_is_sealed_at_start(house: House, space: Space) -> None:
    a_session(house, space, stage=Stage.REGISTER_CLOSED)
    assert urns.seal_due(house.database, house.urns, now=house.now()) == 1


@pytest.mark.parametrize(
    ("kind", "later", "due"),
    [
        (SpaceKind.INNOVATION_LAB, Stage.CONVENED, 0),
        (SpaceKind.INNOVATION_LAB, Stage.CANCELLED, 1),
        (SpaceKind.COCREATION_TABLE, Stage.CONVENED, 1),
    ],
)
def test_a_session_to_come_holds_the_urn_of_a_lab_and_not_of_a_table(
    house: House, kind: SpaceKind, later: Stage, due: int
) -> None:
    space = _answered(house, a_space(house, kind))
    a_session(house, space, stage=Stage.REGISTER_CLOSED)
    a_session(house, space, stage=later, starts_in_hours=24 * 10)
    assert urns.seal_due(house.database, house.urns, now=house.now()) == due


def test_an_urn_of_another_machine_is_left_for_a_person(house: House) -> None:
    space = a_space(house)
    with writing(house, Verb.OPEN_URN) as db:
        db.get_one(Space, space.id).urn_opened_at = house.now()
    a_session(house, space, stage=Stage.REGISTER_CLOSED)

    assert urns.seal_due(house.database, house.urns, now=house.now()) == 0
    with pytest.raises(RuleViolated, match="urn_not_here"):
        _seal(house, space)


def test_what_was_never_opened_is_not_sealed(house: House) -> None:
    assert not _seal(house, a_space(house))
