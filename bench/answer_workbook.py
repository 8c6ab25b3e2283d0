"""The queue of answers as a workbook: written, read back and compared, against bare openpyxl for the same cells.

Bare openpyxl writes the same values, each empty cell with its border as here, without lists and keys; it reads them
without a look at the package.
What is compared is processor time of one process; the best of a few turns counts.
"""

from __future__ import annotations

import hashlib
import io
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Border, Side

from bench.report import Bound, Figure, Goal, report
from labapp.domain.answer_sheet_decisions import decide
from labapp.domain.answer_sheets import Sheet, SheetRow, key_of
from labapp.domain.response_extras import Extra
from labapp.domain.responses import Answer, Disposition, Document, Listed
from labapp.exports.answer_workbook import ANSWERS, AnswerBook, write_answer_workbook
from labapp.returned.reading import read_returned
from labapp.words.answer_sheets import vocabulary
from labapp.words.labels_responses import spoken_labels

_TURNS = 3
_SIZES = (250, 500, 1_000)
_SESSION = UUID(int=1)
_BARE = "bare openpyxl"
_REASON = "Se incorporó en la redacción porque coincide con lo que pidieron las comunidades visitadas. " * 3
_WRITTEN, _READ = Goal(Bound.AT_LEAST, 0.50), Goal(Bound.AT_LEAST, 0.50)
_LINEAR = Goal(Bound.AT_MOST, 1.30)


def seal(*parts: str) -> str:
    """A keyed hash of the same cost as that of the house."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _row(number: int) -> SheetRow:
    answer = Answer(
        str(number),
        Disposition.INCORPORATED,
        reason=_REASON,
        extras={Extra.CLAUSE: "007", Extra.VERSION: "2"},
    )
    return SheetRow(
        contribution_id=UUID(int=number),
        number=str(number),
        said=f"Que el agua llegue todos los días a la parte alta de Soloy, número {number}. " * 3,
        due_on=date(2026, 12, 20),
        version=UUID(int=number) if number % 2 else None,
        answer=answer if number % 2 else None,
    )


def a_queue(count: int) -> Sheet:
    """A session with `count` contributions, half of them answered."""
    rows = tuple(_row(number) for number in range(1, count + 1))
    document = Document(
        listed=tuple(Listed(row.number, row.said) for row in rows),
        answers=tuple(row.answer for row in rows if row.answer),
        labels=spoken_labels(),
        institution="ANTAI",
        office="Dirección de Transparencia",
        answered_on=date(2026, 11, 20),
    )
    numbers = {row.contribution_id: row.number for row in rows}
    return Sheet(session_id=_SESSION, document=document, rows=rows, numbers=numbers)


def _house(sheet: Sheet, path: Path) -> None:
    rows = [(row, key_of(row, _SESSION, seal)) for row in sheet.rows]
    write_answer_workbook(path, AnswerBook("Banco de pruebas", date(2026, 11, 20), rows, list(sheet.numbers.values())))


def _values(data: bytes) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    rows: list[list[object]] = [list(row) for row in book[ANSWERS].iter_rows(values_only=True)]
    book.close()
    return rows


def _bare(rows: list[list[object]], path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(ANSWERS)
    blank = WriteOnlyCell(sheet)
    blank.border = Border(left=Side(style="thin"))
    for row in rows:
        sheet.append([blank if value is None else value for value in row])
    book.save(path)


def _best(act: Callable[[], object]) -> float:
    took = []
    for _ in range(_TURNS):
        started = time.process_time()
        act()
        took.append(time.process_time() - started)
    return min(took)


def _of_size(count: int, folder: Path) -> Iterator[tuple[str, float, float, Goal | None]]:
    sheet, path = a_queue(count), folder / f"{count}.xlsx"
    write = _best(lambda: _house(sheet, path))
    data = path.read_bytes()
    returned = read_returned(data)
    rows = [[value.date() if isinstance(value, datetime) else value for value in row] for row in _values(data)]
    yield f"{count:,} rows, written", write, _best(lambda: _bare(rows, folder / "bare.xlsx")), _WRITTEN
    yield f"{count:,} rows, read", _best(lambda: read_returned(data)), _best(lambda: _values(data)), _READ
    yield f"{count:,} rows, compared", _best(lambda: decide(returned, sheet, vocabulary(), seal)), write, None


def _figures() -> Iterator[Figure]:
    seconds: dict[tuple[int, str], float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in _SIZES:
            for name, house, other, goal in _of_size(count, Path(folder)):
                seconds[count, name.rpartition(" ")[2]] = house
                if goal is None:
                    yield Figure(name, house, other, "writing it", "s of processor")
                else:
                    yield Figure(name, count / house, count / other, _BARE, "rows/s of processor", goal)
    few, many = _SIZES[0], _SIZES[-1]
    for act in ("written", "read", "compared"):
        rate = {count: seconds[count, act] / count for count in (few, many)}
        name = f"growth of what is {act}, {many:,} rows"
        yield Figure(name, 1_000 * rate[many], 1_000 * rate[few], f"{few:,} rows", "ms a row", _LINEAR)


def main() -> int:
    """Measure and report; 1 where a goal was missed."""
    facts = {"openpyxl": openpyxl.__version__, "turns": str(_TURNS)}
    return 0 if report("answer_workbook", list(_figures()), facts=facts) else 1


if __name__ == "__main__":
    sys.exit(main())
