"""Who owes which answer of a session: what is assigned, what came back, and what was asked for in which nota."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.answer_states import AnswerState
from labapp.domain.assignments import AssignmentState, ExtensionDecision, MoreTime
from labapp.domain.countdowns import Countdown, countdown
from labapp.domain.errors import NotFound
from labapp.domain.terms import DayKind
from labapp.domain.text import fold
from labapp.models.assignments import Assignment, DueExtension, RequestLetter
from labapp.models.contributions import Contribution
from labapp.models.people import Organisation
from labapp.models.recorder import Db
from labapp.queries.response_document import number_of
from labapp.queries.responses import AnswerCard


@dataclass(frozen=True, slots=True)
class ExtensionRow:
    """More time that was asked for; `decision` is None while nobody has decided."""

    reason: str
    due_before: date
    until_on: date
    asked_on: date
    decision: ExtensionDecision | None
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """One contribution at one institution. `op` is the version of its row."""

    id: UUID
    op: UUID
    session_id: UUID
    contribution_id: UUID
    number: str
    organisation_id: UUID
    institution: str
    assigned_on: date
    due_on: date
    state: AssignmentState
    letter_id: UUID | None
    reason: str
    belongs_to: str
    closed_on: date | None
    extension: ExtensionRow | None

    def more_time(self) -> MoreTime | None:
        """Return the prórroga under which the present day holds, None where there is none."""
        given = self.extension
        if given is None or given.decision is not ExtensionDecision.GRANTED or given.until_on != self.due_on:
            return None
        return MoreTime(self.number, self.institution, given.until_on, given.reason)


@dataclass(frozen=True, slots=True)
class Owing:
    """A contribution that an institution owes: its card in the list, its assignment, and how its term stands."""

    card: AnswerCard
    assignment: AssignmentRow
    standing: Countdown

    @property
    def is_answered(self) -> bool:
        """Whether its answer is complete."""
        return self.card.state is AnswerState.ANSWERED


@dataclass(frozen=True, slots=True)
class Debt:
    """What one institution owes in a session, by day; `letters` are how many notas were written to it."""

    organisation_id: UUID
    institution: str
    owing: tuple[Owing, ...]
    letters: int

    @property
    def left(self) -> tuple[Owing, ...]:
        """What it has not answered completely."""
        return tuple(one for one in self.owing if not one.is_answered)


@dataclass(frozen=True, slots=True)
class Share:
    """How the contributions of a session are shared out; both by the id of the contribution."""

    debts: tuple[Debt, ...]
    assigned: Mapping[UUID, AssignmentRow]
    given_back: Mapping[UUID, AssignmentRow]
    """What an institution gave back and nobody owes since."""


@dataclass(frozen=True, slots=True)
class HandedOn:
    """An institution that owes an answer no longer, how and on which day that ended, and who owes it now."""

    institution: str
    state: AssignmentState
    closed_on: date
    owed_by: str


_ROWS = (
    sa.select(Assignment, Contribution, Organisation.name, DueExtension)
    .join(Contribution, Contribution.id == Assignment.contribution_id)
    .join(Organisation, Organisation.id == Assignment.organisation_id)
    .outerjoin(DueExtension, DueExtension.assignment_id == Assignment.id)
    .order_by(Contribution.number, Contribution.part, Assignment.id)
)


def _row(found: sa.Row[Assignment, Contribution, str, DueExtension]) -> AssignmentRow:
    held, said, institution, asked = found
    return AssignmentRow(
        id=held.id,
        op=held.op,
        session_id=said.session_id,
        contribution_id=said.id,
        number=number_of(said),
        organisation_id=held.organisation_id,
        institution=institution,
        assigned_on=held.assigned_on,
        due_on=held.due_on,
        state=held.state,
        letter_id=held.letter_id,
        reason=held.reason or "",
        belongs_to=held.belongs_to or "",
        closed_on=held.closed_on,
        extension=_extension(asked) if asked else None,
    )


def _extension(asked: DueExtension) -> ExtensionRow:
    return ExtensionRow(
        asked.reason, asked.due_before, asked.until_on, asked.asked_on, asked.decision, asked.decided_on
    )


def assignment_rows(db: Db, condition: sa.ColumnElement[bool]) -> tuple[AssignmentRow, ...]:
    """Return every assignment under a condition, by the number of its contribution, the oldest first."""
    return tuple(_row(found) for found in db.execute(_ROWS.where(condition)))


def assignments_of(db: Db, session_id: UUID) -> tuple[AssignmentRow, ...]:
    """Return every assignment of a session, those of the past too."""
    return assignment_rows(db, Contribution.session_id == session_id)


def handed_on(rows: Iterable[AssignmentRow], numbers: Collection[str], asked_of: UUID) -> HandedOn | None:
    """Return how an institution came to owe one of these `numbers` no longer; None where it never did."""
    about = [row for row in rows if row.number in numbers]
    ended = [row for row in about if row.organisation_id == asked_of and row.closed_on is not None]
    if not ended:
        return None
    now_open = next((row.institution for row in about if row.closed_on is None), "")
    last = max(ended, key=lambda row: (row.closed_on or row.assigned_on, row.id))
    return HandedOn(last.institution, last.state, last.closed_on or last.assigned_on, now_open)


def assignment_row(db: Db, session_id: UUID, assignment_id: UUID) -> AssignmentRow:
    """Return one assignment of a session. Raises NotFound."""
    found = assignment_rows(db, sa.and_(Contribution.session_id == session_id, Assignment.id == assignment_id))
    if not found:
        raise NotFound
    return found[0]


def share_of(db: Db, session_id: UUID, cards: Sequence[AnswerCard], *, today: date) -> Share:
    """Return who owes what among these contributions; what has no answer of its own any longer is left out."""
    rows, by_id = assignments_of(db, session_id), {card.id: card for card in cards if card.can_be_answered}
    now_open = {row.contribution_id: row for row in rows if row.state is AssignmentState.ASSIGNED}
    last = {row.contribution_id: row for row in rows}
    back = {key: row for key, row in last.items() if row.state is AssignmentState.GIVEN_BACK and key not in now_open}
    owing = [
        Owing(by_id[row.contribution_id], row, standing(row.due_on, today=today))
        for row in now_open.values()
        if row.contribution_id in by_id
    ]
    return Share(_debts(db, session_id, owing), now_open, {key: row for key, row in back.items() if key in by_id})


def standing(due_on: date, *, today: date) -> Countdown:
    """Return how the day of an assignment stands, in calendar days."""
    return countdown(due_on, DayKind.CALENDAR, today=today, holidays=frozenset())


def _debts(db: Db, session_id: UUID, owing: Sequence[Owing]) -> tuple[Debt, ...]:
    written = db.execute(
        sa.select(RequestLetter.organisation_id, Organisation.name, sa.func.count())
        .join(Organisation, Organisation.id == RequestLetter.organisation_id)
        .where(RequestLetter.session_id == session_id)
        .group_by(RequestLetter.organisation_id, Organisation.name)
    )
    letters = {organisation: (name, count) for organisation, name, count in written}
    names = {key: name for key, (name, _count) in letters.items()}
    names |= {one.assignment.organisation_id: one.assignment.institution for one in owing}
    by_day = sorted(owing, key=lambda one: one.assignment.due_on)
    found = [
        Debt(
            organisation_id=key,
            institution=name,
            owing=tuple(one for one in by_day if one.assignment.organisation_id == key),
            letters=letters[key][1] if key in letters else 0,
        )
        for key, name in names.items()
    ]
    return tuple(sorted(found, key=lambda debt: (fold(debt.institution), str(debt.organisation_id))))
