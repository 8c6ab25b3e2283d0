"""A real disk that is really full, below a real server: what was acknowledged is there after the power goes as well."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bench.running import FORM_TYPE, PATIENCE, Form, Installation
from tests.faults.test_kills import EVERYBODY, codes_of, on_the_list, verified

pytestmark = pytest.mark.faults

SIZE_MB = 48
PEOPLE = 60
LEFT = 2**20
"""Bytes that are free when people begin to come in: room for some of them and not for all."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own; only the administrator of a Linux machine can make one."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("A SMALL DISK CANNOT BE MADE HERE: run as root on Linux")
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}M", "tmpfs", str(place)], check=False)
    if made.returncode != 0:
        pytest.skip("A SMALL DISK CANNOT BE MADE HERE: mounting is not allowed")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(disk: Path, ballast: Path) -> None:
    """Only `LEFT` bytes stay free."""
    state = os.statvfs(disk)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, state.f_bavail * state.f_frsize - LEFT)


def send(house: Installation, form: Form) -> tuple[int, str, bytes]:
    body = urlencode({"full_name": "Ana", "place": "this_community", "age": "adult", "token": form.token})
    with closing(HTTPConnection("127.0.0.1", house.room_port, timeout=PATIENCE)) as connection:
        connection.request("POST", f"/E/{house.code}", body, {FORM_TYPE[0]: FORM_TYPE[1], "Cookie": form.cookie})
        response = connection.getresponse()
        return response.status, response.headers.get("Location", ""), response.read()


def test_a_full_disk_loses_nothing_that_was_acknowledged_and_heals(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    with Installation.founded(small_disk / "instance", **EVERYBODY) as house:
        forms = house.forms(PEOPLE)
        fill(small_disk, ballast)
        answers = {form: send(house, form) for form in forms}
        assert {status for status, _, _ in answers.values()} == {303, 507}
        assert all("está lleno" in body.decode() for status, _, body in answers.values() if status == 507)
        receipts = {form: place for form, (status, place, _) in answers.items() if status == 303}
        house.kill()

        ballast.unlink()
        assert sorted(on_the_list(house)) == sorted(codes_of(receipts))
        house.start()
        again = {form: send(house, form)[1] for form in forms}
        assert {form: again[form] for form in receipts} == receipts
        assert len(on_the_list(house)) == len(codes_of(again)) == PEOPLE
        house.kill()
        verified(house)
