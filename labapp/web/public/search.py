"""Searching everything that is published. What is typed is read, answered and forgotten: it is written nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from flask import request, url_for
from werkzeug.wrappers import Response

from labapp.documents.published_index import published_index
from labapp.documents.searching import Hit, Results
from labapp.documents.searching import search as search_published
from labapp.domain.search import LONGEST_TYPED, FoundKind, Piece, Query, as_read, excerpt, read_query
from labapp.web import context
from labapp.web.access import public
from labapp.web.pages import render
from labapp.web.public.blueprint import blueprint

_KINDS = {kind.published_code: kind for kind in FoundKind}


@dataclass(frozen=True, slots=True)
class ShownHit:
    """What was found: the page and place where it stands, and its words around those that were looked for."""

    hit: Hit
    href: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A kind to choose, None for all of them, with how much was found of it."""

    kind: FoundKind | None
    count: int
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was typed, what was found of it, and by what it can be narrowed."""

    typed: str
    query: Query
    results: Results
    kind: FoundKind | None
    community: str

    @property
    def groups(self) -> Iterator[tuple[FoundKind, tuple[ShownHit, ...]]]:
        """What is on this page, by kind."""
        for kind, hits in groupby(self.results.hits, key=lambda hit: hit.passage.kind):
            yield kind, tuple(self._shown(hit) for hit in hits)

    def _shown(self, hit: Hit) -> ShownHit:
        anchor = f"#{hit.passage.anchor}" if hit.passage.anchor else ""
        return ShownHit(hit, hit.source.path + anchor, excerpt(hit.passage.text.strip(), self.query))

    @property
    def kinds(self) -> tuple[KindChoice, ...]:
        """Everything, and each kind of which something was found."""
        counts = self.results.counts
        every = [(None, sum(counts.values())), *counts.items()]
        return tuple(KindChoice(kind, count, self._href(kind=kind, page=1), kind is self.kind) for kind, count in every)

    @property
    def previous_href(self) -> str | None:
        """The page before, None on the first; the same for `next_href`."""
        return self._href(kind=self.kind, page=self.results.page - 1) if self.results.page > 1 else None

    @property
    def next_href(self) -> str | None:
        """The page after, None on the last."""
        page = self.results.page
        return self._href(kind=self.kind, page=page + 1) if page < self.results.pages else None

    def _href(self, *, kind: FoundKind | None, page: int) -> str:
        return url_for(
            "public.search",
            q=self.typed,
            comunidad=self.community or None,
            tipo=kind.published_code if kind else None,
            pagina=page if page > 1 else None,
        )


@blueprint.get("/buscar")
@public
def search() -> Response:
    """Show what is found of what was typed; where nothing can be asked, everything that there is to read."""
    db, shelf = context.reading(), context.house().shelf
    if context.is_copy():
        return render("public/search_copy.html", published_index(db, shelf))
    typed = request.args.get("q", "")
    query = read_query(typed)
    kind = _KINDS.get(request.args.get("tipo", ""))
    community = request.args.get("comunidad", "")[:LONGEST_TYPED].upper()
    page = request.args.get("pagina", 1, type=int)
    results = search_published(db, shelf, query, kind=kind, community=community, page=page)
    return render("public/search.html", SearchPage(as_read(typed), query, results, kind, community))
