"""Tables as JSON: the columns and values of the canonical CSV, each row an object under the keys of the columns."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TypeVar, assert_never

from labapp.domain.tables import BY_PEN, Audience, CellKind, CellValue, Table
from labapp.exports import values

Row = TypeVar("Row")


def json_text(table: Table[Row], rows: Iterable[Row], *, audience: Audience) -> str:
    """Return what `audience` may read, as a list of objects. Instants and days as ISO 8601. Source: RFC 8259."""
    columns = [column for column in table.visible_to(audience).columns if column.kind not in BY_PEN]
    given = [{column.key: _spelled(column.kind, column.value(row)) for column in columns} for row in rows]
    return json.dumps(given, ensure_ascii=False, indent=1) + "\n"


def _spelled(kind: CellKind, value: CellValue) -> str | int | float | bool | None:
    if value is None:
        return None
    match kind:
        case CellKind.TEXT | CellKind.LINK | CellKind.SIGNATURE | CellKind.BY_HAND:
            return values.text(value)
        case CellKind.INTEGER:
            return values.integer(value)
        case CellKind.NUMBER:
            return float(values.number(value))
        case CellKind.DATE:
            return values.day(value).isoformat()
        case CellKind.DATETIME:
            return values.instant(value).isoformat()
        case CellKind.YES_NO:
            return values.truth(value)
    assert_never(kind)
