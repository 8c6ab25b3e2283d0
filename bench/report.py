"""Figures beside their limits: a number alone says nothing about a machine, so each comes with what bounds it."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

OUT = Path(__file__).parent / "out"


class Bound(StrEnum):
    """On which side of the wanted ratio a figure has to lie."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Goal:
    """The ratio of figure to limit that is wanted."""

    bound: Bound
    ratio: float

    def holds(self, ratio: float) -> bool:
        """Return whether `ratio` is what is wanted."""
        return ratio >= self.ratio if self.bound is Bound.AT_LEAST else ratio <= self.ratio

    def __str__(self) -> str:
        return f"{'>=' if self.bound is Bound.AT_LEAST else '<='} {self.ratio:.0%}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement and the limit measured in the same run, in the same `unit`; `goal` where one is set."""

    what: str
    measured: float
    limit: float
    against: str
    unit: str
    goal: Goal | None = None

    @property
    def ratio(self) -> float:
        """Figure over limit."""
        return self.measured / self.limit

    @property
    def verdict(self) -> str:
        """`holds`, `MISSED`, or nothing where no goal is set."""
        if self.goal is None:
            return ""
        return "holds" if self.goal.holds(self.ratio) else "MISSED"


_HEADINGS = ("what", "measured", "limit", "unit", "ratio", "wanted", "", "limit is")


def report(name: str, figures: Sequence[Figure], *, facts: Mapping[str, str]) -> bool:
    """Print the table of `figures`, write it to `bench/out/<name>.json`, and return whether every goal holds.

    `facts` say how it was measured; the machine is added to them.
    """
    known = {**_machine(), **facts}
    rows = [_HEADINGS, *(_row(figure) for figure in figures)]
    widths = [max(len(row[position]) for row in rows) for position in range(len(_HEADINGS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    heading = [f"== {name}", *(f"   {fact}: {value}" for fact, value in known.items()), ""]
    sys.stdout.write("\n".join([*heading, *lines, "", ""]))
    OUT.mkdir(exist_ok=True)
    entries = [{**asdict(figure), "ratio": round(figure.ratio, 4), "verdict": figure.verdict} for figure in figures]
    document = {"name": name, "facts": known, "figures": entries}
    (OUT / f"{name}.json").write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return all(figure.verdict != "MISSED" for figure in figures)


def _row(figure: Figure) -> tuple[str, ...]:
    goal = str(figure.goal) if figure.goal else ""
    measured, limit = _number(figure.measured), _number(figure.limit)
    return (figure.what, measured, limit, figure.unit, f"{figure.ratio:.1%}", goal, figure.verdict, figure.against)


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.3g}"


def _machine() -> dict[str, str]:
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "python": platform.python_version(),
        "cores": str(os.cpu_count()),
    }
