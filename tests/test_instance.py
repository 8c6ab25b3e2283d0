"""The data folder: what is in it, what a disk may do to it, and who may serve from it."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from labapp.data_folder import Machine, this_machine
from labapp.instance import Instance, lock_instance, note_room_port, open_instance, room_port, told_about
from labapp.settings import Settings
from labapp.startup_messages import InstanceRefused, StartCode
from tests.ordinary_user import ordinary_user, read_only_folder

ROOT = Path(__file__).resolve().parent.parent
LAPTOP = Machine(environ={}, home=PurePosixPath("/home/ana"))

SERVE = """
import sys
from pathlib import Path
from labapp.instance import lock_instance, open_instance
from labapp.settings import Settings

settings = Settings.from_environ({}, Path(sys.argv[1]))
print(open_instance(settings).node, flush=True)
with lock_instance(settings):
    print("serving", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environ({}, tmp_path / "instance")


def opened(settings: Settings) -> Instance:
    return open_instance(settings, machine=LAPTOP)


def start_server(settings: Settings) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SERVE, str(settings.instance)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def lines_of(server: subprocess.Popen[str], count: int) -> list[str]:
    assert server.stdout is not None
    return [server.stdout.readline().strip() for _line in range(count)]


def test_a_link_into_a_cloud_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "datos").symlink_to(tmp_path / "Dropbox")

    with pytest.raises(InstanceRefused) as refused:
        opened(Settings.from_environ({}, tmp_path / "datos" / "instance"))

    assert refused.value.code == StartCode.CLOUD_FOLDER
    assert list((tmp_path / "Dropbox").iterdir()) == []


def test_the_database_may_not_live_in_a_cloud_folder_either(tmp_path: Path) -> None:
    elsewhere = {"LABAPP_DATABASE_URL": f"sqlite:///{tmp_path}/Nextcloud/x.sqlite3"}

    with pytest.raises(InstanceRefused) as refused:
        opened(Settings.from_environ(elsewhere, tmp_path / "instance"))

    assert refused.value.code == StartCode.CLOUD_FOLDER


def test_opening_makes_everything_once_and_again_changes_nothing(settings: Settings) -> None:
    first = open_instance(settings, machine=this_machine())
    before = {path: path.stat().st_mtime_ns for path in (settings.secret_file, settings.node_file)}

    second = opened(settings)

    assert first == second
    assert len(first.secret) == 32
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert all(folder.is_dir() for folder in (settings.urns, settings.copies, settings.files))
    assert not (settings.instance / "probe").exists()
    assert first.secret.hex() not in repr(first)
    assert repr(first.secret) not in repr(first)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes; the folder inherits the user's own rights")
def test_nobody_else_on_the_computer_may_look_into_the_folder(settings: Settings) -> None:
    opened(settings)

    private = [settings.instance, settings.urns, settings.copies, settings.files, settings.secret_file]
    assert [stat.S_IMODE(path.stat().st_mode) & 0o077 for path in private] == [0] * len(private)


@pytest.mark.parametrize(("name", "content"), [("secret", b"short"), ("node", b"not an id"), ("node", b"\xff")])
def test_a_damaged_secret_or_identity_is_named_and_kept(settings: Settings, name: str, content: bytes) -> None:
    opened(settings)
    (settings.instance / name).write_bytes(content)

    with pytest.raises(InstanceRefused) as refused:
        opened(settings)

    assert refused.value.code == StartCode.INSTANCE_DAMAGED
    assert (settings.instance / name).read_bytes() == content


def test_a_nearly_full_disk_is_refused_before_anything_is_written(settings: Settings) -> None:
    with pytest.raises(InstanceRefused) as refused:
        open_instance(settings, machine=LAPTOP, free=lambda _folder: 19)

    assert refused.value.code == StartCode.DISK_FULL
    assert "20 MB" in refused.value.spanish
    assert not settings.secret_file.exists()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, StartCode.DISK_FULL),
        (errno.EDQUOT, StartCode.DISK_FULL),
        (errno.EROFS, StartCode.READ_ONLY),
        (errno.EACCES, StartCode.READ_ONLY),
    ],
)
def test_a_write_that_the_disk_refuses_becomes_a_sentence(settings: Settings, number: int, code: StartCode) -> None:
    def refuse(path: Path, _data: bytes) -> None:
        raise OSError(number, os.strerror(number), str(path))

    with pytest.raises(InstanceRefused) as refused:
        open_instance(settings, machine=LAPTOP, write=refuse)

    assert refused.value.code == code
    assert not settings.secret_file.exists()


def test_a_database_that_is_full_becomes_the_same_sentence(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "small")
    connection.execute("PRAGMA max_page_count = 2")
    connection.execute("CREATE TABLE t (x)")

    with pytest.raises(InstanceRefused) as refused, told_about(tmp_path):
        connection.execute("INSERT INTO t VALUES (zeroblob(100000))")

    connection.close()
    assert refused.value.code == StartCode.DISK_FULL


@pytest.mark.skipif(os.name == "nt", reason="a folder's mode does not protect it on Windows")
def test_a_folder_without_permission_to_write_is_refused() -> None:
    with read_only_folder() as folder, ordinary_user(), pytest.raises(InstanceRefused) as refused:
        opened(Settings.from_environ({}, folder))

    assert refused.value.code == StartCode.READ_ONLY
    assert str(folder) in refused.value.spanish


def test_a_second_server_on_the_same_data_is_refused_and_a_killed_one_lets_go(settings: Settings) -> None:
    for _time in range(3):
        with start_server(settings) as server:
            assert lines_of(server, 2)[1] == "serving"

            with pytest.raises(InstanceRefused) as refused, lock_instance(settings):
                pytest.fail("two servers on one database")
            server.kill()

        assert refused.value.code == StartCode.SECOND_SERVER
        assert str(settings.database_file) in refused.value.english

    with lock_instance(settings):
        pass


def test_two_folders_cannot_serve_one_database(settings: Settings, tmp_path: Path) -> None:
    same = {"LABAPP_DATABASE_URL": settings.database_url}
    other = Settings.from_environ(same, tmp_path / "other")
    opened(settings)

    with lock_instance(settings), pytest.raises(InstanceRefused), lock_instance(other):
        pytest.fail("two servers on one database")


def test_what_goes_wrong_while_serving_is_not_taken_for_the_folder(settings: Settings) -> None:
    opened(settings)

    with pytest.raises(PermissionError), lock_instance(settings):
        raise PermissionError(errno.EACCES, "port 80")


def test_first_starts_at_the_same_time_agree_on_one_identity(settings: Settings) -> None:
    servers = [start_server(settings) for _time in range(4)]

    nodes = {lines_of(server, 1)[0] for server in servers}

    for server in servers:
        server.kill()
        server.communicate()
    assert nodes == {settings.node_file.read_text()}


def test_other_programs_learn_which_port_the_room_got(settings: Settings) -> None:
    open_instance(settings)
    assert room_port(settings) == settings.room_ports[-1]

    note_room_port(settings, 18_080)

    assert room_port(settings) == 18_080
    assert settings.room_port_file.read_text() == "18080"
