"""Where a public page stands on the internet, once the programme has said where its pages are published."""

from __future__ import annotations

from typing import Any

from flask import url_for

from labapp.domain.programme import public_url
from labapp.queries.programme import programme
from labapp.web import context


def public_address(endpoint: str, **values: Any) -> str | None:  # values are whatever the route takes
    """Return the permanent address of a public page, or None: the address of a room is never one."""
    found = programme(context.reading())
    return public_url(found.public_base_url if found else None, url_for(endpoint, **values))
