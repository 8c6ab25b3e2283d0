"""How much one phone may write. Asked after the key of the form, so that a retry is never over a limit.

Limits hang on the cookie, never on the address alone: behind one router a whole room has one address. The counts live
in memory only: who wrote when is nothing to keep.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app

from labapp.domain.errors import NotFound, RuleViolated
from labapp.web import context
from labapp.web.participant.blueprint import device

_KEY = "labapp_limits"
_MOST_KEYS = 4096


@dataclass(frozen=True, slots=True)
class Limit:
    """How many acts are taken within any span of time."""

    most: int
    within: timedelta

    def counts(self, at: datetime, *, now: datetime) -> bool:
        """Whether an act counts now; one from before the clock of the laptop was set back counts no more."""
        return now - self.within < at <= now + self.within


ARRIVALS = Limit(30, timedelta(hours=1))
"""A helper's phone writes down companions; more than thirty in an hour belong at the desk."""
WORDS = Limit(60, timedelta(hours=1))
GUESSES = Limit(10, timedelta(minutes=1))
_GUESS = "guess"


def room_arrivals() -> Limit:
    """Return the limit for all phones of a session together: phones that throw their cookie away stop there."""
    return Limit(context.house().settings.room_arrivals, timedelta(minutes=1))


class Spent:
    """When each kind of act was done, by whom, as far back as its limit looks."""

    def __init__(self) -> None:
        self._acts: dict[tuple[str, str], tuple[Limit, deque[datetime]]] = {}
        self._lock = threading.Lock()
        self._sweep_at = _MOST_KEYS

    def take(self, limit: Limit, what: str, whose: str, *, now: datetime) -> bool:
        """Count one act and return True, or return False where it would be one too many."""
        with self._lock:
            if len(self._acts) >= self._sweep_at:
                self._forget(now)
            _limit, acts = self._acts.setdefault((what, whose), (limit, deque()))
            while acts and not limit.counts(acts[0], now=now):
                acts.popleft()
            if len(acts) >= limit.most:
                return False
            acts.append(now)
            return True

    def is_left(self, limit: Limit, what: str, whose: str, *, now: datetime) -> bool:
        """Return whether one more act would be taken; counts nothing."""
        with self._lock:
            _limit, acts = self._acts.get((what, whose), (limit, deque[datetime]()))
            return sum(limit.counts(at, now=now) for at in acts) < limit.most

    def _forget(self, now: datetime) -> None:
        over = [key for key, (limit, acts) in self._acts.items() if not acts or not limit.counts(acts[-1], now=now)]
        for key in over:
            del self._acts[key]
        self._sweep_at = max(_MOST_KEYS, 2 * len(self._acts))  # so that a full hall is not swept at every act


def _spent() -> Spent:
    """Return the counts of this application."""
    spent: Spent = current_app.extensions.setdefault(_KEY, Spent())
    return spent


@contextmanager
def guessing() -> Iterator[None]:
    """Inside the block the code of a person is looked up; one that nobody has is counted.

    Raises RuleViolated `too_fast`, before anything is looked up, where this phone had too many of them: then a right
    code tells nothing either.
    """
    if not _spent().is_left(GUESSES, _GUESS, device(), now=context.now()):
        raise RuleViolated("too_fast")
    try:
        yield
    except NotFound:
        spend(GUESSES, _GUESS)
        raise


def spend(limit: Limit, what: str, *, whose: str | None = None) -> None:
    """Count one act of this phone. Raises RuleViolated `too_fast` when it was too many."""
    if not _spent().take(limit, what, whose or device(), now=context.now()):
        raise RuleViolated("too_fast")
