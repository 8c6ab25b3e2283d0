"""The public pages as files that need no program: what a neighbour without an account may see, and nothing else.

Every page is fetched from an application that serves the public audience alone, without cookies, beginning at the
public record; what no page links to is not in the copy.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import urlsplit

from flask import Flask, current_app
from flask.testing import FlaskClient

from labapp.domain.errors import RuleViolated
from labapp.domain.programme import is_public_host
from labapp.domain.web_copy import HOME, Address, file_of, read_address, way_between
from labapp.words.catalogue import LANGUAGES

_MAKER = "labapp_public_pages"
_TAG = re.compile(r"<(?P<name>a|link|img|script)\b[^>]*>")
_LINK = re.compile(r'\s(?P<kind>href|src)="(?P<href>[^"]*)"')
_SCHEMES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class _Fetched:
    """A page or file as the application gave it."""

    address: Address
    data: bytes
    is_html: bool


def offer_public_pages(app: Flask, make: Callable[[], Flask]) -> None:
    """Let the desk have the application whose pages are copied."""
    app.extensions[_MAKER] = make


def carried_pages() -> dict[str, bytes]:
    """Return every public page of the house that serves this request."""
    make: Callable[[], Flask] = current_app.extensions[_MAKER]
    return public_pages(make())


def public_pages(app: Flask) -> dict[str, bytes]:
    """Return the files of the copy by their path: pages that link among themselves, documents and open tables.

    `app` serves the public audience alone. A link to what is not there is written as plain words. Raises RuleViolated
    `publish_page_failed` for what is there and cannot be given: a copy with a hole would take out what was published.
    """
    fetched = _fetch_all(app)
    known = frozenset(fetched)
    return {
        file: _rewritten(page, file, known) if page.is_html else page.data for file, page in sorted(fetched.items())
    }


def _fetch_all(app: Flask) -> dict[str, _Fetched]:
    client = app.test_client(use_cookies=False)
    waiting = deque(Address(HOME, language) for language in LANGUAGES)
    seen, fetched = set(waiting), dict[str, _Fetched]()
    while waiting:
        page = _fetch(client, waiting.popleft())
        if page is None:
            continue
        fetched[file_of(page.address)] = page
        for address in _addresses(page) if page.is_html else ():
            if address not in seen:
                seen.add(address)
                waiting.append(address)
    return fetched


def _fetch(client: FlaskClient, address: Address) -> _Fetched | None:
    asked = dict(address.choices) | ({"lang": address.language} if address.language != "es" else {})
    with client.get(address.path, query_string=asked) as answer:
        if answer.status_code == 404:
            return None
        if answer.status_code != 200:
            raise RuleViolated("publish_page_failed", field="folder", page=address.path)
        return _Fetched(address, answer.get_data(), answer.mimetype == "text/html")


def _addresses(page: _Fetched) -> list[Address]:
    found = []
    for tag in _TAG.finditer(page.data.decode()):
        link = _LINK.search(tag[0])
        address = read_address(unescape(link["href"]), page.address) if link else None
        if address is not None:
            found.append(address)
    return found


def _rewritten(page: _Fetched, file: str, known: frozenset[str]) -> bytes:
    def tag(found: re.Match[str]) -> str:
        link = _LINK.search(found[0])
        if link is None:
            return found[0]
        href = _href(unescape(link["href"]), page.address, file, known)
        if href is None:
            # A link that leads nowhere stays as its words; a file that is not there is not asked for.
            return found[0].replace(link[0], "") if found["name"] == "a" else ""
        return found[0].replace(link[0], f' {link["kind"]}="{escape(href)}"')

    return _TAG.sub(tag, page.data.decode()).encode()


def _href(href: str, page: Address, file: str, known: frozenset[str]) -> str | None:
    if href.startswith(("#", "data:", "mailto:", "tel:")):
        return href
    if href.startswith(_SCHEMES):
        return href if is_public_host(urlsplit(href).hostname or "") else None
    address = read_address(href, page)
    if address is None or file_of(address) not in known:
        return None
    fragment = href.partition("#")[2]
    return way_between(file, file_of(address)) + (f"#{fragment}" if fragment else "")
