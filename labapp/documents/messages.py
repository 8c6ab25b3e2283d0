"""The short message about a published document, to be sent from a telephone: its few sentences, address and code."""

from __future__ import annotations

from itertools import takewhile

from labapp.documents.content import Block, Document, Heading, Note, QrCode

_WORDS = {
    "es": ("Léalo completo: {}", "Código de verificación: {}"),
    "en": ("Read it whole: {}", "Verification code: {}"),
}


def few_sentences(document: Document) -> str:
    """Return the sentences at the head of a document, in its own language, as one line; empty where it has none."""
    notes = (block for block in _before_headings(document) if isinstance(block, Note) and block.language is None)
    return " ".join(next((note.lines for note in notes), ()))


def message(document: Document, *, on_paper: str) -> str:
    """Return the plain text of the message: the title, the sentences in each language, where it is and its code.

    A second language comes under its name and that of the translator. `on_paper` says where the document is had
    without internet, for one without public address.
    """
    whole, code = _WORDS[document.language]
    head = _before_headings(document)
    address = next((block.url for block in head if isinstance(block, QrCode)), None)
    said = [_said(block) for block in head if isinstance(block, Note)]
    where = whole.format(address) if address else on_paper
    return "\n\n".join((f"{document.kind}: {document.title}", *said, f"{where}\n{code.format(document.code)}"))


def _said(note: Note) -> str:
    return "\n".join((f"{note.heading}:", *note.lines) if note.language else note.lines)


def _before_headings(document: Document) -> list[Block]:
    return list(takewhile(lambda block: not isinstance(block, Heading), document.blocks))
