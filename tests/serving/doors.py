"""Doors opened for one test on free ports, and clients that knock on them by hand."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from http.client import BadStatusLine, HTTPConnection, HTTPResponse
from typing import TYPE_CHECKING

import pytest

from labapp.serving.addresses import Interface, LiveAddresses
from labapp.serving.limits import DESK, ROOM, Limits
from labapp.serving.listeners import Listeners, open_listeners

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

WIFI_ADDRESS = "192.168.8.2"
PATIENCE = 20


def echo(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer with the path and the number of bytes of the body."""
    body = environ["wsgi.input"].read()
    page = f"{environ['PATH_INFO']} {len(body)}".encode("latin-1")
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(page)))])
    return [page]


def doors(
    app: WSGIApplication = echo,
    *,
    room: WSGIApplication | None = None,
    limits: Limits = ROOM,
    devices_seen: Callable[[str], int] = lambda _: 0,
    public_hosts: frozenset[str] = frozenset(),
) -> Listeners:
    """A desk and a room on free ports, on a machine whose Wi-Fi address is 192.168.8.2."""
    return open_listeners(
        app,
        room or app,
        desk_port=0,
        room_ports=(0,),
        addresses=LiveAddresses(read=lambda: [Interface("wlan0", (WIFI_ADDRESS,))]),
        devices_seen=devices_seen,
        public_hosts=public_hosts,
        limits=(DESK, limits),
    )


def address_of_another_device() -> str:
    """An address of this machine that the room takes for another device; without one the test is skipped, aloud."""
    try:
        with socket.socket() as probe:
            probe.bind(("127.0.0.2", 0))
    except OSError:
        pytest.skip("NOT TESTED: 127.0.0.2 cannot be bound here, so no client can pass for another device")
    return "127.0.0.2"


def knock(port: int, saying: bytes = b"", *, source: str = "127.0.0.1") -> socket.socket:
    """A connection by hand, from an address of one's choice."""
    sock = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE, source_address=(source, 0))
    sock.sendall(saying)
    return sock


def answer(sock: socket.socket) -> tuple[int, bytes]:
    """Status and body of the next answer on a connection by hand; (0, b"") when it is cut instead."""
    response = HTTPResponse(sock)
    try:
        response.begin()
        return response.status, response.read()
    except (ConnectionError, BadStatusLine):
        return 0, b""
    finally:
        response.close()


def is_cut(sock: socket.socket, within: float = PATIENCE) -> bool:
    """Whether the server ended this connection without a word, within some seconds."""
    sock.settimeout(within)
    try:
        return sock.recv(1) == b""
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False


def get(
    port: int,
    path: str = "/",
    *,
    method: str = "GET",
    body: bytes | Iterable[bytes] | None = None,
    headers: Mapping[str, str] | None = None,
    host: str = "127.0.0.1",
) -> tuple[int, bytes]:
    """Status and body of one request over a connection of its own."""
    connection = HTTPConnection(host, port, timeout=PATIENCE)
    try:
        connection.request(method, path, body=body, headers=dict(headers or {}))
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()
