"""The open tables: what was published, as columns for programs. Nothing stands in them that no public page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar, assert_never

from labapp.documents.responses_facts import answered
from labapp.documents.responses_page import AnsweredContribution, GivenAnswer, OpenAnswer
from labapp.domain.tables import Audience, CellKind, Column, Table
from labapp.exports.csv import canonical_text
from labapp.exports.json import json_text
from labapp.exports.open_columns import LANGUAGE, open_column
from labapp.exports.open_measures import COUNTED, PROMISES
from labapp.exports.open_readings import READINGS, read_rows
from labapp.exports.open_totals import TOTALS, total_rows
from labapp.models.recorder import Db
from labapp.queries.public_record import (
    Named,
    RecordedSession,
    frozen_counts,
    public_record,
    published_answers,
    totals_of,
)
from labapp.queries.public_totals import every_edition
from labapp.queries.publication import ShownCell, ShownTable
from labapp.queries.readings import shown_readings
from labapp.queries.record_measures import record_measures
from labapp.queries.sessions import SessionHead
from labapp.words.labels import label

Row = TypeVar("Row")


class OpenTable(StrEnum):
    """An open table; the value names its file."""

    SESSIONS = "sesiones"
    ANSWERS = "respuestas"
    COUNTS = "participacion"
    COUNTED = "medidas"
    PROMISES = "promesas"
    READINGS = "lecturas"
    TOTALS = "cifras"


class OpenFormat(StrEnum):
    """How an open table is written; the value ends the name of its file."""

    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class _SessionRow:
    recorded: RecordedSession
    total: int | None

    @property
    def head(self) -> SessionHead:
        return self.recorded.head

    @property
    def code(self) -> str | None:
        one = self.recorded
        # The code of the wall opens the door of a session; it is told only to look up what was published.
        return one.shown_code if one.minutes or one.response else None


@dataclass(frozen=True, slots=True)
class _AnswerRow:
    head: SessionHead
    version: int
    institution: str
    answered: AnsweredContribution
    answered_on: date | None

    @property
    def given(self) -> GivenAnswer | None:
        return self.answered.answer if isinstance(self.answered.answer, GivenAnswer) else None

    @property
    def owed(self) -> OpenAnswer | None:
        return self.answered.answer if isinstance(self.answered.answer, OpenAnswer) else None


@dataclass(frozen=True, slots=True)
class _CountRow:
    space: Named
    total: int
    frozen_on: date
    table: ShownTable
    cell: ShownCell | None


def _session_columns() -> tuple[Column[_SessionRow], ...]:
    whole, day, instant = CellKind.INTEGER, CellKind.DATE, CellKind.DATETIME
    return (
        open_column("sesion", ("Sesión", "Session"), lambda row: row.head.token),
        open_column("codigo", ("Código", "Code"), lambda row: row.code),
        open_column("nombre", ("Nombre", "Name"), lambda row: row.head.name),
        open_column("tipo", ("Tipo", "Kind"), lambda row: label(row.head.purpose, LANGUAGE)),
        open_column("estado", ("Estado", "State"), lambda row: label(row.head.stage, LANGUAGE)),
        open_column("motivo", ("Motivo", "Reason"), lambda row: row.head.reason),
        open_column("modalidad", ("Modalidad", "Way of meeting"), lambda row: label(row.head.modality, LANGUAGE)),
        open_column("empieza", ("Empieza", "Begins"), lambda row: row.head.starts_at, instant),
        open_column("termina", ("Termina", "Ends"), lambda row: row.head.ends_at, instant),
        open_column("lugar", ("Lugar", "Place"), lambda row: row.head.where or None),
        open_column("comunidad", ("Comunidad", "Community"), lambda row: row.head.community),
        open_column("corregimiento", ("Código INEC", "INEC code"), _place_code),
        open_column("espacio", ("Laboratorio o mesa", "Lab or table"), lambda row: row.head.space_token),
        open_column("espacio_nombre", ("Nombre del espacio", "Name of the space"), lambda row: row.head.space_title),
        open_column("participaron", ("Participaron", "Took part"), lambda row: row.total, whole),
        open_column("version_minuta", ("Versión de la minuta", "Version of the minutes"),
                lambda row: row.recorded.minutes, whole),
        open_column("version_respuesta", ("Versión de la respuesta", "Version of the answers"),
                lambda row: row.recorded.response, whole),
        open_column("respuesta_prometida", ("Respuesta prometida", "Answer promised"),
                lambda row: row.recorded.due_on, day),
        open_column("respuesta_cumplida", ("Respuesta cumplida", "Answer given"),
                lambda row: row.recorded.fulfilled_on, day),
        open_column(
            "demostracion", ("Demostración", "Demonstration"), lambda row: row.head.is_demonstration, CellKind.YES_NO
        ),
    )  # fmt: skip


def _place_code(row: _SessionRow) -> str | None:
    return row.head.place.code if row.head.place else None


def _answer_columns() -> tuple[Column[_AnswerRow], ...]:
    return (
        open_column("sesion", ("Sesión", "Session"), lambda row: row.head.token),
        open_column("version", ("Versión", "Version"), lambda row: row.version, CellKind.INTEGER),
        open_column("numero", ("N.º", "No."), lambda row: row.answered.contribution.number),
        open_column("aporte", ("Aporte", "Contribution"), lambda row: row.answered.contribution.text),
        open_column("lengua", ("Lengua", "Language"), lambda row: row.answered.contribution.language),
        open_column("traduccion", ("Traducción", "Translation"), lambda row: row.answered.contribution.translation),
        open_column("retirado", ("Retirado", "Withdrawn"),
                lambda row: row.answered.contribution.is_withdrawn, CellKind.YES_NO),
        open_column("unido_a", ("Unido a", "Joined to"), lambda row: row.answered.contribution.joined_to),
        open_column("respuesta", ("Respuesta", "Answer"), lambda row: row.given.group if row.given else None),
        open_column("tipo_respuesta", ("Tipo de respuesta", "Kind of answer"),
                lambda row: row.given.kind if row.given else None),
        open_column("razon", ("Razón", "Reason"), lambda row: row.given.reason if row.given else None),
        open_column("detalles", ("Qué más dice", "What else it says"), _details),
        open_column("responde", ("Responde", "Answered by"), _institution),
        open_column("fecha_respuesta", ("Fecha de la respuesta", "Day of the answer"),
                lambda row: row.answered_on if row.given else None, CellKind.DATE),
        open_column("debida_para", ("Debida para", "Due"),
                lambda row: row.owed.due_on if row.owed else None, CellKind.DATE),
    )  # fmt: skip


def _details(row: _AnswerRow) -> str | None:
    return "\n".join(f"{fact.term}: {fact.value}" for fact in row.given.extras) or None if row.given else None


def _institution(row: _AnswerRow) -> str:
    if row.owed:
        return row.owed.institution
    return (row.given.institution if row.given else None) or row.institution


def _count_columns() -> tuple[Column[_CountRow], ...]:
    whole = CellKind.INTEGER
    return (
        open_column("espacio", ("Laboratorio o mesa", "Lab or table"), lambda row: row.space.token),
        open_column("espacio_nombre", ("Nombre del espacio", "Name of the space"), lambda row: row.space.name),
        open_column("participaron", ("Participaron", "Took part"), lambda row: row.total, whole),
        open_column("fecha", ("Cifras del", "Figures of"), lambda row: row.frozen_on, CellKind.DATE),
        open_column("variable", ("Variable", "Variable"), lambda row: label(row.table.dimension, LANGUAGE)),
        open_column("publicada", ("Publicada", "Printed"), lambda row: row.cell is not None, CellKind.YES_NO),
        open_column("base", ("Sobre cuántas personas", "Out of how many"), lambda row: row.table.base, whole),
        open_column("grupo", ("Grupo", "Group"), lambda row: label(row.cell.group, LANGUAGE) if row.cell else None),
        open_column("personas", ("Personas", "People"), lambda row: row.cell.count if row.cell else None, whole),
        open_column("porcentaje", ("Porcentaje", "Percentage"),
                lambda row: row.cell.percentage if row.cell else None, whole),
    )  # fmt: skip


SESSIONS = Table("open_sessions", ("Sesiones", "Sessions"), _session_columns())
ANSWERS = Table("open_answers", ("Aportes y respuestas", "Contributions and answers"), _answer_columns())
COUNTS = Table("open_counts", ("Quiénes participaron", "Who took part"), _count_columns())


def open_table(db: Db, table: OpenTable, form: OpenFormat, *, today: date) -> str:
    """Return an open table whole, as CSV or JSON, with the same columns and rows."""
    match table:
        case OpenTable.SESSIONS:
            rows = totals_of(db, public_record(db).sessions)
            return _written(SESSIONS, [_SessionRow(one, total) for one, total in rows], form)
        case OpenTable.ANSWERS:
            return _written(ANSWERS, list(_answers(db)), form)
        case OpenTable.COUNTS:
            return _written(COUNTS, list(_counts(db)), form)
        case OpenTable.COUNTED:
            return _written(COUNTED, list(record_measures(db, today=today).contributions), form)
        case OpenTable.PROMISES:
            return _written(PROMISES, list(record_measures(db, today=today).promises), form)
        case OpenTable.READINGS:
            return _written(READINGS, list(read_rows(shown_readings(db))), form)
        case OpenTable.TOTALS:
            return _written(TOTALS, list(total_rows(every_edition(db))), form)
    assert_never(table)


def _written(table: Table[Row], rows: list[Row], form: OpenFormat) -> str:
    match form:
        case OpenFormat.CSV:
            return canonical_text(table, rows, audience=Audience.PUBLIC)
        case OpenFormat.JSON:
            return json_text(table, rows, audience=Audience.PUBLIC)
    assert_never(form)


def _answers(db: Db) -> Iterator[_AnswerRow]:
    for head, version in published_answers(db, public_record(db).sessions):
        for one in answered(version.document, version.shown, LANGUAGE):
            yield _AnswerRow(head, version.number, version.document.institution, one, version.document.answered_on)


def _counts(db: Db) -> Iterator[_CountRow]:
    for space, unit in frozen_counts(db):
        for table in unit.tables:
            cells: tuple[ShownCell | None, ...] = table.cells or (None,)
            yield from (_CountRow(space, unit.total, unit.frozen_on, table, cell) for cell in cells)
