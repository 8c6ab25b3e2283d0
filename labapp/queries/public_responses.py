"""What anybody may read of answers: published versions, and one contribution looked up by its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from labapp.domain.countdowns import countdown
from labapp.domain.errors import NotFound
from labapp.domain.ids import read_code
from labapp.domain.numbering import parse_number, whole_of
from labapp.domain.obligations import ObligationKind
from labapp.domain.response_measures import Measures, measures
from labapp.domain.responses import Document
from labapp.domain.sessions import is_public
from labapp.domain.terms import DayKind
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.queries.more_time import Extended
from labapp.queries.obligations import Term, terms_of
from labapp.queries.response_document import latest_minutes, reported_texts
from labapp.queries.response_versions import (
    Published,
    VersionRow,
    first_answers,
    published,
    unaltered,
    version_rows,
    versions_of,
)
from labapp.queries.sessions import HEADS, SessionHead, head_of


@dataclass(frozen=True, slots=True)
class PublicResponse:
    """A published version with its measures of today, the other versions, and the promised term."""

    head: SessionHead
    version: Published | None
    measures: Measures | None
    versions: tuple[VersionRow, ...]
    is_latest: bool
    term: Term | None
    has_minutes: bool
    first_answered: Mapping[str, datetime]
    """When each number was first answered in public, where that was before this version."""


@dataclass(frozen=True, slots=True)
class FoundContribution:
    """A contribution that somebody looked for: its public words, and the document of answers if there is one."""

    head: SessionHead
    number: str
    text: str | None
    version: Published | None
    term: Term | None


def public_head(db: Db, token: str) -> SessionHead:
    """Return a session that the public knows of. Raises NotFound."""
    return _announced(db, LabSession.token == token.upper())


def _announced(db: Db, condition: sa.ColumnElement[bool]) -> SessionHead:
    found = db.execute(HEADS.where(condition)).one_or_none()
    if found is None or not is_public(found[0].stage):
        raise NotFound
    return head_of(found)


def _term(db: Db, head: SessionHead, today: date) -> Term | None:
    terms = terms_of(db, head.id, today=today)
    return next((one for one in terms if one.kind is ObligationKind.RESPONSE), None)


def public_response(db: Db, token: str, *, today: date, number: int | None = None) -> PublicResponse:
    """Return the version with this number, the newest without one. Raises NotFound for a number never published."""
    head = public_head(db, token)
    versions = versions_of(db, head.id)
    if number is None and not versions:
        return PublicResponse(head, None, None, (), True, _term(db, head, today), bool(latest_minutes(db, head.id)), {})
    version = published(versions, number)
    return PublicResponse(
        head=head,
        version=version,
        measures=measures(version.document, today=today),
        versions=version_rows(versions),
        is_latest=version.number == versions[0].number,
        term=_term(db, head, today),
        has_minutes=True,
        first_answered={given: at for given, at in first_answers(versions).items() if at < version.published_at},
    )


def frozen_pdf(db: Db, token: str, number: int | None = None) -> tuple[SessionHead, int, Mapping[str, Any], str]:
    """Return of a version: its session, number, content and the SHA-256 of its PDF.

    Raises NotFound, and RuleViolated `version_altered`.
    """
    head = public_head(db, token)
    found = next((one for one in versions_of(db, head.id) if number in (None, one.number)), None)
    if found is None:
        raise NotFound
    return head, found.number, unaltered(found).content, found.pdf_sha256


def find_contribution(db: Db, code: str, typed: str, *, today: date) -> FoundContribution:
    """Return what the public may read of a contribution of the session with this code.

    Raises NotFound("session_unknown") or NotFound("contribution_unknown"), RuleViolated `number_not_understood`.
    """
    try:
        head = _announced(db, LabSession.code == read_code(code))
    except NotFound as none:
        raise NotFound("session_unknown", field="code") from none
    number = str(parse_number(typed))
    versions = versions_of(db, head.id)
    version = published(versions) if versions else None
    minutes = latest_minutes(db, head.id)
    texts = reported_texts(minutes.content) if minutes else {}
    known = bool(version and (number in version.shown or _parts(version.document, number)))
    if not known and (minutes is None or not _in_minutes(number, texts)):
        raise NotFound("contribution_not_published" if minutes is None else "contribution_unknown", field="number")
    return FoundContribution(
        head=head,
        number=number,
        text=texts.get(number) or None,
        version=version if known else None,
        term=_term_of(number, _term(db, head, today), today),
    )


def _term_of(number: str, term: Term | None, today: date) -> Term | None:
    """Return the promise as it stands for one contribution: with its own prórroga, and with nobody else's."""
    if term is None:
        return None
    own = tuple(one for one in term.extended.granted if number in {one.number, whole_of(one.number)})
    if not own:
        return term if term.extended.until_on else replace(term, extended=Extended())
    until = own[0].until_on
    standing = countdown(until, DayKind.CALENDAR, today=today, holidays=frozenset())
    return replace(term, standing=standing, extended=Extended(own, until))


def _parts(document: Document, number: str) -> tuple[str, ...]:
    row = document.find(number)
    return row.parts if row else ()


def _in_minutes(number: str, texts: Mapping[str, str]) -> bool:
    return any(number in {known, whole_of(known)} for known in texts)
