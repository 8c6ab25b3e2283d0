"""What is read is counted once, by thing and day; nothing about whoever reads is anywhere."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from labapp import assembly
from labapp.demo.load import load_demonstration
from labapp.house import House
from labapp.housekeeping import keep_readings
from labapp.models.sessions import LabSession
from labapp.web.web_copy import public_pages
from tests.answering import an_answered_session
from tests.conftest import Clock
from tests.factories import a_programme
from tests.pages import Browser

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 12) ZumbayPhone/1.0", "Referer": "https://buscador.example/zumbay"}


@pytest.fixture
def session(house: House) -> LabSession:
    a_programme(house)
    return an_answered_session(house, count=2)


def counted(house: House) -> dict[tuple[str, str], int]:
    return {(read.place, read.form.value): times for read, times in house.readings.take().items()}


def test_the_newest_version_and_its_own_address_are_the_same_thing(
    house: House, session: LabSession, phone: Browser
) -> None:
    for path in ("", "/v1"):
        phone.get(f"/sesion/{session.token}/respuesta{path}", headers=PHONE)
    phone.get(f"/sesion/{session.token.lower()}/respuesta", headers=PHONE)

    assert counted(house) == {(f"/sesion/{session.token}/respuesta/v1", "page"): 3}


def test_pages_and_files_are_counted_apart(house: House, session: LabSession, phone: Browser) -> None:
    for path in ("/registro-publico", "/medidas", "/datos/medidas.csv", "/datos/medidas.csv", "/calendario"):
        phone.get(path, headers=PHONE)

    assert counted(house) == {
        ("/registro-publico", "page"): 1, ("/medidas", "page"): 1, ("/datos/medidas.csv", "file"): 2,
    }  # fmt: skip


def test_what_is_not_reading_is_not_counted(house: House, session: LabSession, phone: Browser, desk: Browser) -> None:
    path = f"/sesion/{session.token}/respuesta"
    phone.client.head(path, headers=PHONE)
    phone.client.get(path, headers={**PHONE, "Sec-Purpose": "prefetch"})
    phone.client.get(path, headers={"User-Agent": "Googlebot/2.1"})
    phone.client.get(path, headers={"User-Agent": ""})
    phone.client.get("/sesion/NOSUCHTOKEN/respuesta", headers=PHONE)
    phone.client.get(f"{path}/v7", headers=PHONE)
    desk.get(path, headers=PHONE)

    assert counted(house) == {}


def test_reading_writes_nothing_to_the_database_and_sets_no_cookie(
    house: House, session: LabSession, phone: Browser
) -> None:
    database = house.settings.database_file
    assert database is not None
    house.database.truncate_log()

    page = phone.get(f"/sesion/{session.token}/respuesta", headers=PHONE)

    assert "Set-Cookie" not in page.response.headers
    assert database.with_name(f"{database.name}-wal").read_bytes() == b""


def test_nothing_of_whoever_reads_is_in_any_file(
    house: House, session: LabSession, phone: Browser, tmp_path: Path
) -> None:
    for _ in range(6):
        phone.get(f"/sesion/{session.token}/respuesta", headers=PHONE, environ_base={"REMOTE_ADDR": "192.168.8.77"})
    keep_readings(house)
    house.database.truncate_log()

    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert f"/sesion/{session.token}/respuesta/v1".encode() in held, "the search finds what is there"
    for mark in (b"ZumbayPhone", b"buscador.example", b"192.168.8.77"):
        assert mark not in held


def test_the_public_page_shows_from_five_times_up(house: House, session: LabSession, phone: Browser) -> None:
    path = f"/sesion/{session.token}/respuesta"
    for _ in range(4):
        phone.get(path, headers=PHONE)
    keep_readings(house)
    assert "Todavía no hay cifras" in phone.get("/lecturas").text

    for _ in range(2):
        phone.get(path, headers=PHONE)
    keep_readings(house)
    page = phone.get("/lecturas")

    (row,) = page.select("tbody tr")
    assert [cell.get_text() for cell in row.select("td")] == [
        "Se abrió la página", "20 de noviembre de 2026", "6",
    ]  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(phone.client.get("/datos/lecturas.csv").get_data(as_text=True))))
    assert [(one["direccion"], one["periodo"], one["veces"]) for one in rows] == [(f"{path}/v1", "2026-11-20", "6")]
    assert len(json.loads(phone.client.get("/datos/lecturas.json").get_data(as_text=True))) == 1


def test_the_page_and_its_table_are_in_the_copy_and_copying_is_not_reading(house: House, phone: Browser) -> None:
    load_demonstration(house)
    for _ in range(5):
        phone.get("/medidas", headers=PHONE)
    keep_readings(house)

    files = public_pages(assembly.copied(house))

    assert counted(house) == {}
    assert "Se abrió la página" in files["lecturas/index.html"].decode()
    assert b"2026-11-20" in files["datos/lecturas.csv"]


def test_the_newest_year_is_shown_and_the_others_are_a_link_away(
    house: House, session: LabSession, phone: Browser, clock: Clock
) -> None:
    for _ in range(2):
        for _ in range(5):
            phone.get("/medidas", headers=PHONE)
        keep_readings(house)
        clock.forward(days=60)

    newest, before, odd = (phone.get(f"/lecturas{asked}") for asked in ("", "?anio=2026", "?anio=9999"))

    shown = [[cell.get_text() for cell in page.select("tbody td")][1] for page in (newest, before, odd)]
    assert shown == ["19 de enero de 2027", "20 de noviembre de 2026", "19 de enero de 2027"]
    assert [link["href"] for link in newest.select("main p a[href*=anio]")] == ["/lecturas?anio=2026"]
