"""What tests of two acts at once stand on: the second begins before the first one ends."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TypeAlias

from labapp.domain.errors import Refusal
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.database import Busy
from labapp.models.recorder import Db
from tests.factories import writing

A_MOMENT = 0.5
"""Seconds that the first act stays open after the second began: where both take turns, the second waits for it."""

Act: TypeAlias = Callable[[Db], object]


def one_inside_the_other(house: House, first: Act, second: Act) -> list[str]:
    """Begin the second act before the first one ends; return how each ended: done, busy, or the code of a refusal."""
    begun, over = Event(), Event()

    def outer() -> str:
        with writing(house, Verb.NOTE_TOLD) as db:
            try:
                first(db)
                db.flush()
            finally:
                begun.set()
            over.wait(A_MOMENT)
        return "done"

    def inner() -> str:
        begun.wait()
        try:
            with writing(house, Verb.NOTE_TOLD) as db:
                second(db)
        except Refusal as refused:
            return refused.code
        except Busy:
            return "busy"
        finally:
            over.set()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        return [end.result() for end in [pool.submit(outer), pool.submit(inner)]]
