"""Kills at any moment of an urn's life: nothing acknowledged is lost, nothing counts twice, an end is an end."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from labapp.domain.ids import new_id
from labapp.domain.urn import Outcome
from labapp.urns import UrnStore
from tests.faults.urn_child import CATALOGUE, Plan, seal, sealed_units, totals_database

pytestmark = pytest.mark.faults

ROOT = Path(__file__).parents[2]
PEOPLE = 300
KILLS = [
    *({"dies_after": acknowledged} for acknowledged in (1, 3, 7, 12, 18, 25, 30, 33, 40, 41)),
    *({"dies_at": step} for step in (9, 22, 31, 40, 47, 56, 65, 74, 83, 92)),
]
SLIPS_IN_HAND = 80
"""How many slips a child has: more than it can send before it is killed."""

Slip = tuple[str, str, str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "urns"


@pytest.fixture
def store(folder: Path) -> UrnStore:
    return UrnStore(folder)


def start(plan: Plan, folder: Path) -> subprocess.Popen[str]:
    path = plan.write(folder.with_name(f"plan-{new_id()}.json"))
    command = [sys.executable, "-m", "tests.faults.urn_child", str(path)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def carry_out(plan: Plan, folder: Path) -> bool:
    """Return whether the child lived to the end of its plan."""
    with start(plan, folder) as child:
        child.communicate()
    return child.returncode == 0


def acknowledged(plan: Plan, folder: Path, *, dies_after: int = 0) -> set[int]:
    """Run the child, kill it after so many acknowledgements unless it kills itself; return all that it gave."""
    given: set[int] = set()
    with start(plan, folder) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        if not dies_after:
            child.stdin.close()
        for line in child.stdout:
            given.add(int(line))
            if len(given) == dies_after:
                child.kill()
    assert child.returncode != 0
    return given


def send(store: UrnStore, unit: UUID, slip: Slip) -> Outcome:
    turn, question, choice = slip
    return store.answer(unit, turn, question=question, choices=(choice,))


def slips_of(store: UrnStore, unit: UUID, people: int) -> list[Slip]:
    """One slip for each question and person, in a random order."""
    dice = Random(people)
    turns = [store.turn(unit, new_id()) for _ in range(people)]
    slips = [(turn, code, dice.choice(sorted(rule.choices))) for turn in turns for code, rule in CATALOGUE.items()]
    dice.shuffle(slips)
    return slips


def expected(slips: list[Slip]) -> Counter[tuple[str, str]]:
    return Counter((question, choice) for _, question, choice in slips)


def committed(database: Path, unit: UUID) -> Counter[tuple[str, str]]:
    with totals_database(database) as db, closing(db.execute("SELECT * FROM total")) as rows:
        return Counter({(asked, choice): number for of, asked, choice, number in rows if of == str(unit) and number})


def assert_no_canary(folder: Path) -> None:
    for file in folder.iterdir():
        assert b"CANARY" not in file.name.encode() + file.read_bytes()
        assert "CANARY".encode("utf-16-le") not in file.read_bytes()


def test_twenty_kills_among_answers_lose_nothing_acknowledged_and_double_nothing(store: UrnStore, folder: Path) -> None:
    unit = new_id()
    store.open(unit, CATALOGUE)
    slips = slips_of(store, unit, PEOPLE)
    waiting = dict(enumerate(slips))

    for kill in KILLS:
        hand = list(waiting)[:SLIPS_IN_HAND]
        plan = Plan("answer", str(folder), str(unit), kill.get("dies_at", 0), slips=[slips[n] for n in hand])
        given = acknowledged(plan, folder, dies_after=kill.get("dies_after", 0))

        assert len(given) >= kill.get("dies_after", 0)
        assert store.is_open(unit)  # and its totals equal its marks, or it could not be read
        for index in given:
            assert send(store, unit, waiting.pop(hand[index])) is Outcome.ALREADY

    assert waiting
    for slip in slips * 2:
        send(store, unit, slip)
    assert_no_canary(folder)
    counts = store.totals_for_sealing(unit)
    found = {(question, choice): n for question, each in counts.items() for choice, n in each.totals.items()}
    assert found == expected(slips)


def test_two_programs_that_serve_one_urn_count_every_answer_once(store: UrnStore, folder: Path) -> None:
    unit = new_id()
    store.open(unit, CATALOGUE)
    slips = slips_of(store, unit, 60)
    plan = Plan("answer", str(folder), str(unit), slips=slips)

    with start(plan, folder) as one, start(plan, folder) as two:
        heard = [child.communicate()[0].count("\n") for child in (one, two)]

    assert heard == [180, 180]
    counts = store.totals_for_sealing(unit)
    found = {(question, choice): n for question, each in counts.items() for choice, n in each.totals.items()}
    assert found == expected(slips)


def killed_at_each_step(act: str, folder: Path, units: Iterator[UUID], database: Path) -> Iterator[UUID]:
    """Kill a child at its first step on the disk, the next one at its second, until one reaches its end."""
    for step in count(1):
        unit = next(units)
        plan = Plan(act, str(folder), str(unit), step, str(database))
        lived = carry_out(plan, folder)
        yield unit
        if lived:
            return


def test_a_kill_at_any_step_of_sealing_seals_once_and_leaves_nothing(
    store: UrnStore, folder: Path, tmp_path: Path
) -> None:
    database = tmp_path / "totals.sqlite3"
    answers: dict[UUID, list[Slip]] = {}
    ends_begun = 0

    def filled_urns() -> Iterator[UUID]:
        while True:
            unit = new_id()
            store.open(unit, CATALOGUE)
            answers[unit] = slips_of(store, unit, 3)
            for slip in answers[unit]:
                send(store, unit, slip)
            yield unit

    for unit in killed_at_each_step("seal", folder, filled_urns(), database):
        later = UrnStore(folder)
        if unit in sealed_units(database):
            assert not later.is_open(unit)
        if any(folder.glob("*.gone")):
            ends_begun += 1
            later.clean_leftovers([])
            assert [file.name for file in folder.iterdir()] == ["lock"]
        later.clean_leftovers(sealed_units(database))
        seal(later, unit, database)

        assert committed(database, unit) == expected(answers[unit])
        assert [file.name for file in folder.iterdir()] == ["lock"]
        assert not later.is_open(unit)

    assert len(answers) > 10
    assert ends_begun > 2


def test_a_phone_thanked_between_two_steps_of_sealing_is_in_the_totals(store: UrnStore, folder: Path) -> None:
    unit = new_id()
    store.open(unit, CATALOGUE)
    *first, late = slips_of(store, unit, 2)
    for slip in first:
        send(store, unit, slip)

    told = store.totals_for_sealing(unit)

    with pytest.raises(Exception, match="urn_closed"):
        send(UrnStore(folder), unit, late)
    assert sum(each.slips for each in told.values()) == len(first)


def test_a_kill_at_any_step_of_opening_leaves_an_urn_that_can_be_opened(
    store: UrnStore, folder: Path, tmp_path: Path
) -> None:
    def units() -> Iterator[UUID]:
        while True:
            yield new_id()

    kills = 0
    for unit in killed_at_each_step("open", folder, units(), tmp_path / "unused"):
        kills += 1
        store.clean_leftovers([])
        assert all(file.with_suffix(".urn").exists() for file in folder.glob("*.*"))
        store.open(unit, CATALOGUE)
        (slip, *_) = slips_of(store, unit, 1)
        assert send(store, unit, slip) is Outcome.RECORDED

    assert kills > 4
    assert {file.suffix for file in folder.iterdir()} == {".key", ".urn", ""}
