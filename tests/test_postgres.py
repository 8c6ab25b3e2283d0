"""The PostgreSQL that tests are lent leaves nothing behind, however the tests end."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from tests import postgres

ROOT = Path(__file__).resolve().parent.parent

BE_KILLED = """
import os, signal
from tests import postgres
server = postgres.start(environ={})
postgres.create_database(server.url, "unfinished")
print(server.folder, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    """A server of this module's own, whatever the run uses."""
    server = postgres.start(durable=True)
    yield server
    server.stop()


def setting(url: str, name: str) -> str:
    with postgres.connect(url) as connection:
        row = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
    assert row is not None
    return str(row[0])


def test_a_database_can_be_made_copied_and_dropped_while_somebody_is_connected(server: postgres.Server) -> None:
    template = postgres.create_database(server.url, "template_of_test")
    with postgres.connect(template) as connection:
        connection.execute("CREATE TABLE person (name text); INSERT INTO person VALUES ('ñandú')")

    copy = postgres.create_database(server.url, "copy_of_test", template="template_of_test")

    with postgres.connect(copy) as connection:
        assert connection.execute("SELECT name FROM person").fetchone() == ("ñandú",)
        postgres.drop_database(server.url, "copy_of_test")
    with pytest.raises(psycopg.OperationalError):
        postgres.connect(copy)


@pytest.mark.skipif(os.name == "nt", reason="there it listens on 127.0.0.1")
def test_nobody_reaches_it_over_a_network_or_through_its_folder(server: postgres.Server) -> None:
    assert server.folder is not None
    assert setting(server.url, "listen_addresses") == ""
    assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700


def test_what_a_durable_server_acknowledged_is_there_after_it_was_killed(server: postgres.Server) -> None:
    with postgres.connect(server.url) as connection:
        connection.execute("CREATE TABLE kept (x int); INSERT INTO kept VALUES (1)")

    server.kill()
    server.start_again()

    assert setting(server.url, "fsync") == "on"
    with postgres.connect(server.url) as connection:
        assert connection.execute("SELECT x FROM kept").fetchone() == (1,)


def test_a_server_that_is_there_already_is_used_and_left_alone() -> None:
    server = postgres.start(environ={postgres.SERVER_VARIABLE: "postgresql+psycopg://elsewhere/postgres"})

    server.stop()

    assert server.url == "postgresql+psycopg://elsewhere/postgres"
    assert server.folder is None


def test_a_run_that_is_killed_leaves_no_server_and_no_folder() -> None:
    killed = subprocess.run([sys.executable, "-c", BE_KILLED], cwd=ROOT, capture_output=True, text=True, check=False)

    folder = killed.stdout.strip()
    watchers = [process for process in psutil.process_iter(["cmdline"]) if folder in (process.info["cmdline"] or [])]
    psutil.wait_procs(watchers, timeout=30)
    assert folder
    assert not Path(folder).exists()
    assert [
        p for p in psutil.process_iter(["cmdline"]) if any(folder in word for word in p.info["cmdline"] or [])
    ] == []


@pytest.mark.skipif(not postgres.AS_ROOT, reason="only root has programs that the server's user cannot read")
def test_programs_that_the_servers_user_cannot_reach_are_copied_and_nothing_else_is_opened() -> None:
    found = postgres.programs()
    before = stat.S_IMODE(found.parent.parent.stat().st_mode)
    folder = Path(tempfile.mkdtemp(prefix="labapp-pg-"))
    shutil.chown(folder, "nobody")

    copied = postgres.copied(found, folder)

    done = subprocess.run(
        [copied / "postgres", "--version"], user="nobody", capture_output=True, text=True, check=False
    )
    shutil.rmtree(folder)
    assert "PostgreSQL" in done.stdout
    assert stat.S_IMODE(found.parent.parent.stat().st_mode) == before
