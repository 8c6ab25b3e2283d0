"""Publishing an edition of the programme's figures: decided once from frozen counts, and kept as it was printed.

Source: domain rule of five, points 7 and 8; see decision 0027.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from labapp.domain.dimensions import DimensionKey
from labapp.domain.disclosure import Publication, PublishedTable
from labapp.domain.errors import RuleViolated
from labapp.models.publication import ProgrammeTable
from labapp.models.recorder import Db
from labapp.queries.programme_totals import ComingTotal, coming_totals, next_edition, state_of_totals
from labapp.services.turns import take_turn
from labapp.words.formats import local


def publish_totals(db: Db, chosen: Collection[DimensionKey], *, seen: str, now: datetime) -> int:
    """The next edition is printed and kept: each of these variables of which something can be decided. Its number.

    Variables are chosen before anybody knows what they say, so that the choice tells nothing.
    `seen` is the state of the totals that the page showed. Raises RuleViolated `totals_changed_meanwhile` where a lab
    closed or somebody published in between, and `no_totals_to_publish` where none is chosen or can be decided.
    """
    take_turn(db)
    if state_of_totals(db) != seen:
        raise RuleViolated("totals_changed_meanwhile")
    number = next_edition(db)
    rows = [
        _row(each, each.publication, number, now)
        for each in coming_totals(db)
        if each.about.key in chosen and each.publication is not None
    ]
    if not rows:
        raise RuleViolated("no_totals_to_publish")
    db.add_all(rows)
    db.flush()
    return number


def _row(coming: ComingTotal, publication: Publication, number: int, now: datetime) -> ProgrammeTable:
    printed = publication if isinstance(publication, PublishedTable) else None
    return ProgrammeTable(
        dimension=coming.about.key.value,
        edition=number,
        level=printed.level if printed else None,
        cells=[[cell.code, cell.count, cell.percentage] for cell in printed.cells] if printed else None,
        base=printed.base if printed else None,
        units=sorted(str(unit.id) for unit in coming.units),
        frozen_on=local(now).date(),
    )
