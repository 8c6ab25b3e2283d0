"""Sheets of answers for tests: a session's rows, and what a file that came back says about them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from labapp.domain.answer_sheet_decisions import Decision, decide
from labapp.domain.answer_sheets import (
    COLUMNS,
    Column,
    Locked,
    Open,
    ReturnedRow,
    ReturnedSheet,
    Sheet,
    SheetRow,
    key_of,
)
from labapp.domain.response_extras import Extra
from labapp.domain.responses import Answer, Disposition, Document, Listed, nested
from labapp.words.answer_sheets import vocabulary
from labapp.words.labels_responses import spoken_labels

SESSION = UUID(int=77)
REASON = "Se incorporó porque coincide con lo que pidieron las comunidades visitadas este año."
TAKEN_UP = Answer(
    "1", Disposition.INCORPORATED, reason=REASON, extras={Extra.CLAUSE: "007", Extra.VERSION: "2"}
)


def seal(*parts: str) -> str:
    """A keyed hash that any test can make."""
    return hashlib.sha256("\x1f".join(("test", *parts)).encode("utf-8", "surrogatepass")).hexdigest()


def a_row(
    number: str, answer: Answer | None = None, *, version: int = 0, part_of: str = "", said: str = ""
) -> SheetRow:
    """A contribution; with an answer it has a version, and without one it may have one too."""
    at = version or (1 if answer else 0)
    return SheetRow(
        contribution_id=UUID(int=int.from_bytes(number.encode(), "big")),
        number=number,
        said=said or f"Que el agua llegue a la parte alta, número {number}.\nTodos los días.",
        part_of=part_of,
        due_on=date(2026, 12, 20),
        version=UUID(int=at) if at else None,
        answer=answer,
    )


def a_sheet(*rows: SheetRow) -> Sheet:
    """A session whose contributions are these rows; parts are gathered under their composite number."""
    wholes = {row.part_of for row in rows if row.part_of}
    listed = [
        *(Listed(row.number, row.said) for row in rows if not row.part_of),
        *(Listed(whole, "", tuple(row.number for row in rows if row.part_of == whole)) for whole in sorted(wholes)),
    ]
    answers = nested(listed, [row.answer for row in rows if row.answer is not None])
    document = Document(
        listed=tuple(listed),
        answers=answers,
        labels=spoken_labels(),
        institution="ANTAI",
        office="Dirección de Transparencia",
        answered_on=date(2026, 11, 20),
    )
    numbers = {row.contribution_id: row.number for row in rows}
    return Sheet(session_id=SESSION, document=document, rows=rows, numbers=numbers)


def cells_of(row: SheetRow) -> dict[str, str]:
    """The cells of a row as the file holds them when it goes out."""
    answer = row.current
    said = {extra: answer.said(extra) for extra in Extra}
    cells: dict[Column, str] = {
        Locked.NUMBER: row.number,
        Locked.PART_OF: row.part_of,
        Locked.SAID: row.said,
        Locked.DUE_ON: row.due_on.isoformat() if row.due_on else "",
        Locked.KEY: key_of(row, SESSION, seal),
        Open.KIND: answer.primary.value if answer.primary else "",
        Open.REASON: answer.reason,
        Open.FURTHER: "\n".join(answer.secondary),
        Open.INSTITUTION: answer.institution,
        Open.OFFICE: answer.office,
        Open.ANSWERED_ON: answer.answered_on.isoformat() if answer.answered_on else "",
        **{extra: value.isoformat() if isinstance(value, date) else value or "" for extra, value in said.items()},
    }
    return {column.value: cells[column] for column in COLUMNS}


def returned(
    row: SheetRow,
    *,
    line: int = 2,
    without: tuple[Column, ...] = (),
    cells: Mapping[str, str] | None = None,
    **typed: str,
) -> ReturnedRow:
    """A row as it comes back: what was typed stands over what went out."""
    cells = cells_of(row) | dict(cells or {}) | typed
    return ReturnedRow(line, {name: text for name, text in cells.items() if name not in set(without)})


def decided(sheet: Sheet, *rows: ReturnedRow) -> tuple[Decision, ...]:
    """What these rows would do."""
    return decide(ReturnedSheet(rows), sheet, vocabulary(), seal)


def only(sheet: Sheet, row: ReturnedRow) -> Decision:
    """What one row would do."""
    (one,) = decided(sheet, row)
    return one
