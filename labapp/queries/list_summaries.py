"""Counting sessions, one row each: exactly, for the desk under a record, and as the public may read it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.attendance import COUNTED, Part, Total, totals
from labapp.domain.demographics import AgeBand, Gender, PlaceScope
from labapp.domain.dimensions import DimensionKey
from labapp.domain.disclosure import TotalsPolicy
from labapp.models.attendance import Attendance, Participant, Unregistered
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.queries.exports import ON_THE_LIST
from labapp.queries.publication import shown_unit
from labapp.queries.sessions import ANNOUNCED, SessionHead, public_total

Group = tuple[type[StrEnum], str]
"""A group of people by vocabulary and value: values of two vocabularies may be alike."""


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """One session in exact counts, for internal use. Groups are of participants; who gave no answer is unasked."""

    head: SessionHead
    by_total: dict[Total, int]
    unregistered: int
    groups: Counter[Group]


@dataclass(frozen=True, slots=True)
class PublicSession:
    """One announced session with what anybody may read: its exact total once the register is closed."""

    head: SessionHead
    total: int | None


@dataclass(frozen=True, slots=True)
class PublicCount:
    """One line of the frozen tables of a lab or table; without a group the table is withheld."""

    unit: str
    total: int
    dimension: DimensionKey
    group: StrEnum | None
    count: int | None
    percentage: int | None
    base: int | None
    policy: TotalsPolicy


def session_summaries(db: Db, heads: Sequence[SessionHead]) -> tuple[SessionSummary, ...]:
    """Return the exact counts of each session, in their order; those who refused any record count as one each."""
    ids = [head.id for head in heads]
    present: dict[UUID, Counter[Part]] = defaultdict(Counter)
    groups: dict[UUID, Counter[Group]] = defaultdict(Counter)
    for session_id, part, gender, band, place, count in db.execute(_answers(ids)):
        present[session_id][part] += count
        if part in COUNTED[Total.PARTICIPANTS]:
            groups[session_id].update(dict.fromkeys(_groups(gender, band, place), count))
    refused: dict[UUID, Counter[Part]] = defaultdict(Counter)
    for session_id, part, count in db.execute(_refused(ids)):
        refused[session_id][part] = count
        if part in COUNTED[Total.PARTICIPANTS]:
            groups[session_id].update(dict.fromkeys(_groups(None, None, None), count))
    return tuple(
        SessionSummary(
            head=head,
            by_total=totals(present[head.id].elements(), refused[head.id]),
            unregistered=refused[head.id].total(),
            groups=groups[head.id],
        )
        for head in heads
    )


def _groups(gender: Gender | None, band: AgeBand | None, place: PlaceScope | None) -> tuple[Group, ...]:
    told = (gender or Gender.UNASKED, band or AgeBand.UNASKED, place or PlaceScope.UNASKED)
    return tuple((type(answer), answer.value) for answer in told)


def _answers(ids: Sequence[UUID]) -> sa.Select[UUID, Part, Gender | None, AgeBand | None, PlaceScope | None, int]:
    answers = (Participant.gender, Participant.age_band, Participant.place_scope)
    return (
        sa.select(Attendance.session_id, Attendance.part, *answers, sa.func.count())
        .join(Participant, Participant.id == Attendance.participant_id)
        .where(Attendance.session_id.in_(ids), *ON_THE_LIST)
        .group_by(Attendance.session_id, Attendance.part, *answers)
    )


def _refused(ids: Sequence[UUID]) -> sa.Select[UUID, Part, int]:
    return (
        sa.select(Unregistered.session_id, Unregistered.part, sa.func.count())
        .where(Unregistered.session_id.in_(ids), Unregistered.undone_at.is_(None))
        .group_by(Unregistered.session_id, Unregistered.part)
    )


def public_sessions(db: Db, heads: Sequence[SessionHead]) -> tuple[PublicSession, ...]:
    """Return what the public may read of those of these sessions that were announced.

    Source: domain rule of five, a session prints only its exact total.
    """
    announced = set(db.scalars(sa.select(LabSession.id).where(LabSession.id.in_([h.id for h in heads]), ANNOUNCED)))
    return tuple(PublicSession(head, public_total(db, head.id)) for head in heads if head.id in announced)


def public_counts(db: Db, heads: Sequence[SessionHead]) -> tuple[PublicCount, ...]:
    """Return the frozen tables of the labs and tables of these sessions, each as its own page prints it.

    Nothing is counted here: what was not frozen has no line, and what was withheld says only that.
    """
    units = {head.space_id: head.space_title for head in heads}
    lines: list[PublicCount] = []
    for space_id, title in units.items():
        shown = shown_unit(db, space_id)
        for table in shown.tables if shown else ():
            total = shown.total if shown else 0
            if table.is_withheld:
                lines.append(PublicCount(title, total, table.dimension, None, None, None, None, table.policy))
            lines += [
                PublicCount(
                    title, total, table.dimension, cell.group, cell.count, cell.percentage, table.base, table.policy
                )
                for cell in table.cells
            ]
    return tuple(lines)
