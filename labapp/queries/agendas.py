"""Reading the agenda of a session: its blocks with their hours, or the one that is proposed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.agendas import TEMPLATES, Agenda, AgendaAct, Block, PlannedBlock, TimedBlock, timetable
from labapp.models.recorder import Db
from labapp.models.sessions import AgendaBlock
from labapp.queries.sessions import SessionHead


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A block of a stored agenda, with its hours."""

    id: UUID
    block: Block | None
    title: str
    minutes: int
    starts_at: datetime
    ends_at: datetime
    acts: tuple[AgendaAct, ...]
    """What can be done to it here."""


@dataclass(frozen=True, slots=True)
class DroppedBlock:
    """A block that was removed, with what can be done to it."""

    id: UUID
    block: Block | None
    title: str
    act: AgendaAct = AgendaAct.RESTORE


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """The agenda of one session. Without rows, the proposal is what its purpose usually has."""

    head: SessionHead
    rows: tuple[AgendaRow, ...]
    dropped: tuple[DroppedBlock, ...]
    proposal: tuple[TimedBlock, ...]
    version: UUID | None
    minutes: int
    """How long the blocks take from the start of the session."""

    @property
    def session_minutes(self) -> int:
        """How long the session was planned to last."""
        return int((self.head.ends_at - self.head.starts_at).total_seconds() // 60)


def agenda_page(db: Db, head: SessionHead) -> AgendaPage:
    """Return the agenda of a session as the desk edits it."""
    blocks = _blocks(db, head.id)
    kept = [block for block in blocks if not block.dropped]
    planned = _planned(kept)
    return AgendaPage(
        head=head,
        rows=_rows(kept, timetable(planned, head.starts_at)),
        dropped=tuple(DroppedBlock(b.id, b.code, b.title or "") for b in blocks if b.dropped),
        proposal=() if blocks else timetable(TEMPLATES[head.purpose], head.starts_at),
        version=max((block.op for block in blocks), default=None),
        minutes=planned.minutes,
    )


def shown_agenda(db: Db, head: SessionHead) -> tuple[TimedBlock, ...]:
    """Return the agenda of a session as anybody may read it; empty while nobody has settled one."""
    kept = [block for block in _blocks(db, head.id) if not block.dropped]
    return timetable(_planned(kept), head.starts_at)


def _blocks(db: Db, session_id: UUID) -> list[AgendaBlock]:
    found = db.scalars(
        sa.select(AgendaBlock)
        .where(AgendaBlock.session_id == session_id)
        .order_by(AgendaBlock.position, AgendaBlock.id)
    )
    return list(found)


def _planned(kept: Iterable[AgendaBlock]) -> Agenda:
    before: list[PlannedBlock] = []
    blocks: list[PlannedBlock] = []
    for row in kept:
        side = before if row.position < 0 else blocks
        side.append(PlannedBlock(row.code, row.minutes, row.title or ""))
    return Agenda(tuple(blocks), tuple(before))


def _rows(kept: list[AgendaBlock], timed: tuple[TimedBlock, ...]) -> tuple[AgendaRow, ...]:
    are_neighbours = [(one.position < 0) is (next_one.position < 0) for one, next_one in pairwise(kept)]
    ways = zip([False, *are_neighbours], [*are_neighbours, False], strict=True)
    return tuple(
        AgendaRow(row.id, row.code, row.title or "", row.minutes, time.starts_at, time.ends_at, _acts(*way))
        for row, time, way in zip(kept, timed, ways, strict=False)  # no way is left over where there is no block
    )


def _acts(can_go_up: bool, can_go_down: bool) -> tuple[AgendaAct, ...]:
    ways = ((can_go_up, AgendaAct.UP), (can_go_down, AgendaAct.DOWN), (True, AgendaAct.DROP))
    return tuple(act for is_open, act in ways if is_open)
