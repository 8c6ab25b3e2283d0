"""Two servers in one process: the desk on this machine only, the room for whoever is on the network."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Self

from waitress import wasyncore

from labapp.serving.addresses import LiveAddresses
from labapp.serving.compression import compressed
from labapp.serving.hosts import LOOPBACK, only_hosts
from labapp.serving.limits import DESK, ROOM, Counts, Limits, Server, Workers
from labapp.serving.ports import ROOM_PORTS, ListenerAudience, PortTaken, allow_open_files, claim_desk, claim_room
from labapp.serving.sentences import NOT_THIS_DESK, NOT_THIS_ROOM
from labapp.serving.stopping import ending_signals

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

SECONDS_TO_FINISH = 3.0


class Listener:
    """One audience's server: its sockets, its loop in a thread of its own, its pool of workers."""

    def __init__(
        self,
        audience: ListenerAudience,
        application: WSGIApplication,
        sockets: Sequence[socket.socket],
        limits: Limits,
        *,
        devices_seen: Callable[[str], int],
        ended: threading.Event,
    ) -> None:
        self.port: int = sockets[0].getsockname()[1]
        self.hosts: tuple[str, ...] = tuple(sock.getsockname()[0] for sock in sockets)
        self._limits = limits
        self._ended = ended
        self._leaving = threading.Event()
        self._closing = threading.Lock()
        self._is_closed = False
        self._map: dict[int, object] = {}
        self._workers = Workers()
        self._servers = [
            Server(application, sock, limits, sockets=self._map, workers=self._workers, devices_seen=devices_seen)
            for sock in sockets
        ]
        self._use_poll: bool = self._servers[0].adj.asyncore_use_poll
        self._thread = threading.Thread(target=self._serve, name=f"{audience}-listener")

    def start(self) -> None:
        """Requests are answered from now on."""
        self._workers.set_thread_count(self._limits.threads)
        self._thread.start()

    def ask_to_stop(self) -> None:
        """The loop will end by itself: nobody new, and who is being served gets the answer."""
        self._leaving.set()
        with self._closing:
            if not self._is_closed:
                self._servers[0].pull_trigger()

    def wait_until_stopped(self) -> None:
        """No thread and no socket of this listener is left."""
        if self._thread.ident is None:
            self._close()
        else:
            self._thread.join()

    @property
    def counts(self) -> Counts:
        """The counts of its sockets together."""
        every = [server.counts for server in self._servers]
        return Counts(sum(c.requests for c in every), sum(c.refused for c in every), sum(c.sent_away for c in every))

    @property
    def connections(self) -> int:
        """How many connections are open now."""
        return sum(len(server.active_channels) for server in self._servers)

    @property
    def shared_addresses(self) -> frozenset[str]:
        """Addresses behind which a router hides many devices."""
        return frozenset().union(*(server.shared_addresses for server in self._servers))

    def _serve(self) -> None:
        try:
            while not self._leaving.is_set():
                self._turn(timeout=1)
            self._finish()
        finally:
            self._close()
            self._ended.set()

    def _turn(self, timeout: float) -> None:
        wasyncore.loop(timeout=timeout, use_poll=self._use_poll, map=self._map, count=1)

    def _finish(self) -> None:
        for server in self._servers:
            server.stop_accepting()
        enough = time.monotonic() + SECONDS_TO_FINISH
        while any(server.active_channels for server in self._servers) and time.monotonic() < enough:
            for server in self._servers:
                server.send_away_waiting()
            self._turn(timeout=0.1)

    def _close(self) -> None:
        with self._closing:
            self._is_closed = True
        self._workers.shutdown()
        if self._workers.threads:
            # A worker that outlives its listener still writes one byte to wake it. Once closed, the number of that
            # pipe may be the number of the database: better left open, the process is ending anyway.
            for server in self._servers:
                for channel in list(server.active_channels.values()):
                    channel.handle_close()
        else:
            wasyncore.close_all(self._map)


class Listeners:
    """The desk and the room, opened and closed together."""

    def __init__(self, desk: Listener, room: Listener, ended: threading.Event) -> None:
        self.desk = desk
        self.room = room
        self._ended = ended
        self._is_closed = False

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Both answer from now on."""
        self.desk.start()
        self.room.start()

    def stop(self) -> None:
        """Nothing of either is left; calling it again does nothing. Takes some seconds while answers are under way."""
        if self._is_closed:
            return
        self._is_closed = True
        for listener in (self.room, self.desk):
            listener.ask_to_stop()
        for listener in (self.room, self.desk):
            listener.wait_until_stopped()

    def serve_until_stopped(self) -> None:
        """Serve until Ctrl+C, a signal or the closing of the window; to be called in the main thread.

        Both end when one breaks, so that a half-dead program is never mistaken for a living one.
        """
        stopped = threading.Event()
        with ending_signals(self._ended, stopped):
            try:
                self.start()
                while not self._ended.wait(0.5):  # with a timeout, else Windows does not hear Ctrl+C
                    pass
            finally:
                self.stop()
                stopped.set()


def open_listeners(
    desk: WSGIApplication,
    room: WSGIApplication,
    *,
    desk_port: int,
    room_ports: Sequence[int] = ROOM_PORTS,
    addresses: LiveAddresses,
    devices_seen: Callable[[str], int],
    public_hosts: frozenset[str] = frozenset(),
    limits: tuple[Limits, Limits] = (DESK, ROOM),
) -> Listeners:
    """Both ports are held and nobody is served yet; `listeners.room.port` says which port the room got.

    `room_ports` are tried in order. `devices_seen(address)` tells how many device cookies came from an address; it is
    asked in the loop and must answer at once. Raises PortTaken.
    """
    ended = threading.Event()
    desk_sockets = claim_desk(desk_port)
    try:
        room_socket = claim_room(room_ports)
    except (OSError, PortTaken):
        for sock in desk_sockets:
            sock.close()
        raise
    fixed = LOOPBACK | {host.lower() for host in public_hosts}
    allow_open_files(2 * (limits[0].connections + limits[1].connections))
    return Listeners(
        Listener(
            ListenerAudience.DESK,
            only_hosts(desk, lambda: LOOPBACK, NOT_THIS_DESK),
            desk_sockets,
            limits[0],
            devices_seen=devices_seen,
            ended=ended,
        ),
        Listener(
            ListenerAudience.ROOM,
            only_hosts(compressed(room), lambda: fixed | addresses.hosts(), NOT_THIS_ROOM),
            [room_socket],
            limits[1],
            devices_seen=devices_seen,
            ended=ended,
        ),
        ended,
    )
