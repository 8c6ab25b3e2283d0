"""A real installation to measure and to break: its own folder, its own process, free ports, an open session."""

from __future__ import annotations

import os
import random
import re
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Self

from labapp.assembly import build_house
from labapp.domain.ids import SESSION_CODE_LENGTH, new_code, new_token
from labapp.domain.roles import CONSOLE
from labapp.domain.sessions import Modality, Purpose, Stage
from labapp.domain.spaces import SpaceKind
from labapp.domain.text import fold
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.communities import Community
from labapp.models.programme import Programme
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space
from labapp.serve import prepare
from labapp.settings import Settings

PATIENCE = 30.0
FORM_TYPE = ("Content-Type", "application/x-www-form-urlencoded")
_TOKEN = re.compile(rb'name="token"[^>]*value="([^"]+)"')
_NOTICE = {
    "controllers": "ANTAI",
    "contact": "proteccion@example.org",
    "legal_basis": "Consentimiento",
    "recipients": "Comisión Nacional",
    "abroad": "No salen de Panamá",
    "retention": "Hasta el fin del plan",
    "officer": "Oficial de datos",
}


def free_port() -> int:
    """Return a port that nobody had a moment ago, and that no system gives to a connection that leaves it."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def settings_of(instance: Path, environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of an installation in `instance`."""
    return Settings.from_environ(environ or {}, instance=instance)


def seed(house: House) -> LabSession:
    """Leave a migrated database with one open session, and return the session."""
    prepare(house)
    starts_at = house.now() - timedelta(hours=1)
    with house.database.writing(Verb.SCHEDULE_SESSION, actor=CONSOLE, at=house.now()) as db:
        community = Community(token=new_token(), name="Soloy", name_key=fold("Soloy"), place_code="120101")
        space = Space(
            token=new_token(),
            kind=SpaceKind.INNOVATION_LAB,
            title="Internet en la comarca",
            title_key=fold("Internet en la comarca"),
            community_id=community.id,
        )
        session = LabSession(
            space_id=space.id,
            token=new_token(),
            code=new_code(SESSION_CODE_LENGTH),
            purpose=Purpose.IDENTIFICATION,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=6),
            modality=Modality.IN_PERSON,
            venue="Casa comunal",
            stage=Stage.OPEN,
        )
        db.add_all([Programme(name="Laboratorios", **_NOTICE), community, space, session])
    return session


@dataclass
class Installation:
    """A folder with data, and the server that serves it, which can be killed and started again."""

    instance: Path
    code: str
    """The code of the open session, as phones type it."""
    desk_port: int = field(default_factory=free_port)
    room_port: int = field(default_factory=free_port)
    environ: dict[str, str] = field(default_factory=dict)
    _server: subprocess.Popen[bytes] | None = None

    @classmethod
    def founded(cls, instance: Path, **environ: str) -> Installation:
        """Return an installation in `instance` with one open session; nobody serves it yet."""
        house = build_house(settings_of(instance))
        code = seed(house).code
        house.database.close()
        return cls(instance, code, environ=environ)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def door(self) -> str:
        """The address that a phone opens."""
        return f"http://127.0.0.1:{self.room_port}/E/{self.code}"

    @property
    def log(self) -> Path:
        """Where everything that the server says is written."""
        return self.instance.with_name(f"{self.instance.name}.log")

    @property
    def pid(self) -> int:
        """The process of the server."""
        if self._server is None:
            raise RuntimeError("nobody serves")
        return self._server.pid

    def start(self) -> float:
        """The server answers; return the seconds from its start to its first answer."""
        began = time.perf_counter()
        self._server = self.launch()
        while time.perf_counter() - began < PATIENCE:
            if self._server.poll() is not None:
                raise RuntimeError(self.log.read_text(encoding="utf-8")[-2000:])
            try:
                self.get("/")
            except (OSError, HTTPException):
                time.sleep(0.01)
                continue
            return time.perf_counter() - began
        raise RuntimeError(f"no answer in {PATIENCE} s")

    def launch(self) -> subprocess.Popen[bytes]:
        """Return a new server process on this folder, whether or not another one serves it."""
        environ = os.environ | self.environ | {
            "LABAPP_INSTANCE": str(self.instance),
            "LABAPP_DESK_PORT": str(self.desk_port),
            "LABAPP_ROOM_PORT": str(self.room_port),
        }  # fmt: skip
        environ.pop("LABAPP_DATABASE_URL", None)
        # A laptop keeps the compiled modules from its first start on; a machine for tests may forbid it.
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-m", "labapp", "serve", "--no-browser"]
        with self.log.open("ab") as said:
            return subprocess.Popen(command, env=environ, stdin=subprocess.DEVNULL, stdout=said, stderr=said)  # noqa: S603 (our own program)

    def kill(self) -> None:
        """The server is gone without a chance to finish anything, as if the battery had come out."""
        if self._server is not None:
            self._server.kill()
            self._server.wait()
            self._server = None

    def get(self, path: str, *, headers: Mapping[str, str] | None = None) -> tuple[int, Mapping[str, str], bytes]:
        """Return status, headers and body of one page of the room."""
        connection = HTTPConnection("127.0.0.1", self.room_port, timeout=PATIENCE)
        try:
            return _ask(connection, path, headers or {})
        finally:
            connection.close()

    def forms(self, count: int) -> list[Form]:
        """Return as many first pages as new phones opened, each with its own cookie and token."""
        connection = HTTPConnection("127.0.0.1", self.room_port, timeout=PATIENCE)
        try:
            return [self._form(connection) for _ in range(count)]
        finally:
            connection.close()

    def _form(self, connection: HTTPConnection) -> Form:
        status, headers, body = _ask(connection, f"/E/{self.code}", {})
        token = _TOKEN.search(body)
        if status != 200 or token is None:
            raise RuntimeError(f"the first page answered {status}")
        return Form(headers["Set-Cookie"].split(";")[0], token[1].decode())


@dataclass(frozen=True, slots=True)
class Form:
    """What a phone holds before somebody sends the first page."""

    cookie: str
    token: str


def _ask(connection: HTTPConnection, path: str, headers: Mapping[str, str]) -> tuple[int, Mapping[str, str], bytes]:
    connection.request("GET", path, headers=dict(headers))
    response = connection.getresponse()
    return response.status, dict(response.getheaders()), response.read()
