"""Copies that can be trusted, and a database put back whole."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from labapp.backup import Contents, copy_database, inspect_database, list_copies, make_copy, restore, rotate
from labapp.instance import lock_instance
from labapp.postgres_copy import dump_database
from labapp.settings import Settings
from labapp.startup_messages import InstanceRefused, StartCode
from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
KNOWN = frozenset({"0001", "0002"})

WRITE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
print("writing", flush=True)
while True:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO lab (id) SELECT max(id) + 1 FROM lab")
    connection.execute("INSERT INTO person (lab_id, name) SELECT max(id), 'una persona' FROM lab")
    connection.execute("COMMIT")
"""

DIE_WHILE_RESTORING = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from labapp.backup import restore
from labapp.settings import Settings

settings = Settings.from_environ({}, Path(sys.argv[1]))
now = datetime.now(UTC)
restore(Path(sys.argv[2]), settings, now=now, known_revisions={"0001"}, after_restore=lambda _path: os._exit(9))
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A laptop whose database holds one lab and one person, at revision 0001."""
    settings = Settings.from_environ({}, tmp_path / "instance")
    settings.urns.mkdir(parents=True)
    with closing(sqlite3.connect(database_of(settings))) as connection, connection:
        connection.executescript(
            "PRAGMA journal_mode=WAL;"
            "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('0001');"
            "CREATE TABLE lab (id INTEGER PRIMARY KEY); INSERT INTO lab VALUES (1);"
            "CREATE TABLE person (lab_id INTEGER REFERENCES lab (id), name TEXT);"
            "INSERT INTO person VALUES (1, 'Ana');"
        )
    return settings


@pytest.fixture
def writer(settings: Settings) -> Iterator[None]:
    """Another process writes as fast as it can."""
    command = [sys.executable, "-c", WRITE, str(database_of(settings))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield
        process.kill()


def database_of(settings: Settings) -> Path:
    assert settings.database_file is not None
    return settings.database_file


def change(database: Path, statement: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(statement)


def names_in(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM person ORDER BY rowid")]


def damage(database: Path) -> None:
    content = bytearray(database.read_bytes())
    content[4096:8192] = b"\xaa" * 4096
    database.write_bytes(content)


def bring_back(copy: Path, settings: Settings) -> Contents:
    return restore(copy, settings, now=NOW, known_revisions=KNOWN, after_restore=lambda _path: None)


# Copying


@pytest.mark.usefixtures("writer")
def test_every_copy_made_while_somebody_writes_is_whole(settings: Settings, tmp_path: Path) -> None:
    for number in range(10):
        contents = copy_database(database_of(settings), tmp_path / f"{number}.sqlite3")

        assert contents.rows["lab"] == contents.rows["person"]
        assert inspect_database(tmp_path / f"{number}.sqlite3") == contents


def test_a_copy_holds_what_is_still_in_the_log_where_a_file_copy_does_not(settings: Settings, tmp_path: Path) -> None:
    with closing(sqlite3.connect(database_of(settings))) as connection:
        with connection:
            connection.execute("INSERT INTO person VALUES (1, 'Beatriz')")
        copy_database(database_of(settings), tmp_path / "copy.sqlite3")
        shutil.copy(database_of(settings), tmp_path / "control.sqlite3")

        assert names_in(tmp_path / "copy.sqlite3") == ["Ana", "Beatriz"]
        assert names_in(tmp_path / "control.sqlite3") == ["Ana"]


def test_a_copy_is_one_private_file_named_by_its_moment(settings: Settings) -> None:
    first = make_copy(settings, now=NOW)
    second = make_copy(settings, now=NOW)

    assert [copy.name for copy in sorted(settings.copies.iterdir())] == [
        "labapp-20261120T143000Z-2.sqlite3",
        "labapp-20261120T143000Z.sqlite3",
    ]
    assert list_copies(settings.copies) == (second, first)
    assert os.name == "nt" or stat.S_IMODE(first.path.stat().st_mode) == 0o600


def test_no_copy_holds_anything_of_the_urns_or_the_secret(settings: Settings) -> None:
    (settings.urns / "a.urn").write_bytes(b"canary of an urn")
    settings.secret_file.write_bytes(b"canary of the secret")
    made = make_copy(settings, now=NOW)

    bring_back(made.path, settings)

    copied = b"".join(path.read_bytes() for path in settings.copies.rglob("*") if path.is_file())
    assert b"Ana" in copied
    assert b"canary" not in copied + database_of(settings).read_bytes()


@pytest.mark.parametrize(
    ("ruin", "code"),
    [
        (damage, StartCode.COPY_FAILED),
        (lambda path: path.write_bytes(b"not a database, but long enough to look" * 40), StartCode.COPY_FAILED),
        (lambda path: change(path, "INSERT INTO person VALUES (77, 'Nadie')"), StartCode.COPY_DAMAGED),
        (lambda path: path.unlink(), StartCode.DATABASE_MISSING),
    ],
)
def test_what_does_not_pass_the_check_never_gets_the_name_of_a_copy(
    settings: Settings, ruin: object, code: StartCode
) -> None:
    assert callable(ruin)
    ruin(database_of(settings))

    with pytest.raises(InstanceRefused) as refused:
        make_copy(settings, now=NOW)

    assert refused.value.code == code
    assert list(settings.copies.iterdir()) == []


# Rotating


def name_of(made_at: datetime) -> str:
    return f"labapp-{made_at:%Y%m%dT%H%M%SZ}.sqlite3"


def kept_of(folder: Path, moments: list[datetime]) -> list[datetime]:
    for moment in moments:
        (folder / name_of(moment)).touch()
    rotate(folder, now=NOW)
    return [copy.made_at for copy in list_copies(folder)]


def test_copies_older_than_thirty_days_go_but_never_the_newest(tmp_path: Path) -> None:
    old = [NOW - timedelta(days=30, seconds=1), NOW - timedelta(days=90)]

    assert kept_of(tmp_path, old) == old[:1]
    assert kept_of(tmp_path, [NOW - timedelta(days=30)]) == [NOW - timedelta(days=30)]


def test_a_copy_of_exactly_thirty_days_stays_and_one_a_second_older_goes(tmp_path: Path) -> None:
    edge = NOW - timedelta(days=30)

    assert kept_of(tmp_path, [NOW, edge, edge - timedelta(seconds=1)]) == [NOW, edge]


def test_of_a_day_with_many_copies_twenty_stay_and_the_last_of_the_days_before(tmp_path: Path) -> None:
    earlier = [NOW - timedelta(days=days) for days in (1, 2, 9)]
    today = [NOW - timedelta(minutes=5 * number) for number in range(48)]

    assert kept_of(tmp_path, [*earlier, *today]) == [*today[:17], *earlier]


def test_only_copies_and_old_leftovers_are_touched(tmp_path: Path) -> None:
    (tmp_path / "nota.txt").touch()
    (tmp_path / "before-migration-20250101T000000Z.sqlite3").touch()
    for name, age in (("labapp-x.sqlite3.1.unfinished", 2), ("labapp-y.sqlite3.2.unfinished", 0)):
        (tmp_path / name).touch()
        moment = (NOW - timedelta(days=age)).timestamp()
        os.utime(tmp_path / name, (moment, moment))
    (tmp_path / name_of(NOW)).touch()

    rotate(tmp_path, now=NOW)

    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"nota.txt", "labapp-y.sqlite3.2.unfinished", name_of(NOW)}


# Restoring


def test_restoring_brings_the_copy_back_and_keeps_what_was_there(settings: Settings) -> None:
    earlier = make_copy(settings, now=NOW - timedelta(days=1))
    change(database_of(settings), "INSERT INTO person VALUES (1, 'Beatriz')")

    contents = bring_back(earlier.path, settings)

    assert contents.rows["person"] == 1
    assert names_in(database_of(settings)) == ["Ana"]
    assert names_in(list_copies(settings.copies)[0].path) == ["Ana", "Beatriz"]


def test_a_killed_writers_log_is_kept_in_the_copy_and_not_replayed_into_what_comes_back(settings: Settings) -> None:
    earlier = make_copy(settings, now=NOW - timedelta(days=1))
    database = database_of(settings)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("INSERT INTO person VALUES (1, 'Beatriz')")
        connection.commit()
        left = {end: database.with_name(database.name + end).read_bytes() for end in ("", "-wal")}
    for end, content in left.items():
        database.with_name(database.name + end).write_bytes(content)

    bring_back(earlier.path, settings)

    assert names_in(database) == ["Ana"]
    assert names_in(list_copies(settings.copies)[0].path) == ["Ana", "Beatriz"]


def test_who_was_erased_is_erased_again_before_the_file_has_its_name(settings: Settings) -> None:
    earlier = make_copy(settings, now=NOW - timedelta(days=1))
    seen: list[list[str]] = []

    def erase(path: Path) -> None:
        change(path, "PRAGMA journal_mode=WAL")
        change(path, "UPDATE person SET name = '(datos retirados)'")
        seen.append(names_in(database_of(settings)))

    change(database_of(settings), "INSERT INTO person VALUES (1, 'Beatriz')")
    restore(earlier.path, settings, now=NOW, known_revisions=KNOWN, after_restore=erase)

    assert seen == [["Ana", "Beatriz"]]
    assert names_in(database_of(settings)) == ["(datos retirados)"]


@pytest.mark.parametrize(
    ("ruin", "code"),
    [
        (damage, StartCode.COPY_DAMAGED),
        (lambda path: path.write_bytes(b""), StartCode.COPY_FOREIGN),
        (lambda path: path.unlink(), StartCode.COPY_MISSING),
        (lambda path: change(path, "DROP TABLE alembic_version"), StartCode.COPY_FOREIGN),
        (lambda path: change(path, "UPDATE alembic_version SET version_num = '0099'"), StartCode.DATABASE_NEWER),
    ],
)
def test_a_copy_that_does_not_fit_is_refused_and_nothing_changes(
    settings: Settings, ruin: object, code: StartCode
) -> None:
    assert callable(ruin)
    copy = make_copy(settings, now=NOW).path
    ruin(copy)

    with pytest.raises(InstanceRefused) as refused:
        bring_back(copy, settings)

    assert refused.value.code == code
    assert names_in(database_of(settings)) == ["Ana"]


def test_nothing_is_restored_under_a_running_server(settings: Settings) -> None:
    copy = make_copy(settings, now=NOW).path

    with lock_instance(settings), pytest.raises(InstanceRefused) as refused:
        bring_back(copy, settings)

    assert refused.value.code == StartCode.SECOND_SERVER


def test_nothing_is_restored_while_another_program_holds_the_database(settings: Settings) -> None:
    copy = make_copy(settings, now=NOW).path

    with closing(sqlite3.connect(database_of(settings))) as other:
        other.execute("SELECT count(*) FROM person").fetchall()
        with pytest.raises(InstanceRefused) as refused:
            bring_back(copy, settings)

    assert refused.value.code == StartCode.DATABASE_BUSY
    assert names_in(database_of(settings)) == ["Ana"]


def test_a_damaged_database_gives_way_to_the_copy_and_is_kept_beside_it(settings: Settings) -> None:
    copy = make_copy(settings, now=NOW).path
    damage(database_of(settings))
    damaged = database_of(settings).read_bytes()

    bring_back(copy, settings)

    assert names_in(database_of(settings)) == ["Ana"]
    (kept,) = settings.instance.glob("labapp.sqlite3.damaged-*Z")
    assert kept.read_bytes() == damaged


def test_a_restore_that_is_killed_leaves_the_old_database_and_can_be_repeated(settings: Settings) -> None:
    copy = make_copy(settings, now=NOW - timedelta(days=1)).path
    change(database_of(settings), "INSERT INTO person VALUES (1, 'Beatriz')")
    command = [sys.executable, "-c", DIE_WHILE_RESTORING, str(settings.instance), str(copy)]

    killed = subprocess.run(command, cwd=ROOT, check=False)

    assert killed.returncode == 9
    assert names_in(database_of(settings)) == ["Ana", "Beatriz"]
    bring_back(copy, settings)
    assert names_in(database_of(settings)) == ["Ana"]
    assert list(settings.instance.glob("*unfinished*")) == []


# PostgreSQL


@pytest.fixture
def server() -> Iterator[postgres.Server]:
    server = postgres.start()
    yield server
    server.stop()


def test_a_postgresql_copy_is_read_back_before_it_counts(server: postgres.Server, tmp_path: Path) -> None:
    url = postgres.create_database(server.url, f"copy_{os.getpid()}")
    with postgres.connect(url) as connection:
        connection.execute("CREATE TABLE person (name text); INSERT INTO person VALUES ('Ana')")

    dump_database(url, tmp_path / "copy.pgdump", search_path=str(postgres.programs()))

    assert (tmp_path / "copy.pgdump").read_bytes().startswith(b"PGDMP")
    postgres.drop_database(server.url, f"copy_{os.getpid()}")


def test_without_postgresqls_tools_or_its_server_there_is_a_sentence_and_no_copy(tmp_path: Path) -> None:
    with pytest.raises(InstanceRefused) as missing:
        dump_database("postgresql+psycopg://localhost/labapp", tmp_path / "copy", search_path=str(tmp_path))

    absent = f"postgresql+psycopg://ana:s3cr3t@/labapp?host={tmp_path}"
    with pytest.raises(InstanceRefused) as unreachable:
        dump_database(absent, tmp_path / "copy", search_path=str(postgres.programs()))

    assert missing.value.code == StartCode.PG_DUMP_MISSING
    assert unreachable.value.code == StartCode.COPY_FAILED
    assert "s3cr3t" not in str(unreachable.value)


def test_a_postgresql_copy_that_was_not_finished_gets_no_name(tmp_path: Path) -> None:
    absent = {"LABAPP_DATABASE_URL": f"postgresql://ana@/labapp?host={tmp_path}"}
    settings = Settings.from_environ(absent, tmp_path / "instance")

    with pytest.raises(InstanceRefused) as refused:
        make_copy(settings, now=NOW)

    assert refused.value.code in {StartCode.COPY_FAILED, StartCode.PG_DUMP_MISSING}
    assert list(settings.copies.iterdir()) == []


def test_a_postgresql_database_is_restored_by_whoever_runs_its_server(tmp_path: Path) -> None:
    settings = Settings.from_environ({"LABAPP_DATABASE_URL": "postgresql://localhost/labapp"}, tmp_path)

    with pytest.raises(InstanceRefused) as refused:
        bring_back(tmp_path / "copy.pgdump", settings)

    assert refused.value.code == StartCode.PG_RESTORE_BY_HAND
