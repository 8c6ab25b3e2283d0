"""Days as spreadsheets and people write them: one reading, or a doubt."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.sheet_days import EPOCH, FIRST, LAST, DayDoubt, read_day

DAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-30",
        "2026-11-30 00:00:00",
        "2026-11-30T00:00:00",
        "30/11/2026",
        "30-11-2026",
        "30.11.2026",
        "11/30/2026",
        "46356",
        "46356.0",
        "30 de noviembre de 2026",
        "30 noviembre 2026",
        "30 nov 2026",
        "30-nov-2026",
        "30 de Noviembre del 2026",
        "30 nov. 2026",
    ],
)
def test_a_day_that_can_be_read_in_one_way_is_read(typed: str) -> None:
    assert read_day(typed) == DAY


def test_a_day_that_half_the_world_reads_otherwise_is_a_doubt() -> None:
    assert read_day("3/4/2026") is DayDoubt.TWO_WAYS
    assert read_day("4/4/2026") == date(2026, 4, 4)


@pytest.mark.parametrize(
    "typed", ["pronto", "2026", "30/11/26", "31/02/2026", "2026-13-01", "1999-12-31", "99999", "30 de nada de 2026"]
)
def test_what_is_no_day_of_an_answer_is_a_doubt(typed: str) -> None:
    assert read_day(typed) is DayDoubt.NOT_A_DAY


@given(st.text(max_size=40))
def test_no_text_is_too_strange_to_be_looked_at(text: str) -> None:
    assert isinstance(read_day(text), date | DayDoubt)


@given(st.dates(min_value=FIRST, max_value=LAST))
def test_every_day_is_read_from_its_serial_and_from_its_iso_form(day: date) -> None:
    assert read_day(str((day - EPOCH).days)) == day
    assert read_day(day.isoformat()) == day
    assert timedelta(days=int(str((day - EPOCH).days))) + EPOCH == day
