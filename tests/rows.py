"""One good row of every table, linked to one another, so that a test can break exactly one thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.ids import new_id
from labapp.models.base import Base, Utc
from labapp.models.journal import Operation

NOW = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
TABLES = Base.metadata.sorted_tables
WRONG_CODE: sa.ColumnElement[str] = sa.literal_column("'no_such_code'")

Row = dict[str, Any]

_NEEDED: dict[str, Row] = {
    "lab_session": {"ends_at": NOW + timedelta(hours=3)},
    "agenda_block": {"title": "Saludo"},
    "answer": {"refers_to_id": None},
    "due_extension": {"until_on": date(2026, 12, 20)},
    "intervention": {"office": "Dirección General"},
    "observation": {"contribution_id": None, "outcome": "corrected", "answered_at": NOW},
    "participant": {"code": "ABCD2345"},
    "outgoing_mail": {"sent_at": None, "next_at": NOW},
    "validation": {
        "verdict": "not_viable", "reason": "No alcanza", "reason_kind": "budget", "reply_number": "R-1",
        "reply_on": date(2026, 12, 1), "answered_by_office": "Despacho", "answered_by_function": "Ministra",
    },
}
"""What a table asks of a row beyond a value of the right type in each column."""


def sample(column: sa.Column[Any]) -> object:
    """Return a fresh value of the type of `column`; texts and ids never repeat."""
    match column.type:
        case sa.Uuid():
            return new_id()
        case sa.Enum() as codes:
            return codes.enums[0]
        case Utc():
            return NOW
        case sa.Date():
            return date(2026, 11, 20)
        case sa.Boolean():
            return False
        case sa.Integer():
            return 1
        case sa.JSON():
            return []
        case sa.LargeBinary():
            return b"key"
        case sa.Text():
            return f"{column.name} {new_id()}"
    raise AssertionError(f"no sample for {column}")


def parents(column: sa.Column[Any]) -> list[sa.Column[Any]]:
    """Return the columns of other tables that `column` points at."""
    return [key.column for key in column.foreign_keys if key.column.table is not column.table]


@dataclass(frozen=True, slots=True)
class World:
    """A database with one row in every table, all of them linked, and a second operation that explains changes."""

    engine: sa.Engine
    rows: dict[str, Row]
    other_operation: UUID

    @classmethod
    def built(cls, engine: sa.Engine) -> World:
        """The rows are committed: every constraint accepts them."""
        rows: dict[str, Row] = {}
        other = {**_row(Operation.__table__, {}), "seq": 2}  # type: ignore[arg-type] # a mapped class has a Table
        with engine.begin() as connection:
            for table in TABLES:
                rows[table.name] = _row(table, rows)
                connection.execute(sa.insert(table).values(rows[table.name]))
            connection.execute(sa.insert(Operation), other)
        return cls(engine, rows, other["id"])

    def change(self, table: sa.Table, changes: Row) -> None:
        """The one row of `table` is changed, by an operation; raises where the database refuses."""
        explained = {"op": self.other_operation} if "op" in table.columns else {}
        with self.engine.begin() as connection:
            done = connection.execute(sa.update(table).values({**explained, **changes}))
        assert done.rowcount == 1

    def double(self, table: sa.Table, columns: set[str]) -> None:
        """A second row equals the first in `columns` and in nothing else that is unique; raises where refused.

        Foreign keys are checked later than this, at the commit that never comes.
        """
        unique = {c.name for key in _keys(table) for c in key.columns} - columns
        fresh = {name: _another(table.columns[name], self.rows[table.name].get(name)) for name in unique}
        with self.engine.connect() as connection, connection.begin() as transaction:
            connection.execute(sa.insert(table).values({**self.rows[table.name], **fresh}))
            transaction.rollback()


def _row(table: sa.Table, rows: dict[str, Row]) -> Row:
    row: Row = {}
    for column in table.columns:
        if towards := parents(column):
            row[column.name] = rows[towards[0].table.name][towards[0].name]
        elif not column.nullable and column.default is None:
            row[column.name] = sample(column)
    return row | _NEEDED.get(table.name, {})


def _keys(table: sa.Table) -> list[sa.UniqueConstraint | sa.PrimaryKeyConstraint]:
    return [c for c in table.constraints if isinstance(c, sa.UniqueConstraint | sa.PrimaryKeyConstraint)]


def _another(column: sa.Column[Any], present: object) -> object:
    return present + 1 if isinstance(present, int) else sample(column)
