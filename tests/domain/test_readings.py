"""What counts as reading, and how little may be shown of little."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.readings import FEWEST_SHOWN, is_reader, shown_periods

FIRST = date(2026, 11, 1)
PHONE = "Mozilla/5.0 (Linux; Android 12; moto e13) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "purpose", "expected"),
    [
        (PHONE, "", True),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Safari/604.1", "", True),
        (PHONE, "prefetch", False),
        (PHONE, "prefetch;prerender", False),
        ("", "", False),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "", False),
        ("Mozilla/5.0 (compatible; bingbot/2.0)", "", False),
        ("WhatsApp/2.23.20.0", "", False),
        ("facebookexternalhit/1.1", "", False),
        ("Mozilla/5.0 (compatible; Yahoo! Slurp)", "", False),
        ("curl/8.5.0", "", False),
        ("python-requests/2.32", "", False),
    ],
)
def test_robots_and_what_browsers_fetch_in_advance_read_nothing(agent: str, purpose: str, expected: bool) -> None:
    assert is_reader(agent, purpose) is expected


def days(*counts: int) -> dict[date, int]:
    return {FIRST + timedelta(days=at): count for at, count in enumerate(counts)}


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((4,), []),
        ((5,), [("2026-11-01", 5)]),
        ((9, 3), [("2026-11-01", 9)]),
        ((9, 3, 2), [("2026-11", 5), ("2026-11-01", 9)]),
        ((4, 1), [("2026-11", 5)]),
        ((), []),
    ],
)
def test_a_day_is_shown_from_five_up_and_the_others_by_month(
    counts: tuple[int, ...], expected: list[tuple[str, int]]
) -> None:
    assert [(one.written, one.count) for one in shown_periods(days(*counts))] == expected


@given(st.lists(st.integers(1, 12), max_size=90))
def test_nothing_below_five_is_ever_shown_and_nothing_is_shown_twice(counts: list[int]) -> None:
    shown = shown_periods(days(*counts))

    assert all(one.count >= FEWEST_SHOWN for one in shown)
    assert sum(one.count for one in shown) <= sum(counts)
    assert len({one.written for one in shown}) == len(shown)
