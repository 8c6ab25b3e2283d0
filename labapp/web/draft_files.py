"""Handing out a file that was made to be handed out once."""

from __future__ import annotations

from pathlib import Path

from werkzeug.wrappers import Response

from labapp.exports.drafts import pieces


def draft_file(path: Path, name: str, media_type: str) -> Response:
    """Return a finished draft, to be kept under `name`; it is gone when it was sent."""
    response = Response(pieces(path), content_type=media_type)
    response.content_length = path.stat().st_size
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.call_on_close(lambda: path.unlink(missing_ok=True))
    return response
