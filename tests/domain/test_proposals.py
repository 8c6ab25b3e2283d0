"""Clauses, editions and counter-proposals."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.errors import RuleViolated
from labapp.domain.proposal_records import opened, said, text_from, text_record
from labapp.domain.proposals import (
    LONGEST_NAME,
    Clause,
    ProposalText,
    Source,
    Turn,
    check_counter,
    check_edition,
    check_name,
    check_publisher,
    in_order,
    next_name,
    side_by_side,
)
from labapp.domain.verification_codes import sha256_of


def text(**clauses: str) -> ProposalText:
    return ProposalText("Laboratorios", tuple(Clause(name.removeprefix("c"), words) for name, words in clauses.items()))


WORDS = st.text(max_size=20)
TEXTS = st.builds(
    ProposalText,
    WORDS,
    st.lists(
        st.builds(Clause, WORDS, WORDS, st.lists(st.builds(Source, WORDS, WORDS), max_size=2).map(tuple)), max_size=3
    ).map(tuple),
)


def test_clauses_stand_in_the_order_of_their_names_and_ten_comes_after_nine() -> None:
    names = ["10", "Hito 2", "9", "2.b", "2", "hito 10", "2.a", "1"]

    found = [clause.name for clause in in_order(Clause(name, "") for name in names)]

    assert found == ["1", "2", "2.a", "2.b", "9", "10", "Hito 2", "hito 10"]


@pytest.mark.parametrize(
    ("used", "proposed"), [([], "1"), (["1", "2"], "3"), (["2.a", "9"], "10"), (["Hito 1"], "1")]
)
def test_the_next_whole_number_is_proposed_for_a_new_clause(used: list[str], proposed: str) -> None:
    assert next_name(used) == proposed


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "clause_needs_name"), ("x" * (LONGEST_NAME + 1), "clause_name_too_long"), ("HITO 1", "clause_name_used")],
)
def test_a_clause_has_a_name_of_its_own(name: str, code: str) -> None:
    with pytest.raises(RuleViolated) as caught:
        check_name(name, used=["Hito 1"])

    assert caught.value.code == code


@pytest.mark.parametrize(
    ("now", "before", "note", "code"),
    [
        (text(), None, "", "proposal_without_clauses"),
        (text(c1="Seis"), text(c1="Seis"), "Nada", "nothing_changed"),
        (text(c1="Seis"), text(c1="Cinco"), "", "change_note_missing"),
    ],
)
def test_an_edition_says_something_new_and_what(
    now: ProposalText, before: ProposalText | None, note: str, code: str
) -> None:
    with pytest.raises(RuleViolated) as caught:
        check_edition(now, before, change_note=note)

    assert caught.value.code == code


def test_a_first_edition_needs_no_note_and_a_later_one_says_what_changed() -> None:
    check_edition(text(c1="Seis"), None, change_note="")
    check_edition(text(c1="Seis"), text(c1="Cinco"), change_note="Uno más")


def test_whoever_wrote_does_not_publish() -> None:
    author = uuid4()
    check_publisher(uuid4(), [author])

    with pytest.raises(RuleViolated, match="publisher_is_author"):
        check_publisher(author, [author])


def test_every_clause_of_both_texts_stands_once_with_what_became_of_it() -> None:
    found = side_by_side(text(c1="Seis", c2="Dos", c3="Un video"), text(c1="Seis", c2="Uno", c10="Un informe"))

    assert [(one.name, one.turn) for one in found] == [
        ("1", Turn.KEPT), ("2", Turn.CHANGED), ("3", Turn.LEFT_OUT), ("10", Turn.ADDED),
    ]  # fmt: skip


@given(TEXTS, TEXTS)
def test_nothing_of_either_text_is_lost_side_by_side(original: ProposalText, counter: ProposalText) -> None:
    found = side_by_side(original, counter)

    names = {clause.name for clause in (*original.clauses, *counter.clauses)}
    assert sorted(one.name for one in found) == sorted(names)
    assert {one.name for one in found if one.counter is None} == names - {clause.name for clause in counter.clauses}


@pytest.mark.parametrize(
    ("counter", "code"),
    [
        (text(), "counter_missing"),
        (text(c7="Otra cosa"), "counter_unrelated"),
        (text(c1="Seis", c2="Dos"), "counter_is_the_same"),
    ],
)
def test_a_counter_proposal_has_to_do_with_the_original_and_differs_from_it(counter: ProposalText, code: str) -> None:
    with pytest.raises(RuleViolated) as caught:
        check_counter(text(c1="Seis", c2="Dos"), counter)

    assert caught.value.code == code


@pytest.mark.parametrize("counter", [text(c1="Seis"), text(c1="Cinco", c2="Dos"), text(c2="Dos", c3="Más")])
def test_a_counter_proposal_changes_or_leaves_out_some_of_it(counter: ProposalText) -> None:
    check_counter(text(c1="Seis", c2="Dos"), counter)


@given(TEXTS)
def test_a_text_comes_back_from_its_record_as_it_was(original: ProposalText) -> None:
    record = text_record(original)

    assert text_from(record) == original
    assert opened(record, sha256_of(record)) == original


def test_a_record_that_was_altered_is_shown_to_nobody() -> None:
    sealed = text_record(text(c1="Seis"))
    seal = sha256_of(sealed)

    with pytest.raises(RuleViolated, match="version_altered"):
        opened({**sealed, "title": "Otro"}, seal)


def test_personal_data_are_looked_for_in_the_title_and_in_every_clause() -> None:
    assert said(text(c1="Seis")) == [
        "Laboratorios", {"is": "heading", "text": "1"}, {"is": "paragraph", "text": "Seis"},
    ]  # fmt: skip
