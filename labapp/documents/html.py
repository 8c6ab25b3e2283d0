"""A document as HTML: the same tree as the PDF, every text escaped, no style and no script inside."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from markupsafe import Markup, escape

from labapp.documents.content import (
    Answer,
    Block,
    Contribution,
    Contributions,
    Document,
    Exchange,
    Fact,
    Facts,
    Heading,
    Items,
    Note,
    Owed,
    Paragraph,
    QrCode,
    Quote,
    Signatures,
    Table,
)
from labapp.documents.qr import qr_svg
from labapp.documents.wording import FRAME
from labapp.words import formats


def document_html(document: Document, *, title_level: int = 1) -> Markup:
    """Return `document` as one `article`; its title is a heading of `title_level`, sections stand below it.

    A preview inside a page that has its own h1 asks for 2.
    """
    words = FRAME[document.language]
    return Markup(
        '<article class="document" lang="{language}">\n<header class="document-header">\n{band}'
        '<p class="document-eyebrow">{eyebrow}</p>\n'
        '<h{level} class="document-title"><span class="document-name">{kind}:</span> {title}</h{level}>\n'
        "{subtitle}</header>\n{body}\n"
        '<footer class="document-footer"><p>{code_word} <strong>{code}</strong> · {version_word} {version} · '
        '<time datetime="{iso}">{day}</time> · {office}</p></footer>\n</article>'
    ).format(
        language=document.language,
        band=_line("document-band", document.band or ""),
        eyebrow=document.eyebrow,
        level=title_level,
        kind=document.kind,
        title=document.title,
        subtitle=_line("document-subtitle", document.subtitle),
        body=_joined(_block(block, title_level) for block in document.blocks),
        code_word=words.code,
        code=document.code,
        version_word=words.version,
        version=document.version,
        iso=document.dated_on.isoformat(),
        day=formats.day(document.dated_on, document.language),
        office=document.office,
    )


def _block(block: Block, title_level: int) -> Markup:
    match block:
        case Heading():
            return Markup("<h{level}>{text}</h{level}>").format(level=title_level + block.level, text=block.text)
        case Exchange():
            return _exchange(block, title_level)
        case Paragraph() | Items() | Quote() | Note():
            return _prose(block)
        case Facts() | Table() | Contributions() | Signatures() | QrCode():
            return _record(block)
        case _:
            assert_never(block)


def _prose(block: Paragraph | Items | Quote | Note) -> Markup:
    match block:
        case Paragraph():
            return _said("p", block.text)
        case Items():
            return Markup("<ul>\n{}\n</ul>").format(_joined(_said("li", entry) for entry in block.entries))
        case Quote():
            source = _line("document-source", block.source)
            return Markup("<blockquote>{}{}</blockquote>").format(_said("p", block.text), source)
        case Note():
            lines = _joined(_said("p", line, language=block.language) for line in block.lines)
            return Markup('<aside class="document-note">\n<p><strong>{}</strong></p>\n{}\n</aside>').format(
                block.heading, lines
            )
        case _:
            assert_never(block)


def _record(block: Facts | Table | Contributions | Signatures | QrCode) -> Markup:
    match block:
        case Facts():
            return _facts(block.entries)
        case Table():
            return _table(block)
        case Contributions():
            entries = _joined(_contribution(entry) for entry in block.entries)
            return Markup('<ul class="document-contributions" role="list">\n{}\n</ul>').format(entries)
        case Signatures():
            lines = ("\n".join(filter(None, (line.name, line.role))) for line in block.lines)
            return Markup('<ul class="document-signatures" role="list">\n{}\n</ul>').format(
                _joined(_said("li", line) for line in lines)
            )
        case QrCode():
            picture = Markup(qr_svg(block.url, label=block.alt))  # noqa: S704  # our own drawing; its label is escaped
            return Markup(
                '<figure class="document-qr">{picture}<figcaption>{caption} <a href="{url}">{address}</a>'
                "</figcaption></figure>"
            ).format(picture=picture, caption=block.caption, url=block.url, address=block.shown_address)
        case _:
            assert_never(block)


def _contribution(entry: Contribution) -> Markup:
    return Markup('<li id="{anchor}"><span class="document-number">{number}</span>\n{text}{remarks}</li>').format(
        anchor=_anchor(entry.number),
        number=entry.number,
        text=_said("p", entry.text, language=entry.language) if entry.text is not None else "",
        remarks=_remarks(entry),
    )


def _exchange(block: Exchange, title_level: int) -> Markup:
    said = block.contribution
    return Markup(
        '<section class="document-exchange" id="{anchor}">\n<h{level}>{heading}</h{level}>\n'
        "{text}{remarks}{answer}\n</section>"
    ).format(
        anchor=_anchor(said.number),
        level=title_level + 2,
        heading=block.heading,
        text=_words_of(said),
        remarks=_remarks(said),
        answer=_answer(block.answer),
    )


def _words_of(said: Contribution) -> Markup:
    if said.text is None:
        return Markup()
    return Markup("<blockquote>{}</blockquote>\n").format(_said("p", said.text, language=said.language))


def _answer(answer: Answer | Owed | None) -> Markup:
    match answer:
        case Answer():
            return Markup(
                '\n<div class="document-answer">\n<p class="document-kind"><span class="document-group">{group}</span> '
                "<strong>{kind}</strong></p>\n{reason}{extras}\n</div>"
            ).format(
                group=answer.group,
                kind=answer.kind,
                reason=_said("p", answer.reason),
                extras=_facts(answer.extras) if answer.extras else "",
            )
        case Owed():
            return _line("document-owed", answer.sentence)
        case None:
            return Markup()
        case _:
            assert_never(answer)


def _facts(entries: tuple[Fact, ...]) -> Markup:
    lines = (Markup("<dt>{}</dt>\n{}").format(fact.term, _said("dd", fact.value)) for fact in entries)
    return Markup('<dl class="document-facts">\n{}\n</dl>').format(_joined(lines))


def _table(table: Table) -> Markup:
    header = Markup("").join(Markup('<th scope="col">{}</th>').format(cell) for cell in table.header)
    rows = (
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            row[0], Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row[1:])
        )
        for row in table.rows
    )
    return Markup("<table>\n<caption>{}</caption>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody>\n</table>").format(
        table.caption, header, _joined(rows)
    )


def _remarks(entry: Contribution) -> Markup:
    return Markup("").join(_line("document-remark", remark) for remark in entry.remarks)


def _said(element: str, text: str, *, language: str | None = None) -> Markup:
    """Wrap words that people wrote: their own direction of writing, their own line ends, their own language."""
    lines = Markup("<br>\n").join(escape(line) for line in text.split("\n"))
    spoken = Markup(' lang="{}"').format(language) if language else Markup()
    return Markup('<{element} dir="auto"{spoken}>{lines}</{element}>').format(
        element=element, spoken=spoken, lines=lines
    )


def _line(name: str, text: str) -> Markup:
    return Markup('<p class="{}">{}</p>\n').format(name, text) if text else Markup()


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("\n").join(parts)


def _anchor(number: str) -> str:
    """The fragment under which a contribution is found, the same in every document of its session."""
    return f"aporte-{number.lower()}"
