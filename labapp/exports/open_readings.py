"""The open table of what was read: only the periods that the public page shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from labapp.domain.readings import Period
from labapp.domain.tables import CellKind, Column, Table
from labapp.exports.open_columns import LANGUAGE, open_column
from labapp.queries.readings import ShownReading
from labapp.words.labels import label


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One thing in one period."""

    shown: ShownReading
    period: Period


def read_rows(found: Iterable[ShownReading]) -> Iterator[ReadRow]:
    """Yield a row for each period of each thing."""
    for shown in found:
        yield from (ReadRow(shown, period) for period in shown.periods)


def _columns() -> tuple[Column[ReadRow], ...]:
    return (
        open_column("direccion", ("Dirección", "Address"), lambda row: row.shown.place),
        open_column("forma", ("Cómo", "How"), lambda row: label(row.shown.form, LANGUAGE)),
        open_column("periodo", ("Día u otros días del mes", "Day, or other days of the month"),
                    lambda row: row.period.written),
        open_column("veces", ("Veces", "Times"), lambda row: row.period.count, CellKind.INTEGER),
    )  # fmt: skip


READINGS = Table("open_readings", ("Cuánto se ha leído", "How much was read"), _columns())
