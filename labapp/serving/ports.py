"""Holding the ports: a listener gets its sockets bound, alone, and from the start."""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum

from labapp.domain.errors import Refusal

ROOM_PORTS = (80, 8480)
BACKLOG = 1024
_TAKEN = frozenset({errno.EADDRINUSE, errno.EACCES})  # Windows says "no access" for a port that it keeps for itself
_NO_SUCH_ADDRESS = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})
_EXCLUSIVE: int | None = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)


class ListenerAudience(StrEnum):
    """Whom a listener is for."""

    DESK = "desk"
    ROOM = "room"


class PortTaken(Refusal):
    """Another program, or the system, holds the port; nothing was opened."""

    def __init__(self, port: int, audience: ListenerAudience) -> None:
        super().__init__("port_taken", port=port, audience=audience)
        self.port = port
        self.audience = audience


def claim_desk(port: int) -> list[socket.socket]:
    """127.0.0.1 and, where this machine has it, ::1 are held on one port. Raises PortTaken.

    Both, because `localhost` may mean either: if another program sat on one of them, staff would end up there.
    """
    first = _claim(socket.AF_INET, "127.0.0.1", port, ListenerAudience.DESK)
    try:
        return [first, _claim(socket.AF_INET6, "::1", first.getsockname()[1], ListenerAudience.DESK)]
    except OSError as error:
        if error.errno in _NO_SUCH_ADDRESS:
            return [first]
        first.close()
        raise
    except PortTaken:
        first.close()
        raise


def claim_room(ports: Sequence[int]) -> socket.socket:
    """The first of the ports that can be had is held on all interfaces. Raises PortTaken for the last one.

    All interfaces, so that a changed address needs no restart; IPv4, because phones are shown numeric addresses.
    """
    *preferred, last = ports
    for port in preferred:
        with suppress(PortTaken):
            return _claim(socket.AF_INET, "0.0.0.0", port, ListenerAudience.ROOM)  # noqa: S104  # the room is the network
    return _claim(socket.AF_INET, "0.0.0.0", last, ListenerAudience.ROOM)  # noqa: S104  # the room is the network


if sys.platform == "win32":

    def allow_open_files(wanted: int) -> None:
        """Windows counts no open sockets."""

else:
    import resource

    def allow_open_files(wanted: int) -> None:
        """This process may hold that many sockets and files, if the system lets it; macOS begins with 256."""
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if hard != resource.RLIM_INFINITY:
            wanted = min(wanted, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            with suppress(OSError, ValueError):
                resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _claim(family: socket.AddressFamily, host: str, port: int, audience: ListenerAudience) -> socket.socket:
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        if _EXCLUSIVE is not None:
            # on Windows SO_REUSEADDR would let a second program, or a second start of this one, share the port
            sock.setsockopt(socket.SOL_SOCKET, _EXCLUSIVE, 1)
        else:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        sock.bind((host, port))
        sock.listen(BACKLOG)  # until it listens, another socket may still take the same port
    except OSError as error:
        sock.close()
        if error.errno in _TAKEN:
            raise PortTaken(port, audience) from error
        raise
    return sock
