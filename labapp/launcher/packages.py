"""The packages that labapp needs: in `.venv` beside `lab.py` and nowhere else, exactly as the locks name them."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

from labapp.launcher import sentences
from labapp.launcher.sentences import Refused

FROM_LOCK = ("--require-hashes", "--only-binary", ":all:", "--no-deps", "-r")

PIP_KEEPS = frozenset(
    {
        *("PIP_CERT", "PIP_CLIENT_CERT", "PIP_CONFIG_FILE", "PIP_KEYRING_PROVIDER", "PIP_PROXY", "PIP_TRUSTED_HOST"),
        *("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_CACHE_DIR", "PIP_NO_CACHE_DIR"),
        *("PIP_DEFAULT_TIMEOUT", "PIP_TIMEOUT", "PIP_RETRIES"),
    }
)
"""What a person's own settings may say: how to reach packages. A target or a user folder would miss `.venv`."""


class Need(StrEnum):
    """What has to be installed: to run, or also to test. Named as the files in `requirements/`."""

    RUNTIME = "runtime"
    DEVELOPMENT = "development"


ROOM_MB = {Need.RUNTIME: 600, Need.DEVELOPMENT: 1500}
"""What the packages and their download take on the disk."""


def prepare(root: Path, need: Need, *, say: Callable[..., None]) -> Path:
    """Return the interpreter of `.venv`, which holds what the lock names; an interrupted installation is mended.

    Raises Refused with what the person can do.
    """
    venv = root / ".venv"
    if is_ready(root, need):
        return python_in(venv)
    with _told_about(venv, need), _alone(root):
        if not is_ready(root, need):
            say(*sentences.INSTALLING)
            if not _is_sound(root):
                _make_venv(root, need)
            _install(root, need)
    return python_in(venv)


def is_ready(root: Path, need: Need) -> bool:
    """Return whether `.venv` holds the lock and its Python is still there. No process starts: it is the usual case."""
    venv = root / ".venv"
    try:
        stamped = _stamp(venv, need).read_text() == _fingerprint(root, need)
        settings = (venv / "pyvenv.cfg").read_text(encoding="utf-8")
    except OSError:
        return False
    base = [line.partition("=")[2].strip() for line in settings.splitlines() if line.startswith("executable")]
    return stamped and python_in(venv).exists() and all(Path(path).exists() for path in base)


def refuse_full_disk(folder: Path, need: Need, *, free: int) -> None:
    """Nothing happens when `free` bytes take the packages and their download."""
    if free < ROOM_MB[need] * 2**20:
        raise Refused(sentences.DISK_FULL, folder=folder, needed=ROOM_MB[need])


def python_in(venv: Path) -> Path:
    """Return where the interpreter of a virtual environment is on this system."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def environment(root: Path) -> dict[str, str]:
    """Return the environment for a child: our folder as the only extra place for modules, text as UTF-8."""
    drop = {"PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "__PYVENV_LAUNCHER__"}
    kept = {name: value for name, value in os.environ.items() if name not in drop}
    return {"PYTHONUTF8": "1", **kept, "PYTHONPATH": str(root), "PYTHONSAFEPATH": "1"}


def pip_environment(root: Path) -> dict[str, str]:
    """Return the environment for pip: how to reach packages is the person's choice, where to put them is ours."""
    everything = environment(root).items()
    kept = {name: value for name, value in everything if not name.startswith("PIP_") or name in PIP_KEEPS}
    ours = {"PIP_USER": "0", "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONUNBUFFERED": "1"}
    return {**kept, **ours}


def _lock(root: Path, need: Need) -> Path:
    return root / "requirements" / f"{need}.txt"


def _fingerprint(root: Path, need: Need) -> str:
    return hashlib.sha256(_lock(root, need).read_bytes()).hexdigest()


def _stamp(venv: Path, need: Need) -> Path:
    return venv / f"labapp-{need}.sha256"


def _unfinished(venv: Path) -> Path:
    """The mark of a change that was begun: packages of which a half was written look whole to pip."""
    return venv / "labapp-unfinished"


@contextmanager
def _told_about(folder: Path, need: Need) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise Refused(sentences.DISK_FULL, folder=folder, needed=ROOM_MB[need]) from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise Refused(sentences.READ_ONLY, folder=error.filename or folder) from error
        raise


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Two windows opened by a double click wait for each other; a killed one lets go."""
    path = Path(tempfile.gettempdir()) / f"labapp-{hashlib.sha256(str(root).encode()).hexdigest()[:16]}.lock"
    with closing(sqlite3.connect(path, timeout=1, isolation_level=None)) as lock:
        while not lock.in_transaction:
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    break  # somebody else's file: installing without waiting is better than not at all
        yield


def _is_sound(root: Path) -> bool:
    venv = root / ".venv"
    if _unfinished(venv).exists() or not python_in(venv).exists():
        return False
    command = [str(python_in(venv)), "-c", "import pip"]
    return subprocess.run(command, env=environment(root), capture_output=True, check=False).returncode == 0  # noqa: S603 (our own interpreter)


def _make_venv(root: Path, need: Need) -> None:
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        raise Refused(sentences.NO_VENV)
    if not os.path.lexists(root / ".venv"):
        (root / ".venv").mkdir()
    refuse_full_disk(root, need, free=shutil.disk_usage(root).free)
    command = [sys.executable, "-m", "venv", "--clear", str(root / ".venv")]
    if subprocess.run(command, env=environment(root), check=False).returncode:  # noqa: S603 (this interpreter)
        raise Refused(sentences.VENV_FAILED, folder=root / ".venv", python=sys.executable)


def _install(root: Path, need: Need) -> None:
    venv, wheels, lock = root / ".venv", root / "wheels", [*FROM_LOCK, str(_lock(root, need))]
    tries = [lock]
    if any(wheels.glob("*.whl")):
        tries = [["--no-index", "--find-links", str(wheels), *lock], ["--find-links", str(wheels), *lock]]
    log = venv / "labapp-install.log"
    if not any(_pip(root, ["install", *arguments], log) for arguments in tries):
        raise what_pip_met(log, need)
    for satisfied in {Need.RUNTIME, need}:  # the development lock holds every line of the other
        _stamp(venv, satisfied).write_text(_fingerprint(root, satisfied))
    _unfinished(venv).unlink(missing_ok=True)


def _pip(root: Path, arguments: list[str], log: Path) -> bool:
    """Return whether pip did it. One dot is shown for each package."""
    command = [str(python_in(root / ".venv")), "-m", "pip", "--log", str(log), *arguments]
    log.unlink(missing_ok=True)
    with subprocess.Popen(  # noqa: S603 (our own interpreter)
        command, env=pip_environment(root), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as pip:
        for line in pip.stdout or ():
            if line.startswith(b"Installing collected packages"):
                _unfinished(root / ".venv").touch()
            if line.startswith((b"Collecting", b"Processing")):
                sys.stderr.write(".")
                sys.stderr.flush()
    sys.stderr.write("\n")
    return pip.returncode == 0


def what_pip_met(log: Path, need: Need) -> Refused:
    said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    details = {"folder": log.parent, "needed": ROOM_MB[need], "log": log, "python": sys.version.split()[0]}
    for symptoms, meaning in sentences.SYMPTOMS:
        if any(symptom in said for symptom in symptoms):
            return Refused(meaning, **details)
    return Refused(sentences.NOT_INSTALLED, **details)
