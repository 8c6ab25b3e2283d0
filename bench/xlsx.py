"""Workbooks of an attendance-like table against bare openpyxl write-only for the same cells, and the memory of both.

Each measurement is a process of its own; house and bare take turns and the best of each counts. What is compared is
processor time: the work has one thread, and a busy moment of the machine should not decide. The clock is shown too.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import openpyxl
import psutil

from bench.report import Bound, Figure, Goal, report
from labapp.domain.tables import Audience, CellKind, CellValue, Column, Table, Wording
from labapp.exports.cover import Cover
from labapp.exports.xlsx import write_workbook
from labapp.words.formats import local

_TURNS = {1_000: 7, 10_000: 3, 100_000: 2}
_PEOPLE = 1_000  # different rows; a longer table repeats them
_AT_LEAST, _FLAT = Goal(Bound.AT_LEAST, 0.70), Goal(Bound.AT_MOST, 1.10)
_MEGABYTE = 1_000_000
_LOOK_EVERY = 500  # rows
_BARE = "bare openpyxl write-only"

Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class Arrival:
    """One row, with the kinds of text that a real list holds."""

    number: int
    code: str
    name: str
    organisation: str | None
    post: str | None
    place: str
    gender: str
    age: str
    first_time: bool
    arrived_at: datetime
    channel: str


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of processor and of the clock from the first row to the closed file, and the most memory, in bytes."""

    processor: float
    clock: float
    peak: int


class Memory:
    """The most memory this process has been seen to hold."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self.peak = 0

    def look(self) -> None:
        """Take note of what is held now."""
        self.peak = max(self.peak, self._process.memory_info().rss)


def _arrival(number: int) -> Arrival:
    return Arrival(
        number=number,
        code=f"K7M2-{number:04}",
        name="=cmd|' /C calc'!A0" if number % 100 == 0 else f"María Fernanda Ñürnberg de Pérez {number}",
        organisation="Asociación de Productores de Tortí" if number % 3 else None,
        post="Secretaria de actas" if number % 3 else None,
        place="Tortí, Chepo, Panamá",
        gender="Mujer" if number % 2 else "Hombre",
        age="30 a 44",
        first_time=number % 4 == 0,
        arrived_at=datetime(2026, 11, 20, 19, 30, tzinfo=UTC) + timedelta(seconds=number),
        channel="Celular",
    )


def _column(key: str, heading: Wording, kind: CellKind, value: Callable[[Arrival], CellValue]) -> Column[Arrival]:
    return Column(key, heading, value, kind, Audience.PERSONAL)


ATTENDANCE: Table[Arrival] = Table(
    "attendance",
    ("Lista de participantes", "List of participants"),
    (
        _column("numero", ("N.º", "No."), CellKind.INTEGER, lambda row: row.number),
        _column("codigo", ("Código", "Code"), CellKind.TEXT, lambda row: row.code),
        _column("nombre", ("Nombre", "Name"), CellKind.TEXT, lambda row: row.name),
        _column("organizacion", ("Organización", "Organisation"), CellKind.TEXT, lambda row: row.organisation),
        _column("cargo", ("Cargo", "Post"), CellKind.TEXT, lambda row: row.post),
        _column("lugar", ("Lugar", "Place"), CellKind.TEXT, lambda row: row.place),
        _column("genero", ("Género", "Gender"), CellKind.TEXT, lambda row: row.gender),
        _column("edad", ("Edad", "Age"), CellKind.TEXT, lambda row: row.age),
        _column("primera_vez", ("Primera vez", "First time"), CellKind.YES_NO, lambda row: row.first_time),
        _column("llegada", ("Llegada", "Arrival"), CellKind.DATETIME, lambda row: row.arrived_at),
        _column("canal", ("Canal", "Channel"), CellKind.TEXT, lambda row: row.channel),
    ),
)


def _house(path: Path, count: int, memory: Memory) -> None:
    people = [_arrival(number) for number in range(1, _PEOPLE + 1)]
    now = datetime.now(UTC)
    cover = Cover("Banco de pruebas", Audience.PERSONAL, "es", now, purpose="Medición", export_id=UUID(int=1))
    write_workbook(path, ATTENDANCE, _repeated(people, count, memory), cover=cover)


def _bare(path: Path, count: int, memory: Memory) -> None:
    people = [_bare_cells(_arrival(number)) for number in range(1, _PEOPLE + 1)]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Lista de participantes")
    for cells in _repeated(people, count, memory):
        sheet.append(cells)
    book.save(path)


def _repeated(people: Sequence[Given], count: int, memory: Memory) -> Iterator[Given]:
    for position in range(count):
        if position % _LOOK_EVERY == 0:
            memory.look()
        yield people[position % _PEOPLE]


def _bare_cells(row: Arrival) -> tuple[CellValue, ...]:
    """Return the finished values: bare openpyxl has neither columns to ask nor hours to move."""
    given = [column.value(row) for column in ATTENDANCE.columns]
    given[8] = "Sí" if row.first_time else "No"
    given[9] = local(row.arrived_at).replace(tzinfo=None)
    return tuple(given)


WRITERS = {"house": _house, "bare": _bare}


def measure(writer: str, count: int) -> Measured:
    """Write `count` rows with `writer` in this process and return what it took."""
    memory = Memory()
    with tempfile.TemporaryDirectory() as folder:
        WRITERS[writer](Path(folder) / "warm.xlsx", 10, memory)
        processor, clock = time.process_time(), time.perf_counter()
        WRITERS[writer](Path(folder) / "rows.xlsx", count, memory)
        memory.look()
        return Measured(time.process_time() - processor, time.perf_counter() - clock, memory.peak)


def _in_turns(count: int) -> Iterator[tuple[str, Measured]]:
    for _ in range(_TURNS[count]):
        for writer in WRITERS:
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                yield writer, pool.submit(measure, writer, count).result()


def _figures(xml: str) -> Iterator[Figure]:
    os.environ["OPENPYXL_LXML"] = str(xml == "lxml")
    peaks: dict[int, float] = {}
    for count in _TURNS:
        taken = list(_in_turns(count))
        house, bare = ([took for who, took in taken if who == writer] for writer in WRITERS)
        peaks[count] = max(took.peak for took in house) / _MEGABYTE
        speed, limit = (count / min(took.processor for took in side) for side in (house, bare))
        yield Figure(f"{count:,} rows, {xml}", speed, limit, _BARE, "rows/s of processor", _AT_LEAST)
        seconds, limit = (min(took.clock for took in side) for side in (house, bare))
        yield Figure(f"{count:,} rows, {xml}", seconds, limit, _BARE, "s of clock")
    few, many = min(_TURNS), max(_TURNS)
    yield Figure(f"most memory, {many:,} rows, {xml}", peaks[many], peaks[few], f"{few:,} rows", "MB", _FLAT)


def main() -> int:
    """Measure with the XML writer of the standard library, which is what a laptop has, and with lxml where it is."""
    writers = ["stdlib", "lxml"] if openpyxl.LXML else ["stdlib"]
    figures = [figure for xml in writers for figure in _figures(xml)]
    turns = ", ".join(f"{turns} of {count:,} rows" for count, turns in _TURNS.items())
    facts = {"openpyxl": openpyxl.__version__, "columns": str(len(ATTENDANCE.columns)), "turns": turns}
    return 0 if report("xlsx", figures, facts=facts) else 1


if __name__ == "__main__":
    sys.exit(main())
