"""The call of a session: what is promised to whom, and the list of those expected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.attendance import LONGEST_NAME
from labapp.domain.errors import RuleViolated
from labapp.domain.ids import new_id
from labapp.domain.participation import Level, Support
from labapp.domain.rosters import ExpectedRow
from labapp.domain.terms import DayKind, Term
from labapp.domain.text import clean_line, clean_text, fold
from labapp.models.recorder import Db
from labapp.models.sessions import Call, Expected, LabSession
from labapp.models.spaces import Draft
from labapp.services.personal_traces import check_words
from labapp.services.sessions import EXPECTED_KEPT, locked

LONGEST_TEXT = 4000
"""Characters of one text of a call."""

MOST_EXPECTED = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class CallText:
    """What a call says. Terms are None where the programme's own hold; report in working days, response in calendar."""

    text: str = ""
    published_on: date | None = None
    channels: str = ""
    invited: str = ""
    level: Level | None = None
    report_days: int | None = None
    response_days: int | None = None
    contact: str = ""
    supports: tuple[Support, ...] = ()
    draft_id: UUID | None = None


def write_call(db: Db, session_id: UUID, said: CallText, *, seen: UUID | None) -> Call:
    """Keep what the call says. `seen` is the version that was shown, None where there was no call.

    Raises RuleViolated: `changed_meanwhile`, `text_too_long`, `term_out_of_range`, `draft_not_of_space`,
    `words_personal` where the public would read of somebody; the contact of the office is none of that.
    """
    session = locked(db, session_id)
    call = db.scalar(sa.select(Call).where(Call.session_id == session_id).with_for_update())
    if (call.op if call else None) != seen:
        raise RuleViolated("changed_meanwhile")
    _check(db, session, said)
    if call is None:
        call = Call(session_id=session_id)
        db.add(call)
    call.text = _text(said.text, "text")
    call.published_on = said.published_on
    call.channels = _text(said.channels, "channels")
    call.invited = _text(said.invited, "invited")
    call.level = said.level
    call.report_days, call.response_days = said.report_days, said.response_days
    call.contact = _text(clean_line(said.contact), "contact")
    call.supports = [support.value for support in said.supports]
    call.draft_id = said.draft_id
    db.flush()  # the contact of the office is looked up, and a call may repeat its own
    for field in ("text", "channels", "invited"):
        check_words(db, session_id, getattr(call, field) or "", field=field)
    return call


def _check(db: Db, session: LabSession, said: CallText) -> None:
    for days, kind in ((said.report_days, DayKind.WORKING), (said.response_days, DayKind.CALENDAR)):
        if days is not None:
            Term(days, kind)
    if said.draft_id is not None:
        draft = db.get(Draft, said.draft_id)
        if draft is None or draft.space_id != session.space_id:
            raise RuleViolated("draft_not_of_space", field="draft_id")


def _text(typed: str, field: str) -> str | None:
    text = clean_text(typed)
    if len(text) > LONGEST_TEXT:
        raise RuleViolated("text_too_long", field=field, longest=LONGEST_TEXT)
    return text or None


def expect(db: Db, session_id: UUID, rows: Iterable[ExpectedRow]) -> int:
    """Add these people to the list of those expected, and return how many were not on it yet.

    A row without a name, or with one that is too long, is left out. The list is forgotten thirty days after the
    session. Raises RuleViolated `too_many_expected`.
    """
    session = locked(db, session_id)
    known = set(db.scalars(sa.select(Expected.name_key).where(Expected.session_id == session_id)))
    before = len(known)
    for row in rows:
        key = fold(row.name)
        if not key or len(row.name) > LONGEST_NAME or key in known:
            continue
        known.add(key)
        db.add(_expected(row, key, session))
    if len(known) > MOST_EXPECTED:
        raise RuleViolated("too_many_expected", most=MOST_EXPECTED)
    return len(known) - before


def _expected(row: ExpectedRow, key: str, session: LabSession) -> Expected:
    return Expected(
        id=new_id(),
        session_id=session.id,
        name=row.name,
        name_key=key,
        organisation=row.organisation[:LONGEST_NAME] or None,
        position=row.position[:LONGEST_NAME] or None,
        expires_at=session.ends_at + EXPECTED_KEPT,
    )


def forget_expected(db: Db, session_id: UUID) -> None:
    """Empty the list of those expected."""
    db.execute(sa.delete(Expected).where(Expected.session_id == session_id))
