"""Who is expected, pasted from a spreadsheet, with or without headings.

Every row arrives, with its problems beside it, for a person to decide; the whole is never refused. Only name,
organisation, position and place are read: id-card numbers, e-mails and telephones are left behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from labapp.domain.attendance import LONGEST_NAME
from labapp.domain.pasted import Pasted, PastedRow, cell_of, columns_of, read_pasted
from labapp.domain.text import clean_line, fold

_HEADING_WITHIN = 15


class RowProblem(StrEnum):
    """What somebody has to look at before a row is confirmed."""

    NAME_ABSENT = "name_absent"
    NAME_LONG = "name_long"
    NAME_OF_DEVICE = "name_of_device"
    NAME_REPEATED = "name_repeated"
    TIME_UNREADABLE = "time_unreadable"
    OTHER_DAY = "other_day"
    LEFT_BEFORE_ENTRY = "left_before_entry"
    TWICE_AT_ONCE = "twice_at_once"


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """Somebody who is expected, with the line of the paste."""

    line: int
    name: str
    organisation: str = ""
    position: str = ""
    place: str = ""
    problems: tuple[RowProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class ExpectedList:
    """Who is expected; the headings of columns that were not read; whether the paste was longer than may be."""

    rows: tuple[ExpectedRow, ...]
    ignored: tuple[str, ...]
    cut: bool


class _Column(StrEnum):
    ORGANISATION = "organisation"
    POSITION = "position"
    PLACE = "place"
    SURNAME = "surname"
    NAME = "name"


_HEADINGS = {
    _Column.ORGANISATION: r"organi[sz]a|institucion|institution|entidad|empresa|asociacion",
    _Column.POSITION: r"\bcargo\b|puesto|funcion\b|position|job title",
    _Column.PLACE: r"comunidad|corregimiento|procedencia|\blugar\b|\bplace\b|community",
    _Column.SURNAME: r"^(primer |segundo )?apellidos?$|last name|surname",
    _Column.NAME: r"nombre|\bnames?\b|participante|asistente|invitad",
}
_NAME_HEADING = re.compile(
    r"^((full )?names?|nombres?( y apellidos?| completos?| del? (la )?(participante|persona|asistente))?"
    r"|participantes?|asistentes?)$"
)
_DEVICE = re.compile(
    r"^(zoom )?(user|usuario|guest|invitad[oa])( \d+)?$"
    r"|\b(iphone|ipad|galaxy|samsung|huawei|xiaomi|redmi|motorola|android|oppo|sm-[a-z]\d+)\b"
)


def parse_expected(text: str) -> ExpectedList:
    """Return who is expected from a paste of a spreadsheet, with or without a heading row."""
    pasted, heading = _divided(text)
    if heading is None:
        columns = _guessed_columns(pasted.rows)
        return ExpectedList(_marked(_row(row, columns) for row in pasted.rows), (), pasted.cut)
    columns, ignored = columns_of(pasted.rows[heading], _HEADINGS)
    return ExpectedList(_marked(_row(row, columns) for row in pasted.rows[heading + 1 :]), ignored, pasted.cut)


def name_problems(name: str) -> tuple[RowProblem, ...]:
    """Return what is odd about a name of a list: absent, too long, or that of a telephone."""
    if not name:
        return (RowProblem.NAME_ABSENT,)
    if len(name) > LONGEST_NAME:
        return (RowProblem.NAME_LONG,)
    return (RowProblem.NAME_OF_DEVICE,) if _DEVICE.search(fold(name)) else ()


def _divided(text: str) -> tuple[Pasted, int | None]:
    """Divide at tabs or semicolons; at commas only under a heading, because "Pérez, María" is one name."""
    pasted = read_pasted(text, separators="\t;")
    heading = _find_heading(pasted.rows)
    if heading is None and "\t" not in text and "," in text:
        with_commas = read_pasted(text, separators=",")
        if (found := _find_heading(with_commas.rows)) is not None:
            return with_commas, found
    return pasted, heading


def _find_heading(rows: tuple[PastedRow, ...]) -> int | None:
    """Return the first row that names most columns; one that names only people has to say so and nothing else."""
    best, most = None, 0
    for position, row in enumerate(rows[:_HEADING_WITHIN]):
        columns, _ = columns_of(row, _HEADINGS)
        name = fold(cell_of(row, columns, _Column.NAME))
        if name and len(columns) > most and (len(columns) > 1 or _NAME_HEADING.match(name)):
            best, most = position, len(columns)
    return best


def _guessed_columns(rows: tuple[PastedRow, ...]) -> dict[_Column, int]:
    """Return name, organisation and position as the first columns that hold words, not numbers or addresses."""
    width = max((len(row.cells) for row in rows), default=0)
    worded: list[int] = []
    for column in range(width):
        cells = [row.cells[column] for row in rows if column < len(row.cells) and row.cells[column]]
        odd = sum(bool(re.search(r"\d|@", cell)) for cell in cells)
        if cells and 2 * odd <= len(cells):
            worded.append(column)
    return dict(zip((_Column.NAME, _Column.ORGANISATION, _Column.POSITION), worded, strict=False))


def _row(row: PastedRow, columns: Mapping[_Column, int]) -> ExpectedRow:
    name = clean_line(f"{cell_of(row, columns, _Column.NAME)} {cell_of(row, columns, _Column.SURNAME)}")
    organisation, position, place = (
        cell_of(row, columns, kind) for kind in (_Column.ORGANISATION, _Column.POSITION, _Column.PLACE)
    )
    return ExpectedRow(row.line, name, organisation, position, place, name_problems(name))


def _marked(rows: Iterable[ExpectedRow]) -> tuple[ExpectedRow, ...]:
    seen: set[str] = set()
    marked: list[ExpectedRow] = []
    for row in rows:
        key = fold(row.name)
        repeated = bool(key) and key in seen
        marked.append(replace(row, problems=(*row.problems, RowProblem.NAME_REPEATED)) if repeated else row)
        seen.add(key)
    return tuple(marked)
