"""The programme: what may stand in its facts, and which public address it can have."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from labapp.domain.errors import RuleViolated

LONGEST_LINE = 200
LONGEST_FACT = 2000

_HOST = re.compile(r"[a-z0-9ñ]([a-z0-9ñ.-]*[a-z0-9ñ])?")


def read_public_address(typed: str) -> str | None:
    """Return the address under which everybody finds the published pages, without a slash at its end; None if blank.

    Raises RuleViolated `public_address_unfit` unless it is http or https with a host, and at most a path.
    """
    address = typed.strip().rstrip("/")
    if not address:
        return None
    try:
        parts = urlsplit(address)
        fits = parts.scheme in {"http", "https"} and _HOST.fullmatch(parts.hostname or "") is not None
        fits = fits and parts.port != 0 and not (parts.username or parts.query or parts.fragment)
    except ValueError:
        fits = False
    if not fits or any(char.isspace() for char in address) or len(address) > LONGEST_LINE:
        raise RuleViolated("public_address_unfit", field="public_base_url")
    return address
