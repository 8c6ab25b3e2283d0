"""Validating the answers and letting them out: frozen, numbered versions that nobody alters afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.completeness import Lack
from labapp.domain.errors import RuleViolated
from labapp.domain.obligations import ObligationKind
from labapp.domain.response_documents import check_publishable, missing_of_document
from labapp.domain.responses import VersionKind
from labapp.domain.sessions import Stage, move
from labapp.domain.verification_codes import sha256_of
from labapp.models.recorder import Db
from labapp.models.responses import Obligation, ResponseDocument, ResponseVersion
from labapp.models.sessions import LabSession
from labapp.queries.response_document import ResponseFacts, response_facts
from labapp.queries.response_versions import latest_version, versions_of
from labapp.services.personal_traces import check_traces
from labapp.services.responses import kept_text, locked_document
from labapp.words.formats import local


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A version ready to go out: made from the facts with this `digest`, its content, and the hash of its PDF."""

    kind: VersionKind
    number: int
    digest: str
    content: Mapping[str, Any]
    pdf_sha256: str
    change_note: str = ""


def validate(db: Db, session_id: UUID, *, by: UUID, digest: str, now: datetime) -> ResponseDocument:
    """Note that the authority agrees with every answer, as it was shown to it (`digest`).

    Raises RuleViolated: `changed_meanwhile`, `minutes_not_published`, or `response_incomplete` with the `count`.
    """
    document = locked_document(db, session_id)
    facts = _unchanged(db, session_id, digest)
    lacking = [one for one in missing_of_document(facts.document, facts.reported) if one.code is not Lack.NOT_VALIDATED]
    if lacking:
        raise RuleViolated("response_incomplete", count=len(lacking), missing=tuple(lacking))
    document.validated_by_id, document.validated_at = by, now
    return document


def _unchanged(db: Db, session_id: UUID, digest: str) -> ResponseFacts:
    facts = response_facts(db, session_id)
    if facts.digest != digest:
        raise RuleViolated("changed_meanwhile")
    if facts.minutes_version is None:
        raise RuleViolated("minutes_not_published")
    return facts


def check_edition(db: Db, facts: ResponseFacts, kind: VersionKind) -> None:
    """Refuse what may not go out as `kind` now.

    Raises RuleViolated: `minutes_not_published`, `response_incomplete`, `progress_incomplete`,
    `progress_after_complete`, or `nothing_changed` since the newest version.
    """
    if facts.minutes_version is None:
        raise RuleViolated("minutes_not_published")
    check_publishable(facts.document, facts.reported, wanted=kind)
    last = latest_version(db, facts.head.id)
    if last is None:
        return
    if last.kind is VersionKind.COMPLETE and kind is VersionKind.PROGRESS:
        raise RuleViolated("progress_after_complete")
    if last.kind is kind and last.content["digest"] == facts.digest:
        raise RuleViolated("nothing_changed")


def publish(db: Db, session_id: UUID, edition: Edition, *, by: UUID, now: datetime) -> ResponseVersion:
    """Freeze a version; with a complete one the promise is kept, and the session is published.

    Raises RuleViolated as `check_edition`, `changed_meanwhile` where the answers are not those of the edition, and
    `personal_undecided`.
    """
    document = locked_document(db, session_id)
    facts = _unchanged(db, session_id, edition.digest)
    check_edition(db, facts, edition.kind)
    if len(versions_of(db, session_id)) + 1 != edition.number:
        raise RuleViolated("changed_meanwhile")
    check_traces(db, facts.head.space_id, edition.content["document"])
    version = ResponseVersion(
        document_id=document.id,
        number=edition.number,
        kind=edition.kind,
        content=dict(edition.content),
        sha256=sha256_of(edition.content),
        pdf_sha256=edition.pdf_sha256,
        published_at=now,
        published_by_id=by,
        change_note=kept_text(edition.change_note, "change_note"),
    )
    db.add(version)
    if edition.kind is VersionKind.COMPLETE:
        _keep_promise(db, session_id, now=now)
    return version


def _keep_promise(db: Db, session_id: UUID, *, now: datetime) -> None:
    session = db.get_one(LabSession, session_id)
    owed = db.scalar(
        sa.select(Obligation)
        .where(Obligation.session_id == session_id, Obligation.kind == ObligationKind.RESPONSE)
        .with_for_update()
    )
    if owed is not None and owed.fulfilled_on is None:
        owed.fulfilled_on = local(now, session.zone).date()
    if session.stage is Stage.REGISTER_CLOSED:
        session.stage = move(session.stage, Stage.PUBLISHED)
