"""A migrated database is the database of the models, on SQLite and on PostgreSQL, and the way there loses nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from labapp.migrating import is_current, migrate, revision_of
from labapp.models.base import Base
from labapp.models.database import Database
from labapp.models.recorder import recorded_classes
from tests import postgres
from tests.conftest import SERVER_VARIABLE


@pytest.fixture
def empty(backend: str, tmp_path: Path) -> Iterator[Database]:
    """A database in which nothing was ever created."""
    if backend == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'empty.sqlite3'}", node=uuid4())
        yield database
        database.close()
        return
    name = f"empty_{uuid4().hex[:12]}"
    database = Database(postgres.create_database(os.environ[SERVER_VARIABLE], name), node=uuid4())
    yield database
    database.close()
    postgres.drop_database(os.environ[SERVER_VARIABLE], name)


@pytest.fixture
def migrated(empty: Database) -> Database:
    migrate(empty.engine)
    return empty


def described(engine: sa.Engine) -> dict[str, object]:
    """What a database says of itself: columns, keys, checks, indexes, by table."""
    look = sa.inspect(engine)
    return {
        table: {
            "columns": {c["name"]: (str(c["type"]), c["nullable"]) for c in look.get_columns(table)},
            "primary": (look.get_pk_constraint(table)["name"], look.get_pk_constraint(table)["constrained_columns"]),
            "unique": {c["name"]: c["column_names"] for c in look.get_unique_constraints(table)},
            "checks": {c["name"]: " ".join(c["sqltext"].split()) for c in look.get_check_constraints(table)},
            "indexes": {str(i["name"]): (i["column_names"], bool(i["unique"])) for i in look.get_indexes(table)},
            "foreign": {
                f["name"]: (f["constrained_columns"], f["referred_table"], sorted(f["options"].items()))
                for f in look.get_foreign_keys(table)
            },
        }
        for table in sorted(look.get_table_names())
        if table != "alembic_version"
    }


def triggers(engine: sa.Engine) -> set[str]:
    listed = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with engine.connect() as connection:
        return set(connection.exec_driver_sql(listed[engine.dialect.name]).scalars())


def test_an_empty_database_becomes_current(migrated: Database) -> None:
    assert is_current(migrated.engine)
    assert revision_of(migrated.engine) is not None


def test_migrating_again_changes_nothing(migrated: Database) -> None:
    before = described(migrated.engine)

    migrate(migrated.engine)

    assert described(migrated.engine) == before


def test_migrated_and_created_databases_are_alike(migrated: Database, database_url: str) -> None:
    created = sa.create_engine(database_url)
    try:
        made, wanted = described(migrated.engine), described(created)
    finally:
        created.dispose()

    assert made.keys() == wanted.keys()
    for table, said in wanted.items():
        assert made[table] == said, table


def test_alembic_finds_nothing_left_to_do(migrated: Database) -> None:
    with migrated.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_recorded_table_has_its_triggers_after_migration(migrated: Database) -> None:
    tables = [str(cls.__tablename__) for cls in recorded_classes()]
    wanted = {f"tr_{table}_{event}" for table in tables for event in ("update", "delete")}

    assert len(tables) > 20
    assert triggers(migrated.engine) >= wanted | {"tr_operation_update", "tr_operation_delete"}


def test_foreign_keys_are_checked_at_commit(migrated: Database) -> None:
    wanted = {
        (table.name, key.parent.name): bool(key.constraint and key.constraint.deferrable)
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
    }
    look = sa.inspect(migrated.engine)
    found = {
        (table, key["constrained_columns"][0]): bool(key["options"].get("deferrable"))
        for table in Base.metadata.tables
        for key in look.get_foreign_keys(table)
    }
    assert found == wanted


def test_nothing_is_deleted_by_the_database_itself() -> None:
    cascading = [
        f"{table.name}.{key.parent.name}"
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.ondelete or key.onupdate
    ]
    assert cascading == []
