"""Parts of pages that are asked for again and again: an ETag that costs little, and 304 while nothing has changed."""

from __future__ import annotations

from collections.abc import Callable

from flask import request
from werkzeug.wrappers import Response

from labapp.web import context


def polled(purpose: str, state: tuple[object, ...], make: Callable[[], Response]) -> Response:
    """Answer 304 where the reader has this very state, else what `make` returns, marked with it."""
    tag = context.house().mac(purpose, context.language(), *(str(part) for part in state))[:32]
    response = Response(status=304) if request.if_none_match.contains(tag) else make()
    response.set_etag(tag)
    return response
