"""How often something public was read: which requests count, and which figures may be shown.

A figure about a page that three neighbours know of, on one day, says more about the neighbours than about the page. So
a day is shown from five up; what is below is added to the rest of its month, and that is shown from five up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FEWEST_SHOWN = 5
"""Source: domain rule of five, taken over for figures that are about nobody."""

_MACHINE = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|whatsapp|facebookexternalhit|monitor|curl|wget|python|java/|go-http|headless",
    re.IGNORECASE,
)


class ReadForm(StrEnum):
    """How something was read: opened as a page, or downloaded as a file."""

    PAGE = "page"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Period:
    """A day, or the other days of a month together, with how often something was read in it."""

    begins_on: date
    is_day: bool
    count: int

    @property
    def written(self) -> str:
        """The day or the month as ISO 8601 writes it."""
        return self.begins_on.isoformat() if self.is_day else f"{self.begins_on:%Y-%m}"


def is_reader(user_agent: str, purpose: str) -> bool:
    """Return whether a request is that of somebody who reads: no robot, no preview, nothing fetched in advance.

    Both values come from the headers of the request; they are looked at here and kept nowhere.
    """
    return bool(user_agent) and not _MACHINE.search(user_agent) and "prefetch" not in purpose.lower()


def shown_periods(by_day: Mapping[date, int]) -> tuple[Period, ...]:
    """Return what may be shown of the counts of one thing, by time; what is too little in its month is left out."""
    days = [Period(on, True, count) for on, count in by_day.items() if count >= FEWEST_SHOWN]
    rest: dict[date, int] = defaultdict(int)
    for on, count in by_day.items():
        if count < FEWEST_SHOWN:
            rest[on.replace(day=1)] += count
    months = [Period(first, False, count) for first, count in rest.items() if count >= FEWEST_SHOWN]
    return tuple(sorted((*days, *months), key=lambda one: (one.begins_on, one.is_day)))
