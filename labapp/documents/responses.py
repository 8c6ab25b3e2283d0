"""The reasoned response of an authority, and the numbered advances that may come before it is complete."""

from __future__ import annotations

from collections.abc import Iterator

from labapp.documents.approval import approval_blocks, online_blocks
from labapp.documents.content import (
    Answer,
    Block,
    Document,
    Exchange,
    Fact,
    Facts,
    Heading,
    Items,
    Note,
    Owed,
    Paragraph,
    Table,
)
from labapp.documents.contributions import as_content
from labapp.documents.responses_page import AnsweredContribution, GivenAnswer, OpenAnswer, ResponsesPage
from labapp.documents.responses_words import RESPONSES_WORDS, ResponsesWords
from labapp.documents.wording import counted
from labapp.domain.errors import RuleViolated
from labapp.words import formats


def responses_document(page: ResponsesPage) -> Document:
    """Return the answers as a content tree: each contribution with its number and words unaltered, then its answer.

    Raises RuleViolated("response_incomplete") when an approved document with open answers is not an advance: only a
    complete one may be called Respuesta razonada.
    Source: reasoned response on open contracting of the 5th plan, with the date, version and office that it lacks.
    """
    words = RESPONSES_WORDS[page.language]
    if page.approval and page.advance_number is None and _open_answers(page):
        raise RuleViolated("response_incomplete", count=_open_answers(page))
    if page.advance_number is None:
        kind, band = words.response, words.response_band
    else:
        kind, band = words.advance.format(page.advance_number), words.advance_band
    return Document(
        kind=kind,
        title=page.commitment,
        eyebrow=" · ".join(filter(None, (page.commission, page.plan))),
        subtitle=page.table,
        language=page.language,
        dated_on=page.dated_on,
        version=page.version,
        code=page.code,
        office=f"{page.institution}, {page.office}",
        blocks=tuple(_blocks(page, words)),
        band=None if page.approval else band,
    )


def _open_answers(page: ResponsesPage) -> int:
    return sum(1 for one in page.answers if isinstance(one.answer, OpenAnswer))


def _blocks(page: ResponsesPage, words: ResponsesWords) -> Iterator[Block]:
    yield Note(words.in_short, tuple(_in_short(page, words)))
    yield from online_blocks(page.address, page.language)
    yield _summary(page, words)
    if page.changes:
        yield from (Heading(words.changes), Items(page.changes))
    yield from (Heading(words.about), Facts(tuple(_about(page, words))))
    yield Heading(words.answers)
    if page.introduction:
        yield Paragraph(page.introduction)
    for one in page.answers:
        yield _exchange(one, page, words)
    yield from approval_blocks(page.approval, page.signatures, page.language)


def _in_short(page: ResponsesPage, words: ResponsesWords) -> Iterator[str]:
    yield counted(words.received, page.received)
    missing = _open_answers(page)
    yield counted(words.still_open, missing) if missing else words.answered_all
    yield words.look_up
    if page.objections:
        yield words.objections.format(
            day=formats.day(page.objections.until, page.language), contact=page.objections.contact
        )
    elif page.contact:
        yield words.objections_open.format(contact=page.contact)


def _summary(page: ResponsesPage, words: ResponsesWords) -> Table:
    rows = [(one.group, str(one.count)) for one in page.summary]
    if missing := _open_answers(page):
        rows.append((words.pending, str(missing)))
    return Table(words.summary, words.summary_header, tuple(rows))


def _about(page: ResponsesPage, words: ResponsesWords) -> Iterator[Fact]:
    yield Fact(words.table, page.table)
    yield Fact(words.held_on, formats.day(page.held_on, page.language))
    yield Fact(words.institution, page.institution)
    yield Fact(words.office, page.office)
    yield Fact(words.dated_on, formats.day(page.dated_on, page.language))
    yield Fact(words.version, str(page.version))
    if page.minutes_address:
        yield Fact(words.minutes, page.minutes_address)


def _exchange(one: AnsweredContribution, page: ResponsesPage, words: ResponsesWords) -> Exchange:
    return Exchange(
        heading=words.contribution.format(one.contribution.number),
        contribution=as_content(one.contribution, page.language),
        answer=_answer(one.answer, page, words),
    )


def _answer(
    answer: GivenAnswer | OpenAnswer | None, page: ResponsesPage, words: ResponsesWords
) -> Answer | Owed | None:
    match answer:
        case GivenAnswer():
            by = (Fact(words.answered_by, answer.institution),) if answer.institution else ()
            kinds = " · ".join((answer.kind, *answer.further_kinds))
            return Answer(answer.group, kinds, answer.reason, (*answer.extras, *by))
        case OpenAnswer():
            day = formats.day(answer.due_on, page.language)
            return Owed(words.owed.format(institution=answer.institution, day=day))
        case None:
            return None
