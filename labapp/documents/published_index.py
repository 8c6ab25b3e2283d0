"""Every published contribution under its community, for a copy of the pages, in which nothing can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from labapp.documents.searching import answers, minutes
from labapp.domain.numbering import parse_number
from labapp.models.recorder import Db
from labapp.queries.public_record import Named
from labapp.queries.searched import Shelf, Source, record

LONGEST_BEGINNING = 120


@dataclass(frozen=True, slots=True)
class Entry:
    """A contribution: how it begins, empty where its words are not published, and where it is read."""

    number: str
    begins: str
    href: str


@dataclass(frozen=True, slots=True)
class IndexedSession:
    """The published contributions of a session, by number."""

    title: str
    on: date | None
    href: str
    communities: tuple[Named, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class IndexedCommunity:
    """A community with what was published of its sessions; `named` is None for tables that concern none."""

    named: Named | None
    sessions: tuple[IndexedSession, ...]


def published_index(db: Db, shelf: Shelf) -> tuple[IndexedCommunity, ...]:
    """Return every published contribution under its community, by name; at the end those of no community."""
    known = record(db, shelf)
    by_session: dict[str, list[Source]] = {}
    for source in (*minutes(known), *answers(known)):
        by_session.setdefault(source.path.rsplit("/", 1)[0], []).append(source)
    held = [_session(href, sources) for href, sources in by_session.items()]
    groups = [
        *(IndexedCommunity(one, tuple(each for each in held if one in each.communities)) for one in known.places),
        IndexedCommunity(None, tuple(each for each in held if not each.communities)),
    ]
    return tuple(group for group in groups if group.sessions)


def _session(href: str, sources: list[Source]) -> IndexedSession:
    """The answers, where there are any, are the place where a contribution is read: both texts stand there."""
    entries: dict[str, Entry] = {}
    for source in sources:
        for one in source.passages:
            if one.number:
                begins = entries[one.number].begins if one.number in entries else _beginning(one.text)
                entries[one.number] = Entry(one.number, begins, f"{source.path}#{one.anchor}")
    first = sources[0]
    in_order = sorted(entries.values(), key=lambda entry: parse_number(entry.number))
    return IndexedSession(first.title, first.on, href, first.communities, tuple(in_order))


def _beginning(text: str) -> str:
    line = text.split("\n", 1)[0]
    if len(line) <= LONGEST_BEGINNING:
        return line
    return line[:LONGEST_BEGINNING].rsplit(" ", 1)[0] + " …"
