"""The ordinary ways to start, each as a process of its own on a fresh data folder."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from labapp.backup import list_copies
from labapp.migrating import known_revisions

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    with closing(socket.socket()) as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def environment(instance: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "LABAPP_INSTANCE": str(instance), "PYTHONIOENCODING": "utf-8", **more}


def run(instance: Path, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, env=environment(instance, **more), capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip


def answer(url: str, *, within: float = 60) -> str:
    end = time.monotonic() + within
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310 (a server of this test)
                return str(response.read().decode())
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


@contextmanager
def process(instance: Path, *command: str, **more: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", *command], cwd=ROOT, env=environment(instance, **more), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as child:  # fmt: skip
        try:
            yield child
        finally:
            child.kill()


def test_flask_migrates_a_fresh_data_folder_and_serves_it(tmp_path: Path) -> None:
    for command in ("upgrade", "upgrade"):
        done = run(tmp_path, "flask", "--app", "labapp", "db", command)
        assert done.returncode == 0, done.stderr
    current = run(tmp_path, "flask", "--app", "labapp", "db", "current")
    assert any(f"{revision} (head)" in current.stdout for revision in known_revisions())
    port = str(free_port())
    with process(tmp_path, "flask", "--app", "labapp", "run", "--port", port):
        assert 'lang="es"' in answer(f"http://127.0.0.1:{port}/ingresar")


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without a signal that it could hear")
def test_one_command_serves_refuses_a_second_one_and_copies_when_it_ends(tmp_path: Path) -> None:
    desk, room = free_port(), free_port()
    ports = {"LABAPP_DESK_PORT": str(desk), "LABAPP_ROOM_PORT": str(room)}
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "half.xlsx").write_bytes(b"Ana")
    with process(tmp_path, "labapp", "serve", "--no-browser", **ports) as server:
        assert 'lang="es"' in answer(f"http://localhost:{desk}/ingresar")
        assert 'lang="es"' in answer(f"http://127.0.0.1:{room}/")
        assert list((tmp_path / "exports").iterdir()) == []
        second = run(tmp_path, "labapp", "serve", "--no-browser", **ports)
        assert second.returncode == 1
        assert "ya está abierto con estos datos" in second.stderr
        assert "already open with this data" in second.stderr
        server.send_signal(signal.SIGTERM)
        said, _ = server.communicate(timeout=60)
        assert server.returncode == 0, said
    assert list_copies(tmp_path / "copies") == ()  # nobody has done anything yet


@pytest.mark.parametrize("taken", ["LABAPP_DESK_PORT", "LABAPP_ROOM_PORT"])
def test_a_port_that_somebody_holds_is_named_with_its_setting(tmp_path: Path, taken: str) -> None:
    with closing(socket.socket()) as sock:
        sock.bind(("0.0.0.0" if taken == "LABAPP_ROOM_PORT" else "127.0.0.1", 0))  # noqa: S104 (as the room is held)
        sock.listen()
        port = sock.getsockname()[1]
        other = {"LABAPP_DESK_PORT": "0", "LABAPP_ROOM_PORT": "0"} | {taken: str(port)}
        refused = run(tmp_path, "labapp", "serve", "--no-browser", **other)
    assert refused.returncode == 1
    assert f"puerto {port}" in refused.stderr
    assert taken in refused.stderr
