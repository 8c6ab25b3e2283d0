"""A closed-loop load client for HTTP/1.1 on loopback: each client waits for its answer, then asks again.

One thread and blocking sends, so that the client costs little beside the server it measures. Run it in a process of
its own: in the server's process it would measure the fight for the interpreter.
"""

from __future__ import annotations

import re
import selectors
import socket
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from urllib.parse import urlsplit

LONGEST_RUN = 300.0
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CLOSES = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)
_WITHOUT_BODY = frozenset({204, 304})


@dataclass(frozen=True, slots=True)
class Request:
    """One request to send; `headers` beside Host and Content-Length, which are added."""

    url: str
    method: str = "GET"
    body: bytes = b""
    headers: Sequence[tuple[str, str]] = ()

    def encoded(self) -> tuple[tuple[str, int], bytes]:
        """The server's address and the bytes to send there."""
        parts = urlsplit(self.url)
        target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        lines = [f"{self.method} {target} HTTP/1.1", f"Host: {parts.netloc}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        if self.body:
            lines.append(f"Content-Length: {len(self.body)}")
        return (parts.hostname or "", parts.port or 80), "\r\n".join([*lines, "", ""]).encode() + self.body


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run showed; times in milliseconds. `errors` are unexpected statuses, cut and unanswered requests."""

    clients: int
    requests: int
    errors: int
    seconds: float
    per_second: float
    p50: float
    p95: float
    p99: float
    longest: float
    statuses: Mapping[int, int] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """The same for JSON."""
        return asdict(self)


def run(
    url_maker: Callable[[int], str | Request],
    clients: int,
    *,
    seconds: float | None = None,
    count: int | None = None,
    expected: Callable[[int], bool] = lambda status: status < 400,
    patience: float = 30.0,
) -> Figures:
    """The figures of `clients` asking in a closed loop, for some seconds or for a number of requests.

    `url_maker` gets the running number of the request and returns a URL or a Request. A client whose answer does not
    come within `patience` seconds is an error and asks no more. No run asks for longer than 300 seconds.
    """
    if seconds is None and count is None:
        raise ValueError("say how long: seconds, count or both")
    run_of = _Run(url_maker, expected, count, min(seconds or LONGEST_RUN, LONGEST_RUN), patience)
    return run_of.figures(clients)


class _Client:
    """One keep-alive connection, opened again when the server closes it."""

    def __init__(self, patience: float) -> None:
        self.asked_at = 0.0
        self._patience = patience
        self._address: tuple[str, int] | None = None
        self._sock: socket.socket | None = None
        self._answer = b""

    def ask(self, request: Request) -> socket.socket:
        address, message = request.encoded()
        self.asked_at = time.perf_counter()
        self._answer = b""
        if self._sock is None or address != self._address:
            self.close()
            self._sock = socket.create_connection(address, timeout=self._patience)
            self._sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._address = address
        self._sock.sendall(message)
        return self._sock

    def take(self) -> int | None:
        """The status once the whole answer is here; None while it is not. Raises OSError when it is cut."""
        if self._sock is None:
            raise ConnectionError("nothing was asked")
        data = self._sock.recv(65536)
        self._answer += data
        head, blank, body = self._answer.partition(b"\r\n\r\n")
        if not blank:
            if not data:
                raise ConnectionError("closed without an answer")
            return None
        status = int(head[9:12])
        length = _LENGTH.search(head)
        if length is None and status not in _WITHOUT_BODY:
            if data:
                return None  # the end of the connection is the end of the answer
        elif length is not None and len(body) < int(length[1]):
            if not data:
                raise ConnectionError("closed in the middle of an answer")
            return None
        if not data or _CLOSES.search(head):
            self.close()
        return status

    def close(self) -> None:
        if self._sock is not None:
            self._sock.close()
            self._sock = None


class _Run:
    def __init__(
        self,
        url_maker: Callable[[int], str | Request],
        expected: Callable[[int], bool],
        count: int | None,
        seconds: float,
        patience: float,
    ) -> None:
        self._url_maker = url_maker
        self._expected = expected
        self._count = count
        self._seconds = seconds
        self._patience = patience
        self._asked = 0
        self._errors = 0
        self._times: list[float] = []
        self._statuses: Counter[int] = Counter()
        self._waiting: dict[_Client, socket.socket] = {}
        self._selector = selectors.DefaultSelector()

    def figures(self, clients: int) -> Figures:
        everyone = [_Client(self._patience) for _ in range(clients)]
        started = time.perf_counter()
        self._ends = started + self._seconds
        try:
            for client in everyone:
                self._ask(client)
            while self._waiting:
                self._listen()
        finally:
            for client in everyone:
                client.close()
            self._selector.close()
        return self._summary(clients, time.perf_counter() - started)

    def _ask(self, client: _Client) -> None:
        if (self._count is not None and self._asked >= self._count) or time.perf_counter() >= self._ends:
            return
        made = self._url_maker(self._asked)
        self._asked += 1
        try:
            sock = client.ask(made if isinstance(made, Request) else Request(made))
        except OSError:
            self._fail(client)
            return
        self._waiting[client] = sock
        self._selector.register(sock, selectors.EVENT_READ, client)

    def _listen(self) -> None:
        for key, _ in self._selector.select(timeout=0.5):
            client: _Client = key.data
            try:
                status = client.take()
            except OSError:
                self._forget(client)
                self._fail(client)
                continue
            if status is not None:
                self._forget(client)
                self._note(client, status)
                self._ask(client)
        self._give_up_on_the_silent()

    def _give_up_on_the_silent(self) -> None:
        oldest = time.perf_counter() - self._patience
        for client in [client for client in self._waiting if client.asked_at < oldest]:
            self._forget(client)
            self._fail(client)

    def _forget(self, client: _Client) -> None:
        self._selector.unregister(self._waiting.pop(client))

    def _fail(self, client: _Client) -> None:
        self._errors += 1
        client.close()

    def _note(self, client: _Client, status: int) -> None:
        self._times.append(time.perf_counter() - client.asked_at)
        self._statuses[status] += 1
        self._errors += not self._expected(status)

    def _summary(self, clients: int, seconds: float) -> Figures:
        times = sorted(self._times) or [0.0]

        def percentile(share: float) -> float:
            return round(1000 * times[min(len(times) - 1, int(share * len(times)))], 3)

        return Figures(
            clients=clients,
            requests=len(self._times),
            errors=self._errors,
            seconds=round(seconds, 3),
            per_second=round(len(self._times) / seconds, 1),
            p50=percentile(0.50),
            p95=percentile(0.95),
            p99=percentile(0.99),
            longest=round(1000 * times[-1], 3),
            statuses=dict(self._statuses),
        )
