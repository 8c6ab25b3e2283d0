"""What a calendar program subscribes to: how far back it reaches, to the instant."""

from __future__ import annotations

from datetime import timedelta

from labapp.domain.sessions import Stage
from labapp.house import House
from labapp.queries.calendar import FEED_REACHES_BACK, feed
from tests.factories import a_session

TICK = timedelta(microseconds=1)


def test_a_session_leaves_the_feed_ninety_days_after_its_end(house: House) -> None:
    session = a_session(house, stage=Stage.PUBLISHED)
    end = session.ends_at + FEED_REACHES_BACK

    with house.database.reading() as db:
        found = [[head.id for head in feed(db, now=now)] for now in (end - TICK, end)]

    assert found == [[session.id], []]
