"""The urn's memory: totals and marks always agree, and nothing in it depends on order or on who said what."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.errors import RuleViolated
from labapp.domain.urn import (
    MARK_LENGTH,
    STEP,
    Outcome,
    Question,
    Slip,
    UrnState,
    add,
    closed,
    decode,
    empty,
    encode,
    extended,
    pad,
)

CATALOGUE = {
    "people": Question(frozenset({"guna", "ngabe", "none"})),
    "difficulty": Question(frozenset({"yes", "no"})),
    "round": Question(frozenset({"7a", "7b", "8"}), most=3),
}


def mark(number: int) -> bytes:
    return number.to_bytes(MARK_LENGTH, "big")


def slip(number: int, question: str = "people", *choices: str, sheets: int | None = None) -> Slip:
    return Slip(mark(number), question, choices or ("guna",), sheets)


def filled(*slips: Slip) -> UrnState:
    state = empty(CATALOGUE)
    for each in slips:
        state, _ = add(state, each)
    return state


@st.composite
def slips_of_one_kind(draw: st.DrawFn, number: int) -> Slip:
    question = draw(st.sampled_from(sorted(CATALOGUE)))
    rule = CATALOGUE[question]
    choices = draw(st.lists(st.sampled_from(sorted(rule.choices)), min_size=1, max_size=rule.most))
    return Slip(mark(number), question, tuple(choices), draw(st.sampled_from([None, 1_000])))


@st.composite
def slips_of_different_people(draw: st.DrawFn) -> list[Slip]:
    return [draw(slips_of_one_kind(number)) for number in range(draw(st.integers(0, 25)))]


@given(slips_of_different_people(), st.data())
def test_totals_are_exactly_the_slips_that_left_a_mark(slips: list[Slip], data: st.DataObject) -> None:
    sent = data.draw(st.permutations(slips * 3))

    state, outcomes = empty(CATALOGUE), Counter[Outcome]()
    for each in sent:
        state, outcome = add(state, each)
        outcomes[outcome] += 1

    assert state.marks == {each.mark for each in slips}
    assert outcomes == Counter({Outcome.RECORDED: len(slips), Outcome.ALREADY: 2 * len(slips)})
    for question, count in state.counts.items():
        told = [each for each in slips if each.question == question]
        points = Counter(choice for each in told for choice in each.choices)
        assert count.slips == len(told)
        assert count.on_paper == sum(each.sheets is not None for each in told)
        assert {choice: number for choice, number in count.totals.items() if number} == points


@given(slips_of_different_people(), st.data())
def test_two_orders_of_the_same_slips_give_the_same_bytes(slips: list[Slip], data: st.DataObject) -> None:
    another_order = data.draw(st.permutations(slips))

    assert encode(filled(*slips)) == encode(filled(*another_order))


@given(st.lists(st.sampled_from(sorted(CATALOGUE["people"].choices)), max_size=25), st.data())
def test_people_who_exchange_their_answers_leave_the_same_bytes(answers: list[str], data: st.DataObject) -> None:
    exchanged = data.draw(st.permutations(answers))

    first = filled(*(slip(person, "people", answer) for person, answer in enumerate(answers)))
    second = filled(*(slip(person, "people", answer) for person, answer in enumerate(exchanged)))

    assert encode(first) == encode(second)


@given(slips_of_different_people())
def test_what_is_written_is_what_is_read(slips: list[Slip]) -> None:
    state = filled(*slips)

    assert decode(encode(state)) == state
    assert decode(encode(closed(state))).is_closed


def test_a_mark_that_is_there_keeps_the_first_answer_and_nothing_of_the_second() -> None:
    once = filled(slip(1, "people", "guna"))

    twice, outcome = add(once, slip(1, "people", "ngabe"))

    assert outcome is Outcome.ALREADY
    assert twice is once


def test_adding_leaves_the_state_it_started_from_as_it_was() -> None:
    before = empty(CATALOGUE)

    add(before, slip(1))

    assert before == empty(CATALOGUE)


@pytest.mark.parametrize(
    "bad",
    [
        slip(1, "unheard", "guna"),
        slip(1, "people", "wounaan"),
        slip(1, "people", "guna", "guna"),
        slip(1, "round", "8", "8", "8", "8"),
        slip(1, "round", "8", "9"),
        Slip(mark(1), "people", ()),
    ],
)
def test_an_answer_that_the_catalogue_does_not_know_is_refused(bad: Slip) -> None:
    with pytest.raises(RuleViolated, match="urn_answer_unknown") as refused:
        add(empty(CATALOGUE), bad)
    assert refused.value.details == {}


def test_a_slip_does_not_show_itself_in_a_message() -> None:
    assert repr(slip(1, "people", "guna", sheets=3)) == "Slip()"


def test_points_of_one_ballot_may_meet_on_one_choice() -> None:
    state = filled(slip(1, "round", "7a", "7a", "8"))

    assert state.counts["round"].totals == {"7a": 2, "7b": 0, "8": 1}
    assert state.counts["round"].slips == 1


def test_paper_slips_are_bounded_by_the_sheets_and_phones_are_not() -> None:
    state = filled(slip(1, sheets=2), slip(2, sheets=2), slip(3), slip(4))

    with pytest.raises(RuleViolated, match="urn_sheets_used_up"):
        add(state, slip(5, sheets=2))
    assert add(state, slip(2, sheets=2)) == (state, Outcome.ALREADY)
    assert add(state, slip(5, "difficulty", "no", sheets=2))[1] is Outcome.RECORDED


def test_a_closed_urn_takes_nothing() -> None:
    with pytest.raises(RuleViolated, match="urn_closed"):
        add(closed(empty(CATALOGUE)), slip(1))


def test_a_wider_catalogue_adds_zeros_and_loses_nothing() -> None:
    before = filled(slip(1, "people", "guna"))

    after = extended(before, {"people": Question(frozenset({"guna", "bribri"})), "new": Question(frozenset({"yes"}))})

    assert after.counts["people"].totals == {"guna": 1, "ngabe": 0, "none": 0, "bribri": 0}
    assert after.counts["new"].totals == {"yes": 0}
    assert after.counts["difficulty"] == before.counts["difficulty"]
    assert extended(before, CATALOGUE) == before


@pytest.mark.parametrize("length", [0, 1, STEP - 1, STEP, STEP + 1, 3 * STEP])
def test_padding_fills_whole_steps_and_at_least_one(length: int) -> None:
    padded = pad(b"x" * length)

    assert len(padded) % STEP == 0
    assert length <= len(padded) <= max(STEP, length + STEP - 1)


def test_one_answer_more_does_not_show_in_the_length() -> None:
    lengths = {len(encode(filled(*map(slip, range(number))))) for number in (0, 1, 2, 400)}

    assert lengths == {STEP}


def spoiled(**changes: object) -> bytes:
    written = json.loads(encode(filled(slip(1), slip(2))))
    return json.dumps(written | changes).encode()


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"{}",
        b'{"closed":false,"counts":{},"marks":"AAAA"}',
        spoiled(marks=""),
        spoiled(marks="AAAAAAAAAAACAAAAAAAAAAAB"),
        spoiled(marks="AAAAAAAAAAABAAAAAAAAAAAB"),
        spoiled(counts={}),
        spoiled(counts={"people": {"most": 1, "slips": 2, "paper": 0, "totals": {"guna": 1}}}),
        spoiled(counts={"people": {"most": 1, "slips": 2, "paper": 3, "totals": {"guna": 2}}}),
        spoiled(counts={"people": {"most": 1, "slips": 2, "paper": 0, "totals": {"guna": 3, "ngabe": -1}}}),
    ],
)
def test_a_text_whose_totals_and_marks_disagree_is_not_an_urn(text: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(text)


@pytest.mark.parametrize(("choices", "most"), [(frozenset(), 1), (frozenset({"yes"}), 0)])
def test_a_question_needs_a_choice_and_room_for_one(choices: frozenset[str], most: int) -> None:
    with pytest.raises(ValueError, match="needs a choice"):
        Question(choices, most)
