"""A document as a Word file: for institutions that correct, sign and file on paper."""

from __future__ import annotations

from labapp.documents.content import Document

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""The media type of a .docx file. Source: ISO/IEC 29500."""


def document_word(document: Document, *, letterhead: bytes | None = None) -> bytes:
    """Return `document` as .docx, on a letterhead that `letterheads.emptied` returned: the same bytes every time."""
    from labapp.documents.word_body import write_body
    from labapp.documents.word_dress import dress
    from labapp.documents.word_package import opened, packed

    file = opened(letterhead)
    dress(file, document, has_letterhead=letterhead is not None)
    write_body(file, document)
    return packed(file, document)


def letterhead_from(data: bytes) -> bytes:
    """Return a letterhead ready to be kept: its margins, styles, header and footer, nothing of its text.

    Raises RuleViolated: `letterhead_too_big`, `letterhead_not_word`, `letterhead_has_macros`,
    `letterhead_links_outside` or `letterhead_has_objects`.
    """
    from labapp.documents.letterheads import emptied

    return emptied(data)
