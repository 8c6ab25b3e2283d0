"""Texts travel small, and nothing else changes."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator

import pytest
from werkzeug.datastructures import Headers
from werkzeug.test import Client
from werkzeug.wrappers import Response

from labapp.serving.compression import SMALLEST, compressed

PAGE = ("<p>Mesa técnica de contrataciones abiertas</p>" * 40).encode()
GZIP = {"Accept-Encoding": "gzip, deflate"}


def ask(response: Response, method: str = "GET", **headers: str) -> tuple[Headers, bytes]:
    answer = Client(compressed(response)).open("/", method=method, headers={**GZIP, **headers})
    return answer.headers, answer.get_data()


@pytest.mark.parametrize(
    "kind",
    ["text/html; charset=utf-8", "text/css", "text/javascript", "image/svg+xml", "application/json", "TEXT/HTML"],
)
def test_texts_are_compressed_and_read_back_the_same(kind: str) -> None:
    headers, body = ask(Response(PAGE, content_type=kind))

    assert headers["Content-Encoding"] == "gzip"
    assert headers["Vary"] == "Accept-Encoding"
    assert int(headers["Content-Length"]) == len(body) < len(PAGE) / 5
    assert gzip.decompress(body) == PAGE


@pytest.mark.parametrize(
    "response",
    [
        Response(PAGE, content_type="application/pdf"),
        Response(PAGE[:SMALLEST], content_type="text/html"),
        Response(PAGE, content_type="text/html", headers={"Content-Encoding": "br"}),
        Response(PAGE, 206, content_type="text/html", headers={"Content-Range": "bytes 0-9/99"}),
        Response(iter([PAGE]), content_type="text/html"),
        Response(PAGE),
    ],
    ids=["pdf", "small", "already encoded", "part", "stream", "plain text"],
)
def test_what_would_not_gain_or_would_break_passes_untouched(response: Response) -> None:
    before = response.headers.copy()
    expected = PAGE[: int(before.get("Content-Length", len(PAGE)))]

    headers, body = ask(response)

    assert headers == before
    assert body == expected


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "identity, gzip; q=0.0"])
def test_who_does_not_take_gzip_gets_the_page_as_it_is(accepted: str) -> None:
    headers, body = ask(Response(PAGE, content_type="text/html"), **{"Accept-Encoding": accepted})

    assert "Content-Encoding" not in headers
    assert headers["Vary"] == "Accept-Encoding"  # else a cache would hand the compressed one to everybody
    assert body == PAGE


def test_what_a_page_varies_by_is_kept() -> None:
    headers, _ = ask(Response(PAGE, content_type="text/html", headers={"Vary": "Cookie"}))

    assert headers["Vary"] == "Cookie, Accept-Encoding"


@pytest.mark.parametrize(("tag", "sent"), [('"v7"', 'W/"v7"'), ('W/"v7"', 'W/"v7"')])
def test_a_tag_turns_weak_and_still_finds_its_page_unchanged(tag: str, sent: str) -> None:
    headers, _ = ask(Response(PAGE, content_type="text/html", headers={"ETag": tag}))
    assert headers["ETag"] == sent

    def conditional(environ: dict[str, object], start_response: object) -> Iterable[bytes]:
        response = Response(PAGE, content_type="text/html", headers={"ETag": tag})
        return response.make_conditional(environ)(environ, start_response)  # type: ignore[arg-type]  # WSGI by hand

    again = Client(compressed(conditional)).get("/", headers={**GZIP, "If-None-Match": sent})  # type: ignore[arg-type] # a wider type than the stub knows
    assert again.status_code == 304


def test_asking_for_the_headers_alone_compresses_nothing() -> None:
    headers, body = ask(Response(PAGE, content_type="text/html"), method="HEAD")

    assert (headers["Content-Length"], body) == (str(len(PAGE)), b"")


def test_the_body_that_was_read_is_closed() -> None:
    closed = []

    class Body(list[bytes]):
        def close(self) -> None:
            closed.append(True)

        def __iter__(self) -> Iterator[bytes]:
            return iter([PAGE[:1000], PAGE[1000:]])

    def app(_: object, start_response: object) -> Body:
        start_response(  # type: ignore[operator]  # WSGI by hand
            "200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(PAGE)))]
        )
        return Body()

    answer = Client(compressed(app)).get("/", headers=GZIP)  # type: ignore[arg-type]  # WSGI by hand

    assert gzip.decompress(answer.data) == PAGE
    assert closed == [True]
