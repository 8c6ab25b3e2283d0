"""What somebody would do who wants to know who answered what, and the naive design on which it must succeed.

The attacks are controls: each links everybody when anonymous answers are rows of a table, so that finding nothing in
an urn means something.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.ids import new_id
from labapp.domain.urn import UrnState
from labapp.urn_files import Secret

Links = dict[str, str]
"""Answers by person, as an attacker believes them."""

_NAIVE_TABLES = ("CREATE TABLE used_turn (person TEXT)", "CREATE TABLE slip (id TEXT, choice TEXT)")
_LOG_HEADER = 32
_FRAME_HEADER = 24


@contextmanager
def busy_database(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database in use: its write-ahead log is there to be read, as on a laptop that is taken while it runs."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        yield db


def naive_sqlite(db: sqlite3.Connection, answers: Mapping[str, str]) -> None:
    """Every answer is a nameless row, committed together with the mark that the person's turn is used."""
    for table in _NAIVE_TABLES:
        db.execute(table)
    for person, choice in answers.items():
        with db:
            db.execute("INSERT INTO used_turn VALUES (?)", (person,))
            db.execute("INSERT INTO slip VALUES (?, ?)", (str(new_id()), choice))


def naive_postgresql(db: sa.Connection, answers: Mapping[str, str]) -> None:
    """The same on PostgreSQL."""
    for table in _NAIVE_TABLES:
        db.execute(sa.text(table))
    db.commit()
    for person, choice in answers.items():
        db.execute(sa.text("INSERT INTO used_turn VALUES (:person)"), {"person": person})
        db.execute(sa.text("INSERT INTO slip VALUES (:id, :choice)"), {"id": str(new_id()), "choice": choice})
        db.commit()


def linked_by_transaction_number(db: sa.Connection) -> Links:
    """Join what PostgreSQL wrote in one transaction: every row carries its number."""
    joined = sa.text("SELECT person, choice FROM used_turn JOIN slip ON used_turn.xmin = slip.xmin")
    return {row.person: row.choice for row in db.execute(joined)}


def linked_by_order(database: Path, people: Collection[str], choices: Collection[str], *, order: str) -> Links:
    """Lay the people beside the answers in the order in which rows or their ids were born."""
    with closing(sqlite3.connect(database)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = [
            [value for row in db.execute(f"SELECT * FROM {table} ORDER BY {order}") for value in row]  # noqa: S608 (names come from the schema)
            for table in tables
        ]
    values = [value for column in columns for value in column]
    return dict(
        zip([v for v in values if v in people], [v for v in values if v in choices], strict=False),
    )


@dataclass(frozen=True, slots=True)
class Replay:
    """What the write-ahead log told: how many commits named a person, and the answers that were committed with one."""

    commits_with_a_person: int
    links: Links


def replay(database: Path, people: Collection[str], choices: Collection[str], work: Path) -> Replay:
    """Wind the database forward commit by commit and look at what each one added."""
    links: Links = {}
    with_a_person = 0
    before: set[tuple[object, ...]] = set()
    for rows in _states(database, work):
        added = {str(value) for row in rows - before for value in row}
        before = rows
        told_people, told_choices = added & set(people), added & set(choices)
        with_a_person += bool(told_people)
        if len(told_people) == len(told_choices) == 1:
            links[told_people.pop()] = told_choices.pop()
    return Replay(with_a_person, links)


def _states(database: Path, work: Path) -> Iterator[set[tuple[object, ...]]]:
    log = Path(f"{database}-wal").read_bytes()
    page = int.from_bytes(log[8:12], "big")
    copy = work / "copy.db"
    for start in range(_LOG_HEADER, len(log), _FRAME_HEADER + page):
        if int.from_bytes(log[start + 4 : start + 8], "big"):  # the last frame of a commit carries the size
            copy.write_bytes(database.read_bytes())
            Path(f"{copy}-wal").write_bytes(log[: start + _FRAME_HEADER + page])
            with closing(sqlite3.connect(copy)) as db:
                yield {
                    (table, *row)
                    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
                    for row in db.execute(f"SELECT rowid, * FROM {table}")  # noqa: S608 (names come from the schema)
                }


def opened(folder: Path) -> tuple[Secret, UrnState]:
    """Open the one urn of `folder` with key and file together, as whoever takes both can."""
    (key,), (state,) = folder.glob("*.key"), folder.glob("*.urn")
    secret = Secret(key.read_bytes())
    return secret, secret.opened(state.read_bytes())


def who_answered(secret: Secret, marks: Collection[bytes], people: Collection[str], question: str) -> set[str]:
    """Try everybody's mark."""
    return {person for person in people if secret.mark("person", str(UUID(person)), question) in marks}


def linked_by_two_states(secret: Secret, states: tuple[UrnState, UrnState], people: Collection[str]) -> Links:
    """Compare two states of different times: when one person answered in between, the difference is the answer."""
    earlier, later = states
    links: Links = {}
    for question, count in later.counts.items():
        came = who_answered(secret, later.marks - earlier.marks, people, question)
        grew = [choice for choice, number in count.totals.items() if number > earlier.counts[question].totals[choice]]
        if len(came) == len(grew) == 1:
            links[came.pop()] = grew[0]
    return links
