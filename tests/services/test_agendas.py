"""Agendas: taken from a template, changed block by block, and nothing that was dropped is lost."""

from __future__ import annotations

from uuid import UUID

import pytest
import sqlalchemy as sa

from labapp.domain.agendas import TEMPLATES, AgendaAct, Block
from labapp.domain.errors import RuleViolated
from labapp.domain.sessions import Purpose
from labapp.domain.spaces import SpaceKind
from labapp.domain.verbs import Verb
from labapp.house import House
from labapp.models.sessions import AgendaBlock, LabSession
from labapp.queries.agendas import AgendaPage, agenda_page
from labapp.queries.sessions import session_head
from labapp.services import agendas
from labapp.services.agendas import AgendaChange
from tests.factories import a_session, a_space, writing


@pytest.fixture
def session(house: House) -> LabSession:
    """A table whose agenda is that of its template."""
    made = a_session(house, a_space(house, SpaceKind.COCREATION_TABLE))
    with writing(house, Verb.SET_AGENDA) as db:
        agendas.use_template(db, made.id)
    return made


def page(house: House, session: LabSession) -> AgendaPage:
    with house.database.reading() as db:
        return agenda_page(db, session_head(db, session.id))


def codes(house: House, session: LabSession) -> list[Block | None]:
    return [row.block for row in page(house, session).rows]


def act(house: House, session: LabSession, act: AgendaAct, block: Block, **minutes: int) -> None:
    shown = page(house, session)
    ids = {row.block: row.id for row in (*shown.rows, *shown.dropped)}
    typed = {ids[Block(code)]: value for code, value in minutes.items()}
    with writing(house, Verb.SET_AGENDA) as db:
        change = AgendaChange(minutes=typed, act=act, block_id=ids[block], seen=shown.version)
        agendas.change_agenda(db, session.id, change)


def test_a_template_gives_its_blocks_with_their_hours(house: House, session: LabSession) -> None:
    shown = page(house, session)

    template = TEMPLATES[Purpose.TABLE]
    assert [row.block for row in shown.rows] == [b.block for b in (*template.before, *template.blocks)]
    assert shown.rows[1].starts_at == session.starts_at
    assert (session.starts_at - shown.rows[0].starts_at).total_seconds() == 15 * 60
    assert shown.minutes == 90


def test_blocks_change_places_with_their_neighbours_but_not_across_the_start(house: House, session: LabSession) -> None:
    before = codes(house, session)

    act(house, session, AgendaAct.DOWN, Block.OPENING_WORDS)
    act(house, session, AgendaAct.UP, Block.WELCOME_RULES_PROMISE)
    act(house, session, AgendaAct.DOWN, Block.DOORS)

    assert codes(house, session) == [before[0], before[1], before[3], before[2], *before[4:]]


def test_a_dropped_block_can_be_put_back_with_its_minutes(house: House, session: LabSession) -> None:
    before = codes(house, session)

    act(house, session, AgendaAct.DROP, Block.CONTEXT, context=25)
    without = page(house, session)
    act(house, session, AgendaAct.RESTORE, Block.CONTEXT)

    assert [block.block for block in without.dropped] == [Block.CONTEXT]
    assert without.minutes == 90 - 13
    assert codes(house, session) == before
    assert page(house, session).minutes == 90 - 13 + 25


def test_any_button_keeps_the_minutes_that_were_typed(house: House, session: LabSession) -> None:
    act(house, session, AgendaAct.UP, Block.CONTEXT, contributions=60)

    assert page(house, session).minutes == 90 - 38 + 60


def test_going_back_to_the_template_keeps_own_blocks_aside_and_makes_none_twice(
    house: House, session: LabSession
) -> None:
    before = codes(house, session)
    with writing(house, Verb.SET_AGENDA) as db:
        agendas.add_block(db, session.id, code=None, title="Canto de bienvenida", minutes=5)
    act(house, session, AgendaAct.DROP, Block.CONTEXT)

    with writing(house, Verb.SET_AGENDA) as db:
        agendas.use_template(db, session.id)

    shown = page(house, session)
    assert [row.block for row in shown.rows] == before
    assert [block.title for block in shown.dropped] == ["Canto de bienvenida"]
    with house.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(AgendaBlock)) == len(before) + 1


def test_an_agenda_that_somebody_changed_meanwhile_is_not_overwritten(house: House, session: LabSession) -> None:
    seen = page(house, session).version
    act(house, session, AgendaAct.DROP, Block.CONTEXT)

    with pytest.raises(RuleViolated) as refused, writing(house, Verb.SET_AGENDA) as db:
        agendas.change_agenda(db, session.id, AgendaChange(minutes={}, act=AgendaAct.SAVE, seen=seen))

    assert refused.value.code == "changed_meanwhile"


@pytest.mark.parametrize(
    ("code", "title", "minutes", "refusal"),
    [
        (None, "  ", 10, "block_needs_a_title"),
        (None, "x" * 201, 10, "line_too_long"),
        (Block.BREAK, "", 0, "minutes_out_of_range"),
        (Block.BREAK, "", 601, "minutes_out_of_range"),
    ],
)
def test_a_block_that_cannot_be_is_refused(
    house: House, session: LabSession, code: Block | None, title: str, minutes: int, refusal: str
) -> None:
    with pytest.raises(RuleViolated) as refused, writing(house, Verb.SET_AGENDA) as db:
        agendas.add_block(db, session.id, code=code, title=title, minutes=minutes)

    assert refused.value.code == refusal


def test_an_agenda_does_not_grow_without_end(house: House, session: LabSession) -> None:
    def add() -> UUID:
        with writing(house, Verb.SET_AGENDA) as db:
            return agendas.add_block(db, session.id, code=Block.BREAK, title="", minutes=1).id

    for _ in range(40 - len(codes(house, session))):
        add()

    with pytest.raises(RuleViolated) as refused:
        add()

    assert refused.value.code == "too_many_blocks"
