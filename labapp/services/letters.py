"""Notas to institutions: written with what they are to answer, then noted as sent, then with the reply that came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.assignments import AssignmentState
from labapp.domain.errors import RuleViolated
from labapp.domain.scans import ScanKind
from labapp.models.assignments import Assignment, RequestLetter
from labapp.models.contributions import Contribution
from labapp.models.letters import Nota
from labapp.models.recorder import Db
from labapp.queries.response_document import latest_minutes
from labapp.services.held_rows import held_as_seen
from labapp.services.responses import kept_line, kept_text, locked_document


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """What a nota says besides the contributions."""

    place: str
    dated_on: date | None
    request: str
    addressee: str = ""
    office: str = ""
    signatory: str = ""


def write_letter(
    db: Db, session_id: UUID, organisation_id: UUID, facts: LetterFacts, *, now: datetime
) -> RequestLetter:
    """Write the nota for what an institution owes and was not asked for yet; one that was not sent is written anew.

    Raises RuleViolated: `minutes_not_published`, `letter_asks_nothing`, `letter_needs_place`, `letter_needs_day`,
    `letter_needs_request`, `line_too_long` or `answer_too_long`.
    """
    locked_document(db, session_id)
    if latest_minutes(db, session_id) is None:
        raise RuleViolated("minutes_not_published")
    unsent = _unsent(db, session_id, organisation_id)
    asked = _not_asked_yet(db, session_id, organisation_id, unsent)
    if not asked:
        raise RuleViolated("letter_asks_nothing")
    letter = unsent or RequestLetter(session_id=session_id, organisation_id=organisation_id)
    fill_nota(letter, facts, now=now)
    db.add(letter)
    for assignment in asked:
        if assignment.letter_id != letter.id:
            assignment.letter_id = letter.id
    return letter


def fill_nota(letter: Nota, facts: LetterFacts, *, now: datetime) -> None:
    """A nota says this from now on.

    Raises RuleViolated: `letter_needs_place`, `letter_needs_day`, `letter_needs_request`, `line_too_long` or
    `answer_too_long`.
    """
    place, request = kept_line(facts.place, "place"), kept_text(facts.request, "request")
    if place is None:
        raise RuleViolated("letter_needs_place", field="place")
    if facts.dated_on is None:
        raise RuleViolated("letter_needs_day", field="dated_on")
    if request is None:
        raise RuleViolated("letter_needs_request", field="request")
    letter.place, letter.dated_on, letter.request = place, facts.dated_on, request
    letter.addressee = kept_line(facts.addressee, "addressee")
    letter.office = kept_line(facts.office, "office")
    letter.signatory = kept_line(facts.signatory, "signatory")
    letter.written_at = now


def _unsent(db: Db, session_id: UUID, organisation_id: UUID) -> RequestLetter | None:
    return db.scalar(
        sa.select(RequestLetter)
        .where(
            RequestLetter.session_id == session_id,
            RequestLetter.organisation_id == organisation_id,
            RequestLetter.number.is_(None),
        )
        .with_for_update()
    )


def _not_asked_yet(db: Db, session_id: UUID, organisation_id: UUID, unsent: RequestLetter | None) -> list[Assignment]:
    free = Assignment.letter_id.is_(None)
    return list(
        db.scalars(
            sa.select(Assignment)
            .join(Contribution, Contribution.id == Assignment.contribution_id)
            .where(
                Contribution.session_id == session_id,
                Assignment.organisation_id == organisation_id,
                Assignment.state == AssignmentState.ASSIGNED,
                sa.or_(free, Assignment.letter_id == unsent.id) if unsent else free,
            )
            .order_by(Assignment.id)
            .with_for_update(of=Assignment)
        )
    )


def record_sent(db: Db, letter_id: UUID, *, number: str, sent_on: date | None, seen: UUID) -> None:
    """Note the number and the day with which a nota went out; from then on it is not written anew.

    Raises NotFound, or RuleViolated `letter_needs_number`, `letter_needs_sent_day`, `changed_meanwhile`.
    """
    note_sent(held_as_seen(db, RequestLetter, letter_id, seen=seen), number=number, sent_on=sent_on)


def note_sent(letter: Nota, *, number: str, sent_on: date | None) -> None:
    """A nota went out with this number on this day.

    Raises RuleViolated `letter_needs_number` or `letter_needs_sent_day`.
    """
    line = kept_line(number, "number")
    if line is None:
        raise RuleViolated("letter_needs_number", field="number")
    if sent_on is None:
        raise RuleViolated("letter_needs_sent_day", field="sent_on")
    letter.number, letter.sent_on = line, sent_on


@dataclass(frozen=True, slots=True)
class KeptScan:
    """A scan that is on the disk, named by its SHA-256."""

    sha256: str
    kind: ScanKind


def record_reply(
    db: Db, letter_id: UUID, *, number: str, replied_on: date | None, scan: KeptScan | None, seen: UUID
) -> None:
    """Note number and day of the nota with which the institution answered; without a scan the one there stays.

    Raises NotFound, or RuleViolated `letter_not_sent`, `reply_needs_number`, `reply_needs_day`, `reply_before_letter`,
    `changed_meanwhile`.
    """
    letter = held_as_seen(db, RequestLetter, letter_id, seen=seen)
    if letter.number is None:
        raise RuleViolated("letter_not_sent")
    line = kept_line(number, "reply_number")
    if line is None:
        raise RuleViolated("reply_needs_number", field="reply_number")
    if replied_on is None:
        raise RuleViolated("reply_needs_day", field="reply_on")
    if letter.sent_on is not None and replied_on < letter.sent_on:
        raise RuleViolated("reply_before_letter", field="reply_on")
    letter.reply_number, letter.reply_on = line, replied_on
    if scan is not None:
        letter.scan_sha256, letter.scan_kind = scan.sha256, scan.kind.value
