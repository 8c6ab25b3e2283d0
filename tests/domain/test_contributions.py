"""A contribution keeps its number for life; what was read back changes only as a revision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.contributions import (
    LONGEST_TEXT,
    Contribution,
    PublicState,
    Revision,
    State,
    WithholdReason,
    change_text,
    confirm,
    join,
    public_text,
    read_text,
    redact,
    reinstate,
    show,
    split,
    withdraw,
    withhold,
)
from labapp.domain.errors import RuleViolated
from labapp.domain.numbering import GivenNumber, parse_number

SEVEN = Contribution(GivenNumber("", 7), "Que el bus llegue al puerto y que haya agua.")
NINE = Contribution(GivenNumber("", 9), "Queremos agua.")
WITHDRAWN = replace(SEVEN, state=State.WITHDRAWN)


@pytest.mark.parametrize("typed", ["", "   ", "\n\n", "\u200b\u202e", "\x00"])
def test_words_that_are_not_there_are_refused(typed: str) -> None:
    with pytest.raises(RuleViolated, match="contribution_empty"):
        read_text(typed)


def test_two_thousand_characters_fit_and_one_more_does_not() -> None:
    assert len(read_text("a" * LONGEST_TEXT)) == LONGEST_TEXT
    with pytest.raises(RuleViolated, match="contribution_too_long") as refused:
        read_text("a" * (LONGEST_TEXT + 1))
    assert refused.value.details["length"] == LONGEST_TEXT + 1


def test_lines_are_kept_and_invisible_marks_are_not() -> None:
    assert read_text("  Uno\r\n\u202edos \n") == "Uno\ndos"


def test_reading_back_fixes_it_and_doing_so_twice_changes_nothing() -> None:
    once = confirm(SEVEN)

    assert once.state is State.CONFIRMED
    assert confirm(once) == once


@pytest.mark.parametrize("state", [State.REGISTERED, State.CONFIRMED])
def test_it_is_withdrawn_only_while_the_list_is_open(state: State) -> None:
    contribution = replace(SEVEN, state=state)

    assert withdraw(contribution, list_open=True).state is State.WITHDRAWN
    with pytest.raises(RuleViolated, match="list_closed"):
        withdraw(contribution, list_open=False)


def test_withdrawing_again_after_the_close_changes_nothing() -> None:
    assert withdraw(WITHDRAWN, list_open=False) == WITHDRAWN


def test_a_withdrawal_by_mistake_is_undone_while_the_list_is_open_and_read_back_anew() -> None:
    assert reinstate(WITHDRAWN, list_open=True).state is State.REGISTERED
    assert reinstate(confirm(SEVEN), list_open=False) == confirm(SEVEN)
    with pytest.raises(RuleViolated, match="list_closed"):
        reinstate(WITHDRAWN, list_open=False)


@pytest.mark.parametrize(
    "act",
    [
        confirm,
        lambda it: change_text(it, "Otro texto."),
        lambda it: split(it, ("Uno.", "Dos.")),
        lambda it: join(it, into=NINE),
        lambda it: join(NINE, into=it),
    ],
)
def test_nothing_is_done_to_a_withdrawn_one(act: Callable[[Contribution], object]) -> None:
    with pytest.raises(RuleViolated, match="contribution_withdrawn"):
        act(WITHDRAWN)


def test_before_the_reading_the_text_simply_changes() -> None:
    changed, revision = change_text(SEVEN, " Que el bus llegue. ")

    assert (changed.text, revision) == ("Que el bus llegue.", None)


def test_after_the_reading_a_change_is_a_revision_with_its_reason() -> None:
    changed, revision = change_text(confirm(SEVEN), "Que el bus llegue.", reason=" Así lo dijo. ")

    assert (changed.text, changed.state) == ("Que el bus llegue.", State.CONFIRMED)
    assert revision == Revision(SEVEN.text, "Así lo dijo.")


def test_a_revision_without_reason_is_refused_and_the_same_text_is_no_revision() -> None:
    with pytest.raises(RuleViolated, match="revision_needs_reason"):
        change_text(confirm(SEVEN), "Otro.", reason="  ")
    assert change_text(confirm(SEVEN), SEVEN.text) == (confirm(SEVEN), None)


def test_a_composite_one_is_divided_and_keeps_its_number_and_words() -> None:
    whole, parts = split(confirm(SEVEN), ("Que el bus llegue al puerto.", "Que haya agua."))

    assert (str(whole.number), whole.text) == ("7", SEVEN.text)
    assert [str(part.number) for part in parts] == ["7a", "7b"]
    assert {part.state for part in parts} == {State.CONFIRMED}


@pytest.mark.parametrize(
    ("contribution", "texts", "code"),
    [
        (SEVEN, ("Una sola.",), "parts_out_of_range"),
        (SEVEN, ("Una.", " "), "contribution_empty"),
        (replace(SEVEN, parts=(parse_number("7a"),)), ("Una.", "Dos."), "contribution_already_split"),
        (replace(SEVEN, number=parse_number("7a")), ("Una.", "Dos."), "part_cannot_be_divided"),
        (replace(SEVEN, joined_into=NINE.number), ("Una.", "Dos."), "contribution_is_joined"),
        (replace(SEVEN, joined=(NINE.number,)), ("Una.", "Dos."), "contribution_has_joined"),
    ],
)
def test_what_cannot_be_divided_says_why(contribution: Contribution, texts: tuple[str, ...], code: str) -> None:
    with pytest.raises(RuleViolated, match=code):
        split(contribution, texts)


def test_equal_ones_are_joined_and_keep_their_numbers() -> None:
    joined = join(NINE, into=SEVEN)

    assert (joined.number, joined.joined_into) == (GivenNumber("", 9), GivenNumber("", 7))


@pytest.mark.parametrize(
    ("contribution", "into", "code"),
    [
        (SEVEN, SEVEN, "join_into_itself"),
        (NINE, replace(SEVEN, joined_into=GivenNumber("", 3)), "join_into_joined"),
        (replace(NINE, joined=(GivenNumber("", 11),)), SEVEN, "contribution_has_joined"),
        (NINE, replace(SEVEN, parts=(parse_number("7a"),)), "join_of_split"),
        (replace(NINE, parts=(parse_number("9a"),)), SEVEN, "join_of_split"),
    ],
)
def test_there_are_no_chains_of_joined_ones(contribution: Contribution, into: Contribution, code: str) -> None:
    with pytest.raises(RuleViolated, match=code):
        join(contribution, into=into)


def test_one_with_others_joined_into_it_is_not_withdrawn() -> None:
    with pytest.raises(RuleViolated, match="contribution_has_joined") as refused:
        withdraw(replace(SEVEN, joined=(GivenNumber("", 11), GivenNumber("", 9))), list_open=True)

    assert refused.value.details["numbers"] == "9, 11"


def test_a_withheld_one_keeps_its_words_and_shows_none() -> None:
    withheld = withhold(SEVEN, WithholdReason.COMPLAINT)

    assert public_text(withheld) is None
    assert withheld.text == SEVEN.text
    assert show(withheld) == SEVEN


def test_a_redacted_one_shows_other_words_and_keeps_its_own() -> None:
    redacted = redact(SEVEN, WithholdReason.ANOTHER_PERSONS_DATA, public_text="Que el bus llegue […].")

    assert (public_text(redacted), redacted.text) == ("Que el bus llegue […].", SEVEN.text)
    assert redacted.public_state is PublicState.REDACTED
    with pytest.raises(RuleViolated, match="redaction_changes_nothing"):
        redact(SEVEN, WithholdReason.OFFENCE, public_text=SEVEN.text + " ")


def test_of_a_withdrawn_one_only_the_number_is_public() -> None:
    assert public_text(WITHDRAWN) is None
    assert public_text(SEVEN) == SEVEN.text


ACTS: tuple[Callable[[Contribution], Contribution], ...] = (
    confirm,
    lambda it: withdraw(it, list_open=True),
    lambda it: reinstate(it, list_open=True),
    lambda it: change_text(it, "Otro texto.", reason="Se oyó mal.")[0],
    lambda it: withhold(it, WithholdReason.OFFENCE),
    lambda it: redact(it, WithholdReason.OFFENCE, public_text="[…]"),
    show,
    lambda it: join(it, into=NINE),
)


@given(st.lists(st.sampled_from(ACTS), max_size=12))
def test_whatever_is_done_the_number_stays_and_hidden_words_stay_hidden(
    acts: list[Callable[[Contribution], Contribution]],
) -> None:
    it = SEVEN

    for act in acts:
        try:
            it = act(it)
        except RuleViolated:
            continue

    assert it.number == SEVEN.number
    assert (it.public_state is PublicState.SHOWN) == (it.withhold_reason is None)
    assert (it.public_state is PublicState.REDACTED) == (it.redacted_text is not None)
    if it.public_state is not PublicState.SHOWN:
        assert public_text(it) != it.text
