"""Deciding what may be published of what was found in the texts, and letting nothing undecided out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import RuleViolated
from labapp.domain.personal_traces import STAYS_OF, Stays, Trace
from labapp.models.publication import PersonalDecision
from labapp.models.recorder import Db
from labapp.models.spaces import Space
from labapp.queries.personal_traces import open_traces
from labapp.queries.sessions import session_head


def check_traces(db: Db, space_id: UUID, document: object) -> None:
    """Let a document out only when everything personal in it was decided. Raises RuleViolated `personal_undecided`."""
    left = open_traces(db, space_id, document)
    if left:
        raise RuleViolated("personal_undecided", count=len(left))


def check_words(db: Db, session_id: UUID, words: str, *, field: str) -> None:
    """Let a short text that everybody will read through only without personal data that nobody let stay elsewhere.

    `field` is that of the form. Raises RuleViolated `words_personal`, NotFound.
    """
    check_words_in(db, session_head(db, session_id).space_id, words, field=field)


def check_words_in(db: Db, space_id: UUID, words: str, *, field: str) -> None:
    """Let a short text about a lab or table through as `check_words` does. Raises RuleViolated `words_personal`."""
    personal = open_traces(db, space_id, [words])
    if personal:
        raise RuleViolated("words_personal", field=field, words=", ".join(trace.words for trace in personal))


def let_stay(db: Db, space_id: UUID, trace: Trace, stays: Stays, *, by: UUID, now: datetime) -> None:
    """Something that was found may be published, in every text of this lab or table, for this reason.

    Raises RuleViolated `personal_reason` where the reason does not fit what was found.
    """
    if stays not in STAYS_OF[trace.kind]:
        raise RuleViolated("personal_reason")
    known = _held(db, space_id, trace.key)
    if known is None:
        db.add(PersonalDecision(space_id=space_id, key=trace.key, kind=trace.kind, stays=stays, staff_id=by, at=now))
        return
    known.stays, known.staff_id, known.at, known.taken_back_at = stays, by, now, None


def take_back(db: Db, space_id: UUID, key: str, *, now: datetime) -> None:
    """A decision no longer holds; what was found has to be decided anew before anything goes out."""
    known = _held(db, space_id, key)
    if known is not None and known.taken_back_at is None:
        known.taken_back_at = now


def _held(db: Db, space_id: UUID, key: str) -> PersonalDecision | None:
    db.get_one(Space, space_id, with_for_update={"key_share": True})  # two who decide the same at once wait here
    one = sa.select(PersonalDecision).where(PersonalDecision.space_id == space_id, PersonalDecision.key == key)
    return db.scalar(one.execution_options(populate_existing=True))
