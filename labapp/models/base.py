"""What every table shares: one metadata, named constraints, column types, and the three kinds of tables."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from labapp.domain.ids import new_id

CODE_LENGTH = 40


class Utc(sa.types.TypeDecorator[datetime]):
    """An aware instant, stored in UTC; a naive one is refused on the way in."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Return the instant in UTC as the driver takes it."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a zone cannot be stored")
        in_utc = value.astimezone(UTC)
        return in_utc if dialect.name == "postgresql" else in_utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Return the stored instant, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The one declarative base; constraints get their names from here."""

    metadata = sa.MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        UUID: sa.Uuid(),
        datetime: Utc(),
        date: sa.Date(),
        time: sa.Time(),
        str: sa.Text(),
        bytes: sa.LargeBinary(),
        dict[str, Any]: sa.JSON(none_as_null=True),
        list[Any]: sa.JSON(none_as_null=True),
        StrEnum: sa.Enum(
            StrEnum,
            native_enum=False,
            create_constraint=True,
            length=CODE_LENGTH,
            validate_strings=True,
            values_callable=lambda members: [member.value for member in members],
        ),
    }


class Recorded:
    """A table whose every change is an operation of the journal and travels in bundles.

    `op` names the operation that last wrote the row. It is the version of the row (a lost update is refused), and
    a deferred foreign key: a row that no operation explains cannot be committed. A trigger refuses an update that
    leaves `op` as it was. Rows are never deleted.
    """

    person_column: ClassVar[str | None] = None
    """The attribute that names the person under whose key the personal columns of this table are sealed."""

    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-2)
    op: Mapped[UUID] = mapped_column(
        sa.ForeignKey("operation.id", deferrable=True, initially="DEFERRED"), sort_order=-1
    )

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 (declarative directives are class methods)
        return {"version_id_col": cls.op, "version_id_generator": False}


class Local:
    """A table of this node only: keys, receipts, sign-ins, settings of the room. Never in the journal."""


class Passing(Local):
    """A local table whose rows the program deletes on `expires_at`: kept replays, rosters under review."""

    expires_at: Mapped[datetime] = mapped_column(index=True)


@sa.event.listens_for(Recorded, "init", propagate=True)
def _born(target: Any, _args: object, given: dict[str, Any]) -> None:  # Any: a row of a mapped class
    """Give a new row its id and the usual values at once: others point at it, and the journal reads it, unflushed."""
    given.setdefault("id", new_id())
    for name, value in _usual_values(type(target).__table__):
        if given.get(name) is None:
            given[name] = value


@cache
def _usual_values(table: sa.Table) -> tuple[tuple[str, object], ...]:
    defaults = ((column.key, column.default) for column in table.columns)
    return tuple((key, default.arg) for key, default in defaults if isinstance(default, ScalarElementColumnDefault))


def ref(target: str) -> sa.ForeignKey:
    """Return a foreign key that is checked at commit, so that the order of writing inside a verb does not matter."""
    return sa.ForeignKey(target, deferrable=True, initially="DEFERRED")


def personal() -> dict[str, bool]:
    """Mark a column whose values the journal seals under the key of a person."""
    return {"personal": True}


def derived() -> dict[str, bool]:
    """Mark a column that is computed from others and therefore never travels."""
    return {"derived": True}


def not_blank(column: str) -> sa.CheckConstraint:
    """Return a named check: the column is null or holds something other than spaces."""
    return sa.CheckConstraint(f"{column} IS NULL OR length(trim({column})) > 0", name=f"{column}_not_blank")
