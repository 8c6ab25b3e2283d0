"""`lab.py` on a computer that has only Python: real interpreters, a real `.venv`, and tiny packages made here."""

from __future__ import annotations

import ast
import base64
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest

from labapp.launcher import packages, sentences
from labapp.launcher.packages import Need, pip_environment
from labapp.startup_messages import launcher_command
from tests.ordinary_user import ordinary_user, read_only_folder

ROOT = Path(__file__).resolve().parent.parent
ALONE = (
    "lab.py",
    "labapp/__init__.py",
    "labapp/data_folder.py",
    "labapp/startup_messages.py",
    "labapp/domain/errors.py",
)
"""All that the launcher is allowed to need before anything is installed; `labapp/launcher` comes with it."""

APPLICATION = """
import json, os, sys
import probe

if "wait" in sys.argv:
    try:
        print("ready", flush=True)
        sys.stdin.read()
    except KeyboardInterrupt:
        print("closed")
        sys.exit(0)
print(json.dumps({"argv": sys.argv[1:], "cwd": os.getcwd(), "utf8": sys.flags.utf8_mode, "probe": probe.__file__}))
sys.exit(sys.argv[1:2] == ["fail"] and 3)
"""
HOSTILE = {
    "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
    "PIP_RETRIES": "0",
    "PIP_USER": "1",
    "PIP_TARGET": "/nowhere",
    "PIP_NO_BINARY": ":all:",
    "PIP_REQUIRE_VIRTUALENV": "1",
    "PYTHONPATH": "/nowhere",
    "PYTHONHOME": "",
}
"""A shell with settings for something else, and no network."""


@dataclass(frozen=True)
class Project:
    """A copy of the launcher with an application of its own."""

    root: Path

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, str(self.root / "lab.py"), *arguments]

    def run(self, *arguments: str, cwd: Path | None = None, **environ: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments), cwd=cwd, env=shell(**environ), capture_output=True, text=True, check=False
        )

    def require(self, *lines: str) -> None:
        for need in Need:
            (self.root / "requirements" / f"{need}.txt").write_text("\n".join([*lines, ""]))


def shell(**environ: str) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "LABAPP_", "PYTHON"))}
    return {**plain, **HOSTILE, **environ}


def make_project(root: Path) -> Project:
    for name in ALONE:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    shutil.copytree(ROOT / "labapp" / "launcher", root / "labapp" / "launcher")
    (root / "labapp" / "__main__.py").write_text(APPLICATION)
    (root / "requirements").mkdir()
    (root / "wheels").mkdir()
    Project(root).require(make_wheel(root, "probe", ""), make_wheel(root, "pytest", APPLICATION))
    return Project(root)


def make_wheel(root: Path, name: str, code: str) -> str:
    """Return the line of a lock for a package of one module, laid into the folder of wheels."""
    info = f"{name}-1.0.dist-info"
    files = {
        f"{name}.py": code,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [f"{path},sha256={digest(text)},{len(text)}" for path, text in files.items()]
    files[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,", ""])
    wheel = root / "wheels" / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}"


def digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose first installation was killed in the middle and then repeated."""
    project = make_project(tmp_path_factory.mktemp("launcher") / "Mi carpeta ñandú (1)")
    with subprocess.Popen(project.command("run"), env=shell(), stderr=subprocess.PIPE) as first:
        assert first.stderr is not None
        while first.stderr.read(1) not in (b".", b""):
            pass
        first.kill()
    repeated = project.run("run")
    assert repeated.returncode == 0, repeated.stderr
    assert sentences.INSTALLING[0] in repeated.stderr
    return project


def said(text: str, pair: tuple[str, str]) -> bool:
    """Whether both sentences were said, whatever stands in their blanks."""
    patterns = (".*".join(re.escape(part) for part in re.split(r"\{\w+\}", sentence)) for sentence in pair)
    return all(re.search(pattern, text) for pattern in patterns)


# Starting


def test_the_first_start_installs_offline_into_its_own_folder_whatever_the_shell_says(project: Project) -> None:
    done = project.run("run", "--demo")

    answer = json.loads(done.stdout)
    assert answer["argv"] == ["serve", "--demo"]
    assert Path(answer["probe"]).is_relative_to(project.root / ".venv")
    assert answer["utf8"] == 1


def test_a_later_start_installs_nothing_and_says_nothing(project: Project) -> None:
    done = project.run("run")

    assert done.stderr == ""
    assert done.returncode == 0


def test_other_commands_pass_with_their_arguments_folder_and_exit_code(project: Project, tmp_path: Path) -> None:
    backup = project.run("backup", "--to", "copia nueva", cwd=tmp_path)
    failed = project.run("fail")

    assert json.loads(backup.stdout)["argv"] == ["backup", "--to", "copia nueva"]
    assert json.loads(backup.stdout)["cwd"] == str(tmp_path)
    assert failed.returncode == 3


def test_a_changed_lock_is_installed_at_the_next_start(project: Project) -> None:
    lock = project.root / "requirements" / "runtime.txt"
    lock.write_text(lock.read_text() + "# newer\n")

    changed, again = project.run("run"), project.run("run")

    assert sentences.INSTALLING[1] in changed.stderr
    assert again.stderr == ""


def test_an_installation_left_half_written_is_made_anew(project: Project) -> None:
    venv = project.root / ".venv"
    (venv / "labapp-runtime.sha256").unlink()
    (venv / "labapp-unfinished").touch()
    next(venv.rglob("probe.py")).unlink()

    mended = project.run("run")

    assert mended.returncode == 0, mended.stderr
    assert not (venv / "labapp-unfinished").exists()


def test_a_python_that_was_removed_makes_the_environment_not_ready(project: Project) -> None:
    settings = project.root / ".venv" / "pyvenv.cfg"
    before = settings.read_text()

    settings.write_text(re.sub(r"(?m)^executable = .*$", "executable = /removed/python3", before))
    gone = packages.is_ready(project.root, Need.RUNTIME)
    settings.write_text(before)

    assert not gone
    assert packages.is_ready(project.root, Need.RUNTIME)


@pytest.mark.skipif(os.name == "nt", reason="a console's Ctrl+C cannot be sent to one program there")
def test_ctrl_c_closes_the_program_cleanly(project: Project) -> None:
    with subprocess.Popen(
        project.command("run", "wait"), env=shell(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        running.send_signal(signal.SIGINT)

        assert running.stdout.read() == "closed\n"
    assert running.returncode == 0


# Testing


def test_the_tests_get_their_settings_the_browser_and_the_persons_arguments(project: Project) -> None:
    done = project.run("test", "tests/domain", "-x", LABAPP_BROWSER=sys.executable)

    argv = json.loads(done.stdout)["argv"]
    assert argv[:1] + argv[2:] == ["-n", "--dist=loadfile", "--durations=20", "tests/domain", "-x"]
    assert json.loads(done.stdout)["cwd"] == str(project.root)


def test_without_a_browser_it_is_said_before_and_after_and_is_a_failure_where_one_is_required(project: Project) -> None:
    absent = str(project.root / "no-browser")

    loud = project.run("test", LABAPP_BROWSER=absent)
    required = project.run("test", LABAPP_BROWSER=absent, LABAPP_REQUIRE_BROWSER="1")

    assert loud.returncode == 0
    assert [loud.stderr.count(sentence) for sentence in sentences.NO_BROWSER] == [2, 2]
    assert required.returncode == 1
    assert required.stdout == ""
    assert said(required.stderr, sentences.NO_BROWSER)


def test_the_development_lock_holds_every_line_of_the_other_one() -> None:
    runtime, development = (
        set(re.findall(r"^\S+==\S+.*?$|^ +--hash=\S+", (ROOT / "requirements" / f"{need}.txt").read_text(), re.M))
        for need in Need
    )

    assert runtime - development == set()


# Refusing


@pytest.mark.parametrize(
    ("line", "environ", "sentence"),
    [
        ("absent==1.0 --hash=sha256:" + "0" * 64, {}, sentences.NO_NETWORK),
        ("absent==1.0 --hash=sha256:" + "0" * 64, {"PIP_INDEX_URL": "file:///nowhere"}, sentences.NO_WHEEL),
        ("tampered==1.0 --hash=sha256:" + "0" * 64, {}, sentences.WRONG_HASH),
    ],
)
def test_what_cannot_be_installed_is_explained_and_the_next_try_goes_on(
    project: Project, line: str, environ: dict[str, str], sentence: tuple[str, str]
) -> None:
    lock = project.root / "requirements" / "runtime.txt"
    before = lock.read_text()

    make_wheel(project.root, "tampered", "")
    lock.write_text(line + "\n")
    refused = project.run("run", cwd=None, **environ)
    lock.write_text(before)

    assert refused.returncode == 1
    assert said(refused.stderr, sentence), refused.stderr
    assert "Traceback" not in refused.stderr
    assert project.run("run").returncode == 0


@pytest.mark.parametrize(
    ("output", "meaning"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            sentences.DISK_FULL,
        ),
        ("OSError: [WinError 112] There is not enough space on the disk", sentences.DISK_FULL),
        ("OSError: [Errno 30] Read-only file system: '/x/.venv'", sentences.READ_ONLY),
        ("WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError'", sentences.NO_NETWORK),
        ("something that nobody thought of", sentences.NOT_INSTALLED),
    ],
)
def test_what_pip_writes_is_translated_for_people(output: str, meaning: tuple[str, str], tmp_path: Path) -> None:
    log = tmp_path / "pip.log"
    log.write_text(output)

    refused = packages.what_pip_met(log, Need.RUNTIME)

    assert said("\n".join(refused.sentences), meaning)


def start_with(project: Project, preparation: str) -> subprocess.CompletedProcess[str]:
    """Run the launcher in an interpreter that was changed to lack something."""
    launcher = str(project.root / "lab.py")
    code = (
        f"import runpy, sys; {preparation}; sys.argv[1:] = ['run']; runpy.run_path({launcher!r}, run_name='__main__')"
    )
    return subprocess.run([sys.executable, "-c", code], env=shell(), capture_output=True, text=True, check=False)


@pytest.fixture
def fresh(tmp_path: Path) -> Project:
    """A project that nobody has started."""
    return make_project(tmp_path / "labapp")


def test_an_old_python_is_told_so_and_can_read_the_launcher(fresh: Project) -> None:
    ast.parse((ROOT / "lab.py").read_text(), feature_version=(3, 6))

    refused = start_with(fresh, "sys.version_info = (3, 10, 2, 'final', 0)")

    assert refused.returncode == 1
    assert refused.stderr.splitlines() == [
        "Este programa necesita Python 3.11 o más nuevo; este es Python 3.10.2. Instálelo desde python.org y repita.",
        "This program needs Python 3.11 or newer; this is Python 3.10.2. Install it from python.org and try again.",
    ]


def test_a_python_without_venv_is_told_what_to_install(fresh: Project) -> None:
    refused = start_with(fresh, "sys.modules['ensurepip'] = None")

    assert refused.returncode == 1
    assert said(refused.stderr, sentences.NO_VENV)
    assert not (fresh.root / ".venv").exists()


def test_a_folder_in_the_cloud_is_refused_before_anything_is_installed(tmp_path: Path) -> None:
    project = make_project(tmp_path / "OneDrive" / "labapp")

    refused = project.run("run")

    assert refused.returncode == 1
    assert "OneDrive" in refused.stderr
    assert not (project.root / ".venv").exists()


@pytest.mark.skipif(os.name == "nt", reason="a folder's mode does not protect it on Windows")
def test_a_folder_that_cannot_be_written_is_refused() -> None:
    import_module("ensurepip")  # now, because an ordinary user may be kept out of root's Python
    import_module("venv")
    with read_only_folder() as folder, ordinary_user(), pytest.raises(sentences.Refused) as refused:
        packages.prepare(folder, Need.RUNTIME, say=lambda *_said: None)

    assert said("\n".join(refused.value.sentences), sentences.READ_ONLY)
    assert str(folder) in refused.value.sentences[0]


def test_a_disk_without_room_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    packages.refuse_full_disk(tmp_path, Need.RUNTIME, free=600 * 2**20)

    with pytest.raises(sentences.Refused) as refused:
        packages.refuse_full_disk(tmp_path, Need.DEVELOPMENT, free=600 * 2**20)

    assert said("\n".join(refused.value.sentences), sentences.DISK_FULL)
    assert "1500 MB" in refused.value.sentences[1]


def test_sentences_lose_their_accents_where_the_console_has_none(fresh: Project) -> None:
    asked = fresh.run("--help", PYTHONIOENCODING="ascii")
    nothing = fresh.run()

    assert "otras ordenes" in asked.stderr
    assert (asked.returncode, nothing.returncode) == (0, 2)
    assert launcher_command() in nothing.stderr


def test_pip_keeps_the_way_to_the_packages_and_loses_other_places(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**HOSTILE, "PIP_CERT": "/etc/own.pem", "PIP_PROXY": "http://proxy:3128"}.items():
        monkeypatch.setenv(name, value)

    environ = pip_environment(ROOT)

    assert environ["PIP_INDEX_URL"] == HOSTILE["PIP_INDEX_URL"]
    assert environ["PIP_CERT"] == "/etc/own.pem"
    assert environ["PIP_USER"] == "0"
    assert not {"PIP_TARGET", "PIP_NO_BINARY", "PYTHONHOME"} & environ.keys()
