"""What can be found in a published version of minutes or of answers: each contribution, each agreement, each part."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from labapp.documents.content import (
    Block,
    Contributions,
    Document,
    Facts,
    Heading,
    Items,
    Note,
    Paragraph,
    Quote,
    Table,
)
from labapp.documents.minutes_versions import opened_version
from labapp.documents.minutes_words import MINUTES_WORDS
from labapp.documents.responses_facts import answered
from labapp.documents.responses_page import AnsweredContribution, GivenAnswer, OpenAnswer
from labapp.domain.errors import RuleViolated
from labapp.domain.minutes import Block as Part
from labapp.domain.search import FoundKind, Passage, passage
from labapp.models.minutes import MinutesVersion
from labapp.models.recorder import Db
from labapp.models.responses import ResponseVersion
from labapp.queries.response_versions import Published, published

AGREED = frozenset(
    words.headings[part] for words in MINUTES_WORDS.values() for part in (Part.AGREEMENTS, Part.NEXT_STEPS)
)
"""The headings under which minutes say what was agreed."""
_LANGUAGE = "es"


def minutes_passages(db: Db, version_id: UUID) -> tuple[Passage, ...]:
    """Return what can be found in a version of minutes; nothing in one that does not agree with its code."""
    version = db.get_one(MinutesVersion, version_id)
    try:
        document = opened_version(version.content, version.sha256)
    except RuleViolated:
        return ()
    return tuple(_of_minutes(document))


def _of_minutes(document: Document) -> Iterator[Passage]:
    kind = FoundKind.MINUTES
    for block in document.blocks:
        if isinstance(block, Heading):
            kind = FoundKind.AGREEMENT if block.text in AGREED else FoundKind.MINUTES
        elif isinstance(block, Contributions):
            for one in block.entries:
                lines = filter(None, (one.text, *one.remarks))
                yield passage(FoundKind.CONTRIBUTION, "\n".join(lines), number=one.number)
        elif kind is FoundKind.AGREEMENT or not isinstance(block, Table):  # a row of counts says nothing by itself
            yield from (passage(kind, text) for text in texts_of(block) if text)


def texts_of(block: Block) -> Iterator[str]:
    """Yield the texts of a part of a document: an entry of a list each, a row of a table each."""
    match block:
        case Paragraph() | Quote():
            yield block.text
        case Items():
            yield from block.entries
        case Note():
            yield from block.lines
        case Facts():
            yield from (f"{fact.term}: {fact.value}" for fact in block.entries)
        case Table():
            yield from (" · ".join(row) for row in block.rows)
        case _:
            return  # headings, pictures and lines to sign say nothing that anybody looks for


def answer_passages(db: Db, version_id: UUID) -> tuple[Passage, ...]:
    """Return what can be found in a version of answers: what was said, with what was answered and by whom."""
    version = published([db.get_one(ResponseVersion, version_id)])
    return tuple(_of_answers(version))


def _of_answers(version: Published) -> Iterator[Passage]:
    if version.introduction:
        yield passage(FoundKind.ANSWER, version.introduction)
    office = ", ".join(filter(None, (version.document.institution, version.document.office)))
    for one in answered(version.document, version.shown, _LANGUAGE):
        yield passage(FoundKind.ANSWER, "\n".join(_exchange(one, office)), number=one.contribution.number)


def _exchange(one: AnsweredContribution, office: str) -> Iterator[str]:
    """The first line is what was said, empty where it is not published."""
    said = one.contribution
    yield said.text or ""
    if said.translation:
        yield said.translation
    match one.answer:
        case GivenAnswer() as answer:
            yield answer.reason
            yield from (f"{fact.term}: {fact.value}" for fact in answer.extras)
            yield answer.institution or office
        case OpenAnswer() as owed:
            yield owed.institution
        case None:
            return
