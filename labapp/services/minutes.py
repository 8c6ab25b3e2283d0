"""Writing the minutes: blocks by hand, review, approval by another person, and versions that never change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from labapp.domain import minutes as rules
from labapp.domain.contributions import Language
from labapp.domain.errors import RuleViolated
from labapp.domain.minutes import Block, State
from labapp.domain.obligations import ObligationKind
from labapp.domain.sessions import Stage, move
from labapp.domain.summaries import read_summary
from labapp.domain.text import clean_line, clean_text
from labapp.models.minutes import Minutes, MinutesBlock, MinutesSummary, MinutesVersion
from labapp.models.recorder import Db
from labapp.models.responses import Obligation
from labapp.models.sessions import LabSession
from labapp.queries.minutes import MinutesDraft, minutes_draft, minutes_rule
from labapp.queries.minutes_facts import MinutesFacts, minutes_facts
from labapp.queries.observation_windows import ComingWindow, coming_window
from labapp.services import observations
from labapp.services.personal_traces import check_traces
from labapp.words.formats import local

LONGEST_BLOCK = 20_000
LONGEST_NOTE = 2_000
"""Characters, after cleaning."""


Digest = Callable[[MinutesFacts, MinutesDraft], str]
"""How the floor of documents tells whether two readings of the data make the same document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryText:
    """The sentences at the head as they were typed; `language` is that of the translation."""

    text: str
    translation: str = ""
    language: Language | None = None
    translator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A version ready to go out: made from what was approved (`digest`), its content, and the hashes of both files."""

    digest: str
    number: int
    content: Mapping[str, Any]
    sha256: str
    pdf_sha256: str
    window: ComingWindow
    """Until when a correction may be asked for, as the document prints it."""


def keep_block(db: Db, session_id: UUID, block: Block, typed: str, *, seen: str, author: UUID) -> UUID:
    """Keep what somebody wrote for a block and return the version of its row; what was reviewed is a draft anew.

    Empty words let the data speak again. Words that stand there already change nothing, so that an answer that was lost
    on the way may be asked for again. Raises RuleViolated: `changed_meanwhile`, `text_too_long`, `minutes_not_draft`.
    """
    text = _read(typed, LONGEST_BLOCK, "words")
    row = held(db, session_id)
    known = db.scalar(sa.select(MinutesBlock).where(MinutesBlock.minutes_id == row.id, MinutesBlock.block == block))
    if known is not None and known.text == text:
        return known.op
    if (str(known.op) if known else "") != seen:
        raise RuleViolated("changed_meanwhile")
    note_author(db, row, author)
    if known is None:
        known = MinutesBlock(minutes_id=row.id, block=block, text=text)
        db.add(known)
    else:
        known.text = text
    db.flush()
    return known.op


def write_summary(db: Db, session_id: UUID, typed: SummaryText, *, seen: str, author: UUID) -> UUID:
    """Keep the few sentences at the head and their translation, and return the version of their row.

    Blank, the data make them again. What stands there already changes nothing, as in `keep_block`. Raises
    RuleViolated: `changed_meanwhile`, `summary_too_long`, `translation_incomplete`, `minutes_not_draft`.
    """
    text, translation = read_summary(typed.text, "text"), read_summary(typed.translation, "translation")
    translator = clean_line(typed.translator)
    if bool(translation) != bool(typed.language and translator) and (translation or translator):
        raise RuleViolated("translation_incomplete", field="translator" if not translator else "translation")
    row = held(db, session_id)
    known = db.scalar(sa.select(MinutesSummary).where(MinutesSummary.minutes_id == row.id))
    said = (text, translation or None, *((typed.language, translator) if translation else (None, None)))
    if known is not None and (known.text, known.translation, known.language, known.translator) == said:
        return known.op
    if (str(known.op) if known else "") != seen:
        raise RuleViolated("changed_meanwhile")
    note_author(db, row, author)
    kept = known or MinutesSummary(minutes_id=row.id, text=text)
    kept.text, kept.translation, kept.language, kept.translator = said
    db.add(kept)
    db.flush()
    return kept.op


def write_notes(db: Db, session_id: UUID, *, unread_note: str, change_note: str, author: UUID) -> None:
    """Keep why some contributions were not read back, and what a new version changes. Raises RuleViolated."""
    unread = _read(unread_note, LONGEST_NOTE, "unread_note")
    change = _read(change_note, LONGEST_NOTE, "change_note")
    row = held(db, session_id)
    note_author(db, row, author)
    row.unread_note, row.change_note = unread or None, change or None


def send_to_review(db: Db, session_id: UUID, *, author: UUID) -> None:
    """Send the draft to whoever approves; who sends it counts as author. Raises RuleViolated `minutes_not_draft`."""
    row = held(db, session_id)
    row.state = rules.send_to_review(_rule(db, session_id)).state
    row.authors = _with(row, author)
    row.returned_note = None


def send_back(db: Db, session_id: UUID, note: str) -> None:
    """Give the minutes back with what to mend. Raises RuleViolated `minutes_not_in_review`, `return_needs_note`."""
    words = _read(note, LONGEST_NOTE, "note")
    row = held(db, session_id)
    row.state = rules.send_back(_rule(db, session_id), words).state
    row.returned_note = words
    _unapprove(row)


def approve(db: Db, session_id: UUID, *, approver: UUID, seen: str, digest_of: Digest, now: datetime) -> None:
    """Approve exactly what was shown, whose digest is `seen`.

    Raises RuleViolated: `changed_meanwhile` where the data say something else now, or as `domain.minutes.approve`.
    """
    row = held(db, session_id)
    facts, draft = minutes_facts(db, session_id), minutes_draft(db, session_id)
    state, digest = rules.approve(minutes_rule(facts, draft), approver).state, digest_of(facts, draft)
    if digest != seen:
        raise RuleViolated("changed_meanwhile")
    row.state = state
    row.approved_by_id, row.approved_at, row.approved_digest = approver, now, digest


def publish(db: Db, session_id: UUID, edition: Edition, *, digest_of: Digest, now: datetime) -> MinutesVersion:
    """Freeze the next version. The report that was promised is delivered.

    Raises RuleViolated: `changed_since_approval`, `changed_meanwhile`, `personal_undecided`, or as
    `domain.minutes.publish`.
    """
    row = held(db, session_id)
    facts, draft = minutes_facts(db, session_id), minutes_draft(db, session_id)
    after, digest = rules.publish(minutes_rule(facts, draft)), digest_of(facts, draft)
    if row.approved_digest != digest:
        raise RuleViolated("changed_since_approval")
    window = coming_window(db, zone=facts.head.zone, now=now)
    if (edition.digest, edition.number, edition.window) != (digest, after.published, window):
        raise RuleViolated("changed_meanwhile")
    if row.approved_by_id is None or row.approved_at is None:
        raise RuleViolated("minutes_not_approved")
    check_traces(db, facts.head.space_id, edition.content)
    version = MinutesVersion(
        minutes_id=row.id,
        number=edition.number,
        content=dict(edition.content),
        sha256=edition.sha256,
        pdf_sha256=edition.pdf_sha256,
        approved_by_id=row.approved_by_id,
        approved_at=row.approved_at,
        published_at=now,
        change_note=row.change_note,
    )
    db.add(version)
    observations.open_window(db, version, window)
    observations.tell(db, session_id, version)
    row.state, row.authors, row.change_note = after.state, [], None
    _unapprove(row)
    _deliver(db, session_id, now=now)
    return version


def _deliver(db: Db, session_id: UUID, *, now: datetime) -> None:
    session = db.get_one(LabSession, session_id)
    owed = list(db.scalars(sa.select(Obligation).where(Obligation.session_id == session_id).with_for_update()))
    for obligation in owed:
        if obligation.kind is ObligationKind.REPORT and obligation.fulfilled_on is None:
            obligation.fulfilled_on = local(now, session.zone).date()
    if session.stage is Stage.REGISTER_CLOSED and all(one.fulfilled_on for one in owed):
        session.stage = move(session.stage, Stage.PUBLISHED)


def held(db: Db, session_id: UUID) -> Minutes:
    """Return the row of the minutes of a session, which nobody else changes until the act ends."""
    # the session is the lock, because the row of the minutes may not be there yet
    db.get_one(LabSession, session_id, with_for_update={"key_share": True}, populate_existing=True)
    mine = sa.select(Minutes).where(Minutes.session_id == session_id)
    row = db.scalar(mine.execution_options(populate_existing=True))
    if row is None:
        row = Minutes(session_id=session_id, state=State.DRAFT, authors=[])
        db.add(row)
        db.flush()
    return row


def _rule(db: Db, session_id: UUID) -> rules.Minutes:
    return minutes_rule(minutes_facts(db, session_id), minutes_draft(db, session_id))


def note_author(db: Db, row: Minutes, author: UUID) -> None:
    """The minutes are a draft anew, and `author` one of those who wrote it. Raises RuleViolated `minutes_not_draft`."""
    if row.state in {State.IN_REVIEW, State.APPROVED}:
        raise RuleViolated("minutes_not_draft")
    row.state = rules.write(_rule(db, row.session_id), author).state
    row.authors = _with(row, author)
    _unapprove(row)


def _with(row: Minutes, author: UUID) -> list[Any]:
    return sorted({*row.authors, str(author)})


def _unapprove(row: Minutes) -> None:
    row.approved_by_id = row.approved_at = row.approved_digest = None


def _read(typed: str, limit: int, field: str) -> str:
    text = clean_text(typed)
    if len(text) > limit:
        raise RuleViolated("text_too_long", field=field, longest=limit)
    return text
