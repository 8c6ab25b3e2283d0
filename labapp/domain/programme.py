"""The programme: what may stand in its facts, and which public address it can have."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from labapp.domain.errors import RuleViolated

LONGEST_LINE = 200
LONGEST_FACT = 2000

_HOST = re.compile(r"[a-z0-9ñ]([a-z0-9ñ.-]*[a-z0-9ñ])?")
_PATH = re.compile(r"(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*")
_OF_A_NETWORK = ("local", "localhost", "lan", "home", "internal", "intranet", "corp", "localdomain", "arpa")
"""Last parts of names that mean something inside one network only. Source: RFC 6761, RFC 6762, RFC 8375."""


def is_public_host(host: str) -> bool:
    """Return whether a host can be reached from everywhere: no name or number of one network, none of one machine."""
    name = host.lower().rstrip(".")
    last = name.rsplit(".", 1)[-1]
    if last[:1].isdigit() or ":" in name:
        try:
            number = ip_address(name)
        except ValueError:
            return False
        return number.is_global and not number.is_multicast
    return "." in name and last not in _OF_A_NETWORK


def public_url(base: str | None, path: str) -> str | None:
    """Return where a public page stands on the internet; None while no public address was set, or a private one."""
    if not base or not is_public_host(urlsplit(base).hostname or ""):
        return None
    return base.rstrip("/") + path


def read_public_address(typed: str) -> str | None:
    """Return the address under which everybody finds the published pages, without a slash at its end; None if blank.

    Raises RuleViolated `public_address_unfit` unless it is http or https with a host, `public_address_private` for one
    that only a network or this laptop knows, `public_address_path` for a page, a query or signs after it.
    """
    address = typed.strip().rstrip("/")
    if not address:
        return None
    parts = _parts(address)
    if parts is None or len(address) > LONGEST_LINE:
        raise RuleViolated("public_address_unfit", field="public_base_url")
    if not is_public_host(parts.hostname or ""):
        raise RuleViolated("public_address_private", field="public_base_url", host=parts.hostname)
    if parts.query or parts.fragment or not _PATH.fullmatch(parts.path) or parts.path.endswith((".html", ".htm")):
        raise RuleViolated("public_address_path", field="public_base_url")
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path}"


def _parts(address: str) -> SplitResult | None:
    """Return the parts of a whole web address, None where it is none."""
    try:
        parts = urlsplit(address)
        fits = parts.scheme in {"http", "https"} and parts.port != 0 and not (parts.username or parts.password)
    except ValueError:
        return None
    is_host = _HOST.fullmatch(parts.hostname or "") is not None
    return parts if fits and is_host and not any(char.isspace() for char in address) else None
