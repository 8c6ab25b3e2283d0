"""Walk-in with check-in, from the phone's side: participants per second beside a bare Flask "hello".

One participant is one durable request: the POST of the first page, with a token and a cookie of its own that were
fetched before the clock starts. Server and client are processes of their own, and "hello" and the house take turns,
so that a busy minute of the machine meets both.
"""

from __future__ import annotations

import gzip
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from multiprocessing import get_context
from pathlib import Path
from sqlite3 import sqlite_version
from urllib.parse import urlencode

import psutil

from bench.load import Figures, Request, run
from bench.report import Bound, Figure, Goal, report
from bench.running import FORM_TYPE, PATIENCE, Form, Installation, free_port

CLIENTS = (1, 8, 32)
TURNS = 3
PEOPLE = 600
"""Check-ins of one turn."""
HELLO_SECONDS = 2.0
STARTS = 5
_FLUSHES = 200
_KB = 1024
_MB = 1024 * _KB
_FIVE_PERCENT = Goal(Bound.AT_LEAST, 0.05)
_QUEUE = Goal(Bound.AT_MOST, 1.5)
_WITHIN = Goal(Bound.AT_MOST, 1.0)
_HELLO = "bare Flask hello"
_WINDOW = 14 * _KB
"""What fits the first flight of a connection: ten segments."""
_FETCHED = re.compile(rb'<(?:script|img)[^>]+src="(?!data:)|<link[^>]+rel="(?:stylesheet|icon)"[^>]+href="(?!data:)')


@dataclass(frozen=True, slots=True)
class Turn:
    """What both sides did in turns with so many clients."""

    hello: list[Figures]
    house: list[Figures]


@contextmanager
def hello_server() -> Iterator[tuple[str, int, float]]:
    """Serve "hello" in a process of its own; give its address, its process and the seconds to its first answer."""
    port = free_port()
    began = time.perf_counter()
    server = subprocess.Popen([sys.executable, "-m", "bench.hello", str(port)], stdin=subprocess.DEVNULL)  # noqa: S603 (our own program)
    try:
        while not _answers(port):
            if time.perf_counter() - began > PATIENCE:
                raise RuntimeError("hello does not answer")
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}/", server.pid, time.perf_counter() - began
    finally:
        server.kill()
        server.wait()


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def say_hello(url: str, clients: int) -> Figures:
    """Ask "hello" with so many clients, in this process."""
    return run(lambda _: url, clients, seconds=HELLO_SECONDS)


def check_in(url: str, forms: list[Form], clients: int) -> Figures:
    """Send each form once with so many clients, in this process."""

    def request(number: int) -> Request:
        form = forms[number]
        fields = {"full_name": f"Persona {number}", "place": "this_community", "age": "adult", "token": form.token}
        return Request(url, "POST", urlencode(fields).encode(), (FORM_TYPE, ("Cookie", form.cookie)))

    return run(request, clients, count=len(forms), expected=lambda status: status == 303)


def _elsewhere(act: Callable[..., Figures], *given: object) -> Figures:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(act, *given).result()


def _in_turns(house: Installation, hello: str, clients: int) -> Turn:
    turn = Turn([], [])
    for _ in range(TURNS):
        forms = house.forms(PEOPLE)
        turn.hello.append(_elsewhere(say_hello, hello, clients))
        turn.house.append(_elsewhere(check_in, house.door, forms, clients))
    return turn


def _rate(figures: list[Figures]) -> float:
    return statistics.median(each.per_second for each in figures)


def _throughput(house: Installation, hello: str) -> Iterator[Figure]:
    flushes = flushes_per_second(house.instance)
    for clients in CLIENTS:
        turn = _in_turns(house, hello, clients)
        rate = _rate(turn.house)
        yield Figure(f"check-ins, {clients} clients", rate, _rate(turn.hello), _HELLO, "per s", _FIVE_PERCENT)
        yield Figure(f"check-ins, {clients} clients", rate, flushes, "flushes of this disk", "per s")
        p95 = statistics.median(each.p95 for each in turn.house)
        goal = _QUEUE if clients == max(CLIENTS) else None
        yield Figure(f"p95, {clients} clients", p95, 1000 * clients / rate, "implied by the rate", "ms", goal)
        errors = sum(each.errors for each in turn.house)
        yield Figure(f"errors, {clients} clients", errors, TURNS * PEOPLE, "check-ins", "", Goal(Bound.AT_MOST, 0.0))


def flushes_per_second(folder: Path) -> float:
    """Return how often a page of 4 kB reaches the disk of `folder`: no durable request can be faster alone."""
    began = time.perf_counter()
    with tempfile.TemporaryFile(dir=folder) as file:
        for _ in range(_FLUSHES):
            file.write(bytes(4 * _KB))
            file.flush()
            os.fsync(file.fileno())
    return _FLUSHES / (time.perf_counter() - began)


def _pages(house: Installation) -> Iterator[Figure]:
    form = house.forms(1)[0]
    connection = HTTPConnection("127.0.0.1", house.room_port, timeout=PATIENCE)
    fields = {"full_name": "Ana Pérez", "place": "this_community", "age": "adult", "token": form.token}
    connection.request(
        "POST", f"/E/{house.code}", urlencode(fields), {"Cookie": form.cookie, FORM_TYPE[0]: FORM_TYPE[1]}
    )
    receipt = connection.getresponse().headers["Location"]
    connection.close()
    pages = {
        "first page": f"/E/{house.code}",
        "notice": f"/E/{house.code}/aviso",
        "receipt": receipt,
        "profile": f"{receipt}/datos",
        "offer of questions": f"{receipt}/anonimas",
    }
    for name, path in pages.items():
        status, headers, body = house.get(path, headers={"Accept-Encoding": "gzip", "Cookie": form.cookie})
        if status != 200:
            raise RuntimeError(f"{name} answered {status}")
        page = gzip.decompress(body) if headers.get("Content-Encoding") == "gzip" else body
        sent = len(body) + sum(len(key) + len(value) + 4 for key, value in headers.items())
        yield Figure(f"{name}, {len(page):,} bytes plain", sent, _WINDOW, "first flight", "bytes sent", _WITHIN)
        requests = 1 + len(_FETCHED.findall(page))
        yield Figure(f"{name}", requests, 1, "one request", "requests", _WITHIN)


def _starts(house: Installation) -> Iterator[Figure]:
    seconds, bare = [], []
    for _ in range(STARTS):
        house.kill()
        seconds.append(house.start())
        with hello_server() as (_url, _pid, took):
            bare.append(took)
    taken, limit = statistics.median(seconds), statistics.median(bare)
    yield Figure("start to first answer", taken, limit, _HELLO, "s")


def _memory(house: Installation, hello_pid: int) -> Figure:
    idle = psutil.Process(house.pid).memory_info().rss / _MB
    return Figure("idle memory", idle, psutil.Process(hello_pid).memory_info().rss / _MB, _HELLO, "MB")


def main() -> int:
    """Measure, print, write JSON; 1 where a goal was missed."""
    with tempfile.TemporaryDirectory() as folder, hello_server() as (hello, pid, _seconds):
        house = Installation.founded(Path(folder) / "instance", LABAPP_ROOM_ARRIVALS="1000000")
        with house:
            figures = [_memory(house, pid), *_throughput(house, hello), *_pages(house), *_starts(house)]
    facts = {"sqlite": sqlite_version, "turns": f"{TURNS} of {PEOPLE} check-ins, medians"}
    return 0 if report("checkin", figures, facts=facts) else 1


if __name__ == "__main__":
    sys.exit(main())
