"""What is published as an Atom feed, for feed readers and for those who follow several programmes. Source: RFC 4287.

Entries keep their id for ever; the same entries give the same bytes, whenever the file is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

_NAMESPACE = "http://www.w3.org/2005/Atom"
_TAG = "tag:sesiones.labapp,2026"
"""The authority of ids that need no address. Source: RFC 4151."""
_BEFORE_ALL = datetime(2023, 1, 1, tzinfo=UTC)
"""When a feed without entries was changed."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One published version. `name` is unique and never changes; `href` may be relative to the feed."""

    name: str
    title: str
    href: str
    published_at: datetime


def atom_file(title: str, author: str, href: str, entries: Sequence[FeedEntry], *, language: str) -> bytes:
    """Return the feed of these entries, in their order. `href` is its own address."""
    feed = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": language})
    newest = max((entry.published_at for entry in entries), default=_BEFORE_ALL)
    _say(feed, "id", f"{_TAG}:publicado")
    _say(feed, "title", title)
    _say(feed, "updated", _instant(newest))
    _say(SubElement(feed, "author"), "name", author)
    SubElement(feed, "link", {"rel": "self", "href": href, "type": "application/atom+xml"})
    for entry in entries:
        said = SubElement(feed, "entry")
        _say(said, "id", f"{_TAG}:{entry.name}")
        _say(said, "title", entry.title)
        _say(said, "updated", _instant(entry.published_at))
        _say(said, "published", _instant(entry.published_at))
        SubElement(said, "link", {"rel": "alternate", "href": entry.href, "type": "text/html"})
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _say(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
