"""Tables as CSV: the canonical file for machines and archives, and a guarded one for people who open it in Excel."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import TextIO, TypeVar, assert_never

from labapp.domain.tables import BY_PEN, Audience, CellKind, CellValue, Column, Language, Table, said
from labapp.exports import values

Row = TypeVar("Row")
_Spelling = Callable[[CellValue], str]


@dataclass(frozen=True, slots=True)
class _Manner:
    """What differs between the two files: how a text, an instant, a yes and a no are spelled."""

    text: Callable[[str], str]
    instant: Callable[[datetime], str]
    yes: str
    no: str


# A semicolon, tab or line break inside a text begins a new cell for a spreadsheet that expects another separator.
_LIVE = re.compile(r"(\A(?=[\t\n])|(?:\A|[;\t\n])(?=[^\S\t\n]*[=+\-@|%＝＋－＠]))")


def write_canonical(path: Path, table: Table[Row], rows: Iterable[Row], *, audience: Audience) -> int:
    """Write what `audience` may read as canonical CSV to `path` and return the number of rows.

    UTF-8 without BOM, comma, CRLF, keys as header, decimal point, ISO 8601 with the offset of Panama, true and false.
    Texts are as they are, without guard: programs read this file. Source: RFC 4180, ISO 8601.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        return _write_canonical(file, table, rows, audience)


def canonical_text(table: Table[Row], rows: Iterable[Row], *, audience: Audience) -> str:
    """Return what `write_canonical` writes, for a table that is small enough to hold."""
    file = StringIO(newline="")
    _write_canonical(file, table, rows, audience)
    return file.getvalue()


def write_for_people(
    path: Path, table: Table[Row], rows: Iterable[Row], *, audience: Audience, language: Language
) -> int:
    """Write what `audience` may read as CSV for a spreadsheet to `path` and return the number of rows.

    UTF-8 with BOM, comma, CRLF, headings of `language`, hours of Panama. Text that a spreadsheet could take for a
    formula gets an apostrophe, which changes it: this file is never read back as truth. Source: OWASP ASVS 1.2.10.
    """
    columns = _data_columns(table, audience)
    headings = [_guarded(said(column.heading, language)) for column in columns]
    yes, no = (said(words, language) for words in (values.YES, values.NO))
    manner = _Manner(text=_guarded, instant=_to_the_minute, yes=yes, no=no)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        return _write(file, headings, columns, rows, manner)


def _write_canonical(file: TextIO, table: Table[Row], rows: Iterable[Row], audience: Audience) -> int:
    columns = _data_columns(table, audience)
    manner = _Manner(text=str, instant=datetime.isoformat, yes="true", no="false")
    return _write(file, [column.key for column in columns], columns, rows, manner)


def _data_columns(table: Table[Row], audience: Audience) -> list[Column[Row]]:
    # Nobody signs a CSV or fills one in by hand.
    return [column for column in table.visible_to(audience).columns if column.kind not in BY_PEN]


def _write(file: TextIO, header: list[str], columns: list[Column[Row]], rows: Iterable[Row], manner: _Manner) -> int:
    cells = [(column.value, _spelling(column.kind, manner)) for column in columns]
    writer = csv.writer(file)
    writer.writerow(header)
    written = 0
    for row in rows:
        given = ((value(row), spell) for value, spell in cells)
        writer.writerow(["" if value is None else spell(value) for value, spell in given])
        written += 1
    return written


def _spelling(kind: CellKind, manner: _Manner) -> _Spelling:
    match kind:
        case CellKind.TEXT | CellKind.LINK | CellKind.SIGNATURE | CellKind.BY_HAND:
            return lambda value: manner.text(values.text(value))
        case CellKind.INTEGER:
            return lambda value: str(values.integer(value))
        case CellKind.NUMBER:
            return lambda value: _decimal_point(values.number(value))
        case CellKind.DATE:
            return lambda value: values.day(value).isoformat()
        case CellKind.DATETIME:
            return lambda value: manner.instant(values.instant(value))
        case CellKind.YES_NO:
            return lambda value: manner.yes if values.truth(value) else manner.no
    assert_never(kind)


def _guarded(text: str) -> str:
    return _LIVE.sub(r"\1'", text)


def _decimal_point(number: int | float | Decimal) -> str:
    return f"{Decimal(str(number)):f}"


def _to_the_minute(instant: datetime) -> str:
    return instant.replace(tzinfo=None).isoformat(sep=" ", timespec="minutes")
