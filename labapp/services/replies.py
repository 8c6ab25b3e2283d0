"""The right of reply, and the second answer of the office: both added, neither ever put in place of anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.answer_states import own_answer
from labapp.domain.attendance import ArrivalChannel, is_number
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.numbering import parse_number
from labapp.domain.replies import Verdict, check_reply_term, read_sentence
from labapp.domain.responses import Answer
from labapp.domain.returning import returned
from labapp.domain.text import clean_line, clean_text
from labapp.models.contributions import Contribution
from labapp.models.recorder import Db
from labapp.models.responses import ResponseVersion
from labapp.models.returning import Reply, SecondAnswer
from labapp.models.sessions import LabSession
from labapp.queries.attendance import number_on_card, person_anywhere
from labapp.queries.response_document import number_of
from labapp.queries.response_versions import published, versions_of
from labapp.services.personal_traces import check_words
from labapp.services.privacy import hold_person
from labapp.words.formats import local

LONGEST_SECOND_ANSWER = 2000


@dataclass(frozen=True, slots=True)
class GivenReply:
    """What somebody says of an answer, as the form gave it."""

    verdict: Verdict
    sentence: str
    channel: ArrivalChannel


def _newest_answering(db: Db, contribution: Contribution) -> tuple[ResponseVersion, Answer]:
    versions = versions_of(db, contribution.session_id)
    if not versions:
        raise RuleViolated("response_not_published")
    document, number = published(versions).document, number_of(contribution)
    given = (one.number for one in returned(document) if one.group is not None and number in one.numbers)
    answer = own_answer(next(given, ""), document)
    if answer is None:
        raise RuleViolated("not_answered_yet")
    return versions[0], answer


def reply(db: Db, person_id: UUID, contribution_id: UUID, given: GivenReply, *, now: datetime) -> None:
    """Keep what a person says of the newest published answer to their own contribution; saying it again replaces it.

    Raises RuleViolated: `reply_not_yours`, `response_not_published`, `not_answered_yet`, `reply_too_late`,
    `reply_needs_sentence`, `reply_too_long`.
    """
    sentence = read_sentence(given.sentence, given.verdict)
    is_there = hold_person(db, person_id)
    contribution = db.get(Contribution, contribution_id, with_for_update=True) if is_there else None
    if contribution is None or contribution.person_id != person_id or contribution.withdrawn_at is not None:
        raise RuleViolated("reply_not_yours")
    version, _answer = _newest_answering(db, contribution)
    zone = db.get_one(LabSession, contribution.session_id).zone
    check_reply_term(local(version.published_at, zone).date(), today=local(now, zone).date())
    db.info["about"] = person_id
    row = db.scalar(
        sa.select(Reply).where(Reply.contribution_id == contribution.id, Reply.version_id == version.id)
    )
    if row is None:
        row = Reply(contribution_id=contribution.id, version_id=version.id, person_id=person_id)
        db.add(row)
    row.person_id, row.verdict, row.sentence = person_id, given.verdict, sentence
    row.channel, row.at = given.channel, now


def reply_at_desk(
    db: Db, session_id: UUID, *, number: str, code: str, contribution: str, given: GivenReply, now: datetime
) -> None:
    """Keep the reply of somebody without phone, who showed number and code. Raises RuleViolated as `reply`."""
    try:
        on_card = number_on_card(db, code)
        person, _space = person_anywhere(db, code)
    except NotFound as unknown:
        raise RuleViolated("reply_not_yours", field="code") from unknown
    wanted = parse_number(contribution)
    row = db.scalar(
        sa.select(Contribution).where(
            Contribution.session_id == session_id,
            Contribution.number == wanted.number,
            Contribution.part == wanted.part,
        )
    )
    if row is None or not is_number(number, on_card):
        raise RuleViolated("reply_not_yours", field="contribution" if row is None else "number")
    reply(db, person.id, row.id, given, now=now)


def add_second_answer(
    db: Db, session_id: UUID, contribution_id: UUID, text: str, *, office: str, by: UUID, now: datetime
) -> SecondAnswer:
    """Publish what an office adds under an answer that is out, signed as that answer; the first one stays as it was.

    Raises RuleViolated: `response_not_published`, `not_answered_yet`, `second_answer_empty`, `second_answer_too_long`,
    or `words_personal`.
    """
    words = clean_text(text)
    if not words.strip():
        raise RuleViolated("second_answer_empty", field="text")
    if len(words) > LONGEST_SECOND_ANSWER:
        raise RuleViolated("second_answer_too_long", field="text", limit=LONGEST_SECOND_ANSWER)
    contribution = db.get(Contribution, contribution_id)
    if contribution is None or contribution.session_id != session_id:
        raise RuleViolated("not_answered_yet")
    version, answer = _newest_answering(db, contribution)
    check_words(db, session_id, words, field="text")
    row = SecondAnswer(
        contribution_id=contribution.id,
        version_id=version.id,
        text=words,
        institution=answer.institution,
        office=clean_line(office) or answer.office,
        published_at=now,
        published_by_id=by,
    )
    db.add(row)
    return row
