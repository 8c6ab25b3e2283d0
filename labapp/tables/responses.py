"""The answer beside a contribution: what was published for everybody, and the work of the desk for staff."""

from __future__ import annotations

from collections.abc import Callable

from labapp.domain.tables import Audience, CellKind, Column, Language
from labapp.queries.exported_contributions import ContributionRow
from labapp.words.labels import label

_Value = Callable[[ContributionRow], str | None]


def published_columns() -> tuple[Column[ContributionRow], ...]:
    """Return the published answer, in the words of the version that went out; blank while nothing is published."""
    return (
        _text("respuesta", ("Respuesta", "Answer"), _group),
        _text("tipo_respuesta", ("Tipo de respuesta", "Kind of answer"), _kind),
        _text("razon", ("Razón", "Reason"), _reason),
        _text("detalles", ("Qué más dice", "What else it says"), _extras),
    )


def working_columns(language: Language) -> tuple[Column[ContributionRow], ...]:
    """Return the answer as it stands at the desk: for staff, because a draft is nobody's answer yet."""
    return (
        Column(
            "borrador_tipo",
            ("Tipo (en trabajo)", "Kind (in progress)"),
            lambda row: label(row.working.disposition, language) if row.working and row.working.disposition else None,
            CellKind.TEXT,
            Audience.STAFF,
        ),
        Column(
            "borrador_razon",
            ("Razón (en trabajo)", "Reason (in progress)"),
            lambda row: row.working.reason if row.working else None,
            CellKind.TEXT,
            Audience.STAFF,
        ),
        Column(
            "debe",
            ("Quién la debe", "Who owes it"),
            lambda row: row.working.owed_by if row.working else None,
            CellKind.TEXT,
            Audience.STAFF,
        ),
        Column(
            "vence",
            ("Para cuándo", "Due"),
            lambda row: row.working.due_on if row.working else None,
            CellKind.DATE,
            Audience.STAFF,
        ),
    )


def _text(key: str, heading: tuple[str, str], value: _Value) -> Column[ContributionRow]:
    return Column(key, heading, value, CellKind.TEXT, Audience.PUBLIC)


def _group(row: ContributionRow) -> str | None:
    return (row.published.group or row.published.owed) if row.published else None


def _kind(row: ContributionRow) -> str | None:
    return (row.published.kind or None) if row.published else None


def _reason(row: ContributionRow) -> str | None:
    return (row.published.reason or None) if row.published else None


def _extras(row: ContributionRow) -> str | None:
    facts = row.published.extras if row.published else ()
    return "\n".join(f"{term}: {text}" for term, text in facts) or None
