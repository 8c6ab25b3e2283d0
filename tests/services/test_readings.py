"""Readings are counted by many threads, written down together, and survive a database that cannot be written."""

from __future__ import annotations

from collections import Counter
from datetime import date
from threading import Thread

import pytest
import sqlalchemy as sa

from labapp.domain.readings import ReadForm
from labapp.house import House
from labapp.housekeeping import Housekeeper, keep_readings
from labapp.models.journal import Operation
from labapp.models.readings import ReadingCount
from labapp.queries.readings import read_so_far, shown_readings
from labapp.reading_tally import MOST_KINDS, Read, Tally

DAY = date(2026, 11, 20)
PLACE = "/sesion/ABC/minuta/v1"
PAGE = Read(PLACE, ReadForm.PAGE, DAY)
FILE = Read(PLACE, ReadForm.FILE, DAY)


def stored(house: House) -> dict[str, int]:
    with house.database.reading() as db:
        return {one.form.value: one.count for one in db.scalars(sa.select(ReadingCount))}


def test_eight_threads_that_count_while_somebody_writes_down_lose_nothing(house: House) -> None:
    def count() -> None:
        for _ in range(500):
            house.readings.count(PAGE)

    threads = [Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        keep_readings(house)
    keep_readings(house)

    assert stored(house) == {"page": 4000}


def test_what_is_written_down_adds_up_and_forms_stay_apart(house: House) -> None:
    for read, times in ((PAGE, 3), (FILE, 1), (PAGE, 4)):
        house.readings.add(Counter({read: times}))
        assert keep_readings(house) == times

    assert stored(house) == {"page": 7, "file": 1}
    assert keep_readings(house) == 0
    with house.database.reading() as db:
        assert read_so_far(db, PLACE) == {ReadForm.PAGE: 7, ReadForm.FILE: 1}
        assert [(one.place, one.total) for one in shown_readings(db)] == [(PLACE, 7)]


def test_counting_leaves_no_operation_in_the_journal(house: House) -> None:
    house.readings.count(PAGE)
    keep_readings(house)

    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Operation)) == 0


def test_what_cannot_be_written_down_is_held_until_it_can(house: House) -> None:
    house.readings.add(Counter({Read(PLACE, ReadForm.PAGE, DAY): 2}))
    with house.database.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE reading_count RENAME TO elsewhere"))
    with pytest.raises(sa.exc.SQLAlchemyError):
        keep_readings(house)
    with house.database.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE elsewhere RENAME TO reading_count"))

    house.readings.count(PAGE)
    keep_readings(house)

    assert stored(house) == {"page": 3}


def test_an_orderly_end_writes_down_what_is_left(house: House) -> None:
    with Housekeeper(house, every_seconds=3600):
        house.readings.count(PAGE)

    assert stored(house) == {"page": 1}


def test_what_is_held_has_an_end() -> None:
    tally = Tally()
    tally.add(Counter({Read(str(n), ReadForm.PAGE, DAY): 1 for n in range(MOST_KINDS + 10)}))
    tally.count(Read("0", ReadForm.PAGE, DAY))

    held = tally.take()

    assert (len(held), held[Read("0", ReadForm.PAGE, DAY)]) == (MOST_KINDS, 2)
    assert not tally.take()
