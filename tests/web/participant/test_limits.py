"""How many acts are taken within a span of time: the span looks back from now, to the instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from labapp.web.participant.limits import ARRIVALS, GUESSES, WORDS, Limit, Spent

TICK = timedelta(microseconds=1)
FIRST = datetime(2027, 1, 1, 4, 59, 59, 999999, tzinfo=UTC)
"""The last instant of the year in Panama."""


@pytest.mark.parametrize("limit", [ARRIVALS, WORDS, GUESSES])
def test_one_act_too_many_waits_until_the_first_one_is_a_whole_span_ago(limit: Limit) -> None:
    spent = Spent()
    assert all(spent.take(limit, "act", "phone", now=FIRST) for _ in range(limit.most))

    taken = [spent.take(limit, "act", "phone", now=FIRST + limit.within + late) for late in (-TICK, timedelta(0))]

    assert taken == [False, True]


@pytest.mark.parametrize("limit", [ARRIVALS, WORDS, GUESSES])
def test_a_clock_that_is_set_back_a_year_keeps_nobody_waiting_for_a_year(limit: Limit) -> None:
    spent, before = Spent(), FIRST - timedelta(days=365)
    assert all(spent.take(limit, "act", "phone", now=FIRST) for _ in range(limit.most))
    assert not spent.is_left(limit, "act", "phone", now=FIRST)

    assert spent.is_left(limit, "act", "phone", now=before)
    assert all(spent.take(limit, "act", "phone", now=before) for _ in range(limit.most))
    assert not spent.take(limit, "act", "phone", now=before)


def test_what_was_refused_does_not_count() -> None:
    spent, limit = Spent(), Limit(1, timedelta(minutes=1))
    spent.take(limit, "act", "phone", now=FIRST)
    spent.take(limit, "act", "phone", now=FIRST + timedelta(seconds=59))

    assert spent.take(limit, "act", "phone", now=FIRST + timedelta(minutes=1))
