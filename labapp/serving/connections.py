"""One connection of one client, which knows since when it keeps the server waiting."""

from __future__ import annotations

import logging
import math
import socket
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

from labapp.serving.sentences import FAILED, HEADERS, OF_ERRORS

if TYPE_CHECKING:
    from labapp.serving.limits import Server

MOST_READ_OF_REFUSED = 2 * 1024 * 1024
_PIECE = 64 * 1024


class _WithoutPaths(logging.Filter):
    """waitress names the address that it was serving; an address of the anonymous questions must be in no log."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = record.getMessage().partition(" while serving ")[0], ()
        return True


_without_paths = logging.getLogger("labapp.serving.connections")
_without_paths.addFilter(_WithoutPaths())


class PlainErrorTask(ErrorTask):  # type: ignore[misc]  # waitress ships no types
    """A request that never reached the application, answered with a sentence that says what to do."""

    def execute(self) -> None:
        """Send the sentence for this error and end the connection."""
        error = self.request.error
        page = OF_ERRORS.get(error.code, FAILED).page()
        self.channel.is_refusing = True
        self.status = f"{error.code} {error.reason}"
        self.response_headers.extend(HEADERS)
        self.set_close_on_finish()
        self.content_length = len(page)
        self.write(page)


class Channel(HTTPChannel):  # type: ignore[misc]  # waitress ships no types
    """A connection with a deadline for each whole request."""

    server: Server
    close_when_flushed: bool
    error_task_class = PlainErrorTask
    logger = _without_paths

    def __init__(self, server: Server, sock: socket.socket, address: tuple[str, int]) -> None:
        self.waiting_since = time.monotonic()
        self.is_refusing = False
        self._began_at = self.waiting_since
        self._thrown_away = 0
        super().__init__(server, sock, address, server.adj, map=server.sockets)

    @property
    def is_waiting(self) -> bool:
        """True while nothing is owed to the client: no request in hand and no answer on its way."""
        return not self.requests and not self.total_outbufs_len

    def is_overdue(self, now: float) -> bool:
        """True when the client took too long to send a whole request, or to collect its answer.

        The time of a request runs from its first byte; no later byte restarts it, and no blank line.
        """
        if self.requests:
            return False
        limits = self.server.limits
        allowed = limits.to_collect if self.total_outbufs_len else limits.to_ask
        return now - max(self.waiting_since, self._began_at) > allowed

    def send_away(self) -> None:
        """The connection ends in the next turn of the loop, even when the client reads nothing."""
        self.will_close = True
        with suppress(OSError):  # the client was faster
            self.socket.shutdown(socket.SHUT_RDWR)

    def received(self, data: bytes) -> bool:
        """Take in what the client sent; the first byte after an answer starts the time of the next request."""
        if self._began_at <= self.waiting_since:
            self._began_at = time.monotonic()
        taken: bool = super().received(data)
        return taken

    def service(self) -> None:
        """Answer one request, in a worker."""
        self.waiting_since = math.inf  # it is now the client who waits
        try:
            super().service()
        finally:
            self.waiting_since = time.monotonic()

    def handle_write(self) -> None:
        """Send what is ready, and do not close after a refusal before the client has stopped sending.

        Closing over bytes that nobody read resets the connection, and the sentence never reaches the person.
        """
        if not (self.is_refusing and self.close_when_flushed):
            super().handle_write()
            return
        self.close_when_flushed = False
        super().handle_write()
        if self.total_outbufs_len:
            self.close_when_flushed = True
        elif self.connected:
            with suppress(OSError):  # the client was faster
                self.socket.shutdown(socket.SHUT_WR)

    def handle_read(self) -> None:
        """Read what the client sends; the rest of a refused request is thrown away, up to 2 MB of it."""
        if not self.is_refusing:
            super().handle_read()
            return
        with suppress(OSError):
            self._thrown_away += len(self.recv(_PIECE))
        if self._thrown_away > MOST_READ_OF_REFUSED:
            self.handle_close()
