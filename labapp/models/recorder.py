"""The journal writes itself: every change of a recorded row becomes part of one operation, in the same transaction.

Just before a flush the operation is minted from the rows that it will touch, and inserted ahead of them by prepared
statements: SQLite searches every table that could point at a parent that arrives after its children. The head of the
chain and the Lamport counter are read and locked in the transaction each time; nothing about them lives in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction
from sqlalchemy.orm.attributes import get_history

from labapp.domain.ids import new_id
from labapp.domain.journal import GENESIS, Entry, Plain, canonical, plain
from labapp.domain.verbs import Verb
from labapp.models.base import Base, Recorded
from labapp.models.journal import LAMPORT, Chain, Operation, PersonKey
from labapp.models.sealing import new_key, seal


@dataclass(frozen=True, slots=True)
class Act:
    """Why a transaction writes: the verb, who does it (in a form that names no participant), when, on which node."""

    verb: Verb
    actor: str
    at: datetime
    node: UUID


class Db(Session):
    """The database session. Writing is possible only inside an act; recorded rows only through the unit of work."""

    @property
    def act(self) -> Act | None:
        """The act under way, or None where this session only reads."""
        act: Act | None = self.info.get("act")
        return act


_insert_operation = sa.insert(Operation)
_insert_key = sa.insert(PersonKey)
_insert_chain = sa.insert(Chain)
_read_key = sa.select(PersonKey.key).where(PersonKey.person_id == sa.bindparam("person"))
_lease_chain = (
    sa.select(Chain.id, Chain.seq, Chain.head)
    .where(Chain.node_id == sa.bindparam("node"))
    .order_by(Chain.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_advance_chain = (
    sa.update(Chain).where(Chain.id == sa.bindparam("chain")).values(seq=sa.bindparam("n"), head=sa.bindparam("h"))
)
_highest = sa.select(sa.func.max(Operation.lamport))


def is_recorded(row: object) -> bool:
    """Return whether this row, or this class, belongs to the journal."""
    cls = row if isinstance(row, type) else type(row)
    return issubclass(cls, Recorded)


def recorded_classes() -> list[type[Any]]:
    """Return the mapped classes whose rows the journal records, by table name."""
    found = [m.class_ for m in Base.registry.mappers if issubclass(m.class_, Recorded)]
    return sorted(found, key=lambda cls: str(cls.__tablename__))


def journal_columns(cls: type[Any]) -> tuple[sa.Column[Any], ...]:
    """Return the columns of a recorded table that travel: all but the id, `op` and derived ones."""
    return _travelling(cls.__table__)


@cache
def _travelling(table: sa.Table) -> tuple[sa.Column[Any], ...]:
    return tuple(c for c in table.columns if c.name not in {"id", "op"} and not c.info.get("derived"))


def _before_flush(db: Db, _ctx: UOWTransaction, _objects: object) -> None:
    if not (db.new or db.dirty or db.deleted):
        return
    act: Act | None = db.info.get("act")
    if act is None:
        raise RuntimeError("a change outside writing(): name the verb")
    if any(is_recorded(row) for row in db.deleted):
        raise RuntimeError("recorded rows are never deleted: undo is an act")
    touched = [row for row in db.new if is_recorded(row)]
    touched += [row for row in db.dirty if is_recorded(row) and db.is_modified(row)]
    if not touched:
        return
    _record(db, act, [(row, row.op if row in db.dirty else None) for row in touched])


def _changed(row: Any, *, is_new: bool) -> Iterator[tuple[sa.Column[Any], object]]:
    for column in journal_columns(type(row)):
        if is_new:
            value = getattr(row, column.key)
            if value is not None:
                yield column, value
        elif get_history(row, column.key).has_changes():
            yield column, getattr(row, column.key)


def _person_of(row: Any) -> UUID | None:
    column = type(row).person_column
    if column is None:
        return None
    person: UUID | None = getattr(row, column)
    if person is None:
        before = get_history(row, column).deleted
        person = before[0] if before else None
    return person


class _Keys:
    """The keys of the persons whose values this flush seals; a new person gets one."""

    def __init__(self, db: Session) -> None:
        self._db = db
        self._known: dict[UUID, bytes | None] = {}

    def of(self, person: UUID, *, born: bool) -> bytes | None:
        if person not in self._known:
            connection = self._db.connection()
            if born:
                self._known[person] = new_key()
                connection.execute(_insert_key, {"person_id": person, "key": self._known[person]})
            else:
                self._known[person] = connection.execute(_read_key, {"person": person}).scalar_one_or_none()
        return self._known[person]


def _change(row: Any, base: UUID | None, keys: _Keys) -> Plain:
    table = str(type(row).__tablename__)
    values: dict[str, Plain] = {}
    person = _person_of(row)
    for column, value in _changed(row, is_new=base is None):
        if not column.info.get("personal") or value is None:
            values[column.key] = plain(value)
            continue
        key = keys.of(person, born=base is None and person == row.id) if person else None
        if key is None:
            raise RuntimeError(f"no key to seal {table}.{column.key}")
        sealed = seal(key, plain(value), entity=table, row_id=row.id, field=column.key)
        values[column.key] = {"sealed": sealed, "person": str(person)}
    return {"entity": table, "id": str(row.id), "base": str(base) if base else None, "set": values}


def _lamport(connection: sa.Connection) -> int:
    if connection.dialect.name == "postgresql":
        return int(connection.execute(sa.select(LAMPORT.next_value())).scalar_one())
    # one writer holds the whole database, so the journal itself is the counter; imported operations raise it
    return int(connection.execute(_highest).scalar_one() or 0) + 1


def _append(connection: sa.Connection, act: Act, operation: UUID, changes: list[Plain]) -> None:
    leased = connection.execute(_lease_chain, {"node": act.node}).one_or_none()
    if leased is None:
        chain, seq, head = new_id(), 0, GENESIS
        connection.execute(_insert_chain, {"id": chain, "node_id": act.node, "seq": 0, "head": GENESIS})
    else:
        chain, seq, head = leased
    lamport, body = _lamport(connection), canonical(changes)
    at = str(plain(act.at))
    entry = Entry(str(chain), seq + 1, str(operation), lamport, at, act.actor, act.verb.value, body, head)
    digest = entry.hash()
    connection.execute(
        _insert_operation,
        {
            "chain": chain, "seq": seq + 1, "id": operation, "lamport": lamport, "at": act.at, "actor": act.actor,
            "verb": act.verb.value, "changes": body, "prev": head, "hash": digest,
        },
    )  # fmt: skip
    connection.execute(_advance_chain, {"chain": chain, "n": seq + 1, "h": digest})


def _record(db: Db, act: Act, touched: list[tuple[Any, UUID | None]]) -> None:
    """The operation is in the transaction, and each row, given with the operation that last wrote it, names it."""
    operation, keys = new_id(), _Keys(db)
    # persons first, so that the key of a person born here exists for the rows that point at them
    born_first = sorted(touched, key=lambda pair: type(pair[0]).person_column != "id")
    changes = [_change(row, base, keys) for row, base in born_first]
    for row, _base in touched:
        row.op = operation
    _append(db.connection(), act, operation, changes)


@cache
def _insertion(table: sa.Table) -> tuple[sa.Insert, tuple[str, ...]]:
    return sa.insert(table), tuple(column.key for column in table.columns)


def insert_new(db: Db, rows: Sequence[Any]) -> None:  # Any: mapped rows of recorded tables
    """New recorded rows and the operation that explains them are in the transaction, by prepared statements.

    What a flush would do, at half its cost, for the one act that a whole room does at once. The rows do not belong to
    the session afterwards: whoever wants to change one loads it. Raises RuntimeError outside an act.
    """
    if db.act is None:
        raise RuntimeError("a change outside writing(): name the verb")
    _record(db, db.act, [(row, None) for row in rows])
    for row in sorted(rows, key=lambda each: type(each).person_column != "id"):  # what is pointed at comes first
        statement, columns = _insertion(type(row).__table__)
        db.connection().execute(statement, {name: getattr(row, name) for name in columns})


def _refuse_bulk(state: ORMExecuteState) -> None:
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    table = getattr(state.statement, "table", None)
    if isinstance(table, sa.Table) and table.name in {cls.__tablename__ for cls in recorded_classes()}:
        raise RuntimeError(f"{table.name} is recorded: bulk statements would slip past the journal")


event.listen(Db, "before_flush", _before_flush)
event.listen(Db, "do_orm_execute", _refuse_bulk)
