"""Reading how often public things were read, as much of it as may be shown."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from labapp.domain.readings import Period, ReadForm, shown_periods
from labapp.models.readings import ReadingCount
from labapp.models.recorder import Db


@dataclass(frozen=True, slots=True)
class ShownReading:
    """How often one thing was read in one form, in each period that may be shown."""

    place: str
    form: ReadForm
    periods: tuple[Period, ...]

    @property
    def total(self) -> int:
        """The sum of the periods that are shown."""
        return sum(period.count for period in self.periods)


def shown_readings(db: Db) -> tuple[ShownReading, ...]:
    """Return what may be shown of everything that was read, by place; what was read too little is not there."""
    found: dict[tuple[str, ReadForm], dict[date, int]] = defaultdict(dict)
    rows = db.scalars(sa.select(ReadingCount).order_by(ReadingCount.place, ReadingCount.form.desc(), ReadingCount.on))
    for row in rows:
        found[row.place, row.form][row.on] = row.count
    shown = (ShownReading(place, form, shown_periods(by_day)) for (place, form), by_day in found.items())
    return tuple(one for one in shown if one.periods)


def read_so_far(db: Db, place: str) -> dict[ReadForm, int]:
    """Return how often one thing was read in each form, all days together, for those who published it."""
    times = sa.select(ReadingCount.form, sa.func.sum(ReadingCount.count)).where(ReadingCount.place == place)
    return {form: int(count) for form, count in db.execute(times.group_by(ReadingCount.form))}
