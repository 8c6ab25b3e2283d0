"""Where a public page stands on the internet, once the programme has said where its pages are published."""

from __future__ import annotations

from typing import Any

from flask import url_for

from labapp.queries.programme import programme
from labapp.web import context


def public_address(endpoint: str, **values: Any) -> str | None:  # values are whatever the route takes
    """Return the permanent address of a public page, or None: the address of a room is never one."""
    found = programme(context.reading())
    if found is None or not found.public_base_url:
        return None
    return found.public_base_url.rstrip("/") + url_for(endpoint, **values)
