"""The way of each lab or table of a community, from what was asked to how it went back, out of what is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from labapp.documents.content import Contribution, Contributions, Document, Heading, Table
from labapp.documents.contributions import is_withdrawn
from labapp.documents.minutes_versions import opened_version
from labapp.documents.published_passages import AGREED, texts_of
from labapp.documents.responses_facts import group_counts
from labapp.documents.responses_page import GroupCount
from labapp.domain.errors import RuleViolated
from labapp.domain.numbering import whole_of
from labapp.domain.obligations import ObligationKind
from labapp.domain.responses import Document as Answers
from labapp.domain.responses import VersionKind, by_number
from labapp.domain.spaces import SpaceKind
from labapp.domain.threads import PublicFacts, Step, StepLine, StepState, taken_up_in_part, thread
from labapp.models.contributions import Contribution as ContributionRow
from labapp.models.recorder import Db
from labapp.models.responses import ResponseVersion
from labapp.models.returning import Notification
from labapp.queries.calendar import sessions_of_community
from labapp.queries.obligations import Term, terms_of
from labapp.queries.replies import second_answers
from labapp.queries.response_document import latest_minutes
from labapp.queries.response_versions import published, versions_of
from labapp.queries.sessions import SessionHead
from labapp.words.formats import local


@dataclass(frozen=True, slots=True)
class Said:
    """What standing minutes hold: how many contributions, on which themes, what was agreed, and what was promised."""

    on: date
    received: int
    themes: tuple[str, ...]
    agreed: tuple[str, ...]
    promised: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resulted:
    """What the newest answers hold: the institutions, how many fell into each group, and how many are still open."""

    on: date
    advance: int | None
    institutions: tuple[str, ...]
    groups: tuple[GroupCount, ...]
    in_part: int
    open: int


@dataclass(frozen=True, slots=True)
class TracedSession:
    """A session with all that is published of what came of it."""

    head: SessionHead
    on: date
    said: Said | None
    resulted: Resulted | None
    report: Term | None
    response: Term | None
    told_on: date | None
    added_on: tuple[date, ...]
    """The days on which offices added a second answer."""

    @property
    def institutions(self) -> tuple[str, ...]:
        """Who answers, as far as it is public: by the answers that are out, or by a prórroga."""
        of_answers = self.resulted.institutions if self.resulted else ()
        with_more_time = (one.institution for one in self.response.extended.granted) if self.response else ()
        return tuple(dict.fromkeys((*of_answers, *with_more_time)))


@dataclass(frozen=True, slots=True)
class TracedLine:
    """How far one step of one session is; no session where none was held yet."""

    session: TracedSession | None
    state: StepState


@dataclass(frozen=True, slots=True)
class Thread:
    """The way of one lab or table: every step, each with at least one line."""

    token: str
    title: str
    kind: SpaceKind
    steps: tuple[tuple[Step, tuple[TracedLine, ...]], ...]


def threads_of_community(db: Db, token: str, *, today: date, language: str) -> tuple[Thread, ...]:
    """Return the way of every lab of a community and of every table that concerns it, the latest first."""
    by_space: dict[UUID, list[SessionHead]] = {}
    for head in sessions_of_community(db, token):
        by_space.setdefault(head.space_id, []).append(head)
    return tuple(
        _thread([_traced(db, head, today=today, language=language) for head in reversed(heads)], today)
        for heads in by_space.values()
    )


def _thread(sessions: list[TracedSession], today: date) -> Thread:
    steps = thread([_facts(one) for one in sessions], today=today)
    head = sessions[0].head
    shown = ((step, tuple(_line(one, sessions) for one in lines)) for step, lines in steps.items())
    return Thread(head.space_token, head.space_title, head.space_kind, tuple(shown))


def _line(line: StepLine, sessions: Sequence[TracedSession]) -> TracedLine:
    return TracedLine(None if line.session is None else sessions[line.session], line.state)


def _facts(session: TracedSession) -> PublicFacts:
    said, resulted, response = session.said, session.resulted, session.response
    return PublicFacts(
        stage=session.head.stage,
        on=session.on,
        minutes_on=said.on if said else None,
        received=said.received if said else 0,
        agreed=len(said.agreed) if said else 0,
        report_due_on=session.report.due_on if session.report else None,
        answered_on=resulted.on if resulted else None,
        is_complete=resulted is not None and resulted.advance is None,
        names_institution=bool(session.institutions),
        response_due_on=(response.extended.until_on or response.due_on) if response else None,
        told_on=session.told_on,
    )


def _traced(db: Db, head: SessionHead, *, today: date, language: str) -> TracedSession:
    terms = {term.kind: term for term in terms_of(db, head.id, today=today)}
    versions = versions_of(db, head.id)
    added = (one for those in second_answers(db, head.id).values() for one in those)
    return TracedSession(
        head=head,
        on=local(head.starts_at, head.zone).date(),
        said=_said(db, head),
        resulted=_resulted(versions, head.zone, today=today, language=language),
        report=terms.get(ObligationKind.REPORT),
        response=terms.get(ObligationKind.RESPONSE),
        told_on=_told_on(db, versions, head.zone),
        added_on=tuple(sorted({local(one.published_at, head.zone).date() for one in added})),
    )


def _said(db: Db, head: SessionHead) -> Said | None:
    """Return what the standing minutes say; None without any, and where they do not agree with their code."""
    version = latest_minutes(db, head.id)
    if version is None:
        return None
    try:
        document = opened_version(version.content, version.sha256)
    except RuleViolated:
        return None
    entries = [one for block in document.blocks if isinstance(block, Contributions) for one in block.entries]
    standing = [one for one in entries if not is_withdrawn(one, document.language)]
    known = db.scalars(sa.select(ContributionRow.theme).where(ContributionRow.session_id == head.id))
    agreed, promised = _agreed(document)
    return Said(
        on=local(version.published_at, head.zone).date(),
        received=len({whole_of(one.number) for one in standing}),
        themes=_themes(standing, frozenset(filter(None, known))),
        agreed=agreed,
        promised=promised,
    )


def _themes(entries: Iterable[Contribution], known: frozenset[str]) -> tuple[str, ...]:
    """Return the themes that stand beside contributions; `known` tells them from the kinds and groups beside them."""
    beside = (part for one in entries for remark in one.remarks for part in remark.split(" · "))
    return tuple(dict.fromkeys(part for part in beside if part in known))


def _agreed(document: Document) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what people agreed, as it was written, and the table of what was promised in the room."""
    agreed: list[str] = []
    promised: list[str] = []
    is_agreement = False
    for block in document.blocks:
        if isinstance(block, Heading):
            is_agreement = block.text in AGREED
        elif is_agreement and isinstance(block, Table):
            promised += [f"{row[0]}: {row[1]}" for row in block.rows]
        elif is_agreement:
            agreed += [text for text in texts_of(block) if text]
    return tuple(agreed), tuple(promised)


def _resulted(versions: list[ResponseVersion], zone: str, *, today: date, language: str) -> Resulted | None:
    if not versions:
        return None
    version = published(versions)
    groups = group_counts(version.document, language, today=today)
    received = sum(not row.withdrawn for row in version.document.listed)
    return Resulted(
        on=local(version.published_at, zone).date(),
        advance=version.advance if version.kind is VersionKind.PROGRESS else None,
        institutions=tuple(dict.fromkeys(_institutions(version.document))),
        groups=groups,
        in_part=taken_up_in_part(version.document),
        open=received - sum(one.count for one in groups),
    )


def _institutions(document: Answers) -> Iterator[str]:
    """Yield who answers, and who is named as owing an answer."""
    answering = (one.institution for one in by_number(document.answers).values())
    owing = (row.owed_by for row in document.listed if row.due_on)
    yield from filter(None, (name.strip() for name in (document.institution, *answering, *owing)))


def _told_on(db: Db, versions: list[ResponseVersion], zone: str) -> date | None:
    """Return the first day on which anybody was told; never who, nor how many."""
    first = db.scalar(
        sa.select(sa.func.min(Notification.at)).where(
            Notification.version_id.in_([one.id for one in versions]), Notification.undone_at.is_(None)
        )
    )
    return local(first, zone).date() if first else None
