"""Reading the right of reply: a person's own answers, what was said of them at the desk, and what the office added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.replies import Verdict, reply_until
from labapp.domain.responses import Group
from labapp.domain.returning import Returned, returned
from labapp.models.contributions import Contribution
from labapp.models.recorder import Db
from labapp.models.responses import ResponseVersion
from labapp.models.returning import Reply, SecondAnswer
from labapp.models.sessions import LabSession
from labapp.queries.response_document import number_of
from labapp.queries.response_versions import Published, published, versions_of
from labapp.words.formats import local


@dataclass(frozen=True, slots=True)
class Second:
    """What an office added under an answer."""

    text: str
    institution: str
    office: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """What whoever gave a contribution says of its answer; `sentence` is None once they asked to be erased."""

    verdict: Verdict
    sentence: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """The published answers to one contribution of a person, and until when they may say whether those answer it."""

    answers: tuple[Returned, ...]
    seconds: tuple[Second, ...]
    said: Said | None
    until: date
    is_open: bool
    token: str
    """The public token of the session, for the way to the whole."""

    @property
    def is_given(self) -> bool:
        """Whether there is an answer to say something of: what is still owed is none."""
        return any(one.group is not None for one in self.answers)


def own_answers(db: Db, contributions: Sequence[Contribution], *, now: datetime) -> dict[UUID, OwnAnswer]:
    """Return, for each of a person's contributions that the newest publication speaks of, what it says.

    A composite one is answered in its parts, which are contributions of the same person.
    """
    found: dict[UUID, OwnAnswer] = {}
    for session_id in dict.fromkeys(one.session_id for one in contributions):
        versions = versions_of(db, session_id)
        if not versions:
            continue
        session, version = db.get_one(LabSession, session_id), published(versions)
        until = reply_until(local(version.published_at, session.zone).date())
        is_open = local(now, session.zone).date() <= until
        answered = returned(version.document)
        seconds, said = second_answers(db, session_id), replies_to(db, versions[0].id)
        for one in contributions:
            if one.session_id != session_id or one.withdrawn_at is not None:
                continue
            answers = tuple(answer for answer in answered if number_of(one) in answer.numbers)
            if answers:
                added = tuple(seconds.get(number_of(one), ()))
                found[one.id] = OwnAnswer(answers, added, said.get(one.id), until, is_open, session.token)
    return found


def replies_to(db: Db, version_id: UUID) -> dict[UUID, Said]:
    """Return what was said of a version, by contribution."""
    rows = db.scalars(sa.select(Reply).where(Reply.version_id == version_id).order_by(Reply.at, Reply.id))
    return {row.contribution_id: Said(row.verdict, row.sentence, row.at) for row in rows}


def second_answers(db: Db, session_id: UUID, *, up_to: int | None = None) -> dict[str, list[Second]]:
    """Return what offices added under the answers of a session, by number of contribution, the oldest first.

    `up_to` leaves out what was added to a later version than that one.
    """
    rows = db.execute(
        sa.select(SecondAnswer, Contribution, ResponseVersion.number)
        .join(Contribution, Contribution.id == SecondAnswer.contribution_id)
        .join(ResponseVersion, ResponseVersion.id == SecondAnswer.version_id)
        .where(Contribution.session_id == session_id)
        .order_by(SecondAnswer.published_at, SecondAnswer.id)
    )
    found: dict[str, list[Second]] = defaultdict(list)
    for row, contribution, version in rows:
        if up_to is None or version <= up_to:
            found[number_of(contribution)].append(Second(row.text, row.institution, row.office, row.published_at))
    return found


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """A published answer at the desk, beside it what whoever asked says of it, and what was added already."""

    contribution_id: UUID
    number: str
    text: str | None
    group: Group
    who: str
    """The institution that signs the answer, and what is added to it."""
    reason: str
    said: Said | None
    seconds: tuple[Second, ...]


@dataclass(frozen=True, slots=True)
class ReplyList:
    """The answers of the newest publication with the replies to them; those that do not answer come first."""

    version: Published
    until: date
    is_open: bool
    rows: tuple[ReplyRow, ...]

    def count(self, verdict: Verdict) -> int:
        """Return how many replies say so. For the desk only: never published."""
        return sum(row.said is not None and row.said.verdict is verdict for row in self.rows)


_FIRST = (Verdict.DOES_NOT_ANSWER, Verdict.ANSWERS_IN_PART, Verdict.ANSWERS, None)


def reply_list(db: Db, session_id: UUID, *, zone: str, now: datetime) -> ReplyList | None:
    """Return the replies of a session, None before anything is published."""
    versions = versions_of(db, session_id)
    if not versions:
        return None
    version = published(versions)
    said, seconds = replies_to(db, versions[0].id), second_answers(db, session_id)
    ids = _ids(db, session_id)
    rows = [
        ReplyRow(
            contribution_id=ids[number],
            number=number,
            text=version.shown[number].text if number in version.shown else None,
            group=one.group,
            who=one.who,
            reason=one.reason,
            said=said.get(ids[number]),
            seconds=tuple(seconds.get(number, ())),
        )
        for one in returned(version.document)
        if one.group is not None
        for number in one.numbers
        if number in ids
    ]
    rows.sort(key=lambda row: _FIRST.index(row.said.verdict if row.said else None))
    until = reply_until(local(version.published_at, zone).date())
    return ReplyList(version, until, local(now, zone).date() <= until, tuple(rows))


def _ids(db: Db, session_id: UUID) -> dict[str, UUID]:
    rows = db.scalars(sa.select(Contribution).where(Contribution.session_id == session_id))
    return {number_of(row): row.id for row in rows}
