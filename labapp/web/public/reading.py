"""Counting what is read: which thing, in which form, on which day, and nothing about whoever reads it.

The address, the cookies, the name of the browser and the page somebody comes from are kept nowhere. Where staff sign
in nothing is counted, nor in a copy, nor what robots and browsers fetch by themselves.
"""

from __future__ import annotations

from typing import Any

from flask import current_app, g, request, url_for
from werkzeug.wrappers import Response

from labapp.domain.readings import ReadForm, is_reader
from labapp.reading_tally import Read
from labapp.web import context
from labapp.web.countdowns import today_in
from labapp.web.public.blueprint import blueprint


def reads(form: ReadForm, endpoint: str, **values: Any) -> None:  # values are whatever the route takes
    """Let this request count as one reading of the thing with this permanent address, if it is a reader's."""
    g.read = Read(url_for(endpoint, **values), form, today_in())


@blueprint.after_request
def _count(response: Response) -> Response:
    read: Read | None = g.pop("read", None)
    if read is not None and response.status_code == 200 and _is_reading():
        context.house().readings.count(read)
    return response


def _is_reading() -> bool:
    if request.method != "GET" or context.is_copy() or "facilitator" in current_app.blueprints:
        return False
    purpose = request.headers.get("Sec-Purpose", "") or request.headers.get("Purpose", "")
    return is_reader(request.headers.get("User-Agent", ""), purpose)
