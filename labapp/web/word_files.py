"""Handing out a Word file: kept under its name, never opened inside a page of ours."""

from __future__ import annotations

from werkzeug.wrappers import Response

from labapp.documents.word import WORD


def word_file(data: bytes, name: str) -> Response:
    """Return a Word file that the browser keeps under `name`."""
    response = Response(data, mimetype=WORD)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
