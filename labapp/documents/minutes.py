"""The record of a session: the minuta of a lab, the informe de mesa of a co-creation table."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from labapp.documents import content
from labapp.documents.approval import approval_blocks, online_blocks
from labapp.documents.content import Contributions, Document, Fact, Facts, Heading, Items, Note, Paragraph, Table
from labapp.documents.contributions import as_content
from labapp.documents.minutes_page import ABOVE, STANDING, Composition, Intervention, MinutesPage
from labapp.documents.minutes_words import DRAFT_BAND, MINUTES_WORDS, NAME, MinutesWords
from labapp.documents.wording import counted, hours_text
from labapp.documents.written import written_blocks
from labapp.domain.minutes import BLOCKS, Block
from labapp.words import formats

Content = Iterator[content.Block]


def minutes_document(page: MinutesPage) -> Document:
    """Return the record of the session as a content tree, its blocks in the order of `domain.minutes.BLOCKS`.

    Source: report of the second co-creation table of the 5th plan.
    """
    words = MINUTES_WORDS[page.language]
    return Document(
        kind=NAME[page.kind][page.language],
        title=page.title,
        eyebrow=" · ".join(filter(None, (page.commission, page.plan))),
        subtitle=" · ".join(filter(None, (page.process, page.ordinal))),
        language=page.language,
        dated_on=page.dated_on,
        version=page.version,
        code=page.code,
        office=page.office,
        blocks=tuple(_blocks(page, words)),
        band=None if page.approval else DRAFT_BAND[page.kind][page.language],
    )


def _blocks(page: MinutesPage, words: MinutesWords) -> Content:
    yield Note(words.in_short, (*(page.summary or in_short(page)), *_correction(page, words)))
    if page.translation:
        second = page.translation
        heading = words.in_other_language.format(language=second.language_name, translator=second.translator)
        yield Note(heading, second.lines, second.language)
    yield from online_blocks(page.address, page.language)
    if page.changes:
        yield from (Heading(words.changes), Items(page.changes))
    if page.observations:
        yield from (Heading(words.observations), Items(page.observations))
    for block in BLOCKS[page.kind]:
        yield from _block(block, page, words)
    yield from approval_blocks(page.approval, page.signatures, page.language)


def _block(block: Block, page: MinutesPage, words: MinutesWords) -> Content:
    written: list[content.Block] = list(written_blocks(page.written.get(block, "")))
    data = list(_ASSEMBLED[block](page, words)) if block in STANDING or not written else []
    body = data + written if block in ABOVE else written + data
    if body and block in words.headings:
        yield Heading(words.headings[block])
    yield from body


def in_short(page: MinutesPage) -> tuple[str, ...]:
    """Return the sentences at the head of the minutes as the data make them."""
    return tuple(_in_short(page, MINUTES_WORDS[page.language]))


def _in_short(page: MinutesPage, words: MinutesWords) -> Iterator[str]:
    yield words.held_on.format(day=_day(page), hours=_hours(page))
    yield counted(words.attended, page.participants.total)
    yield counted(words.received, page.received) if page.received else words.none_received
    for promise in page.promises:
        if promise.due_on:
            yield words.promised.format(what=promise.what, day=formats.day(promise.due_on, page.language))


def _correction(page: MinutesPage, words: MinutesWords) -> Iterator[str]:
    if page.correction:
        until = formats.day(page.correction.until, page.language)
        yield words.correction.format(day=until, contact=page.correction.contact)


def _day(page: MinutesPage) -> str:
    return formats.day(formats.local(page.session.starts_at, page.session.zone).date(), page.language)


def _hours(page: MinutesPage) -> str:
    session = page.session
    return hours_text(session.starts_at, session.ends_at, zone=session.zone, language=page.language)


def _nothing(page: MinutesPage, words: MinutesWords) -> Content:
    yield from ()


def _frame(page: MinutesPage, words: MinutesWords) -> Content:
    if page.frame:
        yield Paragraph(page.frame)
    if page.axes:
        yield from (Heading(words.axes, level=2), Items(page.axes))


def _session(page: MinutesPage, words: MinutesWords) -> Content:
    session = page.session
    facts = [
        Fact(words.modality, session.modality),
        Fact(words.place, session.place),
        Fact(words.day, _day(page)),
        Fact(words.hours, f"{_hours(page)} ({words.zone})"),
    ]
    if session.organisers:
        facts.append(Fact(words.organisers, ", ".join(session.organisers)))
    if session.called_on:
        published = words.called_on.format(formats.day(session.called_on, page.language))
        facts.append(Fact(words.call, "\n".join(filter(None, (published, ", ".join(session.call_channels))))))
    yield Facts(tuple(facts))


def _interventions(page: MinutesPage, words: MinutesWords) -> Content:
    if page.interventions:
        yield Facts(tuple(_intervention(one) for one in page.interventions))


def _intervention(one: Intervention) -> Fact:
    speaker = ", ".join(filter(None, (one.person, one.office, one.organisation)))
    return Fact(one.role, f"{speaker}\n{one.summary}")


def _proposal(page: MinutesPage, words: MinutesWords) -> Content:
    if not page.proposal:
        return
    proposal = page.proposal
    facts = [Fact(words.proposal_title, proposal.title), Fact(words.draft_version, proposal.draft_version)]
    if proposal.shared_on:
        facts.append(Fact(words.shared_on, formats.day(proposal.shared_on, page.language)))
    if proposal.shared_by:
        facts.append(Fact(words.shared_by, proposal.shared_by))
    if proposal.channels:
        facts.append(Fact(words.channels, ", ".join(proposal.channels)))
    yield Facts(tuple(facts))


def _development(page: MinutesPage, words: MinutesWords) -> Content:
    if page.agenda:
        yield Items(page.agenda)


def _contributions(page: MinutesPage, words: MinutesWords) -> Content:
    if not page.contributions:
        yield Paragraph(words.none_received)
        return
    yield Paragraph(words.read_back)
    if page.unread_note:
        yield Paragraph(page.unread_note)
    yield Contributions(tuple(as_content(one, page.language) for one in page.contributions))


def _next_steps(page: MinutesPage, words: MinutesWords) -> Content:
    rows = tuple(
        (one.what, formats.day(one.due_on, page.language) if one.due_on else words.no_date, one.where)
        for one in page.promises
    )
    if rows:
        yield Table(words.promises, words.next_steps_header, rows)


def _participants(page: MinutesPage, words: MinutesWords) -> Content:
    came = page.participants
    yield Paragraph(words.participants_counted)
    facts = [Fact(words.total, str(came.total))]
    if came.team is not None:
        facts.append(Fact(words.team, str(came.team)))
    facts += [Fact(one.variable, one.said or words.unpublished) for one in came.compositions if one.cells is None]
    yield Facts(tuple(facts))
    for one in came.compositions:
        if one.cells is not None:
            yield _composition(one, one.cells, words)
    for heading, entries in ((words.authorities, came.authorities), (words.organisations, came.organisations)):
        if entries:
            yield from (Heading(heading, level=2), Items(entries))
    yield from _inclusion(page, words)


def _inclusion(page: MinutesPage, words: MinutesWords) -> Content:
    said = page.inclusion
    told = (
        (words.groups, said.groups),
        (words.traditional, said.authorities),
        (words.supports, said.supports),
        (words.languages, said.languages),
    )
    facts = tuple(Fact(term, "; ".join(entries)) for term, entries in told if entries)
    if facts:
        yield from (Heading(words.inclusion, level=2), Facts((Fact(words.place, page.session.place), *facts)))


def _composition(one: Composition, cells: tuple[tuple[str, int], ...], words: MinutesWords) -> Table:
    caption = words.of_base.format(variable=one.variable, base=one.base)
    return Table(caption, (one.variable, words.people), tuple((label, str(count)) for label, count in cells))


def _annexes(page: MinutesPage, words: MinutesWords) -> Content:
    if page.annexes:
        yield Items(tuple(": ".join(filter(None, (annex.title, annex.address))) for annex in page.annexes))


_ASSEMBLED: dict[Block, Callable[[MinutesPage, MinutesWords], Content]] = {
    Block.HEADER: _nothing,
    Block.FRAME: _frame,
    Block.SESSION: _session,
    Block.INTERVENTIONS: _interventions,
    Block.PROPOSAL: _proposal,
    Block.DEVELOPMENT: _development,
    Block.CONTRIBUTIONS: _contributions,
    Block.AGREEMENTS: _nothing,
    Block.COMMENTS: _nothing,
    Block.NEXT_STEPS: _next_steps,
    Block.PARTICIPANTS: _participants,
    Block.ANNEXES: _annexes,
}
"""For each block what the data say; nothing where only a person can."""
