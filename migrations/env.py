"""Alembic's way in: one connection of its own, foreign keys off while tables are rebuilt, and checks at the end."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import context
from flask import current_app

from labapp.models.base import Base, Utc
from labapp.models.triggers import install_triggers


def _engine() -> sa.Engine:
    given = context.config.attributes.get("engine")
    if isinstance(given, sa.Engine):
        return given
    engine: sa.Engine = current_app.extensions["labapp"].database.engine
    return engine


def _plain_types(kind: str, item: object, _context: object) -> str | bool:
    """Write our instants as what they are in the database: a migration must not change when our types do."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Utc) else False


def _check(connection: sa.Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    integrity = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
    if broken or integrity != "ok":
        raise RuntimeError(f"migration would leave the database broken: {integrity}, {len(broken)} orphans")


def run() -> None:
    """Migrate in one transaction: a crash leaves the database as it was."""
    engine = _engine()
    writing = engine.execution_options(writing=True)
    is_sqlite = engine.dialect.name == "sqlite"
    with writing.connect() as connection:
        if is_sqlite:
            driver: Any = connection.connection.driver_connection
            # a batch change of a parent table with foreign keys on fails, or empties its children in silence
            driver.execute("PRAGMA foreign_keys=OFF").close()
        try:
            with connection.begin():
                context.configure(
                    connection=connection,
                    target_metadata=Base.metadata,
                    render_as_batch=True,
                    compare_type=True,
                    render_item=_plain_types,
                )
                context.run_migrations()
                if sa.inspect(connection).has_table("operation"):
                    install_triggers(connection)
                if is_sqlite:
                    _check(connection)
        finally:
            if is_sqlite:
                connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON").close()  # type: ignore[union-attr] # open until the block ends


run()
