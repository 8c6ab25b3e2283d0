"""A program that a fault test can kill: it opens an urn, answers, or seals, and says on its output what is done.

`python -m tests.faults.urn_child PLAN`, where PLAN is a JSON file written by `Plan.write`.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from uuid import UUID

from labapp.domain.urn import Question
from labapp.urns import UrnStore

CATALOGUE = {
    question: Question(frozenset(f"CANARY-{question}-{letter}" for letter in "ABC"))
    for question in ("people", "descent", "difficulty")
}
THREADS = 8


@dataclass(frozen=True, slots=True)
class Plan:
    """What the child does, and at which of its steps on the disk it kills itself (0: never)."""

    act: str
    folder: str
    unit: str
    dies_at: int = 0
    database: str = ""
    slips: list[tuple[str, str, str]] = field(default_factory=list)
    """Turn, question and choice of each answer to send."""

    def write(self, path: Path) -> Path:
        """The plan is in `path`."""
        path.write_text(json.dumps(asdict(self)))
        return path


def die_at(step: int) -> None:
    """From now on every file that is opened, renamed or removed is a step; the process is killed at the given one."""
    left = step

    def count(event: str, _: tuple[object, ...]) -> None:
        nonlocal left
        if event in {"open", "os.rename", "os.remove", "sqlite3.connect"}:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    sys.addaudithook(count)


@contextmanager
def totals_database(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the database that receives totals."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE IF NOT EXISTS total (unit, question, choice, number, UNIQUE (unit, question, choice))")
        yield db


def sealed_units(path: Path) -> set[UUID]:
    """Return the units whose totals are committed."""
    with totals_database(path) as db:
        return {UUID(unit) for (unit,) in db.execute("SELECT DISTINCT unit FROM total")}


def seal(store: UrnStore, unit: UUID, database: Path) -> None:
    """The totals are in the database once and the urn is gone, as a service does it: totals, commit, destroy."""
    if unit not in sealed_units(database):
        rows = [
            (str(unit), question, choice, number)
            for question, count in store.totals_for_sealing(unit).items()
            for choice, number in count.totals.items()
        ]
        with totals_database(database) as db, db:
            db.executemany("INSERT INTO total VALUES (?, ?, ?, ?)", rows)
    store.destroy(unit)


def answer_all(store: UrnStore, plan: Plan) -> None:
    """Every slip is sent from one of several threads; each acknowledged one is a line with its number.

    Then the child waits for the end of its input, so that who means to kill it is never too late.
    """

    def send(number: int) -> None:
        turn, question, choice = plan.slips[number]
        store.answer(UUID(plan.unit), turn, question=question, choices=(choice,))
        os.write(sys.stdout.fileno(), f"{number}\n".encode())

    with ThreadPoolExecutor(THREADS) as phones:
        list(phones.map(send, range(len(plan.slips))))
    sys.stdin.read()


def main() -> None:
    """The plan is carried out, or the process is dead."""
    plan = Plan(**json.loads(Path(sys.argv[1]).read_text()))
    store = UrnStore(Path(plan.folder))
    die_at(plan.dies_at)
    match plan.act:
        case "open":
            store.open(UUID(plan.unit), CATALOGUE)
        case "answer":
            answer_all(store, plan)
        case "seal":
            seal(store, UUID(plan.unit), Path(plan.database))
        case unknown:
            raise SystemExit(f"no such act: {unknown}")


if __name__ == "__main__":
    main()
