"""The last net under the journal: the database itself refuses what no operation explains.

An update that leaves `op` as it was and a delete are refused on every recorded table; operations are never altered.
"""

from __future__ import annotations

import sqlalchemy as sa

from labapp.models.base import Base
from labapp.models.recorder import recorded_classes

_PG_FUNCTIONS = (
    """CREATE OR REPLACE FUNCTION labapp_refuse_silent_update() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN
    IF NEW.op = OLD.op THEN RAISE EXCEPTION USING MESSAGE = 'op_unchanged: ' || TG_TABLE_NAME; END IF;
    RETURN NEW; END $$""",
    """CREATE OR REPLACE FUNCTION labapp_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION USING MESSAGE = 'never_changed: ' || TG_TABLE_NAME; END $$""",
)


def _sqlite(table: str, event: str, condition: str) -> list[str]:
    name = f"tr_{table}_{event.lower()}"
    message = f"{'op_unchanged' if condition else 'never_changed'}: {table}"
    return [
        f"DROP TRIGGER IF EXISTS {name}",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} {condition} BEGIN SELECT RAISE(ABORT, '{message}'); END",
    ]


def _postgresql(table: str, event: str, function: str) -> list[str]:
    name = f"tr_{table}_{event.lower()}"
    return [
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()",
    ]


def install_triggers(connection: sa.Connection) -> None:
    """Leave every recorded table and the journal with their triggers, whatever was there before.

    Runs after `create_all` and after every migration: rebuilding a table on SQLite loses its triggers.
    """
    statements: list[str] = []
    recorded = [str(cls.__tablename__) for cls in recorded_classes()]
    if connection.dialect.name == "postgresql":
        statements += _PG_FUNCTIONS
        for table in recorded:
            statements += _postgresql(table, "UPDATE", "labapp_refuse_silent_update")
            statements += _postgresql(table, "DELETE", "labapp_refuse_change")
        for event in ("UPDATE", "DELETE"):
            statements += _postgresql("operation", event, "labapp_refuse_change")
    else:
        for table in recorded:
            statements += _sqlite(table, "UPDATE", "WHEN NEW.op = OLD.op")
            statements += _sqlite(table, "DELETE", "")
        for event in ("UPDATE", "DELETE"):
            statements += _sqlite("operation", event, "")
    for statement in statements:
        connection.exec_driver_sql(statement)


@sa.event.listens_for(Base.metadata, "after_create")
def _after_create(_metadata: sa.MetaData, connection: sa.Connection, **_options: object) -> None:
    install_triggers(connection)
