"""What is published under a code of verification."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.verification_codes import PRINTED, code_of, is_whole, short_code
from labapp.models.minutes import Minutes, MinutesVersion, MinutesWithdrawal
from labapp.models.recorder import Db
from labapp.models.responses import ResponseDocument, ResponseVersion
from labapp.models.sessions import LabSession
from labapp.queries.sessions import HEADS, SessionHead, head_of

_SEPARATORS = re.compile(r"[\s.·_‐-―-]+")
_CODE = re.compile(rf"[0-9a-f]{{{PRINTED},64}}")


@dataclass(frozen=True, slots=True)
class CodedVersion:
    """A published version as somebody who checks it wants to know it; without content where it was withdrawn."""

    head: SessionHead
    is_minutes: bool
    number: int
    newest: int
    published_at: datetime
    approved_by: UUID
    code: str
    pdf_sha256: str
    content: Mapping[str, Any]
    is_bound: bool
    """Whether the stored data still give the code."""
    withdrawn_at: datetime | None = None
    withdrawn_because: str = ""
    advance: int | None = None
    """Its number among the progress reports; None for any other document."""

    @property
    def has_newer(self) -> bool:
        """Whether a newer version is out."""
        return self.newest > self.number


def read_code(typed: str) -> str | None:
    """Return a typed code in small letters without separators; None where it is no code of a document."""
    bare = _SEPARATORS.sub("", typed).lower()
    return bare if _CODE.fullmatch(bare) else None


def versions_under(db: Db, code: str) -> tuple[CodedVersion, ...]:
    """Return every published version whose code begins like this one, which `read_code` returned."""
    begin = code[:PRINTED]
    printed = short_code(begin)
    minutes = sa.select(Minutes.session_id).join(MinutesVersion, Minutes.id == MinutesVersion.minutes_id)
    answers = sa.select(ResponseDocument.session_id).join(
        ResponseVersion, ResponseDocument.id == ResponseVersion.document_id
    )
    sessions = {
        *db.scalars(minutes.where(MinutesVersion.sha256.startswith(begin))),
        *db.scalars(answers.where(ResponseVersion.content["document"]["code"].as_string() == printed)),
    }
    found = every_version(db, sessions)
    return tuple(one for one in found if one.code.startswith(code) or code.startswith(one.code))


def every_version(db: Db, sessions: Collection[UUID] | None = None) -> Iterator[CodedVersion]:
    """Yield every published version of minutes and answers, of some sessions or of all, by session and number."""
    heads = _heads(db, sessions)
    found = sa.select(MinutesVersion, Minutes.session_id).join(Minutes, Minutes.id == MinutesVersion.minutes_id)
    if sessions is not None:
        found = found.where(Minutes.session_id.in_(sessions))
    minutes = db.execute(found.order_by(Minutes.session_id, MinutesVersion.number)).all()
    withdrawals = {one.version_id: one for one in db.scalars(sa.select(MinutesWithdrawal))}
    newest = {session_id: version.number for version, session_id in minutes if version.id not in withdrawals}
    for version, session_id in minutes:
        yield _of_minutes(version, heads[session_id], withdrawals.get(version.id), newest.get(session_id, 0))
    yield from _of_responses(db, sessions, heads)


def _heads(db: Db, sessions: Collection[UUID] | None) -> dict[UUID, SessionHead]:
    wanted = HEADS if sessions is None else HEADS.where(LabSession.id.in_(sessions))
    return {head.id: head for head in map(head_of, db.execute(wanted))}


def _of_minutes(
    version: MinutesVersion, head: SessionHead, withdrawal: MinutesWithdrawal | None, newest: int
) -> CodedVersion:
    return CodedVersion(
        head=head,
        is_minutes=True,
        number=version.number,
        newest=newest,
        published_at=version.published_at,
        approved_by=version.approved_by_id,
        code=version.sha256,
        pdf_sha256=version.pdf_sha256,
        content={} if withdrawal else version.content,
        is_bound=code_of(version.content) == version.sha256,
        withdrawn_at=withdrawal.withdrawn_at if withdrawal else None,
        withdrawn_because=withdrawal.reason if withdrawal else "",
    )


def _of_responses(
    db: Db, sessions: Collection[UUID] | None, heads: Mapping[UUID, SessionHead]
) -> Iterator[CodedVersion]:
    found = sa.select(ResponseVersion, ResponseDocument.session_id).join(
        ResponseDocument, ResponseDocument.id == ResponseVersion.document_id
    )
    if sessions is not None:
        found = found.where(ResponseDocument.session_id.in_(sessions))
    versions = db.execute(found.order_by(ResponseDocument.session_id, ResponseVersion.number)).all()
    newest = {session_id: version.number for version, session_id in versions}
    for version, session_id in versions:
        yield CodedVersion(
            head=heads[session_id],
            is_minutes=False,
            number=version.number,
            newest=newest[session_id],
            published_at=version.published_at,
            approved_by=version.published_by_id,
            code=str(version.content["document"]["code"]).replace("-", "").lower(),
            pdf_sha256=version.pdf_sha256,
            content=version.content["document"],
            is_bound=is_whole(version.content),
            advance=version.content["advance"],
        )
