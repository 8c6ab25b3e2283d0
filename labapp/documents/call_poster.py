"""The poster of the call: for the board of the junta comunal, days before; never the address of the room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from labapp.documents.content import QrCode
from labapp.documents.typesetting import typeset
from labapp.documents.wording import hours_text, listed
from labapp.words import formats


class Paper(StrEnum):
    """The sizes that the poster is made for."""

    A3 = "a3"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class CallPosterPage:
    """What the call says, already in words. Without `public_address` the poster carries no address at all."""

    language: str
    paper: Paper
    title: str
    text: str
    place: str
    starts_at: datetime
    ends_at: datetime | None
    zone: str
    organisers: tuple[str, ...]
    office: str
    dated_on: date
    supports: tuple[str, ...] = ()
    contact: str = ""
    promise: str = ""
    answer: str = ""
    """Where the answer will be and by when."""
    public_address: str | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    call: str
    when: str
    where: str
    supports: str
    supports_contact: str
    promise: str
    contact: str
    online: str
    online_alt: str
    organised_by: str


_WORDS: dict[str, _Words] = {
    "es": _Words(
        call="Convocatoria abierta",
        when="Cuándo",
        where="Dónde",
        supports="Habrá {}.",
        supports_contact="¿Necesita otro apoyo? Escriba a {}.",
        promise="A qué nos comprometemos",
        contact="¿Preguntas? Escriba a {}.",
        online="Más información",
        online_alt="Código QR con la dirección pública de la convocatoria",
        organised_by="Organizan",
    ),
    "en": _Words(
        call="Open call",
        when="When",
        where="Where",
        supports="There will be {}.",
        supports_contact="Do you need other support? Write to {}.",
        promise="What we commit to",
        contact="Questions? Write to {}.",
        online="More information",
        online_alt="QR code with the public address of the call",
        organised_by="Organised by",
    ),
}


@dataclass(frozen=True, slots=True)
class _PrintedPoster:
    file_title: str
    words: _Words
    call: CallPosterPage
    day: str
    hours: str
    support: tuple[str, ...]
    organisers: str
    address_qr: QrCode | None


def call_poster_pdf(page: CallPosterPage) -> bytes:
    """Return the poster of the call as one page of the asked paper, with the public address or with none."""
    words = _WORDS[page.language]
    day = formats.weekday(formats.local(page.starts_at, page.zone).date(), page.language)
    address = page.public_address
    printed = _PrintedPoster(
        file_title=f"{words.call}: {page.title}",
        words=words,
        call=page,
        day=day[:1].upper() + day[1:],
        hours=hours_text(page.starts_at, page.ends_at, zone=page.zone, language=page.language),
        support=_support(page, words),
        organisers=listed(page.organisers, page.language),
        address_qr=QrCode(address, words.online_alt, words.online) if address else None,
    )
    return typeset("call_poster.typ", printed)


def _support(page: CallPosterPage, words: _Words) -> tuple[str, ...]:
    offered = words.supports.format(listed(page.supports, page.language)) if page.supports else ""
    contact = (words.supports_contact if page.supports else words.contact).format(page.contact) if page.contact else ""
    return tuple(filter(None, (offered, contact)))
