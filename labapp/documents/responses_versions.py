"""The answers of a session as a document: a draft while they are written, and the version that goes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from labapp.documents.content import Document as Tree
from labapp.documents.frozen import document_data, document_from
from labapp.documents.pdf import document_pdf
from labapp.documents.responses import responses_document
from labapp.documents.responses_facts import Frame, responses_page
from labapp.domain.response_documents import changed_numbers
from labapp.domain.responses import VersionKind
from labapp.domain.verification_codes import code_of, facts_sha256, short_code
from labapp.models.responses import ResponseVersion
from labapp.queries.response_document import ResponseFacts
from labapp.queries.response_versions import frozen_facts, published
from labapp.services.response_editions import Edition
from labapp.stored_files import keep_file, stored_file

LANGUAGE = "es"
"""Documents go out in Spanish; the public page also speaks English around the same texts."""
_NO_CODE_YET = "—"


@dataclass(frozen=True, slots=True)
class Coming:
    """The next version as it would go out today: its number, and what it changes since the one before."""

    kind: VersionKind
    number: int
    advance: int | None
    changed: tuple[str, ...]


def coming_version(facts: ResponseFacts, versions: Sequence[ResponseVersion], kind: VersionKind) -> Coming:
    """Return what the next version would be, after these ones (the newest first)."""
    before = published(versions).document if versions else None
    advances = sum(one.kind is VersionKind.PROGRESS for one in versions)
    return Coming(
        kind=kind,
        number=len(versions) + 1,
        advance=advances + 1 if kind is VersionKind.PROGRESS else None,
        changed=changed_numbers(before, facts.document) if before else (),
    )


def draft_tree(facts: ResponseFacts, coming: Coming, frame: Frame, *, today: date) -> Tree:
    """Return the coming version as it stands, with the band that says that it has not gone out."""
    # Before it is complete the draft is shown as a progress report would be: open answers read as pending.
    advance = coming.advance or (1 if coming.kind is VersionKind.PROGRESS else None)
    shown = replace(coming, advance=advance)
    return _tree(facts, shown, replace(frame, code=_NO_CODE_YET), today=today, approved_on=None)


def _tree(facts: ResponseFacts, coming: Coming, frame: Frame, *, today: date, approved_on: date | None) -> Tree:
    return responses_document(
        responses_page(
            facts.document,
            {one.number: one for one in facts.shown},
            frame,
            language=LANGUAGE,
            version=coming.number,
            today=today,
            introduction=facts.introduction,
            advance=coming.advance,
            changed=coming.changed,
            approved_on=approved_on,
        )
    )


def edition(
    facts: ResponseFacts,
    coming: Coming,
    frame: Frame,
    *,
    today: date,
    folder: Path,
    note: str,
    journal: tuple[str, ...],
) -> Edition:
    """Return the coming version, ready to go out; its PDF is on the disk already, named by its SHA-256.

    Its code covers the facts that are kept beside the document and the heads of the journal, too. A version that is
    refused afterwards leaves a file that nothing points to.
    """
    approved_on = facts.document.validated_on if coming.kind is VersionKind.COMPLETE else today
    blank = _tree(facts, coming, replace(frame, code=""), today=today, approved_on=approved_on or today)
    kept = frozen_facts(facts, advance=coming.advance, changed=coming.changed)
    bound = replace(blank, facts_sha256=facts_sha256(kept), journal=journal)
    tree = replace(bound, code=short_code(code_of(document_data(bound))))
    content: Mapping[str, Any] = {**kept, "document": document_data(tree)}
    return Edition(
        kind=coming.kind,
        number=coming.number,
        digest=facts.digest,
        content=content,
        pdf_sha256=keep_file(folder, document_pdf(tree), ".pdf"),
        change_note=note,
    )


def kept_pdf(version_content: Mapping[str, Any], pdf_sha256: str, folder: Path) -> bytes:
    """Return the PDF of a version; one that was lost is printed again from the frozen document."""
    kept = stored_file(folder, pdf_sha256, ".pdf")
    return document_pdf(document_from(version_content["document"])) if kept is None else kept
