"""Published versions of the answers: what went out, as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.answer_states import AnswerState, state_of_answer
from labapp.domain.contributions import WithholdReason
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.response_records import document_from, document_record
from labapp.domain.responses import Document, VersionKind
from labapp.domain.verification_codes import is_whole, sha256_of
from labapp.models.recorder import Db
from labapp.models.responses import ResponseDocument, ResponseVersion
from labapp.queries.response_document import ResponseFacts, Shown
from labapp.words.labels_responses import spoken_labels


@dataclass(frozen=True, slots=True)
class Published:
    """A version as the public reads it; `advance` is its number among the progress reports, None when complete."""

    number: int
    kind: VersionKind
    advance: int | None
    document: Document
    shown: Mapping[str, Shown]
    introduction: str
    minutes_version: int
    changed: tuple[str, ...]
    change_note: str
    published_at: datetime
    sha256: str
    pdf_sha256: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One line of the list of versions."""

    number: int
    kind: VersionKind
    advance: int | None
    published_at: datetime


def versions_of(db: Db, session_id: UUID) -> list[ResponseVersion]:
    """Return every published version of a session's answers, the newest first."""
    return list(
        db.scalars(
            sa.select(ResponseVersion)
            .join(ResponseDocument, ResponseDocument.id == ResponseVersion.document_id)
            .where(ResponseDocument.session_id == session_id)
            .order_by(ResponseVersion.number.desc())
        )
    )


def latest_version(db: Db, session_id: UUID) -> ResponseVersion | None:
    """Return the newest published version, or None."""
    return next(iter(versions_of(db, session_id)), None)


def version_rows(versions: Sequence[ResponseVersion]) -> tuple[VersionRow, ...]:
    """Return the lines of the list of versions, in the same order."""
    return tuple(VersionRow(one.number, one.kind, one.content["advance"], one.published_at) for one in versions)


def published(versions: Sequence[ResponseVersion], number: int | None = None) -> Published:
    """Return the version with this number, the newest without one.

    Raises NotFound, and RuleViolated `version_altered` where the data do not give the code under which they went out:
    such a version is shown to nobody and counted nowhere.
    """
    found = next((one for one in versions if number in (None, one.number)), None)
    if found is None:
        raise NotFound
    content = unaltered(found).content
    return Published(
        number=found.number,
        kind=found.kind,
        advance=content["advance"],
        document=document_from(content["facts"], spoken_labels()),
        shown={row["number"]: _shown(row) for row in content["shown"]},
        introduction=content["introduction"],
        minutes_version=content["minutes_version"],
        changed=tuple(content["changed"]),
        change_note=found.change_note or "",
        published_at=found.published_at,
        sha256=found.sha256,
        pdf_sha256=found.pdf_sha256,
    )


def unaltered(version: ResponseVersion) -> ResponseVersion:
    """Return a version whose data give the code under which they went out. Raises RuleViolated `version_altered`."""
    if not is_whole(version.content) or sha256_of(version.content) != version.sha256:
        raise RuleViolated("version_altered")
    return version


def first_answers(versions: Sequence[ResponseVersion]) -> dict[str, datetime]:
    """Return when each contribution or part was first answered in public, for ever: versions are never altered."""
    found: dict[str, datetime] = {}
    for version in sorted(versions, key=lambda one: one.number):
        document = published([version]).document
        for number in (number for row in document.listed for number in (row.number, *row.parts)):
            if state_of_answer(number, document, owed_by="") is AnswerState.ANSWERED:
                found.setdefault(number, version.published_at)
    return found


def frozen_facts(facts: ResponseFacts, *, advance: int | None, changed: tuple[str, ...]) -> dict[str, Any]:
    """Return what a version keeps: the answers, what the public reads of each contribution, and nothing of anybody."""
    return {
        "digest": facts.digest,
        "advance": advance,
        "facts": document_record(facts.document),
        "shown": [_shown_record(one) for one in facts.shown],
        "introduction": facts.introduction,
        "minutes_version": facts.minutes_version,
        "changed": list(changed),
    }


def _shown_record(one: Shown) -> dict[str, Any]:
    return {
        "number": one.number,
        "text": one.text,
        "language": one.language,
        "translation": one.translation,
        "withheld": one.withheld.value if one.withheld else None,
        "is_part": one.is_part,
        "joined_into": one.joined_into,
        "withdrawn": one.withdrawn,
    }


def _shown(record: Mapping[str, Any]) -> Shown:
    reason = record["withheld"]
    return Shown(**{**record, "withheld": WithholdReason(reason) if reason else None})
