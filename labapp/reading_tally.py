"""What was read since housekeeping last looked, counted in memory: a page that is read writes nothing.

A kill loses what was counted since then, some minutes at most; an orderly stop loses nothing.
"""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass
from datetime import date

from labapp.domain.readings import ReadForm

MOST_KINDS = 20_000
"""Different things, forms and days that are held at once; beyond that only those already there go on counting."""


@dataclass(frozen=True, slots=True)
class Read:
    """Something public that was read: its permanent path, in which form, on which day. Nothing of who read it."""

    place: str
    form: ReadForm
    on: date


class Tally:
    """The counts of one process; any number of threads may count."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[Read] = Counter()

    def count(self, read: Read) -> None:
        """It was read once more."""
        self.add(Counter([read]))

    def add(self, counts: Counter[Read]) -> None:
        """All of these were read, or could not be written down and are held on."""
        with self._lock:
            for read, times in counts.items():
                if read in self._counts or len(self._counts) < MOST_KINDS:
                    self._counts[read] += times

    def take(self) -> Counter[Read]:
        """Return what was counted and begin again at nothing."""
        with self._lock:
            taken, self._counts = self._counts, Counter()
        return taken
