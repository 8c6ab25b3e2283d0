"""The feed of what was published, the latest first: versions of minutes, answers and proposals, and the words of
institutions on a proposal. Each is an entry of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from werkzeug.wrappers import Response

from labapp.atom_files import FeedEntry, atom_file
from labapp.queries.coded_proposals import CodedProposal, every_proposal
from labapp.queries.validation_words import ValidationWord, validation_words
from labapp.queries.verification import CodedVersion, every_version
from labapp.web import context
from labapp.web.access import public
from labapp.web.pages import _, programme_title
from labapp.web.public.blueprint import blueprint
from labapp.web.public.verification import announced, endpoint_of, kind_of
from labapp.web.public_address import public_address
from labapp.words.labels import label

MOST_IN_FEED = 100


@blueprint.get("/publicado.atom")
@public
def published_feed() -> Response:
    """Give the latest of what was published, without what was withdrawn or taken back, as an Atom feed."""
    latest = sorted(_entries(), key=_latest, reverse=True)[:MOST_IN_FEED]
    name = programme_title()
    feed = atom_file(
        _("%(programme)s: lo publicado", programme=name),
        name,
        public_address("public.published_feed") or url_for("public.published_feed").lstrip("/"),
        latest,
        language=context.language(),
    )
    return Response(feed, content_type="application/atom+xml; charset=utf-8")


def _latest(entry: FeedEntry) -> tuple[datetime, str]:
    return entry.published_at, entry.name


def _entries() -> Iterator[FeedEntry]:
    """Yield what stands; a counter-proposal comes with the word of its institution, and has no entry beside it."""
    db = context.reading()
    yield from (_document(one) for one in announced(every_version(db)) if one.withdrawn_at is None)
    yield from (_proposal(one) for one in every_proposal(db) if one.is_bound and not one.is_counter)
    yield from (_word(one) for one in validation_words(db))


def _document(version: CodedVersion) -> FeedEntry:
    endpoint, token, number = endpoint_of(version), version.head.token, version.number
    room = "minuta" if version.is_minutes else "respuesta"
    return FeedEntry(
        name=f"{room}/{token}/v{number}",
        title=_("%(kind)s: %(name)s, versión %(number)s", kind=kind_of(version), name=version.head.name, number=number),
        href=_way(endpoint, token, number),
        published_at=version.published_at,
    )


def _proposal(version: CodedProposal) -> FeedEntry:
    kind, number = _("Propuesta de compromiso"), version.number
    return FeedEntry(
        name=f"propuesta/{version.token}/v{number}",
        title=_("%(kind)s: %(name)s, versión %(number)s", kind=kind, name=version.title, number=number),
        href=_way("public.proposal_version", version.token, number),
        published_at=version.published_at,
    )


def _word(word: ValidationWord) -> FeedEntry:
    said = label(word.verdict, context.language())
    return FeedEntry(
        name=f"propuesta/{word.token}/v{word.number}/{word.id}",
        title=_(
            "%(who)s dice de «%(name)s», versión %(number)s: %(said)s",
            who=word.institution,
            name=word.title,
            number=word.number,
            said=said,
        ),
        href=f"{_way('public.proposal_version', word.token, word.number)}#instituciones",
        published_at=word.noted_at,
    )


def _way(endpoint: str, token: str, number: int) -> str:
    return public_address(endpoint, token=token, number=number) or _beside(endpoint, token, number)


def _beside(endpoint: str, token: str, number: int) -> str:
    """Return the way to a page from the feed, which lies above all of them, in a copy too."""
    path = url_for(endpoint, token=token, number=number).lstrip("/")
    return f"{path}/index.html" if context.is_copy() else path
