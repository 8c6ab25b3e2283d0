"""A program that a fault test can kill while it publishes into a folder.

`python -m tests.faults.publishing_child FOLDER INSTANCE EDITION STEP`: dies at that step on the disk (0: never).
"""

from __future__ import annotations

import os
import signal
import sys
from itertools import count
from pathlib import Path

from labapp.published_folder import publish_into

STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir"}
EDITIONS: dict[str, dict[str, bytes]] = {
    "first": {"index.html": b"first", "a/index.html": b"same", "b/c/index.html": b"first" * 9_000, "gone/x.html": b"x"},
    "second": {"index.html": b"second", "a/index.html": b"same", "b/c/index.html": b"second" * 9_000, "d/y.pdf": b"y"},
}


def main(folder: Path, instance: Path, edition: str, dies_at: int) -> None:
    steps = count(1)

    def step(event: str, args: tuple[object, ...]) -> None:
        if event in STEPS and args and str(args[0]).startswith(str(folder)) and next(steps) == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(step)
    publish_into(folder, EDITIONS[edition], instance=instance)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
