"""The outbox: a message is queued by a person, taken by one sender, handed over once, and what became of it is kept.

Whoever takes a message marks it before anything is said to the server, and marks it again just before its text
leaves. Who dies before the second mark has sent nothing; who dies after it leaves the message doubtful, and what is
doubtful is sent again only by a person. Source: RFC 5321, 4.5.3.2.6 and 6.1: only the line between the final dot and
its answer can leave a sender without knowledge.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import RuleViolated
from labapp.domain.ids import new_id
from labapp.domain.mail import (
    BY_HAND,
    MailState,
    MailTrouble,
    Reach,
    is_abandoned,
    is_due,
    next_attempt,
    reach_of,
    read_address,
)
from labapp.domain.phones import NoticeChannel
from labapp.models.attendance import Participant
from labapp.models.mail import OutgoingMail
from labapp.models.recorder import Db
from labapp.queries.joined_entries import is_entry_of
from labapp.queries.notifications import people_to_tell
from labapp.queries.outbox import Contents, mail_contents, mail_lines
from labapp.queries.response_versions import latest_version
from labapp.services.notifications import hold_version, put_note
from labapp.services.privacy import hold_people, hold_person


@dataclass(frozen=True, slots=True)
class Taken:
    """A message that one sender took, and what it says."""

    mail_id: UUID
    taking_id: UUID
    contents: Contents


@dataclass(frozen=True, slots=True)
class AttemptEnd:
    """How an attempt ended: without trouble the server accepted the message."""

    trouble: MailTrouble | None = None
    reply_code: int | None = None


def queue_mail(db: Db, session_id: UUID, *, by: UUID, now: datetime) -> int:
    """Queue one message for each person who left an address and was not told; return how many.

    Whoever has a message already gets no second one. Raises RuleViolated `response_not_published`, `mail_for_nobody`.
    """
    version = latest_version(db, session_id)
    if version is None:
        raise RuleViolated("response_not_published")
    hold_version(db, version.id)
    known = mail_lines(db, version.id)
    wanted = [
        one.id
        for one in people_to_tell(db, session_id, version.id)
        if one.told is None and one.id not in known and read_address(one.contact)
    ]
    people = hold_people(db, wanted)
    if not people:
        raise RuleViolated("mail_for_nobody")
    db.add_all(
        OutgoingMail(version_id=version.id, person_id=one, queued_at=now, queued_by_id=by, next_at=now)
        for one in wanted
        if one in people
    )
    return len(people)


def _messages(db: Db, version_id: UUID, person_id: UUID) -> list[OutgoingMail]:
    hold_version(db, version_id)
    return list(
        db.scalars(
            sa.select(OutgoingMail)
            .join(Participant, Participant.id == OutgoingMail.person_id)
            .where(
                OutgoingMail.version_id == version_id,
                is_entry_of(person_id),
            )
            .order_by(OutgoingMail.id)
            .with_for_update(of=OutgoingMail)
        )
    )


def queue_again(db: Db, version_id: UUID, person_id: UUID, *, by: UUID, now: datetime) -> None:
    """Queue a message anew that failed, was cancelled or is doubtful, because somebody said so.

    Raises RuleViolated `mail_not_again`.
    """
    again = [mail for mail in _messages(db, version_id, person_id) if mail.state in BY_HAND]
    if not again:
        raise RuleViolated("mail_not_again")
    mail = again[0]
    mail.state, mail.attempts, mail.trouble, mail.reply_code = MailState.QUEUED, 0, None, None
    mail.queued_at, mail.queued_by_id, mail.next_at, mail.taking_id = now, by, now, None
    for other in again[1:]:
        _end(other, MailState.CANCELLED, MailTrouble.TOLD_ALREADY)


def settle(db: Db, version_id: UUID, person_id: UUID, *, channel: NoticeChannel) -> None:
    """After somebody was told, nothing about it is sent any more; told by mail, what was doubtful was sent."""
    for mail in _messages(db, version_id, person_id):
        if mail.state is MailState.DOUBTFUL and channel is NoticeChannel.EMAIL:
            _end(mail, MailState.SENT, None)
            mail.sent_at = mail.taken_at or mail.queued_at
        elif mail.state in {MailState.QUEUED, MailState.FAILED, MailState.DOUBTFUL}:
            _end(mail, MailState.CANCELLED, MailTrouble.TOLD_ALREADY)


def _end(mail: OutgoingMail, state: MailState, trouble: MailTrouble | None) -> None:
    mail.state, mail.trouble, mail.next_at = state, trouble, None


def _locked(db: Db, mail_id: UUID) -> OutgoingMail | None:
    """The message, with nobody else deciding on it or erasing whom it is for."""
    mail = db.get(OutgoingMail, mail_id)
    if mail is None:
        return None
    hold_version(db, mail.version_id)
    if mail.person_id is not None:
        hold_person(db, mail.person_id)
    return db.get_one(OutgoingMail, mail_id, with_for_update=True, populate_existing=True)


def take(db: Db, mail_id: UUID, *, now: datetime) -> Taken | None:
    """Take a message whose time has come, for one attempt; None when it is not to be had.

    Where it must not be sent any more it is cancelled.
    """
    mail = _locked(db, mail_id)
    if mail is None or mail.state is not MailState.QUEUED or mail.next_at is None or not is_due(mail.next_at, now=now):
        return None
    contents = mail_contents(db, mail)
    if isinstance(contents, MailTrouble):
        _end(mail, MailState.CANCELLED, contents)
        return None
    taking = new_id()
    mail.state, mail.taking_id, mail.taken_at, mail.attempts = MailState.TAKEN, taking, now, mail.attempts + 1
    mail.next_at = None
    return Taken(mail.id, taking, contents)


def hand(db: Db, taken: Taken) -> bool:
    """Mark that the text leaves now; False, and then it must not, where things have changed since it was taken."""
    mail = _locked(db, taken.mail_id)
    if mail is None or mail.state is not MailState.TAKEN or mail.taking_id != taken.taking_id:
        return False
    contents = mail_contents(db, mail)
    if isinstance(contents, MailTrouble):
        _end(mail, MailState.CANCELLED, contents)
        return False
    if contents.address != taken.contents.address:
        mail.state, mail.next_at = MailState.QUEUED, mail.taken_at
        return False
    mail.state = MailState.HANDING
    return True


def finish(db: Db, taken: Taken, outcome: AttemptEnd, *, now: datetime) -> None:
    """Keep how an attempt ended; a message that the server accepted notes the person as told by mail.

    An answer that comes after the message was given up as doubtful still counts.
    """
    mail = _locked(db, taken.mail_id)
    if mail is None or mail.taking_id != taken.taking_id:
        return
    if mail.state not in {MailState.TAKEN, MailState.HANDING, MailState.DOUBTFUL}:
        return
    mail.reply_code = outcome.reply_code
    if outcome.trouble is None:
        _end(mail, MailState.SENT, None)
        mail.sent_at = now
        if mail.person_id is not None:
            channel = NoticeChannel.EMAIL
            put_note(db, mail.version_id, mail.person_id, channel=channel, by=mail.queued_by_id, now=now)
        return
    _not_sent(mail, outcome.trouble, now=now)


def _not_sent(mail: OutgoingMail, trouble: MailTrouble, *, now: datetime) -> None:
    match reach_of(trouble):
        case Reach.UNKNOWN:
            _end(mail, MailState.DOUBTFUL, trouble)
        case Reach.THIS_FOR_GOOD:
            _end(mail, MailState.FAILED, trouble)
        case Reach.THIS_FOR_NOW | Reach.ALL_FOR_NOW:
            following = next_attempt(mail.attempts, now=now)
            _end(mail, MailState.FAILED if following is None else MailState.QUEUED, trouble)
            mail.next_at = following


def release_abandoned(db: Db, *, now: datetime) -> None:
    """Give up on senders that died: what had not left is queued again, what was leaving is doubtful."""
    taken = OutgoingMail.state.in_((MailState.TAKEN, MailState.HANDING))
    for mail in db.scalars(sa.select(OutgoingMail).where(taken).with_for_update(skip_locked=True)):
        if mail.taken_at is None or not is_abandoned(mail.taken_at, now=now):
            continue
        if mail.state is MailState.TAKEN:
            mail.state, mail.next_at, mail.taking_id = MailState.QUEUED, now, None
        else:
            _end(mail, MailState.DOUBTFUL, MailTrouble.CUT_OFF)


def doubt_unsent(db: Db) -> None:
    """After going back to a copy nobody knows what was sent since: all that waits in it is doubtful."""
    waiting = (MailState.QUEUED, MailState.TAKEN, MailState.HANDING)
    for mail in db.scalars(sa.select(OutgoingMail).where(OutgoingMail.state.in_(waiting))):
        _end(mail, MailState.DOUBTFUL, MailTrouble.COPY_BROUGHT_BACK)
