"""Reading where each variable is published, and which of them can no longer change."""

from __future__ import annotations

import sqlalchemy as sa

from labapp.domain.dimensions import DIMENSIONS, DimensionKey
from labapp.domain.disclosure import TotalsPolicy
from labapp.domain.policies import standing_policy
from labapp.models.programme import Programme, VariablePolicy
from labapp.models.publication import FrozenTable
from labapp.models.recorder import Db

Policies = dict[DimensionKey, TotalsPolicy]
"""The policy of every variable, in the order of the dimensions."""


def fixed_variables(db: Db) -> frozenset[str]:
    """Return the variables of which some lab or table froze a table, printed or withheld: their policy stays."""
    return frozenset(db.scalars(sa.select(FrozenTable.dimension).distinct()))


def variable_policies(db: Db) -> Policies:
    """Return the policy that holds for every variable."""
    chosen = {row.dimension: row.policy for row in db.scalars(sa.select(VariablePolicy))}
    of_programme = db.scalar(sa.select(Programme.policy).order_by(Programme.id).limit(1)) or TotalsPolicy.PER_UNIT
    fixed = fixed_variables(db)
    return {
        each.key: standing_policy(
            each, chosen=chosen.get(each.key), of_programme=of_programme, is_frozen=each.key in fixed
        )
        for each in DIMENSIONS
    }
