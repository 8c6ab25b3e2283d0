"""The card of a public page: the picture that a telephone shows beside its link. Nothing on it that the page hides."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from labapp.documents.content import Document
from labapp.documents.fonts import drawn_characters
from labapp.documents.wording import Counted, counted, hours_text
from labapp.domain.response_measures import Measures
from labapp.domain.returning import few_words
from labapp.domain.sessions import Stage
from labapp.queries.calendar import PublicCommunity
from labapp.queries.public_record import PublicRecord
from labapp.queries.response_versions import Published
from labapp.queries.sessions import SessionHead
from labapp.words import formats
from labapp.words.labels import label

LANGUAGE = "es"
"""The words on cards are those of the documents: a link is shared without saying in which language."""

_PROGRAMME, _KIND, _TITLE, _LEAD, _FIGURE = 90, 70, 130, 110, 60
"""Characters of each text at most; what is longer is cut between words. Tested with the widest letters."""

_GAPS = re.compile("…+")
_PICTURE = re.compile("[\ufe00-\ufe0f\u200d]")
"""What changes an emoji beside it."""
_DEMONSTRATION = "Demostración"
_VERSION = "{}, versión {}"
_RECEIVED: Counted = ("{} aporte", "{} aportes")
_ANSWERED: Counted = ("{} respondido", "{} respondidos")
_TOOK_PART: Counted = ("{} persona participó", "{} personas participaron")
_SESSIONS: Counted = ("{} sesión", "{} sesiones")
_COMMUNITIES: Counted = ("{} comunidad", "{} comunidades")
_RECORD = "Registro público"
_RECORD_LEAD = "Lo que dijo la gente y lo que respondió la autoridad"
_COMMUNITY = "Comunidad"


@dataclass(frozen=True, slots=True)
class Card:
    """What one picture says, each text short enough to be drawn whole."""

    language: str
    programme: str
    kind: str
    title: str
    lead: str
    figure: str

    @property
    def alt(self) -> str:
        """The same in words, for whoever does not see the picture."""
        return ". ".join(part.rstrip(".") for part in (self.kind, self.title, self.lead, self.figure) if part) + "."


def minutes_card(programme: str, head: SessionHead, document: Document, number: int, *, took_part: int | None) -> Card:
    """Return the card of a published version of minutes or of a report."""
    figure = counted(_TOOK_PART, took_part) if took_part is not None else ""
    return _of_session(programme, head, _VERSION.format(document.kind, number), document.title, figure)


def response_card(programme: str, head: SessionHead, version: Published, figures: Measures) -> Card:
    """Return the card of a published version of the answers."""
    told = f"{counted(_RECEIVED, figures.received)} · {counted(_ANSWERED, figures.answered)}"
    kind = _VERSION.format(label(version.kind, LANGUAGE), version.number)
    return _of_session(programme, head, kind, version.document.gathering, told)


def session_card(programme: str, head: SessionHead) -> Card:
    """Return the card of an announced session: when it is, or that it will not be."""
    kind = label(head.purpose, LANGUAGE)
    if head.stage in {Stage.CANCELLED, Stage.POSTPONED}:
        kind = f"{label(head.stage, LANGUAGE)} · {kind}"
    hours = hours_text(head.starts_at, head.ends_at, zone=head.zone, language=LANGUAGE)
    return _of_session(programme, head, kind, head.name, "" if head.stage is Stage.CANCELLED else hours)


def community_card(programme: str, community: PublicCommunity) -> Card:
    """Return the card of a community: where it is and how many sessions were announced."""
    place = community.place.shown if community.place else ""
    return _card(programme, _COMMUNITY, community.name, place, counted(_SESSIONS, community.listing.total))


def record_card(programme: str, record: PublicRecord) -> Card:
    """Return the card of the public record."""
    told = (counted(_SESSIONS, len(record.sessions)), counted(_COMMUNITIES, len(record.communities)))
    return _card(programme, _RECORD, programme, _RECORD_LEAD, " · ".join(told))


def _of_session(programme: str, head: SessionHead, kind: str, title: str, figure: str) -> Card:
    day = formats.day(formats.local(head.starts_at, head.zone).date(), LANGUAGE)
    shown = f"{_DEMONSTRATION} · {kind}" if head.is_demonstration else kind
    return _card(programme, shown, title, " · ".join(filter(None, (day, head.where))), figure)


def _card(programme: str, kind: str, title: str, lead: str, figure: str) -> Card:
    return Card(
        language=LANGUAGE,
        programme=_drawable(programme, _PROGRAMME),
        kind=_drawable(kind, _KIND),
        title=_drawable(title, _TITLE),
        lead=_drawable(lead, _LEAD),
        figure=_drawable(figure, _FIGURE),
    )


def _drawable(text: str, most: int) -> str:
    """Return few words in letters: emojis are left out, and what no font draws becomes "…". The page says it whole."""
    # A line of emojis would weigh more than a telephone fetches.
    letters = "".join(sign for sign in _PICTURE.sub("", text) if unicodedata.category(sign) not in {"So", "Sk"})
    cut = few_words(letters, most)
    return _GAPS.sub("…", "".join(sign if sign in drawn_characters() else "…" for sign in cut))
