"""Sessions in one row each: with exact counts for internal use, and with what the public may read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TypeVar

from labapp.domain.attendance import Total
from labapp.domain.demographics import AgeBand, Gender, PlaceScope
from labapp.domain.tables import Audience, CellKind, CellValue, Column, Language, Table, Wording
from labapp.queries.list_summaries import PublicCount, PublicSession, SessionSummary
from labapp.queries.lists import day_of
from labapp.queries.sessions import SessionHead
from labapp.words.counts import withheld
from labapp.words.labels import all_labels, label

Row = TypeVar("Row")

SUMMARY: Wording = ("Resumen", "Summary")
PUBLIC_SUMMARY: Wording = ("Resumen público", "Public summary")
PUBLIC_COUNTS: Wording = ("Quiénes participaron", "Who took part")


def summary_table(*, bands: bool) -> Table[SessionSummary]:
    """Return the exact counts of sessions; the age `bands` stand only where the list asks for age too.

    Beside names, counts of few tell the age of somebody: one person in a session, or all of one group.
    """
    groups: Sequence[StrEnum] = (*Gender, *PlaceScope, *(AgeBand if bands else ()))
    columns = (
        *_of_session(lambda row: row.head, Audience.STAFF),
        *(_total(total) for total in Total),
        _number("sin_registro", ("Sin registrarse", "Not registered"), lambda row: row.unregistered),
        *(_group(group) for group in groups),
    )
    return Table("session_summary", SUMMARY, columns)


def _total(total: Total) -> Column[SessionSummary]:
    return _number(total.value, _words(total), lambda row: row.by_total[total])


def _group(group: StrEnum) -> Column[SessionSummary]:
    kinds: dict[type, Wording] = {
        Gender: ("Género", "Gender"), PlaceScope: ("De dónde viene", "Comes from"), AgeBand: ("Edad", "Age"),
    }  # fmt: skip
    (es, en), (kind_es, kind_en) = _words(group), kinds[type(group)]
    key = f"{type(group).__name__.lower()}_{group.value}"
    return _number(key, (f"{kind_es}: {es}", f"{kind_en}: {en}"), lambda row: row.groups[type(group), group.value])


def _words(member: StrEnum) -> Wording:
    return all_labels()[type(member), member.value]


def _number(key: str, heading: Wording, value: Callable[[SessionSummary], int]) -> Column[SessionSummary]:
    return Column(key, heading, value, CellKind.INTEGER, Audience.STAFF)


def public_sessions_table() -> Table[PublicSession]:
    """Return the sessions with the exact total of participants, blank until the register is closed."""
    columns = (
        *_of_session(lambda row: row.head, Audience.PUBLIC),
        Column("participantes", ("Participantes", "Participants"), _public_total, CellKind.INTEGER, Audience.PUBLIC),
    )
    return Table("public_summary", PUBLIC_SUMMARY, columns)


def _public_total(row: PublicSession) -> int | None:
    return row.total


def public_counts_table(language: Language) -> Table[PublicCount]:
    """Return the frozen tables line by line, each as its lab or table prints it."""

    def group(row: PublicCount) -> str:
        return label(row.group, language) if row.group else withheld(row.policy, language)

    def column(
        key: str, heading: Wording, value: Callable[[PublicCount], CellValue], kind: CellKind = CellKind.INTEGER
    ) -> Column[PublicCount]:
        return Column(key, heading, value, kind, Audience.PUBLIC)

    columns = (
        column("laboratorio", ("Laboratorio o mesa", "Lab or table"), lambda row: row.unit, CellKind.TEXT),
        column("participantes", ("Participantes", "Participants"), lambda row: row.total),
        column("variable", ("Pregunta", "Question"), lambda row: label(row.dimension, language), CellKind.TEXT),
        column("grupo", ("Grupo", "Group"), group, CellKind.TEXT),
        column("personas", ("Personas", "People"), lambda row: row.count),
        column("porcentaje", ("Porcentaje", "Percentage"), lambda row: row.percentage),
        column("base", ("Sobre cuántas personas", "Out of how many people"), lambda row: row.base),
    )
    return Table("public_counts", PUBLIC_COUNTS, columns)


def _of_session(told: Callable[[Row], SessionHead], audience: Audience) -> tuple[Column[Row], ...]:
    def column(key: str, heading: Wording, fact: Callable[[SessionHead], CellValue], kind: CellKind) -> Column[Row]:
        return Column(key, heading, lambda row: fact(told(row)), kind, audience)

    return (
        column("fecha", ("Fecha", "Date"), day_of, CellKind.DATE),
        column("sesion", ("Sesión", "Session"), lambda head: head.name, CellKind.TEXT),
        column("laboratorio", ("Laboratorio o mesa", "Lab or table"), lambda head: head.space_title, CellKind.TEXT),
        column("lugar", ("Lugar", "Place"), lambda head: head.where or None, CellKind.TEXT),
    )
