"""The open table of the programme's figures: every edition, as the public pages show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from labapp.domain.tables import CellKind, Column, Table
from labapp.exports.open_columns import LANGUAGE, open_column
from labapp.queries.public_totals import ShownEdition, ShownTotal
from labapp.queries.publication import ShownCell
from labapp.words.labels import label


@dataclass(frozen=True, slots=True)
class TotalRow:
    """One group of one variable in one edition, or that the variable was not printed."""

    edition: ShownEdition
    total: ShownTotal
    cell: ShownCell | None


def total_rows(editions: Iterable[ShownEdition]) -> Iterator[TotalRow]:
    """Yield a row for each group that an edition printed."""
    for edition in editions:
        for total in edition.totals:
            cells: tuple[ShownCell | None, ...] = total.cells or (None,)
            yield from (TotalRow(edition, total, cell) for cell in cells)


def _columns() -> tuple[Column[TotalRow], ...]:
    whole = CellKind.INTEGER
    return (
        open_column("edicion", ("Edición", "Edition"), lambda row: row.edition.head.number, whole),
        open_column("fecha", ("Edición del", "Edition of"), lambda row: row.edition.head.frozen_on, CellKind.DATE),
        open_column("variable", ("Variable", "Variable"), lambda row: label(row.total.dimension, LANGUAGE)),
        open_column("publicada", ("Publicada", "Printed"), lambda row: row.cell is not None, CellKind.YES_NO),
        open_column("espacios", ("Laboratorios y mesas", "Labs and tables"),
                lambda row: row.total.units if row.cell else None, whole),
        open_column("base", ("Sobre cuántas participaciones", "Out of how many participations"),
                lambda row: row.total.base if row.cell else None, whole),
        open_column("grupo", ("Grupo", "Group"), lambda row: label(row.cell.group, LANGUAGE) if row.cell else None),
        open_column("participaciones", ("Participaciones", "Participations"),
                lambda row: row.cell.count if row.cell else None, whole),
        open_column("al_menos", ("Al menos", "At least"),
                lambda row: row.total.is_sensitive if row.cell else None, CellKind.YES_NO),
        open_column("porcentaje", ("Porcentaje", "Percentage"),
                lambda row: row.cell.percentage if row.cell else None, whole),
    )  # fmt: skip


TOTALS = Table("open_totals", ("Cifras del programa", "Figures of the programme"), _columns())
