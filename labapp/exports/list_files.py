"""Lists as institutions file them, and the public summary: each written whole before anybody gets a byte of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import assert_never

from labapp.domain.lists import ListColumn, ListField, ListScope
from labapp.domain.tables import Audience, Language, Table, Wording, said
from labapp.exports.cover import Cover
from labapp.exports.csv import write_for_people
from labapp.exports.drafts import new_draft, whole
from labapp.exports.session_files import Format, Grant, count_remarks, no_row_remarks, plain_name, session_subject
from labapp.models.recorder import Db
from labapp.queries.list_summaries import SessionSummary, public_counts, public_sessions, session_summaries
from labapp.queries.lists import FiledRow, day_of, has_letters, rows_of_lab, rows_of_sessions
from labapp.queries.sessions import SessionHead
from labapp.tables.lists import TITLE, filed_table, presence_columns, session_columns
from labapp.tables.summaries import public_counts_table, public_sessions_table, summary_table
from labapp.words import formats

_NAMES: dict[ListScope, Wording] = {
    ListScope.SESSION: ("lista-con-datos-personales", "list-with-personal-data"),
    ListScope.SPACE: ("lista-de-todas-las-sesiones-con-datos-personales", "list-of-all-sessions-with-personal-data"),
    ListScope.PERIOD: ("lista-del-periodo-con-datos-personales", "list-of-the-period-with-personal-data"),
}
_PUBLIC_NAME: Wording = ("resumen-publico", "public-summary")
_DAYS: Wording = ("Del {first} al {last}", "From {first} to {last}")
_EMPTY: Wording = ("Sin sesiones", "No sessions")
_READS: dict[ListScope, Wording] = {
    ListScope.SPACE: (
        "Una fila por persona y una columna por sesión: la X dice que asistió. Sesiones: {count}.",
        "One row for each person and one column for each session: an X says that they came. Sessions: {count}.",
    ),
    ListScope.PERIOD: (
        "Una fila por persona y sesión: quien asistió a dos sesiones tiene dos filas. Sesiones: {count}.",
        "One row for each person and session: who came to two sessions has two rows. Sessions: {count}.",
    ),
}
_PUBLIC_READS: Wording = (
    "De cada sesión se publica solo el total. Los grupos son los del laboratorio o la mesa, tal como se fijaron; lo "
    "que reúne a pocas personas no se publica.",
    "Of each session only the total is published. The groups are those of the lab or table, as they were frozen; what "
    "joins few people is not published.",
)


@dataclass(frozen=True, slots=True)
class ListOrder:
    """Which list is wanted, of which sessions, with which columns and letterhead, under which record."""

    scope: ListScope
    heads: Sequence[SessionHead]
    subject: str
    columns: Sequence[ListColumn]
    heading: Sequence[str]
    logo: bytes | None
    format: Format
    language: Language
    grant: Grant


@dataclass(frozen=True, slots=True)
class PublicOrder:
    """The public summary of some sessions."""

    heads: Sequence[SessionHead]
    subject: str
    format: Format
    language: Language


def subject_of(scope: ListScope, title: str, heads: Sequence[SessionHead], language: Language) -> str:
    """Return whose attendance a list tells, in one line; `title` is that of the lab or table, or the days."""
    if scope is ListScope.SESSION and heads:
        return session_subject(heads[0], language)
    if not heads:
        return f"{title} · {said(_EMPTY, language)}"
    first, last = (formats.day(day_of(head), language) for head in (heads[0], heads[-1]))
    return title if scope is ListScope.PERIOD else f"{title} · {days_of(first, last, language)}"


def days_of(first: str, last: str, language: Language) -> str:
    """Return a period in words; one day is only itself."""
    return first if first == last else said(_DAYS, language).format(first=first, last=last)


def list_name(order: ListOrder) -> str:
    """Return the name under which a list is saved: plain letters, with its days, its place and what it holds."""
    return _name(order.heads, said(_NAMES[order.scope], order.language), order.format)


def public_name(order: PublicOrder) -> str:
    """Return the name under which a public summary is saved."""
    return _name(order.heads, said(_PUBLIC_NAME, order.language), order.format)


def _name(heads: Sequence[SessionHead], what: str, ending: Format) -> str:
    days = sorted({day_of(head).isoformat() for head in heads})
    spaces = {head.space_id: head for head in heads}
    where = [plain_name(head.community or head.space_title) for head in spaces.values()] if len(spaces) == 1 else []
    return "-".join(filter(None, (*dict.fromkeys(days[:1] + days[-1:]), *where, what))) + f".{ending.value}"


def write_list(db: Db, instance: Path, order: ListOrder, *, now: datetime) -> Path:
    """Return a finished list among the drafts of `instance`. All its rows are those that `db` sees at one moment."""
    return whole(new_draft(instance, order.format.value), lambda path: _write_list(db, path, order, now))


def write_public(db: Db, instance: Path, order: PublicOrder, *, now: datetime) -> Path:
    """Return a finished public summary; as CSV it has the sessions only."""
    return whole(new_draft(instance, order.format.value), lambda path: _write_public(db, path, order, now))


def _write_list(db: Db, path: Path, order: ListOrder, now: datetime) -> None:
    summaries = session_summaries(db, order.heads)
    table = _table(db, order)
    rows = rows_of_lab(db, order.heads) if order.scope is ListScope.SPACE else rows_of_sessions(db, order.heads)
    cover = _cover(order, summaries, now)
    match order.format:
        case Format.XLSX:
            from labapp.exports.filed import write_filed
            from labapp.exports.letterhead import Letterhead

            bands = any(column.field is ListField.AGE_BAND for column in order.columns)
            head = Letterhead(order.logo, order.heading, said(TITLE, order.language), order.subject)
            write_filed(path, table, rows, cover=cover, beside=(summary_table(bands=bands), summaries), head=head)
        case Format.CSV:
            write_for_people(path, table, rows, audience=Audience.PERSONAL, language=order.language)
        case _:
            assert_never(order.format)


def _table(db: Db, order: ListOrder) -> Table[FiledRow]:
    letters = has_letters(db, order.heads)
    place = order.heads[0] if order.heads else None
    match order.scope:
        case ListScope.SESSION:
            return filed_table(order.language, order.columns, place=place, letters=letters)
        case ListScope.SPACE:
            marks = presence_columns(order.heads, order.language)
            return filed_table(order.language, order.columns, place=place, letters=letters, after=marks)
        case ListScope.PERIOD:
            each = session_columns(order.language)
            return filed_table(order.language, order.columns, place=None, letters=letters, before=each)
    assert_never(order.scope)


def _cover(order: ListOrder, summaries: Sequence[SessionSummary], now: datetime) -> Cover:
    if order.scope is ListScope.SESSION:
        remarks = count_remarks(summaries[0].by_total, summaries[0].unregistered, order.language)
    else:
        reads = said(_READS[order.scope], order.language).format(count=len(order.heads))
        remarks = (reads, *no_row_remarks(sum(each.unregistered for each in summaries), order.language))
    return Cover(
        subject=order.subject,
        audience=Audience.PERSONAL,
        language=order.language,
        made_at=now,
        purpose=order.grant.purpose,
        export_id=order.grant.export_id,
        asked_by=order.grant.asked_by,
        remarks=remarks,
    )


def _write_public(db: Db, path: Path, order: PublicOrder, now: datetime) -> None:
    table, rows = public_sessions_table(), public_sessions(db, order.heads)
    match order.format:
        case Format.XLSX:
            from labapp.exports.filed import write_filed

            shown = [row.head for row in rows]
            remarks = (said(_PUBLIC_READS, order.language),)
            cover = Cover(order.subject, Audience.PUBLIC, order.language, now, remarks=remarks)
            beside = (public_counts_table(order.language), public_counts(db, shown))
            write_filed(path, table, rows, cover=cover, beside=beside)
        case Format.CSV:
            write_for_people(path, table, rows, audience=Audience.PUBLIC, language=order.language)
        case _:
            assert_never(order.format)
