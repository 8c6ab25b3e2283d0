"""The poster that goes back to the board of the junta comunal: what people said and what the authority answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from labapp.documents.content import QrCode
from labapp.documents.responses_facts import group_counts
from labapp.documents.returning import Plainly, number_count, plainly, version_name
from labapp.documents.typesetting import typeset
from labapp.documents.wording import Counted, counted
from labapp.domain.response_measures import measures
from labapp.domain.returning import fair_order, few_words, returned
from labapp.queries.response_versions import Published
from labapp.words import formats

MOST_ROWS = 20
"""No board has place for more; the press is spared from trying."""
_SAID, _REASON, _TITLE = 110, 170, 140


@dataclass(frozen=True, slots=True)
class PosterRow:
    """One answer; `position` is its place in the document, by which those that fit are printed."""

    position: int
    plain: Plainly


@dataclass(frozen=True, slots=True)
class ReturnPosterPage:
    """What the poster says, already in words. `rows` stand in the order in which they may be left out, last first.

    `public_url` is None until the programme has an address on the internet: then the poster says where to ask.
    """

    language: str
    title: str
    held_on: date
    place: str
    summary: tuple[str, ...]
    rows: tuple[PosterRow, ...]
    unlisted: int
    """How many numbers have no row here at all."""
    version: str
    office: str
    published_on: date
    public_url: str | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    heading: str
    not_shown: str
    more: Counted
    more_asked: Counted
    whole: str
    online: str
    online_alt: str
    ask: str
    order: str
    received: Counted
    pending: str
    from_version: str


_WORDS: dict[str, _Words] = {
    "es": _Words(
        heading="Ustedes dijeron, la autoridad respondió",
        not_shown="El texto de este aporte no se publica.",
        more=("Y {} aporte más, con su respuesta, en la página.", "Y {} aportes más, con su respuesta, en la página."),
        more_asked=("Y {} aporte más, con su respuesta.", "Y {} aportes más, con su respuesta."),
        whole="Lea la respuesta completa",
        online="Apunte la cámara del celular, o escriba la dirección.",
        online_alt="Código QR con la dirección pública de la respuesta",
        ask="Pídala en la junta comunal, o pregunte en la próxima sesión con su número y su código.",
        order="Aquí están los que caben: de cada tipo de respuesta, los de número más bajo.",
        received=("Se recibió {} aporte.", "Se recibieron {} aportes."),
        pending="Falta responder: {}",
        from_version="Resumen de: {version}, publicada el {day} por {office}.",
    ),
    "en": _Words(
        heading="You said, the authority answered",
        not_shown="The text of this contribution is not published.",
        more=(
            "And {} more contribution, with its answer, on the page.",
            "And {} more, with their answers, on the page.",
        ),
        more_asked=("And {} more contribution, with its answer.", "And {} more contributions, with their answers."),
        whole="Read the whole response",
        online="Point the camera of the phone, or type the address.",
        online_alt="QR code with the public address of the response",
        ask="Ask for it at the junta comunal, or at the next session with your number and your code.",
        order="Here are those that fit: of each kind of answer, those with the lowest numbers.",
        received=("{} contribution was received.", "{} contributions were received."),
        pending="Answer pending: {}",
        from_version="Summary of: {version}, published on {day} by {office}.",
    ),
}


@dataclass(frozen=True, slots=True)
class _PrintedPoster:
    file_title: str
    words: _Words
    poster: ReturnPosterPage
    lead: str
    source: str
    more: tuple[str, ...]
    """The sentence about what did not fit, for each number of answers left out; the first for none."""
    address_qr: QrCode | None


def poster_page(
    version: Published, *, place: str, zone: str, language: str, public_url: str | None = None
) -> ReturnPosterPage:
    """Return the poster of a published version, in few words and in the order of `fair_order`."""
    document = version.document
    answers = returned(document)
    place_of = {one.number: at for at, one in enumerate(answers)}
    first = fair_order(answers)[:MOST_ROWS]
    rows = (
        PosterRow(place_of[one.number], plainly(one, version.shown, language, said=_SAID, reason=_REASON))
        for one in first
    )
    return ReturnPosterPage(
        language=language,
        title=few_words(document.gathering, _TITLE),
        held_on=document.held_on or formats.local(version.published_at, zone).date(),
        place=few_words(place, _TITLE),
        summary=_summary(version, language, today=formats.local(version.published_at, zone).date()),
        rows=tuple(rows),
        unlisted=number_count(answers) - number_count(first),
        version=version_name(version, language),
        office=", ".join(filter(None, (document.institution, document.office))),
        published_on=formats.local(version.published_at, zone).date(),
        public_url=public_url,
    )


def _summary(version: Published, language: str, *, today: date) -> tuple[str, ...]:
    words, counts = _WORDS[language], measures(version.document, today=today)
    groups = [f"{one.group}: {one.count}" for one in group_counts(version.document, language, today=today)]
    pending = counts.received - counts.answered
    return (
        counted(words.received, counts.received),
        *groups,
        *((words.pending.format(pending),) if pending else ()),
    )


def return_poster_pdf(page: ReturnPosterPage) -> bytes:
    """Return the poster as one A4 page in large letters, with as many answers as fit and how many more there are."""
    words, language = _WORDS[page.language], page.language
    forms = words.more if page.public_url else words.more_asked
    most = sum(len(row.plain.numbers) for row in page.rows) + page.unlisted
    printed = _PrintedPoster(
        file_title=f"{words.heading}: {page.title}",
        words=words,
        poster=page,
        lead=", ".join(filter(None, (formats.day(page.held_on, language), page.place))),
        source=words.from_version.format(
            version=page.version, day=formats.day(page.published_on, language), office=page.office
        ),
        more=("", *(counted(forms, count) for count in range(1, most + 1))),
        address_qr=QrCode(page.public_url, words.online_alt, words.online) if page.public_url else None,
    )
    return typeset("return_poster.typ", printed)
