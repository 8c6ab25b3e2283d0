"""The store of urns: an answer counts once, nothing is seen before sealing, nothing is left after it."""

from __future__ import annotations

import errno
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

import pytest

from labapp.domain.dimensions import ANONYMOUS_QUESTIONS
from labapp.domain.errors import RuleViolated
from labapp.domain.ids import new_id
from labapp.domain.urn import STEP, Outcome, Question
from labapp.urn_files import UrnDamaged, UrnUnavailable
from labapp.urns import UrnStore

CATALOGUE = {
    "people": Question(frozenset({"guna", "ngabe", "none"})),
    "descent": Question(frozenset({"yes", "no"})),
    "difficulty": Question(frozenset({"yes", "no"})),
}
UNIT = new_id()
PERSON = new_id()
WRITER_THREADS = 16


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "instance" / "urns"


@pytest.fixture
def store(folder: Path) -> UrnStore:
    opened = UrnStore(folder)
    opened.open(UNIT, CATALOGUE)
    return opened


def say(store: UrnStore, person: UUID = PERSON, question: str = "people", choice: str = "guna") -> Outcome:
    return store.answer(UNIT, store.turn(UNIT, person), question=question, choices=(choice,))


def type_in(store: UrnStore, form_key: str, *, sheet_bound: int = 2) -> Outcome:
    return store.answer_on_paper(UNIT, form_key, question="people", choices=("guna",), sheet_bound=sheet_bound)


def totals(store: UrnStore, question: str = "people") -> dict[str, int]:
    return dict(store.totals_for_sealing(UNIT)[question].totals)


def names(folder: Path) -> list[str]:
    return sorted(file.suffix or file.name for file in folder.iterdir())


def only(folder: Path, suffix: str) -> Path:
    (found,) = folder.glob(f"*{suffix}")
    return found


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(RuleViolated) as caught:
        yield
    assert caught.value.code == code
    assert caught.value.details == {}


def test_an_answer_counts_once_however_often_it_is_sent(store: UrnStore) -> None:
    assert say(store) is Outcome.RECORDED
    assert say(store) is Outcome.ALREADY
    assert say(store, choice="ngabe") is Outcome.ALREADY

    assert totals(store) == {"guna": 1, "ngabe": 0, "none": 0}


def test_one_turn_serves_for_every_question_and_for_every_retry(store: UrnStore) -> None:
    turn = store.turn(UNIT, PERSON)

    sent = [store.answer(UNIT, turn, question=code, choices=("no",)) for code in ("descent", "difficulty", "descent")]

    assert sent == [Outcome.RECORDED, Outcome.RECORDED, Outcome.ALREADY]


def test_the_questions_of_the_house_fit_into_an_urn(tmp_path: Path) -> None:
    store = UrnStore(tmp_path)
    store.open(UNIT, {code: Question(frozenset(choices)) for code, choices in ANONYMOUS_QUESTIONS.items()})

    for code, choices in ANONYMOUS_QUESTIONS.items():
        assert say(store, question=code, choice=choices[0]) is Outcome.RECORDED

    assert all(count.slips == 1 for count in store.totals_for_sealing(UNIT).values())


def test_two_hundred_people_who_send_three_questions_three_times_are_counted_exactly(store: UrnStore) -> None:
    dice = Random(200)
    truth = {
        (new_id(), question): dice.choice(sorted(rule.choices))
        for _ in range(200)
        for question, rule in CATALOGUE.items()
    }
    sent = [*truth.items()] * 3
    dice.shuffle(sent)

    with ThreadPoolExecutor(WRITER_THREADS) as phones:
        outcomes = Counter(phones.map(lambda each: say(store, each[0][0], each[0][1], each[1]), sent))

    assert outcomes == Counter({Outcome.RECORDED: 600, Outcome.ALREADY: 1200})
    counts = store.totals_for_sealing(UNIT)
    for question in CATALOGUE:
        assert counts[question].slips == 200
        told = Counter(choice for (_, asked), choice in truth.items() if asked == question)
        assert counts[question].totals == told


def test_two_stores_on_one_folder_do_not_lose_each_others_answers(store: UrnStore, folder: Path) -> None:
    another = UrnStore(folder)

    with ThreadPoolExecutor(WRITER_THREADS) as phones:
        list(phones.map(lambda number: say((store, another)[number % 2], new_id()), range(200)))

    assert totals(store) == {"guna": 200, "ngabe": 0, "none": 0}


def test_whether_somebody_had_a_turn_is_read_from_the_marks(store: UrnStore) -> None:
    store.turn(UNIT, PERSON)
    assert not store.had_turn(UNIT, PERSON)

    say(store, question="difficulty", choice="no")

    assert store.had_turn(UNIT, PERSON)
    assert not store.had_turn(UNIT, new_id())
    assert not store.had_turn(new_id(), PERSON)


def test_handing_out_a_turn_writes_nothing_and_never_repeats_itself(store: UrnStore, folder: Path) -> None:
    before = {file: file.read_bytes() for file in folder.iterdir()}

    turns = {store.turn(UNIT, PERSON) for _ in range(50)} | {store.turn(UNIT, new_id()) for _ in range(50)}

    assert len(turns) == 100
    assert len({len(turn) for turn in turns}) == 1
    assert {file: file.read_bytes() for file in folder.iterdir()} == before


@pytest.mark.parametrize("turn", ["", "x", "ñ", "AAAA", "A" * 60, "=" * 5_000, "\ud800"])
def test_a_turn_that_nobody_handed_out_is_refused(store: UrnStore, turn: str) -> None:
    with refused("urn_turn_unknown"):
        store.answer(UNIT, turn, question="people", choices=("guna",))


def test_a_turn_of_another_urn_is_refused(store: UrnStore) -> None:
    elsewhere = new_id()
    store.open(elsewhere, CATALOGUE)

    with refused("urn_turn_unknown"):
        store.answer(UNIT, store.turn(elsewhere, PERSON), question="people", choices=("guna",))


def test_an_answer_outside_the_catalogue_is_refused_and_its_neighbours_are_not(store: UrnStore) -> None:
    def send(number: int) -> str:
        try:
            return say(store, new_id(), choice="guna" if number % 2 else "martian")
        except RuleViolated as refusal:
            return refusal.code

    with ThreadPoolExecutor(WRITER_THREADS) as phones:
        answers = Counter(phones.map(send, range(60)))

    assert answers == {"urn_answer_unknown": 30, "recorded": 30}
    assert totals(store)["guna"] == 30


def test_paper_counts_once_per_form_and_never_more_than_the_sheets(store: UrnStore) -> None:
    say(store)
    assert [type_in(store, key) for key in ("a", "b", "a")] == ["recorded", "recorded", "already"]

    with refused("urn_sheets_used_up"):
        type_in(store, "c")

    count = store.totals_for_sealing(UNIT)["people"]
    assert (count.slips, count.on_paper) == (3, 2)


def test_a_form_key_is_never_taken_for_a_person(store: UrnStore) -> None:
    say(store)

    assert type_in(store, str(PERSON)) is Outcome.RECORDED


def test_opening_again_keeps_what_is_there_and_learns_new_questions(store: UrnStore) -> None:
    say(store)

    store.open(UNIT, {**CATALOGUE, "new": Question(frozenset({"yes"}))})

    assert say(store) is Outcome.ALREADY
    assert say(store, question="new", choice="yes") is Outcome.RECORDED
    assert totals(store)["guna"] == 1


def test_what_a_new_program_reads_is_what_the_old_one_acknowledged(store: UrnStore, folder: Path) -> None:
    say(store)

    later = UrnStore(folder)

    assert later.is_open(UNIT)
    assert later.had_turn(UNIT, PERSON)
    assert say(later) is Outcome.ALREADY


def test_asking_for_the_totals_closes_the_urn_for_good(store: UrnStore, folder: Path) -> None:
    turn = store.turn(UNIT, PERSON)
    say(store)

    first = store.totals_for_sealing(UNIT)

    assert not store.is_open(UNIT)
    with refused("urn_closed"):
        store.answer(UNIT, turn, question="difficulty", choices=("no",))
    with refused("urn_closed"):
        store.open(UNIT, CATALOGUE)
    assert UrnStore(folder).totals_for_sealing(UNIT) == first


def test_nothing_is_left_of_a_destroyed_urn(store: UrnStore, folder: Path) -> None:
    turn = store.turn(UNIT, PERSON)
    store.totals_for_sealing(UNIT)

    store.destroy(UNIT)
    store.destroy(UNIT)

    assert names(folder) == ["lock"]
    assert not store.is_open(UNIT)
    assert not store.had_turn(UNIT, PERSON)
    for closed in (lambda: store.turn(UNIT, PERSON), lambda: store.totals_for_sealing(UNIT)):
        with refused("urn_closed"):
            closed()
    with refused("urn_closed"):
        store.answer(UNIT, turn, question="people", choices=("guna",))


def test_an_urn_whose_totals_nobody_asked_for_is_not_destroyed(store: UrnStore) -> None:
    say(store)

    with refused("urn_still_open"):
        store.destroy(UNIT)
    store.clean_leftovers([UNIT])

    assert totals(store)["guna"] == 1


def test_at_start_sealed_urns_go_and_open_ones_stay(store: UrnStore, folder: Path) -> None:
    sealed, absent = new_id(), new_id()
    store.open(sealed, CATALOGUE)
    store.totals_for_sealing(sealed)
    say(store)
    for leftover in folder.glob("*.urn"):
        leftover.with_suffix(".new").write_bytes(b"a draft that a kill left behind")

    UrnStore(folder).clean_leftovers([sealed, absent])

    assert names(folder) == [".key", ".urn", "lock"]
    assert say(store) is Outcome.ALREADY


def test_neither_names_nor_contents_nor_lengths_tell_ids_codes_or_numbers(store: UrnStore, folder: Path) -> None:
    empty_length = only(folder, ".urn").stat().st_size
    people = [new_id() for _ in range(50)]
    for person in people:
        say(store, person)

    everything = b"".join(file.name.encode() + file.read_bytes() for file in folder.iterdir())

    for told in (UNIT, *people):
        assert told.bytes not in everything
        assert told.hex.encode() not in everything
        assert str(told).encode() not in everything
    for word in (b"guna", b"people", b"difficulty", b"marks"):
        assert word not in everything
    assert only(folder, ".urn").stat().st_size == empty_length == STEP + 28


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes; the profile folder protects them")
def test_key_and_file_belong_to_their_owner_alone(store: UrnStore, folder: Path) -> None:
    say(store)

    assert folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in folder.glob("*.*")} == {0o600}


def test_a_full_disk_acknowledges_nothing_and_a_retry_counts_once(
    store: UrnStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(store)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("os.fsync", full)
        people = [new_id() for _ in range(40)]
        with ThreadPoolExecutor(WRITER_THREADS) as phones:
            failures = [phones.submit(say, store, person).exception() for person in people]
    assert all(isinstance(failure, UrnUnavailable) for failure in failures)

    assert [say(store, person) for person in people] == [Outcome.RECORDED] * 40
    assert totals(store)["guna"] == 41


class HeldByAnotherProgram(PermissionError):
    """What Windows raises while a virus scanner looks at a file."""

    winerror = 32


def test_a_file_that_another_program_holds_for_a_moment_is_tried_again(
    store: UrnStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals = 3
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        nonlocal refusals
        if refusals:
            refusals -= 1
            raise HeldByAnotherProgram(errno.EACCES, "sharing violation")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)

    assert say(store) is Outcome.RECORDED
    assert refusals == 0
    assert totals(store)["guna"] == 1


@pytest.mark.parametrize("suffix", [".urn", ".key"])
def test_a_spoiled_file_is_said_to_be_spoiled_and_can_be_removed(store: UrnStore, folder: Path, suffix: str) -> None:
    turn = store.turn(UNIT, PERSON)
    file = only(folder, suffix)
    file.write_bytes(file.read_bytes()[:-1])

    with pytest.raises(UrnDamaged):
        store.answer(UNIT, turn, question="people", choices=("guna",))
    with pytest.raises(UrnDamaged):
        store.is_open(UNIT)
    store.destroy(UNIT)

    assert names(folder) == ["lock"]


def test_a_lost_key_is_not_mistaken_for_a_new_urn(store: UrnStore, folder: Path) -> None:
    only(folder, ".key").unlink()

    with pytest.raises(UrnDamaged):
        store.open(UNIT, CATALOGUE)


def test_urns_of_several_units_do_not_touch_each_other(store: UrnStore) -> None:
    another = uuid4()
    store.open(another, CATALOGUE)
    say(store)

    store.totals_for_sealing(another)
    store.destroy(another)

    assert store.is_open(UNIT)
    assert store.had_turn(UNIT, PERSON)
