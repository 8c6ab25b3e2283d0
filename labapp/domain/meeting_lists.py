"""Who was in a Zoom or Teams meeting: the list that the program gives, pasted or as the text of its CSV file.

One row per name, with every stay under it; each row is for a person to confirm, to link or to drop.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from enum import StrEnum
from itertools import pairwise

from labapp.domain.pasted import PastedRow, cell_of, columns_of, read_pasted
from labapp.domain.pasted_times import ReadMoment, read_moment
from labapp.domain.rosters import RowProblem, name_problems
from labapp.domain.text import clean_line, fold


@dataclass(frozen=True, slots=True)
class Visit:
    """One stay in the meeting, in UTC; the end may be unknown."""

    entered_at: datetime
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One name of a meeting, with every stay under that name and the lines they come from."""

    name: str
    lines: tuple[int, ...]
    visits: tuple[Visit, ...] = ()
    problems: tuple[RowProblem, ...] = ()

    @property
    def entered_at(self) -> datetime | None:
        """Return the first entry."""
        return self.visits[0].entered_at if self.visits else None

    @property
    def left_at(self) -> datetime | None:
        """Return the last exit that is known."""
        return max((visit.left_at for visit in self.visits if visit.left_at), default=None)


@dataclass(frozen=True, slots=True)
class MeetingList:
    """Who was in a meeting; the headings of columns that were not read; whether the text was longer than may be."""

    rows: tuple[MeetingRow, ...]
    ignored: tuple[str, ...]
    cut: bool


class _Column(StrEnum):
    ACTION = "action"
    MOMENT = "moment"
    ENTRY = "entry"
    EXIT = "exit"
    DURATION = "duration"
    NAME = "name"


_HEADINGS = {
    _Column.ACTION: r"user action|accion",
    _Column.MOMENT: r"timestamp|marca de (tiempo|hora)",
    _Column.ENTRY: r"\bjoin|entrada|\bunion\b|unirse|ingreso|incorporacion",
    _Column.EXIT: r"leave|salida|abandon|\bleft\b",
    _Column.DURATION: r"duration|duracion",
    _Column.NAME: r"^(?!.*(host|anfitri|usuario|user |reunion|meeting))(name|nombre|full name|participant)",
}
_SECTION = re.compile(r"^\d+\.\s")
_HEADCOUNT = re.compile(r"^(participants?|participantes?|asistentes|attendees)\s*\(\d+\)$")
_CAME = re.compile(r"\b(join|unio|unido|incorpor|entr)")
_ROLE = (
    r"(co-?host|host|me|yo|guest|external|unverified|organi[sz]er|presenter|co-?anfitri[oó]n|co-?anfitriona|"
    r"anfitri[oó]n|anfitriona|invitad[oa]|extern[oa]|sin comprobar|no comprobad[oa]|organizador|organizadora)"
)
_ROLES = re.compile(rf"\s*\({_ROLE}([,;] ?{_ROLE})*\)\s*$", re.IGNORECASE)


@dataclass(slots=True)
class _Gathered:
    """What the lines under one name have said so far."""

    name: str
    lines: list[int] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    entered: datetime | None = None


def parse_meeting(text: str, *, held_on: date, zone: tzinfo) -> MeetingList:
    """Return who was in the meeting that was held on `held_on`, from the list of Zoom or Teams in Spanish or English.

    With the sections of a report of Teams the last one with times holds, because it has every stay. Without any
    heading each line is a name, and times beside it are entry and exit.
    """
    pasted = read_pasted(text, separators="\t;,")
    tables = _tables(pasted.rows)
    if not tables:
        lines = read_pasted(text, separators="\t").rows
        return MeetingList(_gather(_plain(lines), held_on, zone), (), pasted.cut)
    timed = [table for table in tables if {_Column.ENTRY, _Column.MOMENT} & table[0].keys()]
    columns, ignored, body = (timed or tables)[-1]
    return MeetingList(_gather(_under(columns, body), held_on, zone), ignored, pasted.cut)


_Table = tuple[dict[_Column, int], tuple[str, ...], list[PastedRow]]
_Line = tuple[int, str, tuple[str, str, str]]


def _tables(rows: Iterable[PastedRow]) -> list[_Table]:
    """Return the tables of a report: each begins with a heading and ends with the title of the next section."""
    tables: list[_Table] = []
    inside = False
    for row in rows:
        columns, ignored = columns_of(row, _HEADINGS)
        if _Column.NAME in columns and len(columns) > 1:
            tables.append((columns, ignored, []))
            inside = True
        elif _SECTION.match(row.cells[0]) and not any(row.cells[1:]):
            inside = False
        elif inside:
            tables[-1][2].append(row)
    return [table for table in tables if table[2]]


def _under(columns: Mapping[_Column, int], body: Iterable[PastedRow]) -> Iterator[_Line]:
    """Yield line, name, and (action, entry, exit) of each row; a single moment is an entry until its action is read."""
    for row in body:
        action = cell_of(row, columns, _Column.ACTION)
        entry = cell_of(row, columns, _Column.ENTRY) or cell_of(row, columns, _Column.MOMENT)
        leaving = cell_of(row, columns, _Column.EXIT)
        if action and not _CAME.search(fold(action)):
            entry, leaving = "", entry
        yield row.line, cell_of(row, columns, _Column.NAME), (action, entry, leaving)


def _plain(rows: Iterable[PastedRow]) -> Iterator[_Line]:
    for row in rows:
        worded = [cell for cell in row.cells if cell]
        if not _HEADCOUNT.match(fold(worded[0])):
            name, first, last = (*worded, "", "")[:3]
            yield row.line, name, ("", first, last)


def _gather(lines: Iterable[_Line], held_on: date, zone: tzinfo) -> tuple[MeetingRow, ...]:
    gathered: dict[str, _Gathered] = {}
    for line, written, (action, entry, leaving) in lines:
        name = _ROLES.sub("", clean_line(written))
        # Nameless rows stay apart: nothing says that they are one person.
        person = gathered.setdefault(fold(name) or f"line {line}", _Gathered(name))
        person.lines.append(line)
        entered = _moment(entry, person, held_on, zone)
        left = _moment(leaving, person, held_on, zone)
        if action:
            _act(person, entered, left)
        elif entered is not None:
            _stay(person, entered, left)
    return tuple(_row(person) for person in gathered.values())


def _moment(text: str, person: _Gathered, held_on: date, zone: tzinfo) -> datetime | None:
    if not text:
        return None
    read: ReadMoment | None = read_moment(text, held_on=held_on, zone=zone)
    if read is None:
        person.problems.append(RowProblem.TIME_UNREADABLE)
        return None
    if read.other_day:
        person.problems.append(RowProblem.OTHER_DAY)
    return read.at


def _act(person: _Gathered, entered: datetime | None, left: datetime | None) -> None:
    """Take one act of a list that has a row for coming and another for leaving."""
    if entered is not None:
        if person.entered is not None:
            person.visits.append(Visit(person.entered))
        person.entered = entered
    elif left is not None and person.entered is not None:
        _stay(person, person.entered, left)
        person.entered = None


def _stay(person: _Gathered, entered: datetime, left: datetime | None) -> None:
    if left is not None and left < entered:
        person.problems.append(RowProblem.LEFT_BEFORE_ENTRY)
        left = None
    person.visits.append(Visit(entered, left))


def _row(person: _Gathered) -> MeetingRow:
    if person.entered is not None:
        person.visits.append(Visit(person.entered))
    visits = sorted(set(person.visits), key=lambda visit: visit.entered_at)
    problems = [*name_problems(person.name), *person.problems]
    if any(one.left_at is not None and two.entered_at < one.left_at for one, two in pairwise(visits)):
        problems.append(RowProblem.TWICE_AT_ONCE)
    return MeetingRow(person.name, tuple(person.lines), tuple(visits), tuple(dict.fromkeys(problems)))
