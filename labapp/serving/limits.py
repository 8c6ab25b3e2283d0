"""waitress, with the limits that a room full of phones on poor Wi-Fi needs.

As it comes, 150 idle phones stop everybody (100 connections), and a client that sends a byte now and then is never
sent away (each byte restarts the timeout). Here a connection that keeps us waiting longest gives its place to
whoever knocks, and a whole request must arrive within a fixed time.
"""

from __future__ import annotations

import logging
import select
import socket
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from labapp.serving.connections import Channel
from labapp.serving.ports import BACKLOG

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

KB = 1024
MB = 1024 * KB
THIS_MACHINE = frozenset({"127.0.0.1", "::1"})
MANY_DEVICES = 30

log = logging.getLogger("labapp.serving")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one server takes from its clients.

    Times in seconds, sizes in bytes. `per_address` does not bind this machine itself, and gives way to
    `per_shared_address` where more than 30 devices come from one address (a router that hides them). 400 connections,
    because `select` on Windows is compiled for 512 sockets.
    """

    body: int
    per_address: int | None = None
    per_shared_address: int = 300
    connections: int = 400
    threads: int = 16
    header: int = 32 * KB
    to_ask: float = 15
    to_collect: float = 60
    sweep_every: float = 2

    def adjustments(self) -> Adjustments:
        """The same, in the words of waitress."""
        return Adjustments(
            threads=self.threads,
            backlog=BACKLOG,
            max_request_body_size=self.body,
            max_request_header_size=self.header,
            ident="",
            expose_tracebacks=False,
            log_socket_errors=False,  # a phone that walks out of the Wi-Fi is not an error
            asyncore_use_poll=hasattr(select, "poll"),
            # what people send and read waits in memory, never in a temporary file, which could outlive an erasure
            inbuf_overflow=self.body + 64 * KB,
            outbuf_overflow=32 * MB,
        )


DESK = Limits(body=8 * MB)
ROOM = Limits(body=256 * KB, per_address=12)


@dataclass(slots=True)
class Counts:
    """What a server did since it was opened: all that is kept of requests."""

    requests: int = 0
    refused: int = 0
    sent_away: int = 0


class Workers(ThreadedTaskDispatcher):  # type: ignore[misc]  # waitress ships no types
    """The threads that answer. A queue of phones is an ordinary minute of a session, not a warning."""

    queue_logger = logging.getLogger("labapp.serving.queue")


Workers.queue_logger.setLevel(logging.ERROR)


class Server(TcpWSGIServer):  # type: ignore[misc]  # waitress ships no types
    """A listening socket that keeps every client to its share of the connections."""

    def __init__(
        self,
        application: WSGIApplication,
        sock: socket.socket,
        limits: Limits,
        *,
        sockets: dict[int, object],
        workers: Workers,
        devices_seen: Callable[[str], int],
    ) -> None:
        """Join the loop of `sockets`; `sock` arrives bound. `devices_seen(address)` counts device cookies."""
        self.limits = limits
        self.sockets = sockets
        self.counts = Counts()
        self.shared_addresses: frozenset[str] = frozenset()
        self._devices_seen = devices_seen
        self._next_sweep = 0.0
        self._counting = threading.Lock()
        super().__init__(
            application,
            map=sockets,
            _sock=sock,
            dispatcher=workers,
            adj=limits.adjustments(),
            sockinfo=(sock.family, sock.type, sock.proto, sock.getsockname()),
            bind_socket=False,
        )

    def set_reuse_addr(self) -> None:
        """Leave the socket as it arrived: waitress would let a second program share the port on Windows."""

    def readable(self) -> bool:
        """Called in every turn of the loop. The clock is monotonic: setting the laptop's time stops nothing."""
        now = time.monotonic()
        if now >= self._next_sweep:
            self._next_sweep = now + self.limits.sweep_every
            self._sweep(now)
        return bool(self.accepting)

    def handle_accept(self) -> None:
        """The next client is let in, or the connection is closed at once without spending a thread on it."""
        with suppress(OSError):  # the phone left between knocking and entering
            accepted = self.accept()
            if accepted is not None:
                self._receive(*accepted)

    def handle_error(self) -> None:
        """Log it and keep listening; waitress would close the door of the whole room."""
        log.exception("A connection could not be taken")

    def add_task(self, channel: Channel) -> None:
        """A whole request goes to the workers, and is counted."""
        with self._counting:
            self.counts.requests += 1
        super().add_task(channel)

    def stop_accepting(self) -> None:
        """Nobody new is let in; those inside are not touched."""
        wasyncore.dispatcher.close(self)

    def send_away_waiting(self) -> None:
        """Whoever is owed nothing leaves."""
        for channel in self._inside():
            if channel.is_waiting:
                channel.send_away()

    def _inside(self) -> list[Channel]:
        return [channel for channel in self.active_channels.values() if not channel.will_close]

    def _sweep(self, now: float) -> None:
        for channel in list(self.active_channels.values()):
            if channel.is_overdue(now):
                self.counts.sent_away += not channel.will_close
                channel.send_away()

    def _receive(self, sock: socket.socket, address: tuple[str, int]) -> None:
        with ExitStack() as unless_admitted:
            unless_admitted.callback(sock.close)
            self.set_socket_options(sock)
            if self._makes_room_for(address[0]):
                Channel(self, sock, address)
                unless_admitted.pop_all()
            else:
                self.counts.refused += 1

    def _makes_room_for(self, address: str) -> bool:
        inside = self._inside()
        neighbours = [channel for channel in inside if channel.addr[0] == address]
        if len(neighbours) >= self._allowance(address, len(neighbours)):
            crowd = neighbours
        elif len(inside) >= self.limits.connections:
            crowd = inside
        else:
            return True
        idlest = min((c for c in crowd if c.is_waiting), key=lambda c: c.waiting_since, default=None)
        if idlest is None:
            return False
        self.counts.sent_away += 1
        idlest.send_away()
        return True

    def _allowance(self, address: str, present: int) -> int:
        limits = self.limits
        if limits.per_address is None or address in THIS_MACHINE:
            return limits.connections
        if present >= limits.per_address and address not in self.shared_addresses:
            self._ask_who_shares(address)
        return limits.per_shared_address if address in self.shared_addresses else limits.per_address

    def _ask_who_shares(self, address: str) -> None:
        if self._devices_seen(address) > MANY_DEVICES:
            self.shared_addresses |= {address}
            log.warning("More than %d devices come from %s: a router hides them", MANY_DEVICES, address)
