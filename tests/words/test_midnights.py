"""The last day of every clock ends at midnight in Panama, five hours after that of UTC, to the microsecond."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from labapp.words.formats import PANAMA, local
from tests.domain.test_clocks import DAY, LAST_DAYS, TICK, every_last_day

FIVE_IN_THE_MORNING = time(5, tzinfo=UTC)


@every_last_day
def test_a_clock_of_days_runs_to_the_last_instant_of_its_last_day_in_panama(clock: str) -> None:
    still_runs, last = LAST_DAYS[clock]
    midnight = datetime.combine(last + DAY, FIVE_IN_THE_MORNING)

    runs = [still_runs(local(at).date()) for at in (midnight - DAY, midnight - TICK, midnight, midnight + TICK)]

    assert runs == [True, True, False, False]


@pytest.mark.parametrize(
    "midnight",
    [datetime(2027, 1, 1, 5, tzinfo=UTC), datetime(2028, 2, 29, 5, tzinfo=UTC), datetime(2028, 3, 1, 5, tzinfo=UTC)],
)
def test_the_day_changes_at_five_in_the_morning_of_utc_all_year(midnight: datetime) -> None:
    before, after = local(midnight - TICK), local(midnight)

    assert after.date() - before.date() == timedelta(days=1)
    assert (before.hour, after.hour) == (23, 0)


def test_a_session_elsewhere_has_its_own_midnight() -> None:
    instant = datetime(2027, 1, 1, 5, tzinfo=UTC) - TICK

    assert (local(instant, PANAMA).day, local(instant, "America/Bogota").day, local(instant, "Europe/Madrid").day) == (
        31, 31, 1,
    )  # fmt: skip
