"""Writing down what was read: the counts of some minutes, added in one transaction."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa

from labapp.domain.ids import new_id
from labapp.models.readings import ReadingCount
from labapp.models.recorder import Db
from labapp.reading_tally import Read


def add_readings(db: Db, counts: Counter[Read]) -> None:
    """The stored counts are higher by `counts`."""
    for read, times in sorted(counts.items(), key=lambda one: (one[0].place, one[0].form, one[0].on)):
        same = sa.and_(ReadingCount.place == read.place, ReadingCount.form == read.form, ReadingCount.on == read.on)
        row = db.scalar(sa.select(ReadingCount).where(same).with_for_update())
        if row is None:
            db.add(ReadingCount(id=new_id(), place=read.place, form=read.form, on=read.on, count=times))
        else:
            row.count += times
