"""Somebody who has the database file and knows how this program works: past its triggers, with its hashes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.ids import new_id
from labapp.domain.journal import GENESIS, Entry, plain
from labapp.house import House
from labapp.models.base import Base
from labapp.models.journal import Chain, Operation
from labapp.models.triggers import install_triggers

Row: TypeAlias = "dict[str, Any]"


class Attacker:
    """Writes straight into the tables, unseen by triggers and foreign keys."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def rows(self, table: sa.Table) -> list[Row]:
        """Return everything that a table holds."""
        return [dict(row) for row in self._connection.execute(sa.select(table)).mappings()]

    def operations(self) -> list[Row]:
        """Return the only chain, in order."""
        return sorted(self.rows(_table(Operation)), key=lambda row: row["seq"])

    def replace(self, table: sa.Table, rows: Sequence[Row]) -> None:
        """Leave a table with these rows and no others."""
        self._connection.execute(sa.delete(table))
        if rows:
            self._connection.execute(sa.insert(table), list(rows))

    def put(self, cls: type[Any], row_id: UUID, **values: object) -> None:
        """Overwrite columns of one row."""
        table = _table(cls)
        self._connection.execute(sa.update(table).where(table.c.id == row_id).values(**values))

    def remove(self, cls: type[Any], row_id: UUID) -> None:
        """Take one row out."""
        table = _table(cls)
        self._connection.execute(sa.delete(table).where(table.c.id == row_id))

    def write_journal(self, operations: Sequence[Row]) -> None:
        """Leave a journal of these operations, its numbers, links and hashes as they are given."""
        self.replace(_table(Operation), operations)

    def forge_journal(self, operations: Sequence[Row]) -> None:
        """Leave a journal of these operations in which every number, link, hash and head agrees."""
        forged, previous = [], GENESIS
        for seq, row in enumerate(operations, start=1):
            entry = Entry(str(row["chain"]), seq, str(row["id"]), seq, str(plain(row["at"])),
                          row["actor"], row["verb"], row["changes"], previous)  # fmt: skip
            forged.append({**row, "seq": seq, "lamport": seq, "prev": previous, "hash": entry.hash()})
            previous = entry.hash()
        self.write_journal(forged)
        self._connection.execute(sa.update(_table(Chain)).values(seq=len(forged), head=previous))


def _table(cls: type[Any]) -> sa.Table:
    table: sa.Table = cls.__table__
    return table


def _unguarded(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET session_replication_role = replica")
        return
    for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


@contextmanager
def attacking(house: House) -> Iterator[Callable[[Callable[[Attacker], None]], None]]:
    """Give a way to attack the database of a house for good; when the test is over everything is as it was."""
    engine = sa.create_engine(house.settings.database_url)

    def attack(act: Callable[[Attacker], None]) -> None:
        with engine.begin() as connection:
            _unguarded(connection)
            act(Attacker(connection))

    with engine.connect() as connection:
        before = {table: Attacker(connection).rows(table) for table in Base.metadata.sorted_tables}
    yield attack

    def undo(attacker: Attacker) -> None:
        for table, rows in before.items():
            attacker.replace(table, rows)

    attack(undo)
    with engine.begin() as connection:
        install_triggers(connection)
    engine.dispose()


def an_operation(like: Row, *, changes: str) -> Row:
    """Return an operation that never happened, in the chain and at the moment of another."""
    return {**like, "id": new_id(), "changes": changes}
