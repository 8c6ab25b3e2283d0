"""The public figures over everything published: every whole contribution once, and every promise with its day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa

from labapp.domain.kept_promises import PromiseState, state_of_promise
from labapp.domain.numbering import whole_of
from labapp.domain.obligations import ObligationKind
from labapp.domain.response_measures import Answering, Counted, Measures, answering, counted, summed
from labapp.domain.responses import Document, Listed
from labapp.domain.terms import is_overdue
from labapp.domain.text import fold
from labapp.models.recorder import Db
from labapp.models.responses import Obligation
from labapp.models.sessions import LabSession
from labapp.queries.more_time import Extended, extended
from labapp.queries.response_document import latest_minutes, response_facts
from labapp.queries.response_versions import published, versions_of
from labapp.queries.sessions import ANNOUNCED, HEADS, SessionHead, head_of
from labapp.words.formats import local


@dataclass(frozen=True, slots=True)
class MeasuredContribution:
    """A contribution that was published, in minutes or with its answer; `version` is that of the answers, if any."""

    head: SessionHead
    version: int | None
    counted: Counted
    owed_on: date | None
    """The earliest day for which its answer or a decision is promised; a prórroga moves that of an answer."""

    def is_overdue(self, today: date) -> bool:
        """Whether a day that was promised for it has passed."""
        return not self.counted.withdrawn and self.owed_on is not None and is_overdue(self.owed_on, today)


@dataclass(frozen=True, slots=True)
class MeasuredPromise:
    """A document that was promised for a session, with the day that was promised first, and how that stands."""

    head: SessionHead
    kind: ObligationKind
    due_on: date
    fulfilled_on: date | None
    extended_until: date | None
    state: PromiseState


@dataclass(frozen=True, slots=True)
class Group:
    """What was measured of one institution, lab, table or year. `token` is that of the page of a lab or table.

    `name` is an `Answering` for the contributions that no single institution answers.
    """

    name: str
    measures: Measures
    overdue: int
    token: str = ""


@dataclass(frozen=True, slots=True, order=True)
class _Name:
    """A row of a table of groups, in its order: by name, and what is no institution after all that are."""

    is_last: bool
    key: str
    shown: str = field(compare=False)
    token: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class RecordMeasures:
    """Everything published up to `today`, together and in groups; groups by name or year, never by their figures."""

    today: date
    is_demonstration: bool
    contributions: tuple[MeasuredContribution, ...]
    promises: tuple[MeasuredPromise, ...]
    whole: Group
    institutions: tuple[Group, ...]
    spaces: tuple[Group, ...]
    years: tuple[Group, ...]

    @property
    def overdue(self) -> tuple[MeasuredContribution, ...]:
        """The contributions for which a promised day has passed, the longest overdue first."""
        late = [one for one in self.contributions if one.is_overdue(self.today)]
        return tuple(sorted(late, key=lambda one: one.owed_on or self.today))

    @property
    def overdue_documents(self) -> tuple[MeasuredPromise, ...]:
        """The documents whose promised day has passed, the longest overdue first."""
        return tuple(one for one in self.promises if one.state is PromiseState.OVERDUE)

    def promised(self, kind: ObligationKind, state: PromiseState) -> int:
        """Return how many documents of a kind stand so."""
        return sum(one.kind is kind and one.state is state for one in self.promises)


def record_measures(db: Db, *, today: date) -> RecordMeasures:
    """Return the measures of everything published. Where anything real is published, the demonstration is left out."""
    heads = [head_of(row) for row in db.execute(HEADS.where(ANNOUNCED).order_by(LabSession.starts_at, LabSession.id))]
    real = [head for head in heads if not head.is_demonstration]
    measured = real or heads
    contributions = tuple(one for head in measured for one in _contributions(db, head, today=today))
    return RecordMeasures(
        today=today,
        is_demonstration=bool(heads) and not real,
        contributions=contributions,
        promises=_promises(db, measured, today=today),
        whole=_group(contributions, today=today),
        institutions=_grouped(contributions, _institution, today=today),
        spaces=_grouped(contributions, _space, today=today),
        years=_grouped(contributions, _year, today=today),
    )


def _contributions(db: Db, head: SessionHead, *, today: date) -> Iterator[MeasuredContribution]:
    """Yield what was published of a session. What its minutes say and no answer mentions was received, too."""
    versions = versions_of(db, head.id)
    version = published(versions) if versions else None
    known = frozenset(row.number for row in version.document.listed) if version else frozenset()
    more = Document(listed=_only_in_minutes(db, head, known), answers=(), labels={})
    granted = extended(db, head.id, today=today) if version else Extended()
    for one in (*(counted(version.document) if version else ()), *counted(more)):
        yield MeasuredContribution(head, version.number if version else None, one, _owed_on(one, granted))


def _only_in_minutes(db: Db, head: SessionHead, known: frozenset[str]) -> tuple[Listed, ...]:
    if latest_minutes(db, head.id) is None:
        return ()
    facts = response_facts(db, head.id)
    # Who will answer and when is not public before it is published with the answers.
    return tuple(
        Listed(row.number, "", row.parts, joined_into=row.joined_into)
        for row in facts.document.listed
        if row.number in facts.reported and row.number not in known
    )


def _owed_on(one: Counted, granted: Extended) -> date | None:
    longer = [more.until_on for more in granted.granted if one.number in {more.number, whole_of(more.number)}]
    answer_on = max([one.due_on, *longer]) if one.due_on else None
    return min((day for day in (answer_on, one.decide_on) if day), default=None)


def _promises(db: Db, heads: list[SessionHead], *, today: date) -> tuple[MeasuredPromise, ...]:
    by_id = {head.id: head for head in heads}
    rows = db.scalars(sa.select(Obligation).order_by(Obligation.due_on, Obligation.kind, Obligation.session_id))
    return tuple(_promise(db, row, by_id[row.session_id], today) for row in rows if row.session_id in by_id)


def _promise(db: Db, row: Obligation, head: SessionHead, today: date) -> MeasuredPromise:
    may_be_longer = row.kind is ObligationKind.RESPONSE and row.fulfilled_on is None
    until = extended(db, row.session_id, today=today).until_on if may_be_longer else None
    state = state_of_promise(row.due_on, row.fulfilled_on, today=today, extended_until=until)
    return MeasuredPromise(head, row.kind, row.due_on, row.fulfilled_on, until, state)


def _institution(one: MeasuredContribution) -> _Name:
    name = answering(one.counted)
    return _Name(isinstance(name, Answering), fold(name), name)


def _space(one: MeasuredContribution) -> _Name:
    return _Name(
        False, f"{fold(one.head.space_title)}\n{one.head.space_token}", one.head.space_title, one.head.space_token
    )


def _year(one: MeasuredContribution) -> _Name:
    year = str(local(one.head.starts_at, one.head.zone).year)
    return _Name(False, year, year)


def _grouped(
    rows: Iterable[MeasuredContribution], key: Callable[[MeasuredContribution], _Name], *, today: date
) -> tuple[Group, ...]:
    found: dict[_Name, list[MeasuredContribution]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return tuple(_group(found[name], today=today, name=name.shown, token=name.token) for name in sorted(found))


def _group(rows: Iterable[MeasuredContribution], *, today: date, name: str = "", token: str = "") -> Group:
    whole = tuple(rows)
    return Group(
        name=name,
        measures=summed((row.counted for row in whole), today=today),
        overdue=sum(row.is_overdue(today) for row in whole),
        token=token,
    )
