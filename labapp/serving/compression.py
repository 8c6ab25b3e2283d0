"""gzip for pages: a phone on a poor network waits for bytes, not for the laptop."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from werkzeug.datastructures import Accept, Headers
from werkzeug.http import parse_accept_header

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from _typeshed import OptExcInfo

SMALLEST = 500  # bytes; below it the headers of gzip eat the gain
TYPES = frozenset(
    {"text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml", "application/json"}
)


def compressed(app: WSGIApplication) -> WSGIApplication:
    """The application, with its texts over 500 bytes sent as gzip to whoever takes it.

    Only answers that declare their length are touched: a stream stays a stream, and the server keeps the connection.
    The application must call `start_response` before it returns, as Flask does. gzip alone, because browsers take no
    brotli over http.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        started: list[tuple[str, list[tuple[str, str]], OptExcInfo | None]] = []

        def hold(
            status: str, headers: list[tuple[str, str]], failure: OptExcInfo | None = None, /
        ) -> Callable[[bytes], object]:
            started[:] = [(status, headers, failure)]
            return _refuse_to_write

        body = app(environ, hold)
        status, plain, failure = started[0]
        if not _worth_it({name.lower(): value for name, value in plain}):
            start_response(status, plain, failure)
            return body
        headers = Headers(plain)
        headers["Vary"] = ", ".join(filter(None, [headers.get("Vary"), "Accept-Encoding"]))
        if environ["REQUEST_METHOD"] != "HEAD" and _takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
            body = [_squeeze(body, headers)]
        start_response(status, headers.to_wsgi_list(), failure)
        return body

    return answer


def _refuse_to_write(data: bytes, /) -> object:
    raise NotImplementedError("an answer that may be compressed is returned, not written")


def _worth_it(headers: Mapping[str, str]) -> bool:
    is_whole = "content-encoding" not in headers and "content-range" not in headers
    is_text = headers.get("content-type", "").partition(";")[0].strip().lower() in TYPES
    return is_whole and is_text and int(headers.get("content-length", 0)) > SMALLEST


def _takes_gzip(accepted: str) -> bool:
    return parse_accept_header(accepted, Accept)["gzip"] > 0


def _squeeze(body: Iterable[bytes], headers: Headers) -> bytes:
    try:
        small = gzip.compress(b"".join(body), compresslevel=6, mtime=0)
    finally:
        getattr(body, "close", lambda: None)()
    headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(small))
    if headers.get("ETag", "W/").startswith('"'):
        # two encodings of one page are the same page, not the same bytes
        headers["ETag"] = f"W/{headers['ETag']}"
    return small
