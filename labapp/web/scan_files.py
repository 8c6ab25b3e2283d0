"""Handing out the scan of a signed copy: exactly what was attached, never opened inside a page of ours."""

from __future__ import annotations

from werkzeug.wrappers import Response

from labapp.domain.errors import NotFound
from labapp.queries.minutes_scans import ScanRow
from labapp.stored_files import stored_file
from labapp.web import context


def scan_file(scan: ScanRow, name: str) -> Response:
    """Return the file of a scan, to be kept under `name`. Raises NotFound where it is gone from the disk."""
    data = stored_file(context.house().files, scan.sha256, scan.kind.suffix)
    if data is None:
        raise NotFound
    response = Response(data, mimetype=scan.kind.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}{scan.kind.suffix}"'
    return response
