"""Answer only to the names this machine is known by, so that no page elsewhere can borrow the reader's browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from labapp.serving.sentences import HEADERS, Sentence

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

_HOST = re.compile(r"(?:\[(?P<ipv6>[0-9a-f:]+)\]|(?P<name>[0-9a-z.-]+))(?::\d{1,5})?", re.ASCII)


def only_hosts(app: WSGIApplication, known: Callable[[], frozenset[str]], refusal: Sentence) -> WSGIApplication:
    """The application, reached only under a known host name; any other, or none, gets 400 and the sentence.

    `known` is asked at every request, because the address of a laptop changes with its network. Names are lower case
    and without port. Source: control against DNS rebinding, OWASP Web Security Testing Guide, host header.
    """

    def guarded(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if named(environ.get("HTTP_HOST", "")) in known():
            return app(environ, start_response)
        page = refusal.page()
        start_response("400 Bad Request", [*HEADERS, ("Content-Length", str(len(page)))])
        return [page]

    return guarded


def named(header: str) -> str:
    """The bare host of a Host header, lower case, without port and brackets; empty when it is not one host."""
    host = _HOST.fullmatch(header.lower())
    return (host["ipv6"] or host["name"]) if host else ""
