"""What the environment decides about this node, read once at start and never changed afterwards."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote, urlsplit

from labapp.mail_settings import MailServer, mail_server
from labapp.startup_messages import InstanceRefused, StartCode

DESK_PORT = 8400
ROOM_PORTS = (80, 8480)
ROOM_ARRIVALS = 600
"""Check-ins a minute that one session takes from all phones together: three times a full hall."""

_ABSOLUTE_SQLITE = re.compile(r"sqlite:///(?P<path>(?:/|[A-Za-z]:[/\\])[^?]+)\Z")
_POSTGRESQL = re.compile(r"postgres(?:ql)?(?:\+psycopg)?://")


class NodeRole(StrEnum):
    """What this node is: a laptop that goes to the communities, or the server where everything comes together."""

    FIELD = "field"
    CENTRAL = "central"


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of one node. `room_ports` are tried in order; a port of 0 is any free one."""

    instance: Path
    database_url: str = field(repr=False)
    role: NodeRole = NodeRole.FIELD
    desk_port: int = DESK_PORT
    room_ports: tuple[int, ...] = ROOM_PORTS
    public_base_url: str | None = None
    room_arrivals: int = ROOM_ARRIVALS
    mail: MailServer | None = None
    """Where messages are sent from here; None on a laptop, whose mail leaves from the centre."""

    @classmethod
    def from_environ(cls, environ: Mapping[str, str], instance: Path) -> Settings:
        """Return the settings that the `LABAPP_` names of `environ` ask for; an empty value counts as absent.

        A central node names its database and its public https address itself.
        Raises InstanceRefused with the name of the first setting that cannot be used.
        """
        role = _role(environ)
        if role is NodeRole.CENTRAL:
            _require(environ, "LABAPP_DATABASE_URL", "LABAPP_PUBLIC_BASE_URL")
        room_port = _port(environ, "LABAPP_ROOM_PORT")
        desk_port = _port(environ, "LABAPP_DESK_PORT")
        return cls(
            instance=instance,
            database_url=_database_url(environ, instance),
            role=role,
            desk_port=DESK_PORT if desk_port is None else desk_port,
            room_ports=ROOM_PORTS if room_port is None else (room_port,),
            public_base_url=_public_base_url(environ, role),
            room_arrivals=_room_arrivals(environ),
            mail=mail_server(environ, port=_port(environ, "LABAPP_SMTP_PORT")),
        )

    @property
    def database_file(self) -> Path | None:
        """The file of an SQLite database; None on PostgreSQL."""
        found = _ABSOLUTE_SQLITE.match(self.database_url)
        return Path(unquote(found["path"])) if found else None

    @property
    def secret_file(self) -> Path:
        return self.instance / "secret"

    @property
    def node_file(self) -> Path:
        return self.instance / "node"

    @property
    def urns(self) -> Path:
        return self.instance / "urns"

    @property
    def copies(self) -> Path:
        return self.instance / "copies"

    @property
    def files(self) -> Path:
        return self.instance / "files"

    @property
    def cards(self) -> Path:
        return self.instance / "cards"

    @property
    def room_port_file(self) -> Path:
        return self.instance / "room-port"

    @property
    def server_lock_file(self) -> Path:
        """Beside an SQLite database, so that two data folders cannot serve the same one."""
        database = self.database_file
        return database.with_name(f"{database.name}.server") if database else self.instance / "server.lock"


def sqlite_url(database: Path) -> str:
    """Return the address of an SQLite file, whatever characters its folders have."""
    return "sqlite:///" + database.absolute().as_posix().replace("%", "%25").replace("?", "%3F")


def _role(environ: Mapping[str, str]) -> NodeRole:
    value = environ.get("LABAPP_ROLE") or NodeRole.FIELD
    try:
        return NodeRole(value)
    except ValueError:
        raise InstanceRefused(StartCode.SETTING_ROLE, name="LABAPP_ROLE", value=value) from None


def _require(environ: Mapping[str, str], *names: str) -> None:
    for name in names:
        if not environ.get(name):
            raise InstanceRefused(StartCode.SETTING_MISSING, name=name)


def _port(environ: Mapping[str, str], name: str) -> int | None:
    value = environ.get(name)
    if not value:
        return None
    if not re.fullmatch(r"[0-9]{1,5}", value) or int(value) > 65535:
        raise InstanceRefused(StartCode.SETTING_PORT, name=name, value=value)
    return int(value)


def _room_arrivals(environ: Mapping[str, str]) -> int:
    value = environ.get("LABAPP_ROOM_ARRIVALS")
    if not value:
        return ROOM_ARRIVALS
    if not re.fullmatch(r"[0-9]{1,9}", value) or int(value) == 0:
        raise InstanceRefused(StartCode.SETTING_NUMBER, name="LABAPP_ROOM_ARRIVALS", value=value)
    return int(value)


def _database_url(environ: Mapping[str, str], instance: Path) -> str:
    value = environ.get("LABAPP_DATABASE_URL")
    if not value:
        return sqlite_url(instance / "labapp.sqlite3")
    if _ABSOLUTE_SQLITE.match(value):
        return value
    if _POSTGRESQL.match(value):
        return _POSTGRESQL.sub("postgresql+psycopg://", value, count=1)
    # The value may hold a password, so the sentence names the setting and not what was written.
    raise InstanceRefused(StartCode.SETTING_DATABASE, name="LABAPP_DATABASE_URL")


def _public_base_url(environ: Mapping[str, str], role: NodeRole) -> str | None:
    value = environ.get("LABAPP_PUBLIC_BASE_URL")
    if not value:
        return None
    schemes = ("https",) if role is NodeRole.CENTRAL else ("http", "https")
    try:
        parts = urlsplit(value)
        usable = parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable or parts.username or parts.path.strip("/") or parts.query or parts.fragment:
        raise InstanceRefused(StartCode.SETTING_PUBLIC_URL, name="LABAPP_PUBLIC_BASE_URL", value=value)
    return value.rstrip("/")
