"""Reading the journal: do the chains hold, and do they explain every row of the tables?"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from labapp.domain.journal import Entry, Fault, Plain, canonical, faults_of_chain, plain
from labapp.models.journal import Chain, Operation, PersonKey
from labapp.models.recorder import journal_columns, recorded_classes
from labapp.models.sealing import unseal

ERASED = "\x00erased"
"""What a sealed value folds to when its key is gone; the row must hold nothing there."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that the journal does not explain: the folded value and the stored one differ."""

    entity: str
    id: str
    field: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What `verify` found: how much was read, where chains break, where tables and journal differ."""

    operations: int
    rows: int
    faults: tuple[Fault, ...]
    differences: tuple[Difference, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing at all is wrong."""
        return not self.faults and not self.differences


def _entry(operation: Operation) -> Entry:
    return Entry(
        chain=str(operation.chain),
        seq=operation.seq,
        id=str(operation.id),
        lamport=operation.lamport,
        at=str(plain(operation.at)),
        actor=operation.actor,
        verb=operation.verb,
        changes=operation.changes,
        prev=operation.prev,
    )


def _chain_faults(db: Session, operations: list[Operation]) -> list[Fault]:
    by_chain: dict[str, list[tuple[Entry, str]]] = defaultdict(list)
    for operation in sorted(operations, key=lambda o: (o.chain, o.seq)):
        by_chain[str(operation.chain)].append((_entry(operation), operation.hash))
    faults = [fault for entries in by_chain.values() for fault in faults_of_chain(entries)]
    for chain in db.scalars(sa.select(Chain)):
        entries = by_chain.get(str(chain.id), [])
        if entries and (entries[-1][0].seq, entries[-1][1]) != (chain.seq, chain.head):
            faults.append(Fault(str(chain.id), chain.seq, "wrong_head"))
        if not entries and chain.seq:
            faults.append(Fault(str(chain.id), chain.seq, "truncated"))
    return faults


def _opened(change: Mapping[str, Any], field: str, keys: Mapping[str, bytes]) -> Plain:
    value: Plain = change["set"][field]
    if not (isinstance(value, dict) and set(value) == {"sealed", "person"}):
        return value
    key = keys.get(str(value["person"]))
    if key is None:
        return ERASED
    return unseal(key, str(value["sealed"]), entity=change["entity"], row_id=change["id"], field=field)


State = dict[tuple[str, str], dict[str, Plain]]


def fold(operations: list[Operation], keys: Mapping[str, bytes]) -> tuple[State, list[Fault]]:
    """Return the state that the operations leave, in order of (Lamport, chain), and where an edit missed its base."""
    state: State = {}
    faults: list[Fault] = []
    for operation in sorted(operations, key=lambda o: (o.lamport, o.chain)):
        for change in json.loads(operation.changes):
            row = state.setdefault((change["entity"], change["id"]), {})
            if change["base"] != row.get("op"):
                faults.append(Fault(str(operation.chain), operation.seq, "base_not_seen"))
            row.update({field: _opened(change, field, keys) for field in change["set"]})
            row["op"] = str(operation.id)
    return state, faults


def _same(folded: Plain, stored: Plain) -> bool:
    if folded == ERASED:
        return stored is None
    return canonical(folded) == canonical(stored)


def _table_differences(db: Session, state: State) -> tuple[int, list[Difference]]:
    rows, seen, differences = 0, set[tuple[str, str]](), list[Difference]()
    for cls in recorded_classes():
        table: sa.Table = cls.__table__
        fields = [column.key for column in journal_columns(cls)]
        for stored in db.execute(sa.select(table)).mappings():
            rows += 1
            where = (table.name, str(stored["id"]))
            seen.add(where)
            folded = state.get(where, {})
            differences += [
                Difference(*where, field)
                for field in [*fields, "op"]
                if not _same(folded.get(field), plain(stored[field]))
            ]
    differences += [Difference(*where, "*") for where in state.keys() - seen]
    return rows, differences


def verify(db: Session) -> Verification:
    """Check every chain and hash, fold the whole journal, and compare it with every recorded row."""
    operations = list(db.scalars(sa.select(Operation)))
    keys = {str(person): key for person, key in db.execute(sa.select(PersonKey.person_id, PersonKey.key))}
    faults = _chain_faults(db, operations)
    state, base_faults = fold(operations, keys)
    rows, differences = _table_differences(db, state)
    return Verification(len(operations), rows, tuple(faults + base_faults), tuple(differences))
