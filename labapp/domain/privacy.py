"""Consents, the notice with its nine elements, why a list of names may leave, and how long things are kept.

Source: Ley 81 de 2019 and Decreto Ejecutivo 285 de 2021 (consent prior, informed, unequivocal and traceable; the nine
things that people are told; express and separate consent for sensitive data).
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from labapp.domain.errors import RuleViolated
from labapp.domain.published_codes import PublishedCode
from labapp.domain.text import clean_line, fold


class Consent(PublishedCode):
    """Five separate consents; none is ticked beforehand and none is a condition for taking part."""

    ATTENDANCE = "attendance", "CON-1"
    ANONYMOUS_QUESTIONS = "anonymous_questions", "CON-2"
    IMAGE_VOICE = "image_voice", "CON-3"
    CONTACT = "contact", "CON-4"
    PUBLIC_NAME = "public_name", "CON-5"


class ExportPurpose(StrEnum):
    """Why a list with names leaves the program."""

    SIGNED_FILE = "signed_file"
    AUDIT = "audit"
    INVITE_BACK = "invite_back"
    MINUTES = "minutes"
    RIGHTS_REQUEST = "rights_request"


class Element(StrEnum):
    """The nine things that people are told before their data are taken.

    Source: duty to inform, Ley 81 de 2019 and Decreto Ejecutivo 285 de 2021.
    """

    CONTROLLERS = "controllers"
    PURPOSES = "purposes"
    LEGAL_BASIS = "legal_basis"
    RECIPIENTS = "recipients"
    ABROAD = "abroad"
    TERM = "term"
    RIGHTS = "rights"
    AUTOMATED_DECISIONS = "automated_decisions"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFacts:
    """What only the programme can say of itself; filled in once, in plain text, before a real session can open."""

    controllers: str = ""
    contact: str = ""
    legal_basis: str = ""
    recipients: str = ""
    abroad: str = ""
    retention: str = ""
    officer: str = ""


FACTS: dict[Element, tuple[str, ...]] = {
    Element.CONTROLLERS: ("controllers", "contact"),
    Element.LEGAL_BASIS: ("legal_basis",),
    Element.RECIPIENTS: ("recipients",),
    Element.ABROAD: ("abroad",),
    Element.TERM: ("retention",),
    Element.OFFICER: ("officer",),
}
"""The facts that each element needs; purposes, rights and automated decisions are the same for every programme."""

_NOT_FILLED_IN = frozenset({"", "por definir", "pendiente", "por completar", "tbd", "xxx", "..."})


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact of the notice that is still blank: which element of the law it belongs to, and its field."""

    element: Element
    field: str


def missing_elements(facts: NoticeFacts) -> tuple[MissingFact, ...]:
    """Return the facts that are still blank, in the order of the notice; empty when a real session may open."""
    return tuple(
        MissingFact(element, field)
        for element, needed in FACTS.items()
        for field in needed
        if fold(clean_line(getattr(facts, field))) in _NOT_FILLED_IN
    )


def check_notice_complete(facts: NoticeFacts) -> None:
    """Refuse to open a real session with a blank in its notice. Raises RuleViolated `notice_incomplete`."""
    blank = missing_elements(facts)
    if blank:
        raise RuleViolated("notice_incomplete", missing=blank, count=len(blank))


@dataclass(frozen=True, slots=True)
class NoticeSection:
    """One part of the full notice: the elements of the law that it tells, a heading and its paragraphs."""

    elements: frozenset[Element]
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What people are told, in one language and two layers: a few short lines, and the full text behind them."""

    language: str
    title: str
    short: tuple[str, ...]
    sections: tuple[NoticeSection, ...]

    @property
    def text(self) -> str:
        """Return both layers as the one canonical text that is stored and hashed."""
        blocks = ["\n".join((self.title, *self.short))]
        blocks += ["\n".join((section.heading, *section.paragraphs)) for section in self.sections]
        return canonical("\n\n".join(blocks))

    @property
    def elements(self) -> frozenset[Element]:
        """Return the elements of the law that the full text tells."""
        return frozenset().union(*(section.elements for section in self.sections))


def canonical(text: str) -> str:
    """Return `text` in the one form that is hashed: NFC, LF, no blanks at line ends, one newline at the end."""
    unified = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.rstrip() for line in unified.split("\n")).strip("\n") + "\n"


def notice_hash(text: str) -> str:
    """Return the SHA-256 of the canonical form of `text`, in hexadecimal: it proves which words a person was shown."""
    return hashlib.sha256(canonical(text).encode()).hexdigest()


class Kept(StrEnum):
    """A kind of data that is kept for a time."""

    ATTENDANCE_LIST = "attendance_list"
    CONTACT_NUMBER = "contact_number"
    SUPPORT_REQUESTS = "support_requests"
    RECORDINGS = "recordings"
    IMAGES = "images"
    CONSENT_PROOF = "consent_proof"
    ACCESS_LOG = "access_log"
    ERASED_IN_COPIES = "erased_in_copies"


class Until(StrEnum):
    """The event from which a term runs."""

    RESULTS_REPORT = "results_report"
    END_OF_PLAN = "end_of_plan"
    END_OF_SESSION = "end_of_session"
    END_OF_USE = "end_of_use"
    CAPTURED = "captured"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Retention:
    """A term: from an event on, for so long; `sooner` names an event that ends it earlier, `cap` the longest of all."""

    since: Until
    plus: timedelta = timedelta(0)
    sooner: Until | None = None
    cap: timedelta | None = None


_YEAR = timedelta(days=365)

RETENTION: dict[Kept, Retention] = {
    Kept.ATTENDANCE_LIST: Retention(Until.RESULTS_REPORT, cap=7 * _YEAR),
    Kept.CONTACT_NUMBER: Retention(Until.END_OF_PLAN, sooner=Until.CONSENT_WITHDRAWN),
    Kept.SUPPORT_REQUESTS: Retention(Until.END_OF_SESSION),
    Kept.RECORDINGS: Retention(Until.CAPTURED, timedelta(days=30)),
    Kept.IMAGES: Retention(Until.END_OF_PLAN, sooner=Until.CONSENT_WITHDRAWN),
    Kept.CONSENT_PROOF: Retention(Until.END_OF_USE, 7 * _YEAR),
    Kept.ACCESS_LOG: Retention(Until.CAPTURED, 2 * _YEAR),
    Kept.ERASED_IN_COPIES: Retention(Until.ERASED, timedelta(days=30)),
}
"""How long each kind is kept unless the programme says less.

Source: proposal of the domain note d.3; the cap of seven years is that of Decreto Ejecutivo 285 de 2021.
"""
