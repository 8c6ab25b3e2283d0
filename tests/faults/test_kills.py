"""A laptop that dies in the middle of a burst: whoever saw a number is on the list, and nobody is there twice."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bench.running import FORM_TYPE, PATIENCE, Form, Installation

pytestmark = pytest.mark.faults

KILLS = int(os.environ.get("LABAPP_KILLS", "20"))
PHONES = 8
FORMS_PER_KILL = 16
LONGEST_LIFE = 0.15
"""Seconds from the first tap to the latest kill."""
EVERYBODY = {"LABAPP_ROOM_ARRIVALS": "1000000"}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Installation]:
    with Installation.founded(tmp_path / "instance", **EVERYBODY) as installation:
        yield installation


def send(installation: Installation, form: Form, connection: HTTPConnection) -> str | None:
    """Send the first page; return where the receipt is, or None where no answer came."""
    fields = {"full_name": f"Persona {form.cookie[-6:]}", "place": "this_community", "age": "adult"}
    body = urlencode({**fields, "token": form.token})
    try:
        connection.request("POST", f"/E/{installation.code}", body, {FORM_TYPE[0]: FORM_TYPE[1], "Cookie": form.cookie})
        response = connection.getresponse()
        response.read()
    except (OSError, HTTPException):
        connection.close()
        return None
    return response.headers["Location"] if response.status == 303 else None


def burst(installation: Installation, forms: list[Form], receipts: dict[Form, str]) -> threading.Thread:
    """Let phones send their forms side by side, and note every receipt that reached one."""

    def phone(mine: list[Form]) -> None:
        with closing(HTTPConnection("127.0.0.1", installation.room_port, timeout=PATIENCE)) as connection:
            for form in mine:
                if (receipt := send(installation, form, connection)) is not None:
                    receipts[form] = receipt

    def everybody() -> None:
        phones = [threading.Thread(target=phone, args=(forms[first::PHONES],)) for first in range(PHONES)]
        for each in phones:
            each.start()
        for each in phones:
            each.join()

    crowd = threading.Thread(target=everybody)
    crowd.start()
    return crowd


def on_the_list(installation: Installation) -> list[str]:
    """The codes on the list, read by another program."""
    with closing(sqlite3.connect(installation.instance / "labapp.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        return [code for (code,) in database.execute("SELECT code FROM participant")]


def verified(installation: Installation) -> None:
    environ = {**os.environ, "LABAPP_INSTANCE": str(installation.instance)}
    environ.pop("LABAPP_DATABASE_URL", None)
    command = [sys.executable, "-m", "labapp", "journal", "verify"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def codes_of(receipts: dict[Form, str]) -> set[str]:
    return {address.rsplit("/", 1)[-1] for address in receipts.values()}


def test_kills_lose_no_check_in_and_double_none(house: Installation) -> None:
    chance = random.Random(20261120)
    forms: list[Form] = []
    receipts: dict[Form, str] = {}
    for _ in range(KILLS):
        new = house.forms(FORMS_PER_KILL)
        forms += new
        crowd = burst(house, new, receipts)
        crowd.join(timeout=chance.uniform(0.01, LONGEST_LIFE))
        house.kill()
        crowd.join()
        assert codes_of(receipts) <= set(on_the_list(house))
        house.start()
    acknowledged = dict(receipts)
    assert 0 < len(acknowledged) < len(forms), "the kills came before or after everything: nothing was tried"

    burst(house, forms, receipts).join()

    assert len(receipts) == len(forms)
    assert {form: receipts[form] for form in acknowledged} == acknowledged
    assert sorted(on_the_list(house)) == sorted(codes_of(receipts))
    assert len(codes_of(receipts)) == len(forms)
    house.kill()
    verified(house)


def test_two_hundred_people_who_tap_three_times_are_two_hundred(house: Installation) -> None:
    forms = house.forms(200)
    answers: list[dict[Form, str]] = [{}, {}, {}]

    crowds = [burst(house, forms, each) for each in answers]
    for crowd in crowds:
        crowd.join()

    assert [len(each) for each in answers] == [200, 200, 200]
    assert answers[0] == answers[1] == answers[2]
    assert sorted(on_the_list(house)) == sorted(codes_of(answers[0]))


def test_a_second_server_on_the_same_data_is_refused(house: Installation) -> None:
    second = Installation(house.instance, house.code)

    refused = second.launch()

    assert refused.wait(PATIENCE) != 0
    said = house.log.read_text(encoding="utf-8")
    assert "Traceback" not in said
    assert house.get("/")[0] in {200, 303}


def test_phones_wait_while_another_program_holds_the_database(house: Installation) -> None:
    receipts: dict[Form, str] = {}
    forms = house.forms(8)
    held = sqlite3.connect(house.instance / "labapp.sqlite3", isolation_level=None)
    with closing(held):
        held.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        crowd = burst(house, forms, receipts)
        crowd.join(timeout=3)
        assert receipts == {}
        held.execute("ROLLBACK")
    crowd.join()

    assert time.monotonic() - began >= 3
    assert len(receipts) == len(forms) == len(on_the_list(house))
