"""Reading the outbox: what waits, what became of each message, and what the next one says to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.answer_place import answer_path
from labapp.domain.mail import MailState, MailTrouble, is_due, read_address
from labapp.domain.programme import public_url
from labapp.models.attendance import Consent, Notice, Participant
from labapp.models.mail import OutgoingMail
from labapp.models.recorder import Db
from labapp.models.responses import ResponseDocument, ResponseVersion
from labapp.queries.joined_entries import kept_entry
from labapp.queries.notifications import person_to_tell
from labapp.queries.programme import programme
from labapp.queries.response_versions import Published, latest_version, published
from labapp.queries.sessions import session_head

_WEIGHT = (
    MailState.CANCELLED, MailState.FAILED, MailState.QUEUED, MailState.TAKEN, MailState.SENT, MailState.HANDING,
    MailState.DOUBTFUL,
)  # fmt: skip
"""Of two entries that were joined, which message tells more: what may have left weighs more than what did not."""


@dataclass(frozen=True, slots=True)
class MailLine:
    """What became of the message to one person."""

    state: MailState
    queued_at: datetime
    next_at: datetime | None
    sent_at: datetime | None
    attempts: int
    trouble: MailTrouble | None
    reply_code: int | None


@dataclass(frozen=True, slots=True)
class Contents:
    """What one message says, to which address, in which language besides Spanish."""

    address: str
    own: tuple[str, ...]
    language: str
    version: Published
    programme: str
    public_url: str | None
    zone: str


def mail_lines(db: Db, version_id: UUID) -> Mapping[UUID, MailLine]:
    """Return what became of each message about a version, by person; joined entries are one person."""
    rows = db.execute(
        sa.select(kept_entry(), OutgoingMail)
        .join(Participant, Participant.id == OutgoingMail.person_id)
        .where(OutgoingMail.version_id == version_id)
    )
    ordered = sorted(rows, key=lambda row: _WEIGHT.index(row[1].state))
    return {person: _line(mail) for person, mail in ordered}


def _line(mail: OutgoingMail) -> MailLine:
    return MailLine(
        state=mail.state,
        queued_at=mail.queued_at,
        next_at=mail.next_at,
        sent_at=mail.sent_at,
        attempts=mail.attempts,
        trouble=mail.trouble,
        reply_code=mail.reply_code,
    )


def outbox_counts(db: Db) -> Counter[MailState]:
    """Return how many messages stand in each state."""
    rows = db.execute(sa.select(OutgoingMail.state, sa.func.count()).group_by(OutgoingMail.state))
    return Counter(dict(rows.all()))


def outbox_troubles(db: Db) -> Counter[MailTrouble]:
    """Return what keeps messages back, and how many of them: those not sent, failed or doubtful."""
    waiting = OutgoingMail.state.in_((MailState.QUEUED, MailState.FAILED, MailState.DOUBTFUL))
    rows = db.execute(
        sa.select(OutgoingMail.trouble, sa.func.count())
        .where(waiting, OutgoingMail.trouble.is_not(None))
        .group_by(OutgoingMail.trouble)
    )
    return Counter({trouble: count for trouble, count in rows if trouble is not None})


def due_mail(db: Db, *, now: datetime) -> tuple[UUID, ...]:
    """Return the messages whose time has come, in the order in which they were queued."""
    waiting = sa.select(OutgoingMail.id, OutgoingMail.next_at).where(OutgoingMail.state == MailState.QUEUED)
    found = db.execute(waiting.order_by(OutgoingMail.queued_at, OutgoingMail.id))
    return tuple(mail_id for mail_id, next_at in found if next_at is not None and is_due(next_at, now=now))


def mail_contents(db: Db, mail: OutgoingMail) -> Contents | MailTrouble:
    """Return what a message says as things stand now, or why it must not be sent any more."""
    version = db.get_one(ResponseVersion, mail.version_id)
    session_id = db.get_one(ResponseDocument, version.document_id).session_id
    newest = latest_version(db, session_id)
    if newest is None or newest.id != version.id:
        return MailTrouble.NEWER_VERSION
    one = person_to_tell(db, session_id, version.id, mail.person_id) if mail.person_id else None
    if one is None:
        return MailTrouble.CONTACT_TAKEN_BACK
    if one.told or _went_under_another_entry(db, mail, one.id):
        return MailTrouble.TOLD_ALREADY
    address = read_address(one.contact)
    if address is None:
        return MailTrouble.NO_ADDRESS
    head, found = session_head(db, session_id), programme(db)
    return Contents(
        address=address,
        own=one.own,
        language=_language_of(db, one.id),
        version=published([version]),
        programme=found.name if found and found.name else "Laboratorios participativos",
        public_url=public_url(found.public_base_url if found else None, answer_path(head.token)),
        zone=head.zone,
    )


def _went_under_another_entry(db: Db, mail: OutgoingMail, kept: UUID) -> bool:
    may_have_left = (MailState.TAKEN, MailState.HANDING, MailState.SENT, MailState.DOUBTFUL)
    other = (
        sa.select(OutgoingMail.id)
        .join(Participant, Participant.id == OutgoingMail.person_id)
        .where(
            OutgoingMail.id != mail.id,
            OutgoingMail.version_id == mail.version_id,
            OutgoingMail.state.in_(may_have_left),
            kept_entry() == kept,
        )
    )
    return db.scalar(sa.select(other.exists())) is True


def _language_of(db: Db, person_id: UUID) -> str:
    """The language in which somebody last read what they agreed to."""
    shown = (
        sa.select(Notice.language)
        .join(Consent, Consent.notice_id == Notice.id)
        .where(Consent.participant_id == person_id)
        .order_by(Consent.at.desc(), Consent.id.desc())
        .limit(1)
    )
    return db.scalar(shown) or "es"
