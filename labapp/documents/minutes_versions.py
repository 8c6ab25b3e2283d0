"""The minutes of a session as a document: a draft while it is written, and the version that goes out.

A version is frozen as data. Its code of verification is the SHA-256 of that data with the code itself left blank, so
that the document can carry its own code and anybody can work it out again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from labapp.documents.approval import Approval
from labapp.documents.content import Document
from labapp.documents.frozen import document_data, document_from
from labapp.documents.minutes import in_short, minutes_document
from labapp.documents.minutes_assembly import correction, minutes_page
from labapp.domain.errors import RuleViolated
from labapp.domain.journal import Plain, canonical
from labapp.queries.minutes import MinutesDraft
from labapp.queries.minutes_facts import MinutesFacts
from labapp.words.formats import local

_SHORT = 16


@dataclass(frozen=True, slots=True)
class Sealed:
    """A version with its code: the document, the data that are stored, and their SHA-256."""

    document: Document
    content: Mapping[str, Any]
    sha256: str


def draft_document(facts: MinutesFacts, draft: MinutesDraft, *, on: date) -> Document:
    """Return the coming version as it stands, with the band that says that nobody approved it."""
    return minutes_document(minutes_page(facts, draft, on=on))


def sentences_of_data(facts: MinutesFacts, draft: MinutesDraft, *, on: date) -> tuple[str, ...]:
    """Return the sentences at the head of the coming version as they read while nobody writes others."""
    return in_short(minutes_page(facts, draft, on=on))


def digest_of(facts: MinutesFacts, draft: MinutesDraft) -> str:
    """Return the SHA-256 of what an approver reads: the same while nothing of it changes, whatever the day."""
    held_on = local(facts.head.starts_at, facts.head.zone).date()
    return _sha256(document_data(draft_document(facts, draft, on=held_on)))


def sealed_version(
    facts: MinutesFacts, draft: MinutesDraft, approval: Approval, *, on: date, correct_until: date
) -> Sealed:
    """Return the next version, approved and with its code in it; it says until when a correction may be asked for."""
    page = minutes_page(facts, draft, on=on, approval=approval)
    document = minutes_document(replace(page, correction=correction(facts, correct_until)))
    sha256 = _sha256(document_data(replace(document, code="")))
    coded = replace(document, code=short_code(sha256))
    return Sealed(coded, document_data(coded), sha256)


def short_code(sha256: str) -> str:
    """Return the beginning of a code of verification, in groups, as it is printed on every page."""
    begin = sha256[:_SHORT].upper()
    return "-".join(begin[at : at + 4] for at in range(0, _SHORT, 4))


def opened_version(content: Mapping[str, Any], sha256: str) -> Document:
    """Return a stored version, once its data give the code under which it went out.

    Raises RuleViolated `version_withdrawn` where there is no content any more to be shown, and `version_altered` where
    the code is another: such a version is shown to nobody.
    """
    if not content:
        raise RuleViolated("version_withdrawn")
    try:
        document = document_from(content)
    except (ValueError, TypeError) as broken:
        raise RuleViolated("version_altered") from broken
    if code_of(content) != sha256 or document.code != short_code(sha256):
        raise RuleViolated("version_altered")
    return document


def code_of(content: Mapping[str, Any]) -> str:
    """Return the code of verification of stored data, worked out from all that they hold and nothing else.

    The data are taken as they are, never as this program would write them: what joins the content tree later changes
    no code that was printed before.
    """
    return _sha256({**content, "code": ""})


def _sha256(data: Mapping[str, object]) -> str:
    return hashlib.sha256(canonical(cast("Plain", data)).encode()).hexdigest()
