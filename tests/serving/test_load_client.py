"""The load client counts what happened, and ends."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pytest

from bench.load import Request, run
from tests.serving.doors import doors

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment


def test_every_request_is_asked_once_and_counted() -> None:
    seen: list[str] = []

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        seen.append(environ["PATH_INFO"])
        start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
        return [b"ok"]

    with doors(app) as both:
        figures = run(lambda number: f"http://127.0.0.1:{both.room.port}/{number}", 4, count=40)

    assert sorted(seen, key=lambda path: int(path[1:])) == [f"/{number}" for number in range(40)]
    assert (figures.clients, figures.requests, figures.errors, figures.statuses) == (4, 40, 0, {200: 40})
    assert 0 < figures.p50 <= figures.p95 <= figures.p99 <= figures.longest
    assert figures.as_dict()["per_second"] == figures.per_second > 0


def test_a_form_is_sent_whole_with_its_headers() -> None:
    seen = []

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        seen.append((environ["REQUEST_METHOD"], environ["HTTP_COOKIE"], environ["wsgi.input"].read()))
        start_response("303 See Other", [("Location", "/"), ("Content-Length", "0")])
        return []

    with doors(app) as both:
        url = f"http://127.0.0.1:{both.room.port}/e"
        figures = run(lambda n: Request(url, "POST", b"name=%d" % n, [("Cookie", "d=1")]), 1, count=2)

    assert seen == [("POST", "d=1", b"name=0"), ("POST", "d=1", b"name=1")]
    assert (figures.errors, figures.statuses) == (0, {303: 2})


def test_a_refusal_is_an_error_unless_it_was_expected() -> None:
    with doors() as both:

        def foreign(_: int) -> Request:
            return Request(f"http://127.0.0.1:{both.room.port}/", headers=[("Host", "x"), ("Host", "y")])

        assert run(foreign, 1, count=5).errors == 5
        assert run(foreign, 1, count=5, expected=lambda status: status == 400).errors == 0


def test_an_answer_of_unknown_length_ends_with_its_connection() -> None:
    def app(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "text/csv")])
        return (b"a" * 1000 for _ in range(100))

    with doors(app) as both:
        figures = run(lambda _: f"http://127.0.0.1:{both.room.port}/", 2, count=6)

    assert (figures.requests, figures.errors) == (6, 0)


def test_a_run_by_time_ends_by_time() -> None:
    with doors() as both:
        figures = run(lambda _: f"http://127.0.0.1:{both.room.port}/", 2, seconds=0.3)

    assert figures.requests > 2
    assert 0.3 <= figures.seconds < 5


@pytest.mark.parametrize("answers", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"])
def test_a_connection_that_is_cut_is_an_error(answers: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def cut() -> None:
            with server.accept()[0] as sock:
                sock.recv(4096)
                sock.sendall(answers)

        cutting = threading.Thread(target=cut)
        cutting.start()
        figures = run(lambda _: f"http://127.0.0.1:{server.getsockname()[1]}/", 1, count=5)
        cutting.join()

    assert (figures.requests, figures.errors) == (0, 1)


def test_silence_is_an_error_after_a_while() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        figures = run(lambda _: f"http://127.0.0.1:{silent.getsockname()[1]}/", 3, count=9, patience=0.2)

    assert (figures.requests, figures.errors) == (0, 3)


def test_a_run_without_an_end_is_refused() -> None:
    with pytest.raises(ValueError, match="how long"):
        run(lambda _: "http://127.0.0.1/", 1)
