"""A session with 100, 300 and 1,000 contributions, each answered: its minutes and answers in every form they have.

Each size has a database, a process and a press of its own. What counts is processor time, that of the press included,
the best of a few turns: a busy moment of the machine should not decide. Growth is told as the exponent between the
smallest and the largest size: 1 is linear, 2 is quadratic.
"""

from __future__ import annotations

import math
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from bench.answered import SIZES, AnsweredSession
from bench.report import Bound, Figure, Goal, report

if TYPE_CHECKING:
    from resource import struct_rusage

_TURNS = 3
_ABOUT_LINEAR, _SECONDS, _MEGABYTES = Goal(Bound.AT_MOST, 1.15), Goal(Bound.AT_MOST, 1.0), Goal(Bound.AT_MOST, 1.0)
_PATIENCE = 5.0
"""Seconds of processor that somebody at a desk may wait for one file or page."""
_ROOM = 1_000.0
"""Megabytes that may be held at most, on a laptop of 4 GB."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of processor for each thing that was made, and the most memory of the house and of the press, in MB."""

    seconds: dict[str, float]
    house: float
    press: float


def _spent() -> Iterator[struct_rusage]:
    """Yield what this process and its presses have used so far."""
    from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage  # which Windows lacks

    yield from (getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN))


def _processor() -> float:
    return sum(each.ru_utime + each.ru_stime for each in _spent())


def _best(act: Callable[[], object]) -> float:
    took = []
    for _ in range(_TURNS):
        started = _processor()
        act()
        took.append(_processor() - started)
    return min(took)


def measure(count: int) -> Measured:
    """Return what one size costs, in a process that did nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        with AnsweredSession(Path(folder), count) as session:
            seconds = {name: _best(act) for name, act in session.makers().items()}
        house, press = (each.ru_maxrss / 1_000 for each in _spent())
        return Measured(seconds, house, press)


def _alone(count: int) -> Measured:
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process:
        return process.submit(measure, count).result()


def _figures(found: dict[int, Measured]) -> Iterator[Figure]:
    few, many = SIZES[0], SIZES[-1]
    for name, seconds in found[many].seconds.items():
        for count in SIZES[:-1]:
            rate = 1_000 * found[count].seconds[name] / count
            yield Figure(f"{name}, {count:,}", rate, 1_000 * seconds / many, f"{many:,} of them", "ms each")
        yield Figure(f"{name}, {many:,}", seconds, _PATIENCE, "what a person waits", "s of processor", _SECONDS)
        exponent = math.log(seconds / found[few].seconds[name]) / math.log(many / few)
        yield Figure(f"growth of {name}", exponent, 1.0, "linear", "exponent", _ABOUT_LINEAR)
    yield Figure("memory of the house", found[many].house, _ROOM, "a laptop of 4 GB", "MB", _MEGABYTES)
    yield Figure("memory of the press", found[many].press, _ROOM, "a laptop of 4 GB", "MB", _MEGABYTES)


def main() -> int:
    """Measure and report; 1 where a goal was missed."""
    figures = list(_figures({count: _alone(count) for count in SIZES}))
    return 0 if report("thousand_answers", figures, facts={"turns": str(_TURNS)}) else 1


if __name__ == "__main__":
    sys.exit(main())
