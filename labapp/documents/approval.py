"""What stands behind a document: who approved it, lines to sign, and where it lives on the internet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from labapp.documents.content import Block, Heading, Paragraph, QrCode, SignatureLine, Signatures
from labapp.words import formats


@dataclass(frozen=True, slots=True)
class Approval:
    """Which office approved this version, and when."""

    office: str
    approved_on: date


@dataclass(frozen=True, slots=True)
class Objection:
    """With whom, and until when, somebody may ask for a correction or disagree."""

    contact: str
    until: date


@dataclass(frozen=True, slots=True)
class _Words:
    approval: str
    approved_by: str
    online: str
    online_alt: str


_WORDS: dict[str, _Words] = {
    "es": _Words(
        approval="Aprobación",
        approved_by="Aprobó: {office}, el {day}.",
        online="Este documento en internet:",
        online_alt="Código QR con la dirección pública de este documento",
    ),
    "en": _Words(
        approval="Approval",
        approved_by="Approved by {office} on {day}.",
        online="This document on the internet:",
        online_alt="QR code with the public address of this document",
    ),
}


def online_blocks(address: str | None, language: str) -> Iterator[Block]:
    """Yield where the document lives on the internet; nothing while it has no public address."""
    if address:
        yield QrCode(address, _WORDS[language].online_alt, _WORDS[language].online)


def approval_blocks(approval: Approval | None, signatures: tuple[SignatureLine, ...], language: str) -> Iterator[Block]:
    """Yield the end of a document; nothing of it where nothing is known."""
    words = _WORDS[language]
    if approval or signatures:
        yield Heading(words.approval)
    if approval:
        day = formats.day(approval.approved_on, language)
        yield Paragraph(words.approved_by.format(office=approval.office, day=day))
    if signatures:
        yield Signatures(signatures)
