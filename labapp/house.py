"""The house: what one running installation is made of, handed to whoever needs it."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from labapp.models.database import Database
from labapp.queries.searched import Shelf
from labapp.reading_tally import Tally
from labapp.serving.addresses import REASON_LABELS, LiveAddresses, room_url
from labapp.serving.devices import DevicesSeen
from labapp.settings import NodeRole, Settings
from labapp.urns import UrnStore


def utc_now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return datetime.now(UTC)


@dataclass
class Door:
    """Where phones come in: the live addresses of this machine, and the port that the room got when it opened."""

    addresses: LiveAddresses = field(default_factory=LiveAddresses)
    devices: DevicesSeen = field(default_factory=DevicesSeen)
    port: int | None = None
    """None while no room is open, as under `flask run`."""

    def address(self, chosen: str | None = None) -> str | None:
        """Return the address for phones: the chosen one while this machine has it, else the best live one."""
        best = self.addresses.best()
        if chosen is not None and chosen in self.addresses.hosts():
            return chosen
        return best.address if best else None

    def url(self, path: str, *, chosen: str | None = None) -> str | None:
        """Return the address of a page as phones read it now, in capitals; None without network or open room."""
        address = self.address(chosen)
        return room_url(address, self.port, path) if address and self.port else None

    def printed_url(self, path: str, *, address: str) -> str:
        """Return the address of a page for paper, which is read where this laptop may have another address."""
        return room_url(address, self.port or 80, path)

    def ways(self, language: str) -> tuple[tuple[str, str], ...]:
        """Return every live address for phones, best first, with the reason for its place in words."""
        spoken = 0 if language == "es" else 1
        return tuple((found.address, REASON_LABELS[found.reason][spoken]) for found in self.addresses.candidates())


@dataclass(frozen=True)
class House:
    """What this node is made of: settings, database, urns and so on. Built once; desk, room and console share it."""

    settings: Settings
    database: Database
    urns: UrnStore
    secret: bytes
    now: Callable[[], datetime] = field(default=utc_now)
    door: Door = field(default_factory=Door)
    shelf: Shelf = field(default_factory=Shelf)
    """What was read of published versions, for the search."""
    readings: Tally = field(default_factory=Tally)

    @property
    def files(self) -> Path:
        """The folder of stored files, named by their SHA-256."""
        return self.settings.files

    def desk_url(self, path: str) -> str:
        """Return the address of a page of the desk: on a laptop it answers there only, a central server has its own."""
        public = self.settings.public_base_url if self.settings.role is NodeRole.CENTRAL else None
        return (public or f"http://localhost:{self.settings.desk_port}") + path

    def mac(self, purpose: str, *parts: str) -> str:
        """Return a keyed hash (hex) of `parts` for one purpose: sameness can be told, content cannot be guessed."""
        message = "\x1f".join([purpose, *parts]).encode("utf-8", "surrogatepass")
        return hmac.new(self.secret, message, hashlib.sha256).hexdigest()
