"""Whatever is pasted ends in bounded rows; times are read for the day of the session."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.pasted import LONGEST_CELL, MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, read_pasted
from labapp.domain.pasted_times import read_moment, read_time

PANAMA = ZoneInfo("America/Panama")
HELD_ON = date(2023, 8, 7)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Ana\tANTAI\r\nLuis\tKernel", [("Ana", "ANTAI"), ("Luis", "Kernel")]),
        ("Ana;ANTAI\nLuis;Kernel", [("Ana", "ANTAI"), ("Luis", "Kernel")]),
        ("Ruiz, Ana\tJunta, comunal; dos", [("Ruiz, Ana", "Junta, comunal; dos")]),
        ('"Ruiz; Ana";"dos\nlíneas"', [("Ruiz; Ana", "dos líneas")]),
        ('"Ana;ANTAI\nLuis;Kernel', [("Ana", "ANTAI"), ("Luis", "Kernel")]),
        ("\ufeffAna\n\n  \nLuis", [("Ana",), ("Luis",)]),
        ("", []),
    ],
)
def test_rows_are_divided_as_the_paste_divides_them(text: str, rows: list[tuple[str, ...]]) -> None:
    assert [row.cells for row in read_pasted(text, separators="\t;").rows] == rows


def test_a_row_knows_the_line_where_it_begins() -> None:
    text = 'Ana\tx\n\n"dos\nlíneas"\ty\nLuis\tz'

    assert [row.line for row in read_pasted(text, separators="\t").rows] == [1, 3, 5]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Ana\n" * MOST_ROWS, False),
        ("Ana\n" * (MOST_ROWS + 1), True),
        ("a" * MOST_CHARACTERS, False),
        ("a" * (MOST_CHARACTERS + 1), True),
        ("\t" * MOST_CHARACTERS, False),
        ('"' * 200_000 + "\t", False),
        ("a\tb" * 100_000, False),
    ],
)
def test_hostile_sizes_are_bounded(text: str, cut: bool) -> None:
    found = read_pasted(text, separators="\t")

    assert found.cut is cut
    assert len(found.rows) <= MOST_ROWS
    assert all(len(row.cells) <= MOST_COLUMNS for row in found.rows)
    assert all(len(cell) <= LONGEST_CELL for row in found.rows for cell in row.cells)


@given(st.text(alphabet='ab"\t;,\n\r\x00 \ud800', max_size=60))
def test_no_paste_breaks_the_reading(text: str) -> None:
    for row in read_pasted(text, separators="\t;,").rows:
        assert any(row.cells)


@pytest.mark.parametrize(
    "text",
    [
        "08/07/2023 02:28:11 PM",
        "07/08/2023 14:28:11",
        "2023-08-07 14:28:11",
        "8/7/23, 2:28:11 PM",
        "7/8/23, 2:28:11 p. m.",
        "7-8-2023 2:28:11 p.m.",
        "2023-08-07T19:28:11Z",
        "14:28:11",
    ],
)
def test_a_moment_is_read_in_every_form_and_kept_in_utc(text: str) -> None:
    read = read_moment(text, held_on=HELD_ON, zone=PANAMA)

    assert read is not None
    assert (read.at, read.other_day) == (datetime(2023, 8, 7, 19, 28, 11, tzinfo=UTC), False)


@pytest.mark.parametrize("text", ["08/08/2023 09:00", "2023-08-06 23:59", "7/9/2023 10:00"])
def test_a_moment_of_another_day_says_so(text: str) -> None:
    read = read_moment(text, held_on=HELD_ON, zone=PANAMA)

    assert read is not None
    assert read.other_day


@pytest.mark.parametrize(
    "text", ["", "ayer", "25:00", "14:61", "13:00 PM", "0:10 a. m.", "45/45/2023 10:00", "31/12/9999 23:00", "3 10:00"]
)
def test_what_is_no_moment_is_none(text: str) -> None:
    assert read_moment(text, held_on=HELD_ON, zone=PANAMA) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("12:00 AM", time(0, 0)), ("12:30 p. m.", time(12, 30)), ("9:05", time(9, 5)), ("2:28PM", time(14, 28))],
)
def test_noon_and_midnight_are_read_right(text: str, expected: time) -> None:
    assert read_time(text) == expected


@given(st.text(alphabet="0123456789/:-. apmAPMZT", max_size=25))
def test_no_text_breaks_the_clock(text: str) -> None:
    read = read_moment(text, held_on=HELD_ON, zone=PANAMA)

    assert read is None or read.at.tzinfo is UTC
