"""Publishing that dies at any step: of every file the old content or the new, and the next time it is all there."""

from __future__ import annotations

import signal
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from labapp.assembly import ROOT
from labapp.published_folder import MANIFEST, publish_into
from tests.faults.publishing_child import EDITIONS

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal"),
]

OWN = {"fotos/fiesta.jpg": b"\xff\xd8 a feast", "a/notas.txt": b"notes of somebody"}


def die(folder: Path, instance: Path, step: int) -> int:
    command = [sys.executable, "-m", "tests.faults.publishing_child", str(folder), str(instance), "second", str(step)]
    return subprocess.run(command, check=False, cwd=ROOT).returncode


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_kill_at_every_step_leaves_each_file_old_or_new(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    instance.mkdir()
    for step in count(1):
        folder = tmp_path / f"stick{step}"
        for name, data in OWN.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        publish_into(folder, EDITIONS["first"], instance=instance)

        ended = die(folder, instance, step)

        for name, data in content(folder).items():
            may_be = {edition.get(name) for edition in EDITIONS.values()} | {OWN.get(name)}
            assert data in may_be or name in {MANIFEST, ".publicando"}, (step, name)
        done = publish_into(folder, EDITIONS["second"], instance=instance)
        found = content(folder)
        assert found.pop(MANIFEST)
        assert found == EDITIONS["second"] | OWN, step
        assert done.left == (), "it knew its own files again"
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
    assert step > 15, "the sweep reached the steps on the disk"
