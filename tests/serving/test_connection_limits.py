"""Nobody holds the door for long, and nobody holds it alone."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from labapp.serving.limits import ROOM
from tests.serving.doors import answer, doors, echo, get, is_cut, knock

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

THREE = replace(ROOM, per_address=3, per_shared_address=5)
HURRIED = replace(ROOM, to_ask=0.4, to_collect=0.4, sweep_every=0)
WHOLE = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
BEGUN = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "


def answered(sock: socket.socket) -> bool:
    """Whether this connection still works: one request, one answer."""
    with suppress(ConnectionError):
        sock.sendall(WHOLE)
    return answer(sock) == (200, b"/ 0")


def test_the_connection_that_kept_us_waiting_longest_gives_its_place(other_device: str, until_end: ExitStack) -> None:
    both = until_end.enter_context(doors(limits=THREE))
    first, second, third = (until_end.enter_context(knock(both.room.port, source=other_device)) for _ in range(3))
    assert answered(first)  # which makes the second the one that waits longest

    fourth = until_end.enter_context(knock(both.room.port, source=other_device))

    assert is_cut(second)
    assert all(answered(sock) for sock in (first, third, fourth))
    assert (both.room.counts.refused, both.room.counts.sent_away) == (0, 1)


def test_other_devices_and_this_machine_do_not_pay_for_it(other_device: str, until_end: ExitStack) -> None:
    both = until_end.enter_context(doors(limits=THREE))
    own = [until_end.enter_context(knock(both.room.port)) for _ in range(10)]
    for _ in range(10):
        until_end.enter_context(knock(both.room.port, source=other_device))

    assert all(answered(sock) for sock in own)


def test_when_all_its_connections_are_being_served_one_more_is_closed_at_once(
    other_device: str, until_end: ExitStack
) -> None:
    entered, leave = threading.Semaphore(0), threading.Event()

    def slow(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        entered.release()
        leave.wait(10)
        return echo(environ, start_response)

    both = until_end.enter_context(doors(slow, limits=THREE))
    until_end.callback(leave.set)
    busy = [until_end.enter_context(knock(both.room.port, WHOLE, source=other_device)) for _ in range(3)]
    assert all(entered.acquire(timeout=10) for _ in busy)

    one_more = until_end.enter_context(knock(both.room.port, source=other_device))

    assert is_cut(one_more)
    assert both.room.counts.refused == 1
    leave.set()
    assert all(answer(sock) == (200, b"/ 0") for sock in busy)


def test_a_router_that_hides_the_phones_is_noticed_and_given_more(
    other_device: str, until_end: ExitStack, caplog: pytest.LogCaptureFixture
) -> None:
    both = until_end.enter_context(doors(limits=THREE, devices_seen={other_device: 31}.__getitem__))
    with caplog.at_level(logging.WARNING, "labapp.serving"):
        five = [until_end.enter_context(knock(both.room.port, source=other_device)) for _ in range(5)]
        assert all(answered(sock) for sock in five)
        until_end.enter_context(knock(both.room.port, source=other_device))
        assert is_cut(five[0])

    assert both.room.shared_addresses == {other_device}
    assert [record.getMessage() for record in caplog.records] == [
        "More than 30 devices come from 127.0.0.2: a router hides them"
    ]


def test_thirty_devices_behind_one_address_are_not_yet_a_router(other_device: str, until_end: ExitStack) -> None:
    both = until_end.enter_context(doors(limits=THREE, devices_seen=lambda _: 30))
    four = [until_end.enter_context(knock(both.room.port, source=other_device)) for _ in range(4)]

    assert is_cut(four[0])
    assert both.room.shared_addresses == frozenset()


def test_a_full_house_lets_the_next_one_in(until_end: ExitStack) -> None:
    both = until_end.enter_context(doors(limits=replace(ROOM, connections=20)))
    crowd = [until_end.enter_context(knock(both.room.port)) for _ in range(60)]

    assert get(both.room.port)[0] == 200
    assert answered(crowd[-1])
    assert is_cut(crowd[0])


def test_a_count_that_fails_does_not_close_the_door(
    other_device: str, until_end: ExitStack, caplog: pytest.LogCaptureFixture
) -> None:
    both = until_end.enter_context(doors(limits=THREE, devices_seen={}.__getitem__))
    with caplog.at_level(logging.ERROR, "labapp.serving"):
        sockets = [until_end.enter_context(knock(both.room.port, source=other_device)) for _ in range(4)]
        assert is_cut(sockets[3])

    assert get(both.room.port)[0] == 200
    assert [record.getMessage() for record in caplog.records] == ["A connection could not be taken"]


@pytest.mark.parametrize(
    ("beginning", "drip"),
    [
        (b"", b""),
        (BEGUN, b""),
        (BEGUN, b"a"),
        (b"", b"\r\n\r\n"),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999\r\n\r\n", b"a"),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        (WHOLE + BEGUN, b"a"),
    ],
    ids=["idle", "stalled", "header drip", "blank lines", "body drip", "chunk drip", "drip after a request"],
)
def test_a_request_that_never_ends_is_cut_however_it_is_fed(beginning: bytes, drip: bytes) -> None:
    with doors(limits=HURRIED) as both, knock(both.room.port, beginning) as sock:
        if beginning.startswith(WHOLE):
            assert answer(sock) == (200, b"/ 0")
        assert is_cut_while_dripping(sock, drip)
        assert both.room.counts.sent_away == 1


def is_cut_while_dripping(sock: socket.socket, drip: bytes) -> bool:
    """Feed a little every 50 ms, for 10 s at most."""
    for _ in range(200):
        if is_cut(sock, within=0.05):
            return True
        try:
            sock.sendall(drip)
        except ConnectionError:
            return True
    return False


def test_an_answer_that_nobody_collects_is_given_up() -> None:
    page = b"a" * 12_000_000  # more than the system itself would keep for a client

    def app(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "application/pdf"), ("Content-Length", str(len(page)))])
        return [page]

    with doors(app, limits=HURRIED) as both, knock(both.room.port, WHOLE):
        enough = time.monotonic() + 10
        while not both.room.counts.sent_away and time.monotonic() < enough:
            assert get(both.room.port, method="HEAD")[0] == 200  # others are served meanwhile

        assert both.room.counts.sent_away == 1


def test_a_slow_answer_of_ours_is_never_the_fault_of_the_client() -> None:
    waited = threading.Event()

    def slow(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        waited.wait(1.5)  # nearly four times what a client may take to ask
        return echo(environ, start_response)

    with doors(slow, limits=HURRIED) as both:
        assert get(both.room.port) == (200, b"/ 0")
        assert both.room.counts.sent_away == 0


def test_two_requests_in_one_packet_get_their_answers_in_order() -> None:
    with doors() as both, knock(both.room.port, b"GET /1 HTTP/1.1\r\nHost: localhost\r\n\r\n" + BEGUN) as sock:
        assert answer(sock) == (200, b"/1 0")
        sock.sendall(b"a\r\n\r\n")
        assert answer(sock) == (200, b"/ 0")
        assert both.room.counts.requests == 2
