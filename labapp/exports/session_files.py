"""The files of one session: which there are, and how each is written whole before anybody gets a byte of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, assert_never
from uuid import UUID

from labapp.domain.attendance import Total
from labapp.domain.tables import Audience, Language, Table, Wording, said
from labapp.domain.text import fold
from labapp.exports.cover import Cover
from labapp.exports.csv import write_for_people
from labapp.exports.drafts import new_draft
from labapp.models.recorder import Db
from labapp.queries.exported_contributions import contribution_rows
from labapp.queries.exports import list_rows, list_totals
from labapp.queries.sessions import SessionHead, session_head
from labapp.tables.attendance import attendance_table
from labapp.tables.contributions import contributions_table
from labapp.words import formats
from labapp.words.labels import label


class File(StrEnum):
    """A file that a session gives. Stored in the record of exports for those with names."""

    PEOPLE = "people"
    PEOPLE_WITHOUT_NAMES = "people_without_names"
    CONTRIBUTIONS = "contributions"
    CONTRIBUTIONS_PUBLIC = "contributions_public"


class Format(StrEnum):
    """How a file is written; the value ends its name."""

    XLSX = "xlsx"
    CSV = "csv"


AUDIENCE: dict[File, Audience] = {
    File.PEOPLE: Audience.PERSONAL,
    File.PEOPLE_WITHOUT_NAMES: Audience.STAFF,
    File.CONTRIBUTIONS: Audience.STAFF,
    File.CONTRIBUTIONS_PUBLIC: Audience.PUBLIC,
}
"""Who may have each file. Only one of them holds personal columns."""

_NAMES: dict[File, Wording] = {
    File.PEOPLE: ("lista-de-participantes-con-datos-personales", "list-of-participants-with-personal-data"),
    File.PEOPLE_WITHOUT_NAMES: ("lista-de-participantes-sin-nombres", "list-of-participants-without-names"),
    File.CONTRIBUTIONS: ("aportes-y-respuestas-uso-interno", "contributions-and-answers-internal"),
    File.CONTRIBUTIONS_PUBLIC: ("aportes-y-respuestas", "contributions-and-answers"),
}
_COUNTED: Wording = ("Todas las personas en la sala: {count}.", "Everybody in the room: {count}.")
_NO_ROW: Wording = (
    "Asistieron sin registrarse: {count}. Se cuentan en el total y no tienen fila.",
    "Attended without registering: {count}. They count in the total and have no row.",
)
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Grant:
    """Under which record of the journal a file with names goes out, who takes it, and what for in words."""

    export_id: UUID
    asked_by: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Order:
    """Which file of which session is wanted; one with names comes with its grant."""

    session_id: UUID
    file: File
    format: Format
    language: Language
    grant: Grant | None = None


def file_name(head: SessionHead, order: Order) -> str:
    """Return the name under which a file is saved."""
    return saved_name(head, said(_NAMES[order.file], order.language)) + f".{order.format.value}"


def saved_name(head: SessionHead, what: str) -> str:
    """Return a name for a file of a session, without ending: plain letters, with the day, the place and what it is."""
    day = formats.local(head.starts_at, head.zone).date().isoformat()
    where = plain_name(head.community or head.space_title)
    return "-".join(filter(None, (day, where, what)))


def plain_name(words: str) -> str:
    """Return words as they stand in the name of a file: small plain letters and hyphens, at most forty."""
    return _NOT_IN_NAMES.sub("-", fold(words)).strip("-")[:40]


def write_file(db: Db, instance: Path, order: Order, *, now: datetime) -> Path:
    """Return a finished file among the drafts of `instance`. All its rows are those that `db` sees at one moment.

    Raises RuleViolated `export_without_purpose` for a list with names that comes without a grant.
    """
    head = session_head(db, order.session_id)
    path = new_draft(instance, order.format.value)
    try:
        match order.file:
            case File.PEOPLE | File.PEOPLE_WITHOUT_NAMES:
                counted = list_totals(db, head.id)
                table = attendance_table(
                    order.language,
                    community=head.community,
                    area=head.place.area if head.place else None,
                    letters=counted.has_letters,
                )
                remarks = count_remarks(counted.by_total, counted.unregistered, order.language)
                _write(path, table, list_rows(db, head.id), head, order, remarks, now)
            case File.CONTRIBUTIONS | File.CONTRIBUTIONS_PUBLIC:
                rows = contribution_rows(db, head.id, language=order.language)
                _write(path, contributions_table(order.language), rows, head, order, (), now)
            case _:
                assert_never(order.file)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _write(
    path: Path,
    table: Table[Any],  # two types of rows go the same way
    rows: Iterable[Any],
    head: SessionHead,
    order: Order,
    remarks: tuple[str, ...],
    now: datetime,
) -> None:
    audience = AUDIENCE[order.file]
    cover = Cover(
        subject=session_subject(head, order.language),
        audience=audience,
        language=order.language,
        made_at=now,
        purpose=order.grant.purpose if order.grant else None,
        export_id=order.grant.export_id if order.grant else None,
        asked_by=order.grant.asked_by if order.grant else None,
        remarks=remarks,
    )
    match order.format:
        case Format.XLSX:
            from labapp.exports.xlsx import write_workbook

            write_workbook(path, table, rows, cover=cover)
        case Format.CSV:
            write_for_people(path, table, rows, audience=audience, language=order.language)
        case _:
            assert_never(order.format)


def session_subject(head: SessionHead, language: Language) -> str:
    """Return which session this is: its name, when and where."""
    return " · ".join(filter(None, (head.name, formats.moment(head.starts_at, language, head.zone), head.where)))


def count_remarks(by_total: Mapping[Total, int], unregistered: int, language: Language) -> tuple[str, ...]:
    """Return what a list of one session counts, and how many of those have no row, in sentences."""
    parts = [
        f"{label(total, language)}: {count}"
        for total, count in by_total.items()
        if count and total is not Total.EVERYBODY
    ]
    everybody = said(_COUNTED, language).format(count=by_total[Total.EVERYBODY])
    counted = " ".join((everybody, "; ".join(parts) + "." if parts else "")).strip()
    return (counted, *no_row_remarks(unregistered, language))


def no_row_remarks(unregistered: int, language: Language) -> tuple[str, ...]:
    """Return how many came without registering, where any did."""
    return (said(_NO_ROW, language).format(count=unregistered),) if unregistered else ()
