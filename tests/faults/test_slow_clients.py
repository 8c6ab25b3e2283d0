"""Phones that fell asleep and a device that means harm, while a room full of people checks in."""

from __future__ import annotations

import selectors
import socket
import threading
from contextlib import ExitStack, suppress
from dataclasses import replace

import pytest

from bench.load import Figures, run
from labapp.serving.limits import ROOM
from tests.serving.doors import address_of_another_device, doors, get, knock

pytestmark = pytest.mark.faults

BEGINNINGS = (
    b"",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999\r\n\r\n",
)
PEOPLE = 32


@pytest.fixture
def other_device() -> str:
    return address_of_another_device()


class SlowDevice:
    """Holds many connections of one address with a byte now and then, and opens anew each that is cut."""

    def __init__(self, port: int, address: str, count: int) -> None:
        self._port = port
        self._address = address
        self._count = count
        self._held = selectors.DefaultSelector()
        self._has_begun = threading.Event()
        self._enough = threading.Event()
        self._thread = threading.Thread(target=self._drip, name="slow-device")

    def __enter__(self) -> None:
        self._thread.start()
        assert self._has_begun.wait(20)

    def __exit__(self, *_: object) -> None:
        self._enough.set()
        self._thread.join()
        for sock in self._sockets():
            sock.close()
        self._held.close()

    def _sockets(self) -> list[socket.socket]:
        return [key.fileobj for key in self._held.get_map().values()]

    def _drip(self) -> None:
        while not self._enough.is_set():
            for number in range(len(self._sockets()), self._count):
                with suppress(OSError):
                    beginning = BEGINNINGS[number % len(BEGINNINGS)]
                    self._held.register(knock(self._port, beginning, source=self._address), selectors.EVENT_READ)
            self._has_begun.set()
            cut = {key.fileobj for key, _ in self._held.select(0.05)}
            cut |= {sock for sock in self._sockets()[::10] if not self._feed(sock)}
            for sock in cut:
                self._held.unregister(sock)
                sock.close()

    def _feed(self, sock: socket.socket) -> bool:
        try:
            return sock.send(b"a") == 1
        except OSError:
            return False


def a_room_checks_in(port: int, seconds: float = 1.0) -> Figures:
    return run(lambda number: f"http://127.0.0.1:{port}/E/{number}", PEOPLE, seconds=seconds)


def everybody_is_served(figures: Figures) -> bool:
    """The time is generous: what is tested is that the room answers, not how fast this machine is."""
    return figures.errors == 0 and figures.requests >= PEOPLE and figures.p95 < 5_000


def test_150_idle_connections_do_not_stop_the_others() -> None:
    with doors() as both, ExitStack() as until_end:
        for _ in range(150):
            until_end.enter_context(knock(both.room.port))

        assert everybody_is_served(a_room_checks_in(both.room.port))


def test_300_slow_connections_of_one_device_do_not_stop_the_others(other_device: str) -> None:
    with doors() as both, SlowDevice(both.room.port, other_device, 300):
        assert everybody_is_served(a_room_checks_in(both.room.port, seconds=3))
        assert both.room.counts.sent_away > 0


def test_idle_phones_and_a_hostile_device_together_do_not_stop_the_others(other_device: str) -> None:
    with doors() as both, ExitStack() as until_end:
        for _ in range(150):
            until_end.enter_context(knock(both.room.port))
        until_end.enter_context(SlowDevice(both.room.port, other_device, 300))

        assert everybody_is_served(a_room_checks_in(both.room.port, seconds=3))
        assert get(both.desk.port)[0] == 200


def test_more_hostile_devices_than_there_are_places_do_not_stop_the_others(other_device: str) -> None:
    assert other_device == "127.0.0.2"
    with doors() as both, ExitStack() as until_end:
        for last in range(2, 72):
            for beginning in BEGINNINGS * 4:
                until_end.enter_context(knock(both.room.port, beginning, source=f"127.0.0.{last}"))

        assert everybody_is_served(a_room_checks_in(both.room.port))


def test_450_connections_of_this_machine_do_not_stop_the_next() -> None:
    with doors() as both, ExitStack() as until_end:
        for number in range(450):
            until_end.enter_context(knock(both.room.port, BEGINNINGS[number % 3]))

        assert get(both.room.port)[0] == 200


def test_it_is_the_limit_for_one_device_that_keeps_it_small(other_device: str) -> None:
    held = {}
    for limits in (ROOM, replace(ROOM, per_address=None)):
        with doors(limits=limits) as both, SlowDevice(both.room.port, other_device, 300):
            a_room_checks_in(both.room.port)
            held[limits.per_address] = both.room.connections

    assert held[12] <= PEOPLE + 12 + 2  # and two that are just leaving
    assert held[None] > 250
