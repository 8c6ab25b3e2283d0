"""The demonstration, served by the program itself in a folder of its own, with its codes and addresses."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from bench.running import free_port

PATIENCE = 180.0


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/calendario")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


@contextmanager
def served_demonstration(folder: Path) -> Iterator[dict[str, Any]]:
    """Serve the demonstration from `folder` and give what `labapp demo --json` prints."""
    desk, room = free_port(), free_port()
    environ = os.environ | {
        "LABAPP_INSTANCE": str(folder / "instance"),
        "LABAPP_DESK_PORT": str(desk),
        "LABAPP_ROOM_PORT": str(room),
    }
    environ.pop("LABAPP_DATABASE_URL", None)
    with (folder / "serve.log").open("wb") as log:
        command = [sys.executable, "-m", "labapp", "serve", "--demo", "--no-browser"]
        server = subprocess.Popen(command, env=environ, stdin=subprocess.DEVNULL, stdout=log, stderr=log)  # noqa: S603 (our own program)
        try:
            until = time.monotonic() + PATIENCE
            while not _answers(desk):
                if server.poll() is not None or time.monotonic() > until:
                    raise RuntimeError((folder / "serve.log").read_text(encoding="utf-8")[-3000:])
                time.sleep(0.05)
            said = subprocess.run(
                [sys.executable, "-m", "labapp", "demo", "--json"], env=environ, check=True, capture_output=True
            )
            yield json.loads(said.stdout)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)
