"""Consents, and erasing: what a person asked for happens at once, and one stays in the total.

An erasure destroys the key under which the journal holds the person, blanks the row, unties what they said, and
forgets the receipts and kept replays of their forms. Source: Ley 81 de 2019, rights of cancellation and revocation.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.attendance import AgeSide, ArrivalChannel, Held, check_may_hold
from labapp.domain.errors import RuleViolated
from labapp.domain.mail import MailState, MailTrouble
from labapp.domain.privacy import Consent as ConsentKind
from labapp.models.attendance import Consent, Device, Notice, Participant
from labapp.models.contributions import Contribution
from labapp.models.journal import PersonKey
from labapp.models.mail import OutgoingMail
from labapp.models.observations import Observation
from labapp.models.people import KeptReplay, Receipt
from labapp.models.recorder import Db, journal_columns
from labapp.models.returning import Notification, Reply
from labapp.queries.joined_entries import is_entry_of

T = TypeVar("T")

_notice = (
    sa.select(Notice.id)
    .where(Notice.hash == sa.bindparam("digest"), Notice.language == sa.bindparam("language"))
    .limit(1)
)


def notice_for(db: Db, *, digest: str, language: str, text: str) -> UUID:
    """Return the id of the notice with this very text, kept once per wording and language."""
    asked = {"digest": digest, "language": language}
    known: UUID | None = db.connection().execute(_notice, asked).scalar_one_or_none()
    if known is not None:
        return known
    added = Notice(hash=digest, language=language, text=text)
    db.add(added)
    return added.id


def set_consent(
    db: Db,
    person: Participant,
    kind: ConsentKind,
    *,
    given: bool,
    notice_id: UUID | None,
    channel: ArrivalChannel,
    captured_by: str,
    at: datetime,
) -> Consent:
    """Add one act of giving or refusing; the newest act of a kind is in force. Raises RuleViolated for minors."""
    if given and person.age_side is not AgeSide.ADULT and kind is not ConsentKind.ATTENDANCE:
        check_may_hold(Held.IMAGE if kind is ConsentKind.IMAGE_VOICE else Held.CONTACT, person.age_side)
    act = Consent(
        participant_id=person.id,
        kind=kind,
        given=given,
        notice_id=notice_id,
        channel=channel,
        captured_by=captured_by,
        at=at,
    )
    db.add(act)
    if kind is ConsentKind.CONTACT and not given:
        person.contact = None
    return act


def consents_in_force(db: Db, participant_id: UUID) -> dict[ConsentKind, bool]:
    """Return, for each kind that was ever asked, whether it is given now."""
    acts = db.scalars(sa.select(Consent).where(Consent.participant_id == participant_id).order_by(Consent.at))
    return {act.kind: act.given for act in acts}


def _blank(person: Participant, *, now: datetime) -> None:
    for column in journal_columns(Participant):
        if column.info.get("personal"):
            setattr(person, column.key, None)
    person.name_key = None
    person.erased_at = now


def hold_person(db: Db, person_id: UUID) -> bool:
    """Return whether somebody is there and was not erased; who erases them now waits until this act ends.

    For whatever is written in the name of a person. Held before what was said, and before what they were sent, as an
    erasure does, so that two acts never wait for each other crosswise.
    """
    return bool(hold_people(db, [person_id]))


def hold_people(db: Db, people: Iterable[UUID]) -> set[UUID]:
    """Return those of these people who were not erased, each held as by `hold_person`."""
    wanted = sa.select(Participant.id).where(Participant.id.in_(list(people)), Participant.erased_at.is_(None))
    return set(db.scalars(wanted.order_by(Participant.id).with_for_update(read=True, key_share=True)))


def _stop_mail(db: Db, person: Participant) -> None:
    for mail in db.scalars(sa.select(OutgoingMail).where(OutgoingMail.person_id == person.id).with_for_update()):
        mail.person_id = None
        if mail.state in {MailState.QUEUED, MailState.TAKEN}:
            mail.state, mail.trouble, mail.next_at = MailState.CANCELLED, MailTrouble.CONTACT_TAKEN_BACK, None


def _untie(db: Db, person_id: UUID) -> None:
    for contribution in db.scalars(_held(sa.select(Contribution).where(Contribution.person_id == person_id))):
        contribution.person_id = None
    for notification in db.scalars(_held(sa.select(Notification).where(Notification.person_id == person_id))):
        notification.person_id = None
    for reply in db.scalars(_held(sa.select(Reply).where(Reply.person_id == person_id))):
        reply.person_id = reply.sentence = None
    for asked in db.scalars(_held(sa.select(Observation).where(Observation.person_id == person_id))):
        asked.person_id = asked.words = None


def _held(rows: sa.Select[T]) -> sa.Select[T]:
    """The rows as they stand once nobody else changes them."""
    return rows.with_for_update().execution_options(populate_existing=True)


def erase_person(db: Db, person: Participant, *, now: datetime) -> None:
    """Leave of a person one in the total and nothing else on this node. Erasing twice is harmless.

    The caller notes the id for `restore` and truncates the write-ahead log afterwards (see `labapp.keeping`).
    """
    # held and read again, so that nothing is written in this name between the reading and the end
    person = db.scalars(_held(sa.select(Participant).where(Participant.id == person.id))).one()
    if person.erased_at is not None:
        return
    _untie(db, person.id)
    _stop_mail(db, person)
    _blank(person, now=now)
    db.flush()
    db.execute(sa.delete(PersonKey).where(PersonKey.person_id == person.id))
    db.execute(sa.delete(Device).where(Device.participant_id == person.id))
    db.execute(sa.delete(KeptReplay).where(KeptReplay.person_id == person.id))
    db.execute(sa.update(Receipt).where(Receipt.person_id == person.id).values(location="/", person_id=None))


def entries_of(db: Db, person: Participant) -> list[Participant]:
    """Return every entry that the desk said is this person, the kept one first."""
    kept = person.joined_into_id or person.id
    rows = db.scalars(
        sa.select(Participant)
        .where(is_entry_of(kept))
        .order_by(Participant.joined_into_id.is_(None).desc(), Participant.number)
    )
    return list(rows)


def withdraw(db: Db, person: Participant, kind: ConsentKind, *, captured_by: str, channel: ArrivalChannel,
             at: datetime) -> None:  # fmt: skip
    """Take a consent back at once, for every entry that is this person; withdrawing attendance erases the person.

    Raises RuleViolated `consent_not_given` where none stands.
    """
    entries = entries_of(db, person)
    standing = [entry for entry in entries if consents_in_force(db, entry.id).get(kind, False)]
    if not standing:
        raise RuleViolated("consent_not_given")
    for entry in standing:
        set_consent(db, entry, kind, given=False, notice_id=None, channel=channel, captured_by=captured_by, at=at)
    if kind is ConsentKind.CONTACT:
        for entry in entries:
            entry.contact = None
    if kind is ConsentKind.ATTENDANCE:
        erase_person(db, person, now=at)
