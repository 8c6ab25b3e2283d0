"""The figures of the whole programme, edition after edition, so that no two editions tell of a lab or of a person.

Total only: the labs and tables that closed since the last decision are decided together, as if they were one unit.
Printed or withheld, they are never decided again, so every edition is the sum of tables that are safe by themselves.
Per unit: the total is the sum of what every unit printed, which anybody can add up.
Source: domain rule of five, points 4, 5, 7 and 8.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from labapp.domain.disclosure import (
    FrozenUnit,
    Publication,
    PublishedTable,
    TotalsPolicy,
    Variable,
    Withheld,
    programme_total,
    smallest_base,
    sum_of_tables,
)

SMALLEST_UNIT = 5
"""With how many people a unit begins to count in a total: a zero in the total would tell of each of four people."""
FEWEST_UNITS = 2
"""A total of one unit would be that unit's own table, which its policy keeps back."""


def can_be_decided(variable: Variable, totals: Sequence[int]) -> bool:
    """Return whether units of these sizes may be decided together; until then they wait, and nothing is said of them.

    Only what everybody knows is looked at, how many people each unit had, so that waiting tells nothing of an answer.
    Beside each unit there are then five people and more, whose answers cover its own.
    """
    if len(totals) < FEWEST_UNITS or min(totals) < SMALLEST_UNIT:
        return False
    return sum(totals) >= smallest_base(is_sensitive=variable.is_sensitive)


def next_total(
    variable: Variable,
    *,
    policy: TotalsPolicy,
    standing: PublishedTable | None,
    decided: Sequence[FrozenUnit],
    waiting: Sequence[FrozenUnit],
) -> Publication | None:
    """Return what a new edition says of a variable: a total, or that nothing of the units that waited is printed.

    None where there is nothing to decide. `standing` is the newest printed total, `decided` the units of which an
    edition was decided before, `waiting` those that closed since. Where it is Withheld, `standing` goes on standing.
    For a total only, units of fewer than `SMALLEST_UNIT` people never count and are not among those that wait.
    """
    match policy:
        case TotalsPolicy.PER_UNIT:
            total = programme_total(variable, [*decided, *waiting], policy=policy)
            is_news = bool(waiting) or (isinstance(total, PublishedTable) and total != standing)
            return total if is_news else None
        case TotalsPolicy.TOTAL_ONLY:
            if not can_be_decided(variable, [sum(unit.counts.values()) for unit in waiting]):
                return None
            together = programme_total(variable, waiting, policy=policy)
            if standing is None or isinstance(together, Withheld):
                return together
            return sum_of_tables(variable, [standing, together])
        case _:
            assert_never(policy)
