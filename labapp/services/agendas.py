"""The agenda of a session: taken from its template, then changed block by block. Nothing is deleted, only dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.agendas import MOST_BLOCKS, MOST_MINUTES, TEMPLATES, AgendaAct, Block
from labapp.domain.errors import RuleViolated
from labapp.domain.text import clean_line
from labapp.models.recorder import Db
from labapp.models.sessions import AgendaBlock
from labapp.services.sessions import LONGEST_LINE, locked


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaChange:
    """The minutes of every block as they were typed, and what is done to one of them."""

    minutes: Mapping[UUID, int]
    act: AgendaAct
    block_id: UUID | None = None
    seen: UUID | None = None
    """The newest version among the blocks that were shown; None where there was none."""


def newest(blocks: list[AgendaBlock]) -> UUID | None:
    """Return the version of an agenda: that of its block that was written last."""
    return max((block.op for block in blocks), default=None)


def use_template(db: Db, session_id: UUID) -> None:
    """Give a session the agenda that is usual for its purpose; its own blocks are dropped and can be put back."""
    session = locked(db, session_id)
    template = TEMPLATES[session.purpose]
    known: dict[Block | None, AgendaBlock] = {}
    for block in _blocks(db, session_id):
        block.dropped = True
        known.setdefault(block.code, block)
    for position, planned in enumerate((*template.before, *template.blocks), start=-len(template.before)):
        block = known.get(planned.block) or AgendaBlock(session_id=session_id, code=planned.block)
        block.position, block.minutes, block.dropped = position, planned.minutes, False
        db.add(block)


def change_agenda(db: Db, session_id: UUID, change: AgendaChange) -> None:
    """Keep the minutes as typed and do the act. Raises RuleViolated `changed_meanwhile` or `minutes_out_of_range`."""
    locked(db, session_id)
    blocks = _blocks(db, session_id)
    if newest(blocks) != change.seen:
        raise RuleViolated("changed_meanwhile")
    for block in blocks:
        minutes = change.minutes.get(block.id, block.minutes)
        if minutes != block.minutes:
            block.minutes = _minutes(minutes)
    chosen = next((block for block in blocks if block.id == change.block_id), None)
    if chosen is not None:
        _act(chosen, change.act, blocks)


def _act(chosen: AgendaBlock, act: AgendaAct, blocks: list[AgendaBlock]) -> None:
    match act:
        case AgendaAct.UP:
            _swap(chosen, blocks, -1)
        case AgendaAct.DOWN:
            _swap(chosen, blocks, 1)
        case AgendaAct.DROP:
            chosen.dropped = True
        case AgendaAct.RESTORE:
            chosen.dropped = False
        case AgendaAct.SAVE:
            pass
        case _:
            assert_never(act)


def _swap(chosen: AgendaBlock, blocks: list[AgendaBlock], step: int) -> None:
    """Change places with the neighbour; what comes before the start of a session stays there."""
    line = [b for b in blocks if not b.dropped and (b.position < 0) is (chosen.position < 0)]
    if chosen not in line:
        return
    other = line.index(chosen) + step
    if 0 <= other < len(line):
        chosen.position, line[other].position = line[other].position, chosen.position


def add_block(db: Db, session_id: UUID, *, code: Block | None, title: str, minutes: int) -> AgendaBlock:
    """Add a block at the end: a known one, or one with a title of its own.

    Raises RuleViolated: `block_needs_a_title`, `line_too_long`, `minutes_out_of_range`, `too_many_blocks`.
    """
    locked(db, session_id)
    blocks = _blocks(db, session_id)
    words = clean_line(title)
    if code is None and not words:
        raise RuleViolated("block_needs_a_title", field="title")
    if len(words) > LONGEST_LINE:
        raise RuleViolated("line_too_long", field="title", longest=LONGEST_LINE)
    if len(blocks) >= MOST_BLOCKS:
        raise RuleViolated("too_many_blocks", most=MOST_BLOCKS)
    last = max((block.position for block in blocks), default=-1)
    block = AgendaBlock(
        session_id=session_id,
        position=max(last, -1) + 1,
        minutes=_minutes(minutes),
        code=None if words else code,
        title=words or None,
    )
    db.add(block)
    return block


def _minutes(minutes: int) -> int:
    if not 1 <= minutes <= MOST_MINUTES:
        raise RuleViolated("minutes_out_of_range", most=MOST_MINUTES)
    return minutes


def _blocks(db: Db, session_id: UUID) -> list[AgendaBlock]:
    return list(
        db.scalars(
            sa.select(AgendaBlock)
            .where(AgendaBlock.session_id == session_id)
            .order_by(AgendaBlock.position, AgendaBlock.id)
        )
    )
