"""The short message about a published document, to be sent from a telephone: its few sentences, address and code."""

from __future__ import annotations

from itertools import takewhile

from labapp.documents.content import Block, Document, Heading, Note, QrCode

_WORDS = {
    "es": ("Léalo completo: {}", "Está en la página pública de la sesión.", "Código de verificación: {}"),
    "en": ("Read it whole: {}", "It is on the public page of the session.", "Verification code: {}"),
}


def few_sentences(document: Document) -> str:
    """Return the sentences at the head of a document, in its own language, as one line; empty where it has none."""
    notes = (block for block in _before_headings(document) if isinstance(block, Note) and block.language is None)
    return " ".join(next((note.lines for note in notes), ()))


def message(document: Document) -> str:
    """Return the plain text of the message: the title, the sentences in each language, where it is and its code."""
    whole, somewhere, code = _WORDS[document.language]
    head = _before_headings(document)
    address = next((block.url for block in head if isinstance(block, QrCode)), None)
    said = ["\n".join(block.lines) for block in head if isinstance(block, Note)]
    where = whole.format(address) if address else somewhere
    return "\n\n".join((f"{document.kind}: {document.title}", *said, f"{where}\n{code.format(document.code)}"))


def _before_headings(document: Document) -> list[Block]:
    return list(takewhile(lambda block: not isinstance(block, Heading), document.blocks))
