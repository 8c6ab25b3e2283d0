"""Copies while people work, on a stick, and back again; what expires; what the examination finds."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp.assembly import build_house
from labapp.backup import list_copies, make_copy
from labapp.carried_copy import CARRIED_FILES, carry_copy, read_folder
from labapp.data_folder import this_machine
from labapp.doctor import Grade, disk_finding, sqlite_finding
from labapp.domain.errors import RuleViolated
from labapp.domain.privacy import ExportPurpose
from labapp.domain.urn import Question
from labapp.domain.verbs import Verb
from labapp.erasures import remember_erased
from labapp.house import House
from labapp.housekeeping import Housekeeper, forget_expired
from labapp.models.attendance import Participant
from labapp.models.journal import Operation
from labapp.models.people import Organisation
from labapp.models.publication import ExportGrant, ExportRecord
from labapp.queries.journal import verify
from labapp.serve import prepare
from labapp.services.exports import ExportRequest, grant_export
from labapp.services.privacy import erase_person
from labapp.settings import Settings
from labapp.stored_files import carry_files, keep_file, stored_file
from tests.conftest import Clock
from tests.factories import a_community, a_member_of_staff, a_session, an_arrival, writing

CANARY = "Xóchitl Canaria"
ON_SQLITE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def run(instance: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LABAPP_INSTANCE": str(instance), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", *command], env=environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[House]:
    """A laptop as it really starts: its own folder, migrated, with somebody in a session."""
    house = build_house(Settings.from_environ({}, tmp_path / "laptop"))
    prepare(house)
    yield house
    house.database.close()


def names(house: House) -> list[str | None]:
    with house.database.reading() as db:
        return list(db.scalars(sa.select(Participant.name).order_by(Participant.number)))


@ON_SQLITE
def test_it_copies_when_something_has_changed_and_only_then(house: House, clock: Clock) -> None:
    keeper = Housekeeper(house)
    assert keeper.look() is None
    a_community(house)
    first = keeper.look()
    assert first is not None
    clock.forward(minutes=5)
    assert keeper.look() is None
    a_community(house, "Otra")
    assert keeper.look() is not None
    assert len(list_copies(house.settings.copies)) == 2


@ON_SQLITE
def test_the_end_of_serving_leaves_a_copy_of_the_last_change_and_no_thread(house: House, clock: Clock) -> None:
    with Housekeeper(house, every_seconds=3600) as keeper:
        a_community(house)
        clock.forward(minutes=1)
    assert len(list_copies(house.settings.copies)) == 1
    assert not keeper._thread.is_alive()
    with Housekeeper(house, every_seconds=3600):
        pass
    assert len(list_copies(house.settings.copies)) == 1


def test_what_expired_is_forgotten_and_the_record_stays(house: House, clock: Clock) -> None:
    session, staff = a_session(house), a_member_of_staff(house)
    with writing(house, Verb.EXPORT_LIST) as db:
        grant_export(db, ExportRequest(staff.id, session.id, "people", ExportPurpose.AUDIT), now=house.now())
    assert forget_expired(house.database, now=house.now()) == 0
    clock.forward(minutes=10)
    assert (forget_expired(house.database, now=house.now()), forget_expired(house.database, now=house.now())) == (1, 0)
    with house.database.reading() as db:
        counts = [db.scalar(sa.select(sa.func.count()).select_from(table)) for table in (ExportGrant, ExportRecord)]
    assert counts == [0, 1]


def log_of(house: House) -> bytes:
    database = house.settings.database_file
    assert database is not None
    return database.with_name(f"{database.name}-wal").read_bytes()


@ON_SQLITE
def test_the_pages_of_the_past_leave_when_nobody_reads_them_any_more(house: House) -> None:
    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Participant)) == 0
        an_arrival(house, a_session(house), CANARY)
        assert house.database.truncate_log() is False
        assert CANARY.encode() in log_of(house)
    Housekeeper(house).look()
    assert log_of(house) == b""


@ON_SQLITE
def test_a_copy_is_carried_to_a_stick_and_opens_there(house: House, tmp_path: Path) -> None:
    an_arrival(house, a_session(house), CANARY)
    scan = keep_file(house.files, b"%PDF signed", ".pdf")
    (house.files / "half.part").write_bytes(b"cut off")
    stick = tmp_path / "memoria usb"
    stick.mkdir()
    carried = carry_copy(make_copy(house.settings, now=house.now()), read_folder(f'"{stick}"'), files=house.files)
    assert carried.parent == stick
    assert stored_file(stick / CARRIED_FILES, scan, ".pdf") == b"%PDF signed"
    with closing(sqlite3.connect(carried)) as connection:
        assert connection.execute("SELECT name FROM participant").fetchall() == [(CANARY,)]


def test_files_are_carried_once_whole_and_nothing_is_written_over(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    scan = keep_file(here, b"%PDF signed", ".pdf")
    spoiled = here / f"{'0' * 64}.pdf"
    spoiled.write_bytes(b"something else")

    assert (carry_files(here, there), carry_files(here, there)) == (1, 0)
    assert [file.name for file in there.iterdir()] == [f"{scan}.pdf"]
    assert carry_files(tmp_path / "none", there) == 0


@ON_SQLITE
def test_a_copy_goes_to_no_folder_that_goes_to_the_internet(house: House, tmp_path: Path) -> None:
    cloud = tmp_path / "OneDrive - ANTAI"
    cloud.mkdir()
    with pytest.raises(RuleViolated, match="copy_folder_in_cloud"):
        carry_copy(make_copy(house.settings, now=house.now()), cloud, files=house.files, machine=this_machine())
    assert list(cloud.iterdir()) == []


@pytest.mark.parametrize("typed", ["", "aquí", "/no/hay/tal/carpeta", "\0", "D:\\nada\\aquí"])
def test_a_folder_that_is_not_there_is_asked_for_again(typed: str) -> None:
    with pytest.raises(RuleViolated, match="copy_folder_missing"):
        read_folder(typed)


def test_an_open_urn_is_in_no_copy(laptop: House) -> None:
    session = a_session(laptop)
    person = an_arrival(laptop, session, CANARY).person
    laptop.urns.open(session.space_id, {"people": Question(frozenset({"guna", "ngabe"}))})
    turn = laptop.urns.turn(session.space_id, person.id)
    laptop.urns.answer(session.space_id, turn, question="people", choices=("guna",))
    copy = make_copy(laptop.settings, now=laptop.now())
    content = copy.path.read_bytes()
    secrets = [file.read_bytes()[:24] for file in laptop.settings.urns.iterdir() if file.stat().st_size]
    assert secrets
    assert CANARY.encode() in content
    assert not any(secret in content for secret in [*secrets, turn.encode(), b"guna"])
    assert [file.suffix for file in laptop.settings.copies.iterdir()] == [".sqlite3"]


def test_going_back_brings_everybody_but_those_who_were_erased_since(laptop: House) -> None:
    session = a_session(laptop)
    an_arrival(laptop, session, CANARY)
    gone = an_arrival(laptop, session, "Se Retira").person
    copy = make_copy(laptop.settings, now=laptop.now())
    remember_erased(laptop.settings, gone.id)
    with writing(laptop, Verb.ERASE_PERSON) as db:
        erase_person(db, db.get_one(Participant, gone.id), now=laptop.now())
    an_arrival(laptop, session, "Llegó Después")
    laptop.database.close()
    done = run(laptop.settings.instance, "labapp", "restore", str(copy.path))
    assert done.returncode == 0, done.stderr
    assert names(laptop) == [CANARY, None]
    database = laptop.settings.database_file
    assert database is not None
    assert b"Se Retira" not in database.read_bytes()
    assert "Todo coincide" in run(laptop.settings.instance, "labapp", "journal", "verify").stdout


def chains_of(house: House, *, after: int = 0) -> set[UUID]:
    with house.database.reading() as db:
        return set(db.scalars(sa.select(Operation.chain).where(Operation.lamport > after)))


def test_going_back_to_a_carried_copy_brings_its_files_back(laptop: House, tmp_path: Path) -> None:
    a_session(laptop)
    laptop.files.mkdir(exist_ok=True)
    scan = keep_file(laptop.files, b"%PDF signed", ".pdf")
    stick = tmp_path / "stick"
    stick.mkdir()
    carried = carry_copy(make_copy(laptop.settings, now=laptop.now()), stick, files=laptop.files)
    (laptop.files / f"{scan}.pdf").unlink()
    laptop.database.close()

    assert run(laptop.settings.instance, "labapp", "restore", str(carried)).returncode == 0
    assert stored_file(laptop.files, scan, ".pdf") == b"%PDF signed"


def test_after_a_restore_the_next_act_begins_a_chain_of_its_own(laptop: House) -> None:
    session = a_session(laptop)
    copy = make_copy(laptop.settings, now=laptop.now())
    an_arrival(laptop, session, "Llegó Después")
    went_on = chains_of(laptop)
    laptop.database.close()

    assert run(laptop.settings.instance, "labapp", "restore", str(copy.path)).returncode == 0
    with laptop.database.reading() as db:
        restored_to = db.scalar(sa.select(sa.func.max(Operation.lamport))) or 0
    an_arrival(laptop, session, CANARY)

    assert chains_of(laptop, after=restored_to).isdisjoint(went_on)
    with laptop.database.reading() as db:
        assert verify(db).holds


def test_a_copy_of_a_newer_version_is_refused_and_nothing_changes(laptop: House) -> None:
    an_arrival(laptop, a_session(laptop), CANARY)
    copy = make_copy(laptop.settings, now=laptop.now())
    with closing(sqlite3.connect(copy.path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    laptop.database.close()
    refused = run(laptop.settings.instance, "labapp", "restore", str(copy.path))
    assert refused.returncode == 1
    assert "versión más nueva" in refused.stderr
    assert "newer version" in refused.stderr
    assert names(laptop) == [CANARY]


def test_the_examination_of_a_fresh_laptop_finds_no_trouble(laptop: House) -> None:
    laptop.database.close()
    found = run(laptop.settings.instance, "labapp", "doctor")
    assert found.returncode == 0, found.stdout
    for told in ("SQLite", "Espacio libre", "Registro de cambios", "Preguntas anónimas", "Reloj", "aviso de datos"):
        assert told in found.stdout


def test_the_examination_finds_a_clock_that_went_back_and_what_was_not_copied(laptop: House) -> None:
    with laptop.database.writing(Verb.ADD_ORGANISATION, actor="console", at=laptop.now() + timedelta(days=2)) as db:
        db.add(Organisation(name="ANTAI", name_key="antai"))
    laptop.database.close()
    found = run(laptop.settings.instance, "labapp", "doctor")
    assert found.returncode == 1
    assert "Corrija fecha y hora" in found.stdout
    assert "no está en ninguna copia" in found.stdout


@pytest.mark.parametrize(("version", "grade"), [((3, 40, 1), Grade.NOTE), ((3, 51, 3), Grade.GOOD)])
def test_an_old_sqlite_is_worth_a_note(version: tuple[int, int, int], grade: Grade) -> None:
    assert sqlite_finding(version).grade is grade


@pytest.mark.parametrize(("megabytes", "grade"), [(5, Grade.TROUBLE), (500, Grade.NOTE), (50_000, Grade.GOOD)])
def test_a_full_disk_is_trouble(megabytes: int, grade: Grade) -> None:
    assert disk_finding(megabytes).grade is grade
