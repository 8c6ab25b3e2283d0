"""The minutes of a session as a document: a draft while it is written, and the version that goes out.

A version is frozen as data, from which its code of verification is worked out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from labapp.documents.approval import Approval
from labapp.documents.content import Document
from labapp.documents.frozen import document_data, document_from
from labapp.documents.minutes import in_short, minutes_document
from labapp.documents.minutes_assembly import correction, minutes_page
from labapp.domain.errors import RuleViolated
from labapp.domain.verification_codes import code_of, sha256_of, short_code
from labapp.queries.minutes import MinutesDraft
from labapp.queries.minutes_facts import MinutesFacts
from labapp.words.formats import local


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
    return sha256_of(document_data(draft_document(facts, draft, on=held_on)))


def sealed_version(
    facts: MinutesFacts,
    draft: MinutesDraft,
    approval: Approval,
    *,
    on: date,
    correct_until: date,
    journal: tuple[str, ...],
) -> Sealed:
    """Return the next version, approved and with its code in it, which covers the heads of the journal too.

    It says until when a correction may be asked for.
    """
    page = minutes_page(facts, draft, on=on, approval=approval)
    document = minutes_document(replace(page, correction=correction(facts, correct_until)))
    document = replace(document, journal=journal)
    sha256 = code_of(document_data(document))
    coded = replace(document, code=short_code(sha256))
    return Sealed(coded, document_data(coded), sha256)


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
