"""Handing out the scan of a signed paper: exactly what was attached, never opened inside a page of ours."""

from __future__ import annotations

from werkzeug.wrappers import Response

from labapp.domain.errors import NotFound
from labapp.domain.scans import ScanKind
from labapp.stored_files import stored_file
from labapp.web import context


def scan_file(sha256: str, kind: ScanKind, name: str) -> Response:
    """Return the file of a scan, to be kept under `name`. Raises NotFound `scan_lost` where it is gone or changed."""
    data = stored_file(context.house().files, sha256, kind.suffix)
    if data is None:
        raise NotFound("scan_lost")
    response = Response(data, mimetype=kind.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}{kind.suffix}"'
    return response
