from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.errors import RuleViolated
from labapp.domain.lists import (
    MOST_COLUMNS,
    ColumnAct,
    ListColumn,
    ListField,
    check_columns,
    check_period,
    moved,
    read_heading,
    read_name,
    read_title,
)

NAME, CEDULA, FIRMA = (
    ListColumn(ListField.NAME, "Nombre"),
    ListColumn(ListField.BY_HAND, "Cédula"),
    ListColumn(ListField.SIGNATURE, "Firma"),
)
columns_of_any_kind = st.lists(st.builds(ListColumn, st.sampled_from(ListField), st.text(max_size=5)), max_size=6)


@pytest.mark.parametrize("field", [ListField.AGE_BAND, ListField.FIRST_TIME, ListField.CONTACT])
def test_more_of_people_than_usual_needs_a_reason(field: ListField) -> None:
    wanted = [NAME, ListColumn(field, "Dato")]

    with pytest.raises(RuleViolated, match="columns_need_a_reason"):
        check_columns(wanted, reason="")

    check_columns(wanted, reason="Informe anual de participación por edad")


def test_what_is_filled_in_by_hand_may_stand_there_more_than_once() -> None:
    check_columns([NAME, CEDULA, ListColumn(ListField.BY_HAND, "Teléfono"), FIRMA], reason="")


@pytest.mark.parametrize(
    ("columns", "code"),
    [([], "no_columns"), ([NAME, NAME], "column_twice"), ([CEDULA] * (MOST_COLUMNS + 1), "too_many_columns")],
)
def test_a_list_that_nobody_could_read_is_refused(columns: list[ListColumn], code: str) -> None:
    with pytest.raises(RuleViolated, match=code):
        check_columns(columns, reason="")


@pytest.mark.parametrize(
    ("position", "act", "after"),
    [
        (1, ColumnAct.UP, (CEDULA, NAME, FIRMA)),
        (1, ColumnAct.DOWN, (NAME, FIRMA, CEDULA)),
        (1, ColumnAct.REMOVE, (NAME, FIRMA)),
        (0, ColumnAct.UP, (NAME, CEDULA, FIRMA)),
        (2, ColumnAct.DOWN, (NAME, CEDULA, FIRMA)),
        (7, ColumnAct.REMOVE, (NAME, CEDULA, FIRMA)),
        (-1, ColumnAct.REMOVE, (NAME, CEDULA, FIRMA)),
        (1, ColumnAct.SAVE, (NAME, CEDULA, FIRMA)),
    ],
)
def test_a_button_moves_or_removes_one_column(position: int, act: ColumnAct, after: tuple[ListColumn, ...]) -> None:
    assert moved([NAME, CEDULA, FIRMA], position, act) == after


@given(columns=columns_of_any_kind, position=st.integers(-3, 9), act=st.sampled_from([ColumnAct.UP, ColumnAct.DOWN]))
def test_moving_loses_no_column(columns: list[ListColumn], position: int, act: ColumnAct) -> None:
    assert sorted(moved(columns, position, act), key=repr) == sorted(columns, key=repr)


def test_texts_are_cleaned_and_have_an_end() -> None:
    assert read_name("  Lista\tde  ANTAI ") == "Lista de ANTAI"
    assert read_title(" Cédula ") == "Cédula"
    assert read_heading("\n ANTAI \r\nDirección  de Gobierno\n\n") == "ANTAI\nDirección de Gobierno"
    for read, typed, code in (
        (read_name, " ", "template_name_missing"),
        (read_name, "x" * 81, "text_too_long"),
        (read_title, "", "column_title_missing"),
        (read_title, "x" * 61, "text_too_long"),
        (read_heading, "x\n" * 7, "heading_too_long"),
        (read_heading, "x" * 121, "heading_too_long"),
    ):
        with pytest.raises(RuleViolated, match=code):
            read(typed)


def test_a_period_of_one_day_is_a_period_and_one_that_ends_before_it_begins_is_not() -> None:
    check_period(date(2026, 11, 20), date(2026, 11, 20))

    with pytest.raises(RuleViolated, match="period_backwards"):
        check_period(date(2026, 11, 20), date(2026, 11, 19))
