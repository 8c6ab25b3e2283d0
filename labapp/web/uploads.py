"""Files that came with a form: read whole, within the limit of the application, and let go of."""

from __future__ import annotations

from flask import request


def uploaded(field: str) -> bytes:
    """Return the bytes that were sent under `field`; nothing where no file was chosen."""
    sent = request.files.get(field)
    if sent is None:
        return b""
    try:
        data: bytes = sent.read()
    finally:
        sent.close()
    return data
