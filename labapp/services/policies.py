"""Choosing where each variable is published, while nothing of it was frozen; from then on it stands."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from labapp.domain.dimensions import DimensionKey
from labapp.domain.disclosure import TotalsPolicy
from labapp.domain.errors import RuleViolated
from labapp.models.programme import VariablePolicy
from labapp.models.recorder import Db
from labapp.queries.policies import fixed_variables, variable_policies
from labapp.services.turns import take_turn


def choose_policies(
    db: Db, chosen: Mapping[DimensionKey, TotalsPolicy], *, seen: Mapping[DimensionKey, TotalsPolicy]
) -> None:
    """Keep where each of these variables is published. `seen` is what held when they were chosen.

    Raises RuleViolated `policy_is_fixed` for a variable with a frozen table, printed or withheld, and
    `changed_meanwhile` where somebody else chose in between.
    """
    take_turn(db)
    standing, fixed = variable_policies(db), fixed_variables(db)
    for key, policy in chosen.items():
        if policy is not standing[key] and key in fixed:
            raise RuleViolated("policy_is_fixed", field=key.value)
    if standing != seen:
        raise RuleViolated("changed_meanwhile")
    _keep(db, {key: policy for key, policy in chosen.items() if key not in fixed})


def fix_policies(db: Db) -> None:
    """Every policy that holds is stored as chosen, and holds its turn until the act ends. For whoever freezes tables.

    Called before the first tables of a lab or table are written: who chooses at the same moment waits, and finds them.
    """
    take_turn(db)
    stored = set(db.scalars(sa.select(VariablePolicy.dimension)))
    _keep(db, {key: policy for key, policy in variable_policies(db).items() if key not in stored})


def _keep(db: Db, chosen: Mapping[DimensionKey, TotalsPolicy]) -> None:
    stored = {row.dimension: row for row in db.scalars(sa.select(VariablePolicy).with_for_update())}
    for key, policy in chosen.items():
        if key in stored:
            stored[key].policy = policy
        else:
            db.add(VariablePolicy(dimension=key.value, policy=policy))
    db.flush()
