"""A copy of a PostgreSQL database with the server's own tool, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from labapp.startup_messages import InstanceRefused, StartCode


def dump_database(url: str, target: Path, *, search_path: str | None = None) -> None:
    """`target` is an archive of the database at `url` that `pg_restore` has read back from first to last entry.

    The tools are looked for in `search_path`, by default the environment's. Raises InstanceRefused.
    """
    address, password = _address_and_password(url)
    pg_dump, pg_restore = (_tool(name, search_path) for name in ("pg_dump", "pg_restore"))
    # A password in the arguments could be read by everybody on the machine.
    environment = {**os.environ, "PGPASSWORD": password} if password else dict(os.environ)
    _run([pg_dump, "--format=custom", "--no-owner", f"--file={target}", f"--dbname={address}"], environment, target)
    entries = _run([pg_restore, "--list", str(target)], environment, target)
    _run([pg_restore, f"--file={os.devnull}", str(target)], environment, target)
    if "TABLE DATA" not in entries:
        raise InstanceRefused(StartCode.COPY_FAILED, copy=target, problem="no rows in the archive")


def _tool(name: str, search_path: str | None) -> str:
    found = shutil.which(name, path=search_path)
    if found is None:
        raise InstanceRefused(StartCode.PG_DUMP_MISSING, program=name)
    return found


def _address_and_password(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    credentials, at, server = parts.netloc.rpartition("@")
    user = credentials.partition(":")[0]
    return urlunsplit(("postgresql", f"{user}{at}{server}", parts.path, parts.query, "")), unquote(parts.password or "")


def _run(command: list[str], environment: dict[str, str], target: Path) -> str:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace", check=False)  # noqa: S603 (our own arguments)
    if done.returncode:
        problem = (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1]
        raise InstanceRefused(StartCode.COPY_FAILED, copy=target, problem=problem)
    return done.stdout
