"""Houses for tests: every test that needs a database runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from flask import Flask

import labapp.models  # noqa: F401 (makes every table known)
from labapp import assembly
from labapp.house import House
from labapp.models.base import Base
from labapp.models.database import Database
from labapp.queries.journal import verify
from labapp.settings import Settings
from labapp.urns import UrnStore
from tests import mail_server, postgres
from tests.mail_server import Mailbox
from tests.pages import Browser

BACKENDS = ("sqlite", "postgresql")
SERVER_VARIABLE = "LABAPP_TEST_DATABASE_URL"


@dataclass
class Clock:
    """A clock that stands still until a test moves it."""

    at: datetime = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **spans: float) -> None:
        self.at += timedelta(**spans)


def pytest_configure(config: pytest.Config) -> None:
    """Start the one PostgreSQL of this run, in the controlling process, before workers are born."""
    if hasattr(config, "workerinput") or os.environ.get(SERVER_VARIABLE) or config.option.collectonly:
        return
    server = postgres.start()
    os.environ[SERVER_VARIABLE] = server.url
    config.add_cleanup(server.stop)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the whole schema, to be copied for each test."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    database = Database(f"sqlite:///{path}", node=uuid4())
    Base.metadata.create_all(database.engine)
    database.truncate_log()
    database.close()
    return path


@pytest.fixture(scope="session")
def postgresql_template() -> Iterator[str]:
    """A database with the whole schema, of which each test gets a copy."""
    name = f"template_{uuid4().hex[:12]}"
    url = postgres.create_database(os.environ[SERVER_VARIABLE], name)
    engine = sa.create_engine(url)
    Base.metadata.create_all(engine)
    engine.dispose()
    yield name
    postgres.drop_database(os.environ[SERVER_VARIABLE], name)


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """The name of the database under test."""
    return str(request.param)


@pytest.fixture
def database_url(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a fresh database with the whole schema."""
    if backend == "sqlite":
        path = tmp_path / "labapp.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    name = f"test_{uuid4().hex[:12]}"
    template: str = request.getfixturevalue("postgresql_template")
    yield postgres.create_database(os.environ[SERVER_VARIABLE], name, template=template)
    postgres.drop_database(os.environ[SERVER_VARIABLE], name)


@pytest.fixture
def clock() -> Clock:
    """The clock of the house: 20 November 2026, 9:30 in Panama."""
    return Clock()


@pytest.fixture
def house(database_url: str, tmp_path: Path, clock: Clock) -> Iterator[House]:
    """A house on a fresh database. When the test is over its journal must explain every row."""
    settings = Settings.from_environ({"LABAPP_DATABASE_URL": database_url}, instance=tmp_path / "instance")
    for folder in ("urns", "copies", "files"):
        (tmp_path / "instance" / folder).mkdir(parents=True)
    database = Database(database_url, node=uuid4())
    database.introduce_node()
    built = House(settings, database, UrnStore(settings.urns), b"a secret of this test only, 32 b", clock)
    yield built
    try:
        with database.reading() as db:
            found = verify(db)
    finally:
        database.close()
    assert found.holds, found


@pytest.fixture
def desk_app(house: House) -> Flask:
    """The application for staff."""
    return assembly.desk(house)


@pytest.fixture
def room_app(house: House) -> Flask:
    """The application for phones."""
    return assembly.room(house)


@pytest.fixture
def desk(desk_app: Flask) -> Browser:
    """A browser at the desk; nobody is signed in."""
    return Browser(desk_app)


@pytest.fixture
def phone(room_app: Flask) -> Browser:
    """A phone in the room."""
    return Browser(room_app, base="http://192.168.8.2")


@pytest.fixture(scope="session")
def mail_certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of the mail server of this machine."""
    return mail_server.certificate(tmp_path_factory.mktemp("mail"))


@pytest.fixture
def mailbox(mail_certificate: Path) -> Iterator[Mailbox]:
    """A mail server with STARTTLS and a password, and the settings with which it is reached."""
    found, controller = mail_server.start(mail_certificate)
    yield found
    controller.stop()
