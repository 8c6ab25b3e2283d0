"""The open tables from which every public measure can be worked out again: contributions counted, promises kept.

What is overdue on a day is what has a promised day before it.
"""

from __future__ import annotations

from labapp.domain.response_measures import Answering, answering
from labapp.domain.tables import CellKind, Column, Table
from labapp.exports.open_columns import LANGUAGE, open_column
from labapp.queries.record_measures import MeasuredContribution, MeasuredPromise
from labapp.words.formats import local
from labapp.words.labels import label


def _institution(row: MeasuredContribution) -> str:
    name = answering(row.counted)
    return label(name, LANGUAGE) if isinstance(name, Answering) else name


def _counted_columns() -> tuple[Column[MeasuredContribution], ...]:
    whole, day, yes_no = CellKind.INTEGER, CellKind.DATE, CellKind.YES_NO
    return (
        open_column("sesion", ("Sesión", "Session"), lambda row: row.head.token),
        open_column("version", ("Versión", "Version"), lambda row: row.version, whole),
        open_column("numero", ("N.º", "No."), lambda row: row.counted.number),
        open_column("espacio", ("Laboratorio o mesa", "Lab or table"), lambda row: row.head.space_token),
        open_column("espacio_nombre", ("Nombre del espacio", "Name of the space"), lambda row: row.head.space_title),
        open_column("anio", ("Año", "Year"), lambda row: local(row.head.starts_at, row.head.zone).year, whole),
        open_column("institucion", ("Institución", "Institution"), _institution),
        open_column("recibido", ("Recibido", "Received"), lambda row: not row.counted.withdrawn, yes_no),
        open_column("retirado", ("Retirado", "Withdrawn"), lambda row: row.counted.withdrawn, yes_no),
        open_column("respondido", ("Respondido", "Answered"), lambda row: row.counted.answered, yes_no),
        open_column("respuesta", ("Respuesta", "Answer"),
                    lambda row: label(row.counted.group, LANGUAGE) if row.counted.group else None),
        open_column("dias", ("Días hasta la respuesta", "Days to the answer"), lambda row: row.counted.days, whole),
        open_column("prometido_para", ("Prometido para", "Promised for"), lambda row: row.owed_on, day),
        open_column("demostracion", ("Demostración", "Demonstration"), lambda row: row.head.is_demonstration, yes_no),
    )  # fmt: skip


def _promise_columns() -> tuple[Column[MeasuredPromise], ...]:
    day = CellKind.DATE
    return (
        open_column("sesion", ("Sesión", "Session"), lambda row: row.head.token),
        open_column("nombre", ("Nombre", "Name"), lambda row: row.head.name),
        open_column("documento", ("Documento", "Document"), lambda row: label(row.kind, LANGUAGE)),
        open_column("prometido_para", ("Prometido para", "Promised for"), lambda row: row.due_on, day),
        open_column("cumplido", ("Cumplido el", "Kept on"), lambda row: row.fulfilled_on, day),
        open_column("prorroga_hasta", ("Prórroga hasta", "More time until"), lambda row: row.extended_until, day),
        open_column(
            "demostracion", ("Demostración", "Demonstration"), lambda row: row.head.is_demonstration, CellKind.YES_NO
        ),
    )  # fmt: skip


COUNTED = Table("open_counted", ("Aportes contados", "Contributions counted"), _counted_columns())
PROMISES = Table("open_promises", ("Documentos prometidos", "Documents promised"), _promise_columns())
