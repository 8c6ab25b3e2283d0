"""Two doors in one process, each with its own names and limits."""

from __future__ import annotations

import gzip
import logging
import signal
import socket
import threading
from collections.abc import Iterable
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from labapp.serving.connections import MOST_READ_OF_REFUSED
from labapp.serving.limits import DESK, KB, ROOM
from labapp.serving.stopping import SIGNALS, ending_signals
from tests.serving.doors import WIFI_ADDRESS, doors, get, is_cut, knock

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

PAGE = b"<p>Bienvenidas</p>" * 100


def saying(page: bytes, content_type: str = "text/html") -> WSGIApplication:
    def app(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", content_type), ("Content-Length", str(len(page)))])
        return [page]

    return app


def test_desk_and_room_are_served_at_once_by_their_own_application() -> None:
    with doors(saying(b"desk"), room=saying(b"room")) as both:
        assert get(both.desk.port) == (200, b"desk")
        assert get(both.room.port) == (200, b"room")
        assert (both.desk.counts.requests, both.room.counts.requests) == (1, 1)


def test_the_desk_answers_under_both_meanings_of_localhost() -> None:
    with doors() as both:
        hosts = ["127.0.0.1"]
        if socket.has_ipv6 and len(both.desk.hosts) == 2:
            hosts.append("::1")
        assert [get(both.desk.port, host=host)[0] for host in hosts] == [200] * len(hosts)


def test_the_desk_is_not_on_the_network() -> None:
    with doors() as both:
        assert set(both.desk.hosts) <= {"127.0.0.1", "::1"}
        assert both.room.hosts == ("0.0.0.0",)  # noqa: S104  # the room is the network


@pytest.mark.parametrize("audience", ["desk", "room"])
def test_a_foreign_host_is_refused_on_both(audience: str) -> None:
    with doors() as both:
        port = {"desk": both.desk.port, "room": both.room.port}[audience]

        assert get(port, headers={"Host": "evil.example"})[0] == 400
        assert get(port, headers={"Host": f"localhost:{port}"})[0] == 200


def test_the_room_answers_to_its_live_address_and_public_name_and_the_desk_does_not() -> None:
    with doors(public_hosts=frozenset({"Labs.example.org"})) as both:
        for host in (WIFI_ADDRESS, f"{WIFI_ADDRESS}:8480", "labs.example.org", "LABS.EXAMPLE.ORG"):
            assert get(both.room.port, headers={"Host": host})[0] == 200
            assert get(both.desk.port, headers={"Host": host})[0] == 400
        assert get(both.room.port, headers={"Host": "192.168.8.3"})[0] == 400


def test_a_url_in_capitals_reaches_the_application_as_it_was_read() -> None:
    with doors() as both:
        assert get(both.room.port, "/E/K7M2Q9") == (200, b"/E/K7M2Q9 0")


def test_only_the_room_compresses() -> None:
    with doors(saying(PAGE)) as both:
        takes = {"Accept-Encoding": "gzip"}
        assert get(both.desk.port, headers=takes)[1] == PAGE
        assert gzip.decompress(get(both.room.port, headers=takes)[1]) == PAGE


@pytest.mark.parametrize("size", [ROOM.body, MOST_READ_OF_REFUSED])
def test_a_body_that_is_too_large_gets_a_sentence_and_not_a_cut_connection(size: int) -> None:
    with doors() as both:
        status, page = get(both.room.port, method="POST", body=b"a" * size)

        assert status == 413
        assert "texto más corto" in page.decode()
        assert "shorter text" in page.decode()


def test_a_body_of_unknown_length_is_stopped_at_the_same_limit() -> None:
    with doors() as both:
        pieces = (b"a" * 16 * KB for _ in range(40))
        assert get(both.room.port, method="POST", body=pieces)[0] == 413


def test_whoever_goes_on_sending_after_the_refusal_is_cut() -> None:
    endless = (b"a" * 64 * KB for _ in range(1000))
    with doors() as both, pytest.raises(ConnectionError):
        get(both.room.port, method="POST", body=endless, headers={"Content-Length": str(64 * KB * 1000)})


def test_the_desk_takes_what_the_room_refuses() -> None:
    with doors() as both:
        body = b"a" * (DESK.body - 1)
        assert get(both.desk.port, "/import", method="POST", body=body) == (200, b"/import %d" % len(body))


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [(b"GET /" + b"a" * ROOM.header + b" HTTP/1.1\r\n\r\n", b"431"), (b"get it\r\n\r\n", b"400")],
    ids=["long", "garbled"],
)
def test_what_cannot_be_read_is_answered_in_both_languages(request_bytes: bytes, status: bytes) -> None:
    with doors() as both, knock(both.room.port, request_bytes) as sock:
        answer = b"".join(iter(lambda: sock.recv(4096), b""))

        assert answer.split()[1] == status
        assert b'lang="es"' in answer
        assert b'lang="en"' in answer
        assert b"waitress" not in answer.lower()


def test_stopping_leaves_no_thread_and_no_open_port() -> None:
    before = set(threading.enumerate())
    both = doors()
    with both:
        assert get(both.room.port)[0] == 200
        started = set(threading.enumerate()) - before
    for thread in started:
        thread.join(timeout=5)

    assert not any(thread.is_alive() for thread in started)
    with pytest.raises(ConnectionRefusedError):
        get(both.room.port)
    both.stop()


def test_doors_that_were_never_opened_close_too() -> None:
    both = doors()
    both.stop()

    with pytest.raises(ConnectionRefusedError):
        get(both.desk.port)


def test_who_is_being_served_when_the_program_stops_still_gets_the_answer() -> None:
    inside, leave = threading.Event(), threading.Event()

    def slow(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        inside.set()
        leave.wait(10)
        return saying(b"saved")(environ, start_response)

    with ExitStack() as until_end:
        both = until_end.enter_context(doors(slow))
        served = until_end.enter_context(knock(both.room.port, b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n"))
        idle = until_end.enter_context(knock(both.room.port))
        assert inside.wait(10)
        stopping = threading.Thread(target=both.stop)
        stopping.start()
        assert is_cut(idle)  # the room is closing already
        leave.set()
        answer = b"".join(iter(lambda: served.recv(4096), b""))
        stopping.join()

    assert answer.endswith(b"saved")


def test_an_application_that_breaks_is_answered_with_a_sentence_and_its_address_is_in_no_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(_: WSGIEnvironment, __: StartResponse) -> Iterable[bytes]:
        raise ValueError("a broken application")

    with caplog.at_level(logging.DEBUG), doors(broken) as both:
        status, page = get(both.room.port, "/q/canary-7f3a")

    assert status == 500
    assert "no se duplica" in page.decode()
    assert "a broken application" in caplog.text
    assert "canary" not in caplog.text


@pytest.mark.parametrize("name", [name for name in SIGNALS if hasattr(signal, name)])
def test_every_way_to_end_the_program_is_heard_and_then_forgotten(name: str) -> None:
    number, ended = getattr(signal, name), threading.Event()
    before = signal.getsignal(number)

    with ending_signals(ended, threading.Event()):
        signal.raise_signal(number)
        assert ended.wait(5)

    assert signal.getsignal(number) is before


def test_a_program_told_to_outlive_its_window_does(until_end: ExitStack) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    until_end.callback(signal.signal, signal.SIGINT, before)
    ended = threading.Event()

    with ending_signals(ended, threading.Event()):
        signal.raise_signal(signal.SIGINT)

    assert not ended.is_set()


def test_serving_ends_with_a_signal_after_the_last_answer() -> None:
    both = doors()
    answers: list[tuple[int, bytes]] = []

    def visit_and_end() -> None:
        answers.append(get(both.room.port))
        signal.raise_signal(signal.SIGINT)

    visitor = threading.Thread(target=visit_and_end)
    visitor.start()
    both.serve_until_stopped()
    visitor.join()

    assert answers == [(200, b"/ 0")]
    with pytest.raises(ConnectionRefusedError):
        get(both.room.port)
