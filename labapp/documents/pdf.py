"""A document as a PDF that a screen reader can read and an archive can keep."""

from __future__ import annotations

from dataclasses import dataclass

from labapp.documents.content import Document
from labapp.documents.typesetting import typeset
from labapp.documents.wording import FRAME, FrameWords


@dataclass(frozen=True, slots=True)
class _Printed:
    file_title: str
    words: FrameWords
    document: Document


def document_pdf(document: Document) -> bytes:
    """Return `document` as PDF/UA-1 and PDF/A-2a in one file: the same bytes for the same document."""
    return typeset("document.typ", _Printed(document.file_title, FRAME[document.language], document))
