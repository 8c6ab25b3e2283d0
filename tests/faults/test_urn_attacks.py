"""Attacks on anonymous answers: they link everybody where answers are rows of a table, and nobody in an urn."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp.domain.ids import new_id
from labapp.domain.urn import Outcome, Question, encode
from labapp.urns import UrnStore
from tests.faults.urn_attack import (
    busy_database,
    linked_by_order,
    linked_by_transaction_number,
    linked_by_two_states,
    naive_postgresql,
    naive_sqlite,
    opened,
    replay,
    who_answered,
)

pytestmark = pytest.mark.faults

CHOICES = ("bribri", "bugle", "guna", "naso", "ngabe", "wounaan")
CATALOGUE = {"people": Question(frozenset(CHOICES))}
UNIT = new_id()


@pytest.fixture
def answers() -> dict[str, str]:
    """A hundred people in the order of their arrival, with their answers."""
    dice = Random(100)
    return {str(new_id()): dice.choice(CHOICES) for _ in range(100)}


@pytest.fixture
def store(tmp_path: Path) -> UrnStore:
    built = UrnStore(tmp_path / "urns")
    built.open(UNIT, CATALOGUE)
    return built


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder of the attacker's own."""
    folder = tmp_path / "attacker"
    folder.mkdir()
    return folder


def say(store: UrnStore, person: str, choice: str) -> None:
    outcome = store.answer(UNIT, store.turn(UNIT, UUID(person)), question="people", choices=(choice,))
    assert outcome is Outcome.RECORDED


def test_a_table_is_undone_by_replaying_its_log(tmp_path: Path, work: Path, answers: dict[str, str]) -> None:
    path = tmp_path / "naive.sqlite3"
    with busy_database(path) as db:
        naive_sqlite(db, answers)

        assert replay(path, answers, CHOICES, work).links == answers


@pytest.mark.parametrize("order", ["rowid", "1"])
def test_a_table_is_undone_by_the_order_of_its_rows_and_of_its_ids(
    tmp_path: Path, answers: dict[str, str], order: str
) -> None:
    path = tmp_path / "naive.sqlite3"
    with busy_database(path) as db:
        naive_sqlite(db, answers)

        assert linked_by_order(path, answers, CHOICES, order=order) == answers


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_table_is_undone_by_the_transaction_numbers_of_postgresql(database_url: str, answers: dict[str, str]) -> None:
    engine = sa.create_engine(database_url)
    with engine.connect() as db:
        naive_postgresql(db, answers)

        assert linked_by_transaction_number(db) == answers
    engine.dispose()


def test_the_same_attacks_see_everybody_arrive_and_no_answer(
    tmp_path: Path, work: Path, store: UrnStore, answers: dict[str, str]
) -> None:
    path = tmp_path / "labapp.sqlite3"
    with busy_database(path) as db:
        db.execute("CREATE TABLE attendance (person TEXT)")
        for person, choice in answers.items():
            with db:
                db.execute("INSERT INTO attendance VALUES (?)", (person,))
            log = Path(f"{path}-wal").read_bytes()
            say(store, person, choice)
            assert Path(f"{path}-wal").read_bytes() == log

        replayed = replay(path, answers, CHOICES, work)
        by_order = linked_by_order(path, answers, CHOICES, order="rowid")

    assert replayed.commits_with_a_person == 100
    assert replayed.links == by_order == {}


def test_without_the_key_no_file_holds_a_word_of_it(tmp_path: Path, store: UrnStore, answers: dict[str, str]) -> None:
    for person, choice in answers.items():
        say(store, person, choice)

    everything = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())

    for word in (*CHOICES, *answers, "people"):
        assert word.encode() not in everything
        assert word.encode("utf-16-le") not in everything


def test_key_and_file_together_tell_who_answered_and_the_totals(store: UrnStore, tmp_path: Path) -> None:
    people = [str(new_id()) for _ in range(100)]
    answered = people[::2]
    for person in answered:
        say(store, person, "guna")

    secret, state = opened(tmp_path / "urns")

    assert who_answered(secret, state.marks, people, "people") == set(answered)
    assert state.counts["people"].totals == dict.fromkeys(CHOICES, 0) | {"guna": 50}


def test_key_and_file_together_are_the_same_whoever_said_what(
    tmp_path: Path, store: UrnStore, answers: dict[str, str]
) -> None:
    """Two rooms with one key, the same people and the same totals, where hardly anybody gave the same answer."""
    shutil.copytree(tmp_path / "urns", tmp_path / "other")
    other = UrnStore(tmp_path / "other")
    exchanged = dict(zip(answers, reversed(answers.values()), strict=True))
    arrival = list(exchanged)
    Random(7).shuffle(arrival)

    for person, choice in answers.items():
        say(store, person, choice)
    for person in arrival:
        say(other, person, exchanged[person])

    _, state = opened(tmp_path / "urns")
    _, other_state = opened(tmp_path / "other")
    assert sum(answers[person] != exchanged[person] for person in answers) > 50
    assert encode(state) == encode(other_state)
    assert state.counts["people"].totals == dict.fromkeys(CHOICES, 0) | Counter(answers.values())


def test_two_states_of_different_times_and_the_key_give_the_answer_between(
    tmp_path: Path, store: UrnStore, answers: Mapping[str, str]
) -> None:
    """The known limit: this is why the folder is in no copy, and why the threat model speaks of snapshots."""
    *earlier, last = answers
    for person in earlier:
        say(store, person, answers[person])
    secret, before = opened(tmp_path / "urns")
    say(store, last, answers[last])
    _, after = opened(tmp_path / "urns")

    assert linked_by_two_states(secret, (before, after), answers) == {last: answers[last]}


def test_after_sealing_the_states_that_somebody_kept_open_nothing_any_more(
    tmp_path: Path, store: UrnStore, answers: Mapping[str, str]
) -> None:
    person, *_ = answers
    say(store, person, answers[person])
    (kept,) = [file.read_bytes() for file in (tmp_path / "urns").glob("*.urn")]
    key = opened(tmp_path / "urns")[0]
    assert key.opened(kept).marks

    store.totals_for_sealing(UNIT)
    store.destroy(UNIT)

    left = b"".join(file.read_bytes() for file in (tmp_path / "urns").iterdir())
    assert left == b""
