"""What may still happen to a published version: it is withdrawn with its reason, or its signed copy is attached."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.scans import ScanKind
from labapp.domain.text import clean_text
from labapp.models.minutes import Minutes, MinutesScan, MinutesVersion, MinutesWithdrawal
from labapp.models.recorder import Db
from labapp.services.personal_traces import check_words

LONGEST_REASON = 1_000


def withdraw(db: Db, session_id: UUID, number: int, reason: str, *, by: UUID, now: datetime) -> None:
    """Show a version no more; its number, its day and the reason stay for everybody to read.

    Raises NotFound, or RuleViolated: `withdrawal_needs_reason`, `text_too_long`, `version_withdrawn`,
    `words_personal`.
    """
    words = clean_text(reason)
    if not words:
        raise RuleViolated("withdrawal_needs_reason", field="reason")
    if len(words) > LONGEST_REASON:
        raise RuleViolated("text_too_long", field="reason", longest=LONGEST_REASON)
    version = _version(db, session_id, number)
    check_words(db, session_id, words, field="reason")
    known = sa.select(MinutesWithdrawal.id).where(MinutesWithdrawal.version_id == version.id)
    if db.scalar(known) is not None:
        raise RuleViolated("version_withdrawn")
    db.add(MinutesWithdrawal(version_id=version.id, reason=words, withdrawn_at=now, withdrawn_by_id=by))


def attach_scan(
    db: Db, session_id: UUID, number: int, kind: ScanKind, *, sha256: str, is_public: bool, by: UUID, now: datetime
) -> None:
    """Keep the scan of the signed copy beside a version. Raises NotFound."""
    version = _version(db, session_id, number)
    db.add(
        MinutesScan(
            version_id=version.id, kind=kind, sha256=sha256, is_public=is_public, attached_at=now, attached_by_id=by
        )
    )


def remove_scan(db: Db, session_id: UUID, scan_id: UUID, *, now: datetime) -> None:
    """Take a scan off the page: it was of something else. Raises NotFound."""
    scan = db.get(MinutesScan, scan_id, with_for_update=True)
    if scan is None:
        raise NotFound
    mine = sa.select(MinutesVersion.id).join(Minutes, Minutes.id == MinutesVersion.minutes_id)
    if db.scalar(mine.where(MinutesVersion.id == scan.version_id, Minutes.session_id == session_id)) is None:
        raise NotFound
    if scan.removed_at is None:
        scan.removed_at = now


def _version(db: Db, session_id: UUID, number: int) -> MinutesVersion:
    """Return a version, held until the act ends: two acts on it take turns."""
    mine = sa.select(MinutesVersion).join(Minutes, Minutes.id == MinutesVersion.minutes_id)
    wanted = mine.where(Minutes.session_id == session_id, MinutesVersion.number == number)
    found = db.scalar(wanted.with_for_update(of=MinutesVersion, key_share=True))
    if found is None:
        raise NotFound
    return found
