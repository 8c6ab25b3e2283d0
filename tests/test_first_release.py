"""A database of the first release, with its rows, becomes one of today: nothing lost, nothing left unguarded."""

from __future__ import annotations

import importlib.util
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy.exc import DBAPIError

from labapp.migrating import FOLDER, is_current, migrate
from labapp.models.base import Base
from labapp.models.database import Database
from tests.test_migrations import empty, triggers

__all__ = ["empty"]  # the fixture of a database in which nothing was ever created

NOW = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
STAFF, OFFICE, CHAIN = uuid4(), uuid4(), uuid4()


def first_release(engine: sa.Engine) -> None:
    """The tables as the first release made them, with its triggers on the accounts."""
    path = FOLDER / "versions" / "0001_first_release.py"
    spec = importlib.util.spec_from_file_location("first_release", path)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    with engine.execution_options(writing=True).connect() as connection, connection.begin():
        context = MigrationContext.configure(connection, opts={"target_metadata": Base.metadata})
        with Operations.context(context):
            script.upgrade()
        context._ensure_version_table()
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('0001')")
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(
                "CREATE TRIGGER tr_staff_update BEFORE UPDATE ON staff WHEN NEW.op = OLD.op "
                "BEGIN SELECT RAISE(ABORT, 'op_unchanged: staff'); END"
            )


def an_operation(seq: int) -> dict[str, object]:
    return {"chain": CHAIN, "seq": seq, "id": uuid4(), "lamport": seq, "at": NOW, "actor": "console",
            "verb": "add_staff", "changes": "[]", "prev": "", "hash": str(seq)}  # fmt: skip


def rows_of_then(engine: sa.Engine) -> UUID:
    """An institution, an account of each role of the first release, and how one of them signs in."""
    tables = Base.metadata.tables
    act = an_operation(1)
    roles = ("administrator", "coordination", "facilitator", "note_taker", "approver", "data_officer")
    with engine.execution_options(writing=True).connect() as connection, connection.begin():
        connection.execute(sa.insert(tables["operation"]), act)
        connection.execute(
            sa.insert(tables["organisation"]),
            {"id": OFFICE, "op": act["id"], "name": "ANTAI", "name_key": "antai", "typed_at_door": False},
        )
        accounts = [
            {"id": STAFF if place == 1 else uuid4(), "op": act["id"], "name": f"Ñandú {place}", "role": role,
             "organisation_id": OFFICE, "active": True, "password_set_at": NOW}
            for place, role in enumerate(roles)
        ]  # fmt: skip
        connection.execute(sa.insert(tables["staff"]), accounts)
        connection.execute(
            sa.insert(tables["credential"]),
            {"staff_id": STAFF, "username": "ana", "password_hash": "x", "changed_at": NOW, "failures": 0},
        )
    return UUID(str(act["id"]))


def everything(engine: sa.Engine) -> dict[str, list[tuple[object, ...]]]:
    kept = ("operation", "organisation", "staff", "credential")
    with engine.connect() as connection:
        return {
            name: [tuple(row) for row in connection.execute(sa.select(table).order_by(sa.text("1")))]
            for name, table in Base.metadata.tables.items()
            if name in kept
        }


@pytest.fixture
def migrated(empty: Database) -> tuple[Database, dict[str, list[tuple[object, ...]]]]:
    """A database of the first release after the migration, and what it held before."""
    first_release(empty.engine)
    rows_of_then(empty.engine)
    before = everything(empty.engine)
    migrate(empty.engine)
    return empty, before


Migrated = tuple[Database, dict[str, list[tuple[object, ...]]]]


def test_every_row_of_the_first_release_is_still_there(migrated: Migrated) -> None:
    database, before = migrated

    assert is_current(database.engine)
    assert everything(database.engine) == before
    assert len(before["staff"]) == 6


def test_accounts_keep_their_triggers(migrated: Migrated) -> None:
    database, _before = migrated
    silent = sa.update(Base.metadata.tables["staff"]).values(active=False)

    assert {"tr_staff_update", "tr_staff_delete"} <= triggers(database.engine)
    with pytest.raises(DBAPIError, match="op_unchanged"):
        written(database.engine, silent)


def written(engine: sa.Engine, *statements: sa.Executable) -> None:
    with engine.execution_options(writing=True).connect() as connection, connection.begin():
        for statement in statements:
            connection.execute(statement)


def an_account(role: str, act: dict[str, object]) -> sa.Executable:
    row = {"id": uuid4(), "op": act["id"], "name": "Luz", "role": role, "active": True}
    insert = sa.text("INSERT INTO staff (id, op, name, role, active) VALUES (:id, :op, :name, :role, :active)")
    ids = [sa.bindparam(name, row[name], sa.Uuid()) for name in ("id", "op")]
    return insert.bindparams(*ids, name=row["name"], role=role, active=True)


def test_somebody_can_be_a_liaison_afterwards_and_nobody_an_invented_role(migrated: Migrated) -> None:
    database, _before = migrated
    act = an_operation(2)

    written(database.engine, sa.insert(Base.metadata.tables["operation"]).values(act), an_account("liaison", act))
    with pytest.raises(DBAPIError, match="ck_staff_role"):
        written(database.engine, an_account("king", act))

    assert len(everything(database.engine)["staff"]) == 7
