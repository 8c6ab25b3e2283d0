"""The record of a session: the minuta of a lab, the informe de mesa of a co-creation table."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from labapp.documents.approval import approval_blocks
from labapp.documents.content import (
    Block,
    Contributions,
    Document,
    Fact,
    Facts,
    Heading,
    Items,
    Language,
    Note,
    Paragraph,
    Table,
)
from labapp.documents.contributions import as_content
from labapp.documents.minutes_page import Composition, Intervention, MinutesPage, Participants, Proposal
from labapp.documents.minutes_words import DRAFT_BAND, MINUTES_WORDS, NAME, MinutesWords
from labapp.documents.wording import counted, day_text, hours_text


def minutes_document(page: MinutesPage) -> Document:
    """Return the record of the session as a content tree.

    Source: report of the second co-creation table of the 5th plan, whose blocks it keeps in their order.
    """
    words = MINUTES_WORDS[page.language]
    return Document(
        kind=NAME[page.kind][page.language],
        title=page.title,
        eyebrow=" · ".join(filter(None, (page.commission, page.plan, page.process))),
        subtitle=page.ordinal,
        language=page.language,
        dated_on=page.dated_on,
        version=page.version,
        code=page.code,
        office=page.office,
        blocks=tuple(_blocks(page, words)),
        band=None if page.approval else DRAFT_BAND[page.kind][page.language],
    )


def _blocks(page: MinutesPage, words: MinutesWords) -> Iterator[Block]:
    yield Note(words.in_short, tuple(_in_short(page, words)))
    if page.changes:
        yield from (Heading(words.changes), Items(page.changes))
    yield from _frame(page, words)
    yield from (Heading(words.session), Facts(tuple(_session_facts(page, words))))
    if page.interventions:
        yield from (Heading(words.interventions), Facts(tuple(_intervention(one) for one in page.interventions)))
    if page.proposal:
        yield from (Heading(words.proposal), Facts(tuple(_proposal(page.proposal, page.language, words))))
    if page.contributions:
        yield from (Heading(words.contributions), Paragraph(words.read_back))
        yield Contributions(tuple(as_content(one, page.language) for one in page.contributions))
    if page.comments:
        yield from (Heading(words.comments), Paragraph(page.comments))
    if page.promises:
        yield from (Heading(words.next_steps), _next_steps(page, words))
    yield from _participants(page.participants, words)
    if page.annexes:
        annexes = (": ".join(filter(None, (annex.title, annex.address))) for annex in page.annexes)
        yield from (Heading(words.annexes), Items(tuple(annexes)))
    yield from approval_blocks(page.approval, page.signatures, address=page.address, language=page.language)


def _in_short(page: MinutesPage, words: MinutesWords) -> Iterator[str]:
    yield words.held_on.format(day=_day(page), hours=_hours(page))
    yield counted(words.attended, page.participants.total)
    yield counted(words.received, page.received) if page.received else words.none_received
    for promise in page.promises:
        if promise.due_on:
            yield words.promised.format(what=promise.what, day=day_text(promise.due_on, page.language))
    if page.correction:
        until = day_text(page.correction.until, page.language)
        yield words.correction.format(day=until, contact=page.correction.contact)


def _day(page: MinutesPage) -> str:
    return day_text(page.session.starts_at.astimezone(ZoneInfo(page.session.zone)).date(), page.language)


def _hours(page: MinutesPage) -> str:
    session = page.session
    return hours_text(session.starts_at, session.ends_at, zone=session.zone, language=page.language)


def _frame(page: MinutesPage, words: MinutesWords) -> Iterator[Block]:
    if page.frame or page.axes:
        yield Heading(words.frame)
    if page.frame:
        yield Paragraph(page.frame)
    if page.axes:
        yield from (Heading(words.axes, level=2), Items(page.axes))


def _session_facts(page: MinutesPage, words: MinutesWords) -> Iterator[Fact]:
    session = page.session
    yield Fact(words.modality, session.modality)
    yield Fact(words.place, session.place)
    yield Fact(words.day, _day(page))
    yield Fact(words.hours, f"{_hours(page)} ({words.zone})")
    if session.organisers:
        yield Fact(words.organisers, ", ".join(session.organisers))
    if session.called_on:
        published = words.called_on.format(day_text(session.called_on, page.language))
        yield Fact(words.call, "\n".join(filter(None, (published, ", ".join(session.call_channels)))))


def _intervention(one: Intervention) -> Fact:
    speaker = ", ".join(filter(None, (one.person, one.office)))
    return Fact(one.role, f"{speaker}\n{one.summary}")


def _proposal(proposal: Proposal, language: Language, words: MinutesWords) -> Iterator[Fact]:
    yield Fact(words.proposal_title, proposal.title)
    yield Fact(words.draft_version, proposal.draft_version)
    if proposal.shared_on:
        yield Fact(words.shared_on, day_text(proposal.shared_on, language))
    if proposal.shared_by:
        yield Fact(words.shared_by, proposal.shared_by)
    if proposal.channels:
        yield Fact(words.channels, ", ".join(proposal.channels))


def _next_steps(page: MinutesPage, words: MinutesWords) -> Table:
    rows = (
        (one.what, day_text(one.due_on, page.language) if one.due_on else words.no_date, one.where)
        for one in page.promises
    )
    return Table(words.promises, words.next_steps_header, tuple(rows))


def _participants(page: Participants, words: MinutesWords) -> Iterator[Block]:
    yield from (Heading(words.participants), Paragraph(words.participants_counted))
    facts = [Fact(words.total, str(page.total))]
    if page.team is not None:
        facts.append(Fact(words.team, str(page.team)))
    facts += [Fact(one.variable, words.unpublished) for one in page.compositions if one.cells is None]
    yield Facts(tuple(facts))
    for one in page.compositions:
        if one.cells is not None:
            yield _composition(one, one.cells, words)
    for heading, entries in ((words.authorities, page.authorities), (words.organisations, page.organisations)):
        if entries:
            yield from (Heading(heading, level=2), Items(entries))


def _composition(one: Composition, cells: tuple[tuple[str, int], ...], words: MinutesWords) -> Table:
    caption = words.of_base.format(variable=one.variable, base=one.base)
    return Table(caption, (one.variable, words.people), tuple((label, str(count)) for label, count in cells))
