"""A sheet that came back: what each row would do, and that no accident does anything by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.answer_sheet_cells import RowProblem
from labapp.domain.answer_sheet_decisions import Change, Decision, Verdict
from labapp.domain.answer_sheets import (
    EXTRAS,
    OFFERED,
    Column,
    Locked,
    Open,
    ReturnedRow,
    ReturnedSheet,
    chosen_rows,
    key_of,
    sheet_from,
    sheet_record,
)
from labapp.domain.completeness import Lack
from labapp.domain.response_extras import Extra, ExtraShape
from labapp.domain.responses import Answer, Disposition, extras_of
from labapp.domain.text import clean_line, clean_text
from labapp.words.answer_sheets import fault_words
from tests.domain.sheets import REASON, TAKEN_UP, a_row, a_sheet, cells_of, decided, only, returned, seal

texts = st.text(max_size=40).map(clean_text)
lines = st.text(max_size=40).map(clean_line)
days = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))


def _value(extra: Extra) -> st.SearchStrategy[str | date]:
    if extra.shape is ExtraShape.DAY:
        return days
    return st.just("legal") if extra is Extra.REASON_KIND else texts.filter(bool)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    kinds = draw(
        st.lists(
            st.sampled_from([kind for kind in OFFERED if kind is not Disposition.REFERS_TO_OTHER]),
            min_size=1,
            max_size=4,
            unique=True,
        )
    )
    asked = [extra for extra in extras_of(tuple(kinds)) if draw(st.booleans())]
    return Answer(
        "1",
        kinds[0],
        tuple(kinds[1:]),
        draw(texts),
        {extra: draw(_value(extra)) for extra in asked},
        institution=draw(lines),
        office=draw(lines),
        answered_on=draw(st.none() | days),
    )


def problems(one: Decision) -> list[RowProblem]:
    return [fault.problem for fault in one.faults]


@given(answer=answers(), was=st.none() | answers())
def test_whatever_an_answer_says_it_comes_back_as_it_went(answer: Answer, was: Answer | None) -> None:
    went, now = a_row("1", answer), a_row("1", was)
    typed = {name: text for name, text in cells_of(went).items() if name != Locked.KEY.value}

    assert only(a_sheet(went), returned(went)).verdict is Verdict.UNTOUCHED
    filled = only(a_sheet(now), returned(now, cells=typed))
    assert filled.verdict is Verdict.UNTOUCHED or filled.answer == replace(answer, number="1")


@given(answer=answers(), typed=st.text(max_size=60), column=st.sampled_from([Open.REASON, *EXTRAS, Open.OFFICE]))
def test_any_text_in_any_cell_is_decided_and_changes_nothing_that_it_does_not_name(
    answer: Answer, typed: str, column: Column
) -> None:
    row = a_row("1", answer)

    one = only(a_sheet(row), returned(row, cells={column.value: typed}))

    assert {change.column for change in one.changes} <= {column}


@given(said=st.dictionaries(st.text(max_size=8), st.text(max_size=30), max_size=6))
def test_rows_that_never_went_out_are_refused_whatever_they_hold(said: dict[str, str]) -> None:
    one = only(a_sheet(a_row("1")), ReturnedRow(2, said))

    assert (one.verdict, one.answer) == (Verdict.REFUSED, None)


def test_a_filled_row_is_a_new_answer_with_old_and_new_side_by_side() -> None:
    row = a_row("1")

    one = only(a_sheet(row), returned(row, kind="Incorporado al compromiso", reason=REASON, clause="007", version="2"))

    assert (one.verdict, one.lacks) == (Verdict.NEW, ())
    assert [(change.column, change.old, change.new) for change in one.changes] == [
        (Open.KIND, (), (Disposition.INCORPORATED,)),
        (Open.REASON, "", REASON),
        (Extra.CLAUSE, None, "007"),
        (Extra.VERSION, None, "2"),
    ]


@pytest.mark.parametrize(
    "typed", ["incorporado al compromiso ", "INCORPORADO", "Incorporated into the commitment", "incorporated"]
)
def test_a_kind_is_understood_by_every_name_it_has(typed: str) -> None:
    row = a_row("1")

    one = only(a_sheet(row), returned(row, kind=typed))

    assert one.answer is not None
    assert one.answer.primary is Disposition.INCORPORATED


def test_an_incomplete_row_is_kept_as_incomplete_and_says_what_it_lacks() -> None:
    row = a_row("1")

    one = only(a_sheet(row), returned(row, kind="No viable", reason="No se puede."))

    assert one.verdict is Verdict.NEW
    assert {lack.code for lack in one.lacks} >= {
        Lack.REASON_TOO_SHORT,
        Lack.NO_COUNTER_PROPOSAL,
        Lack.EXTRA_ABSENT,
    }


def test_a_row_whose_answer_changed_meanwhile_waits_for_a_person() -> None:
    went, now = a_row("1", TAKEN_UP, version=1), a_row("1", replace(TAKEN_UP, reason="Otra cosa."), version=2)

    one = only(a_sheet(now), returned(went, reason=f"{REASON} Y más."))

    assert one.verdict is Verdict.OVERTAKEN
    assert [(change.old, change.new) for change in one.changes] == [("Otra cosa.", f"{REASON} Y más.")]


def test_a_row_that_nobody_touched_undoes_nothing_that_changed_meanwhile() -> None:
    went, now = a_row("1", TAKEN_UP, version=1), a_row("1", replace(TAKEN_UP, reason="Otra cosa."), version=2)

    assert only(a_sheet(now), returned(went)).verdict is Verdict.UNTOUCHED


def test_a_row_that_was_applied_does_nothing_the_second_time() -> None:
    went = a_row("1")
    back = returned(went, kind="incorporated", reason=REASON, clause="007", version="2")
    now = a_row("1", TAKEN_UP, version=5)

    assert only(a_sheet(now), back).verdict is Verdict.UNTOUCHED


def test_more_time_for_the_institution_is_no_change_of_its_answer() -> None:
    went, now = a_row("1", version=1), replace(a_row("1", version=2), due_on=date(2027, 1, 15))

    one = only(a_sheet(now), returned(went, kind="out_of_scope", reason=REASON))

    assert one.verdict is Verdict.NEW


def test_an_answer_that_another_institution_owes_is_signed_by_it_and_asks_for_its_office() -> None:
    row = replace(a_row("1"), owed_by="IDAAN")
    filled = {"kind": "out_of_scope", "reason": REASON}

    for back in (returned(row, **filled), returned(row, institution="", **filled)):
        one = only(a_sheet(row), back)

        assert one.answer is not None
        assert one.answer.institution == "IDAAN"
        assert {lack.code for lack in one.lacks} == {Lack.NO_OFFICE}
        assert Change(Open.INSTITUTION, "", "IDAAN") in one.changes
    assert only(a_sheet(row), returned(row)).verdict is Verdict.UNTOUCHED


def test_the_institution_of_the_document_may_answer_what_another_owes() -> None:
    row = replace(a_row("1"), owed_by="IDAAN")

    one = only(a_sheet(row), returned(row, institution="ANTAI", kind="out_of_scope", reason=REASON))

    assert (one.answer.institution if one.answer else "", one.lacks) == ("ANTAI", ())


def test_a_reason_that_is_given_to_others_too_names_them() -> None:
    sheet = a_sheet(a_row("1"), a_row("2"), a_row("3", replace(TAKEN_UP, number="3")), a_row("4"))
    filled = {"kind": "out_of_scope", "reason": REASON}

    one, two, four = decided(
        sheet,
        returned(sheet.rows[0], **filled),
        returned(sheet.rows[1], **filled | {"reason": "El municipio abre el pozo en marzo, con fondos de este año."}),
        returned(sheet.rows[3], **filled | {"reason": f"¡{REASON.upper()}!"}),
    )

    assert (one.same_reason, two.same_reason, four.same_reason) == (("3", "4"), (), ("1", "3"))


def test_an_answer_to_words_that_changed_since_waits_for_a_person() -> None:
    went, now = a_row("1", said="Que haya luz."), a_row("1", said="Que haya [nombre].")

    one = only(a_sheet(now), returned(went, kind="out_of_scope"))

    assert (one.verdict, one.said_changed) == (Verdict.OVERTAKEN, True)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"kind": "Tal vez"}, RowProblem.UNKNOWN_KIND),
        ({"kind": "withdrawn"}, RowProblem.UNKNOWN_KIND),
        ({"kind": "incorporated", "further": "Tal vez"}, RowProblem.UNKNOWN_KIND),
        ({"kind": "not_viable", "reason_kind": "Porque no"}, RowProblem.UNKNOWN_CHOICE),
        ({"kind": "next_stage", "stage_on": "pronto"}, RowProblem.NOT_A_DAY),
        ({"kind": "next_stage", "stage_on": "3/4/2027"}, RowProblem.DAY_TWO_WAYS),
        ({"kind": "incorporated", "reason": "a" * 4_001}, RowProblem.TOO_LONG),
        ({"kind": "incorporated", "office": "a" * 201}, RowProblem.TOO_LONG),
        ({"reason": "Sin tipo."}, RowProblem.NO_KIND),
        ({"kind": "refers_to_other"}, RowProblem.REFERENCE_UNKNOWN),
        ({"kind": "refers_to_other", "refers_to": "99"}, RowProblem.REFERENCE_UNKNOWN),
        ({"kind": "refers_to_other", "refers_to": "1"}, RowProblem.REFERENCE_TO_ITSELF),
        ({"key": ""}, RowProblem.NO_KEY),
        ({"key": "L1.x"}, RowProblem.LOCKED_CHANGED),
        ({"number": "2", "kind": "incorporated"}, RowProblem.LOCKED_CHANGED),
        ({"said": "Otra cosa", "kind": "incorporated"}, RowProblem.LOCKED_CHANGED),
    ],
)
def test_what_cannot_be_kept_says_why_beside_the_row(typed: dict[str, str], problem: RowProblem) -> None:
    row = a_row("1")

    one = only(a_sheet(row, a_row("2")), returned(row, cells=typed))

    assert (one.verdict, problems(one)) == (Verdict.REFUSED, [problem])
    assert all(fault_words(fault, language) for fault in one.faults for language in ("es", "en"))


def test_answers_sorted_apart_from_their_contributions_are_recognised() -> None:
    first, second = a_row("1"), a_row("2")
    moved = {"key": cells_of(second)["key"], "kind": "incorporated"}

    assert problems(only(a_sheet(first, second), returned(first, cells=moved))) == [RowProblem.LOCKED_CHANGED]


def test_a_line_end_of_another_program_is_no_change_of_what_was_said() -> None:
    row = a_row("1")

    one = only(a_sheet(row), returned(row, said=row.said.replace("\n", "\r\n"), kind="out_of_scope"))

    assert one.verdict is Verdict.NEW


def test_a_contribution_in_two_rows_is_refused_in_both() -> None:
    row = a_row("1")
    twice = (returned(row, kind="incorporated"), returned(row, line=3, kind="no_viable"))

    assert [problems(one) for one in decided(a_sheet(row), *twice)] == [[RowProblem.REPEATED]] * 2


def test_rows_of_another_session_and_of_what_is_no_longer_answered_are_told_apart() -> None:
    row, other = a_row("1"), a_row("2")
    gone = replace(a_sheet(row), rows=())
    elsewhere = returned(other, key=key_of(other, UUID(int=78), seal), kind="incorporated")

    assert problems(only(a_sheet(row), elsewhere)) == [RowProblem.OTHER_SESSION]
    assert problems(only(gone, returned(row, kind="incorporated"))) == [RowProblem.NOT_ANSWERED_HERE]


def test_a_formula_in_a_cell_stops_its_row_and_no_other() -> None:
    first, second = a_row("1"), a_row("2")
    live = replace(returned(first, kind="incorporated"), unreadable=frozenset({"reason"}))
    rows = (live, returned(second, line=3, kind="incorporated"))

    decisions = decided(a_sheet(first, second), *rows)

    assert [one.verdict for one in decisions] == [Verdict.REFUSED, Verdict.NEW]
    assert problems(decisions[0]) == [RowProblem.FORMULA]


def test_an_answer_is_not_deleted_by_emptying_its_kind() -> None:
    row = a_row("1", TAKEN_UP)

    assert problems(only(a_sheet(row), returned(row, kind=""))) == [RowProblem.EMPTIED]


def test_what_the_kind_does_not_ask_for_is_named_because_it_is_not_kept() -> None:
    row = a_row("1")

    one = only(a_sheet(row), returned(row, kind="out_of_scope", clause="3"))

    assert (one.verdict, one.unasked) == (Verdict.NEW, (Extra.CLAUSE,))
    assert one.answer is not None
    assert one.answer.extras == {}


def test_a_deleted_column_leaves_what_is_stored() -> None:
    row = a_row("1", TAKEN_UP)

    one = only(a_sheet(row), returned(row, without=(Extra.CLAUSE, Open.OFFICE), reason=f"{REASON} Y más."))

    assert [change.column for change in one.changes] == [Open.REASON]
    assert one.answer is not None
    assert one.answer.extras == TAKEN_UP.extras


def test_references_within_one_file_may_not_make_a_chain() -> None:
    rows = [a_row(number) for number in ("1", "2", "3")]
    back = (
        returned(rows[0], kind="refers_to_other", refers_to="2"),
        returned(rows[1], line=3, kind="refers_to_other", refers_to="3"),
        returned(rows[2], line=4, kind="out_of_scope", reason=REASON),
    )

    decisions = decided(a_sheet(*rows), *back)

    assert [problems(one) for one in decisions] == [
        [RowProblem.REFERENCE_IN_CHAIN],
        [RowProblem.REFERENCE_IN_CHAIN],
        [],
    ]


def test_a_part_cannot_refer_to_the_whole_that_it_is_part_of() -> None:
    sheet = a_sheet(a_row("7a", part_of="7"), a_row("7b", part_of="7"), a_row("8"))

    one = only(sheet, returned(sheet.rows[0], kind="refers_to_other", refers_to="7"))

    assert problems(one) == [RowProblem.REFERENCE_TO_ITSELF]


def test_rows_can_be_chosen_by_number_and_a_composite_number_brings_its_parts() -> None:
    sheet = a_sheet(a_row("7a", part_of="7"), a_row("7b", part_of="7"), a_row("8"))

    assert [row.number for row in chosen_rows(sheet, frozenset({"7"}))] == ["7a", "7b"]
    assert [row.number for row in chosen_rows(sheet, frozenset({"7b", "8"}))] == ["7b", "8"]
    assert chosen_rows(sheet) == sheet.rows


ASKED, OTHER = UUID(int=8), UUID(int=9)


@pytest.mark.parametrize(
    ("then", "now", "typed", "expected"),
    [
        (ASKED, ASKED, "out_of_scope", (Verdict.NEW, None)),
        (None, OTHER, "out_of_scope", (Verdict.NEW, None)),
        (ASKED, OTHER, "out_of_scope", (Verdict.OVERTAKEN, ASKED)),
        (ASKED, None, "out_of_scope", (Verdict.OVERTAKEN, ASKED)),
        (ASKED, OTHER, "", (Verdict.UNTOUCHED, ASKED)),
    ],
)
def test_a_row_knows_whether_the_institution_that_was_asked_still_owes_it(
    then: UUID | None, now: UUID | None, typed: str, expected: tuple[Verdict, UUID | None]
) -> None:
    went_out, stands = (replace(a_row("1"), institution_id=who) for who in (then, now))
    filled = {"kind": typed, "reason": REASON} if typed else {}

    one = only(a_sheet(stands), returned(went_out, **filled))

    assert (one.verdict, one.asked_of) == expected


def test_the_institution_in_a_key_is_sealed() -> None:
    row = replace(a_row("1"), institution_id=ASKED)
    forged = returned(row, key=cells_of(row)["key"].replace(ASKED.hex, OTHER.hex), kind="out_of_scope", reason=REASON)

    assert problems(only(a_sheet(row), forged)) == [RowProblem.LOCKED_CHANGED]


def test_a_returned_sheet_is_stored_and_read_back_as_it_was() -> None:
    row = returned(a_row("1"), kind="incorporated")
    sheet = ReturnedSheet((replace(row, unreadable=frozenset({"reason"})),), ("Notas",), ("office",))

    assert sheet_from(sheet_record(sheet)) == sheet
    assert sheet.absent_columns() == (Open.OFFICE,)


def test_a_row_that_says_which_version_it_saw_is_compared_with_that_one() -> None:
    pending, answered = a_row("1", version=3), a_row("1", TAKEN_UP, version=4)

    one = only(a_sheet(answered), returned(pending, kind="out_of_scope", reason=REASON))

    assert one.verdict is Verdict.OVERTAKEN
    assert one.row is not None
    assert one.row.version == UUID(int=4)
