"""Searching everything that is published: what is looked through, and what is found, by kind and by pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from labapp.documents.published_passages import answer_passages, minutes_passages
from labapp.domain.search import FoundKind, Passage, Query
from labapp.models.recorder import Db
from labapp.queries.public_record import Named
from labapp.queries.searched import Record, Shelf, Source, added_answers, communities, record, sessions, spaces
from labapp.queries.searched_proposals import proposals

ON_A_PAGE = 20
_ORDER = {kind: position for position, kind in enumerate(FoundKind)}


def minutes(record: Record) -> Iterator[Source]:
    """Yield the standing minutes of every session."""
    for head in record.heads:
        if head.id in record.minutes:
            found = record.shelf.passages(record.minutes[head.id], partial(minutes_passages, record.db))
            yield record.source(head, "/minuta", found)


def answers(record: Record) -> Iterator[Source]:
    """Yield the newest published answers of every session."""
    for head in record.heads:
        if head.id in record.answers:
            found = record.shelf.passages(record.answers[head.id], partial(answer_passages, record.db))
            yield record.source(head, "/respuesta", found)


SOURCES: tuple[Callable[[Record], Iterator[Source]], ...] = (
    minutes, answers, added_answers, proposals, sessions, spaces, communities,
)  # fmt: skip
"""Everything that is searched. What is published in a new way is one more function here."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, and the page that it stands on."""

    passage: Passage
    source: Source


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what was found; `counts` are of every kind, whichever is shown, `communities` all to choose from."""

    hits: tuple[Hit, ...]
    counts: Mapping[FoundKind, int]
    total: int
    page: int
    pages: int
    communities: tuple[Named, ...]


def search(
    db: Db, shelf: Shelf, query: Query, *, kind: FoundKind | None = None, community: str = "", page: int = 1
) -> Results:
    """Return one page of what a search finds, of one kind or one community (by its token) where they are given.

    By kind, then those with the number that was typed, then of the latest session, then in the order of its page.
    """
    known = record(db, shelf)
    here = [source for read in SOURCES for source in read(known) if _is_of(source, community)]
    found = [Hit(one, source) for source in here for one in source.passages if query.finds(one)]
    counts = Counter(hit.passage.kind for hit in found)
    wanted = sorted((hit for hit in found if kind in (None, hit.passage.kind)), key=partial(_order, query))
    pages = max(1, -(-len(wanted) // ON_A_PAGE))
    shown = min(max(page, 1), pages)
    return Results(
        hits=tuple(wanted[(shown - 1) * ON_A_PAGE : shown * ON_A_PAGE]),
        counts={each: counts[each] for each in FoundKind if counts[each]},
        total=len(wanted),
        page=shown,
        pages=pages,
        communities=known.places,
    )


def _is_of(source: Source, community: str) -> bool:
    return not community or any(one.token == community for one in source.communities)


def _order(query: Query, hit: Hit) -> tuple[int, bool, int, str]:
    day = hit.source.on.toordinal() if hit.source.on else 0
    return _ORDER[hit.passage.kind], not query.is_number_of(hit.passage), -day, hit.source.path
