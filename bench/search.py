"""Searching 10,000 published contributions, against SQLite that looks for the same words in a table of the same texts.

The table holds each text in the form in which it is compared here, one row each, in memory, and nothing else: SQLite
reads all of it with LIKE for each word, which is the least that a search without an index can do. Processor time of
one process; the median of the turns counts.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

from bench.report import Bound, Figure, Goal, report
from labapp.documents.content import Contribution, Contributions, Document
from labapp.documents.frozen import document_data
from labapp.documents.searching import search
from labapp.domain.ids import SESSION_CODE_LENGTH, new_code, new_token
from labapp.domain.roles import CONSOLE, Role
from labapp.domain.search import read_query
from labapp.domain.sessions import Modality, Purpose, Stage
from labapp.domain.spaces import SpaceKind
from labapp.domain.text import fold
from labapp.domain.verbs import Verb
from labapp.domain.verification_codes import code_of, short_code
from labapp.models.base import Base
from labapp.models.communities import Community
from labapp.models.database import Database
from labapp.models.minutes import Minutes, MinutesVersion
from labapp.models.people import Staff
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.queries.searched import Shelf

_SESSIONS, _IN_A_SESSION = 200, 50
_TURNS = 15
_NOW = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
_SEARCHES = {"one word": "escuela", "two words": "agua escuela", "a phrase": '"parte alta"', "nothing": "zumbayllu"}
_PLACES = ("la escuela", "el puente", "la casa comunal", "el centro de salud", "la parte alta", "el camino")
_GOAL = Goal(Bound.AT_MOST, 8.0)


def _text(number: int) -> str:
    place = _PLACES[number % len(_PLACES)]
    return (
        f"Que el agua llegue todos los días a {place}, también en los meses secos, y que la junta comunal diga cada "
        f"mes qué se hizo con el aporte {number}. Hace {number % 17 + 2} años que se pide y nadie ha respondido."
    )


def _document(session: int) -> Document:
    first = session * _IN_A_SESSION
    said = tuple(Contribution(str(at + 1), _text(first + at), ("Propuesta · Agua",)) for at in range(_IN_A_SESSION))
    return Document(
        "Minuta", f"Sesión {session}", "", "", "es", date(2026, 11, 20), 1, "", "ANTAI", (Contributions(said),)
    )


def _published(folder: Path) -> Database:
    database = Database(f"sqlite:///{folder / 'bench.sqlite3'}", node=uuid4())
    Base.metadata.create_all(database.engine)
    database.introduce_node()
    with database.writing(Verb.SCHEDULE_SESSION, actor=CONSOLE, at=_NOW) as db:
        community = Community(token=new_token(), name="Soloy", name_key="soloy", place_code="120101")
        title = "Agua todos los días"
        space = Space(token=new_token(), kind=SpaceKind.INNOVATION_LAB, title=title, title_key=fold(title))
        space.community_id = community.id
        approver = Staff(name="Ana Prueba", role=Role.APPROVER)
        db.add_all([community, space, approver])
        for number in range(_SESSIONS):
            _one_session(db, number, space.id, approver.id)
    return database


def _one_session(db: Db, number: int, space_id: UUID, approver: UUID) -> None:
    starts_at = _NOW - timedelta(days=number)
    session = LabSession(
        space_id=space_id, token=new_token(), code=new_code(SESSION_CODE_LENGTH), purpose=Purpose.IDENTIFICATION,
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=3), modality=Modality.IN_PERSON, stage=Stage.PUBLISHED,
    )  # fmt: skip
    db.add(session)
    bare = _document(number)
    sha256 = code_of(document_data(bare))
    minutes = Minutes(session_id=session.id, authors=[])
    db.add(minutes)
    db.add(
        MinutesVersion(
            minutes_id=minutes.id, number=1, content=document_data(replace(bare, code=short_code(sha256))),
            sha256=sha256, pdf_sha256="-", approved_by_id=approver, approved_at=_NOW, published_at=_NOW,
        )
    )  # fmt: skip


def _bare(shelf: Shelf) -> sqlite3.Connection:
    table = sqlite3.connect(":memory:")
    table.execute("CREATE TABLE said (key TEXT)")
    table.executemany("INSERT INTO said VALUES (?)", [(one.key,) for kept in shelf._kept.values() for one in kept])
    return table


def _like(table: sqlite3.Connection, typed: str) -> int:
    """The forms of each word that the search looks for, one condition each."""
    terms = [[f"% {' '.join(form)} %" for form in term.forms] for term in read_query(typed).terms]
    where = " AND ".join(f"({' OR '.join('key LIKE ?' for _ in forms)})" for forms in terms)
    bound = [form for forms in terms for form in forms]
    return len(table.execute(f"SELECT key FROM said WHERE {where}", bound).fetchall())  # noqa: S608 (question marks)


def _median(act: Callable[[], object]) -> float:
    took = []
    for _ in range(_TURNS):
        started = time.process_time()
        act()
        took.append(time.process_time() - started)
    return 1_000 * statistics.median(took)


def _figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        database, shelf = _published(Path(folder)), Shelf()

        def found(typed: str) -> int:
            with database.reading() as db:
                return search(db, shelf, read_query(typed)).total

        started = time.process_time()
        found("agua")
        first = 1_000 * (time.process_time() - started)
        table = _bare(shelf)
        for name, typed in _SEARCHES.items():
            if found(typed) < _like(table, typed):
                raise AssertionError(f"{typed} found less than LIKE")
            ours, bare = _median(partial(found, typed)), _median(partial(_like, table, typed))
            yield Figure(f"10,000 contributions, {name}", ours, bare, "bare SQLite LIKE", "ms of processor", _GOAL)
        yield Figure("the first search after a start", first, ours, "a later one", "ms of processor")
        database.close()


def main() -> int:
    """Measure and report; 1 where a goal was missed."""
    facts = {"sqlite": sqlite3.sqlite_version, "turns": str(_TURNS)}
    return 0 if report("search", list(_figures()), facts=facts) else 1


if __name__ == "__main__":
    sys.exit(main())
