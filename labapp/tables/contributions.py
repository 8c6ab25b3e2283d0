"""The contributions of a session with their answers, as columns; no column can name an author."""

from __future__ import annotations

from labapp.domain.contributions import PublicState, State
from labapp.domain.tables import Audience, CellKind, Column, Language, Table, Wording, said
from labapp.queries.exported_contributions import ContributionRow
from labapp.tables.responses import published_columns, working_columns
from labapp.words.labels import label
from labapp.words.labels_contributions import REDACTED, WITHHELD

NAME = "contributions"
_SPLIT: Wording = ("Dividido en partes", "Divided into parts")
_JOINED: Wording = ("Se responde con el {number}", "Answered with {number}")


def contributions_table(language: Language) -> Table[ContributionRow]:
    """Return the contributions: the public text and the published answer for everybody, the rest for staff."""
    columns = (
        Column("numero", ("N.º", "No."), lambda row: row.number, CellKind.TEXT, Audience.PUBLIC),
        Column(
            "aporte", ("Aporte", "Contribution"), lambda row: _shown(row, language), CellKind.TEXT, Audience.PUBLIC
        ),
        Column("estado", ("Estado", "State"), lambda row: _state(row, language), CellKind.TEXT, Audience.PUBLIC),
        Column(
            "tipo",
            ("Tipo", "Kind"),
            lambda row: label(row.kind, language) if row.kind else None,
            CellKind.TEXT,
            Audience.PUBLIC,
        ),
        Column("tema", ("Tema", "Theme"), lambda row: row.theme, CellKind.TEXT, Audience.PUBLIC),
        *published_columns(),
        *_for_staff(language),
        *working_columns(language),
    )
    return Table(NAME, ("Aportes y respuestas", "Contributions and answers"), columns)


def _for_staff(language: Language) -> tuple[Column[ContributionRow], ...]:
    return (
        Column(
            "texto_original",
            ("Texto completo", "Full text"),
            lambda row: row.text if row.state is not State.WITHDRAWN else None,
            CellKind.TEXT,
            Audience.STAFF,
        ),
        Column(
            "lengua",
            ("Lengua", "Language"),
            lambda row: label(row.language, language),
            CellKind.TEXT,
            Audience.STAFF,
        ),
        Column("traduccion", ("Traducción", "Translation"), lambda row: row.translation, CellKind.TEXT, Audience.STAFF),
        Column("grupo", ("Grupo", "Group"), lambda row: row.group, CellKind.TEXT, Audience.STAFF),
        Column(
            "canal",
            ("Cómo llegó", "How it came in"),
            lambda row: label(row.channel, language),
            CellKind.TEXT,
            Audience.STAFF,
        ),
        Column("dicho", ("Cuándo", "When"), lambda row: row.said_at, CellKind.DATETIME, Audience.STAFF),
    )


def _shown(row: ContributionRow, language: Language) -> str | None:
    if row.public_state is PublicState.WITHHELD and row.withhold_reason and row.state is not State.WITHDRAWN:
        return said(WITHHELD, language).format(reason=label(row.withhold_reason, language))
    return row.public_text


def _state(row: ContributionRow, language: Language) -> str:
    words = [label(row.state, language)]
    if row.is_split:
        words.append(said(_SPLIT, language))
    if row.joined_into:
        words.append(said(_JOINED, language).format(number=row.joined_into))
    if row.public_state is PublicState.REDACTED and row.withhold_reason and row.state is not State.WITHDRAWN:
        words.append(said(REDACTED, language).format(reason=label(row.withhold_reason, language)).rstrip("."))
    return ". ".join(words)
