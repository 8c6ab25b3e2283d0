"""Agendas: the templates add up, and a timetable follows from a start."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from labapp.domain.agendas import TEMPLATES, Block, timetable
from labapp.domain.sessions import USUAL_MINUTES, Purpose

START = datetime(2023, 7, 25, 19, 30, tzinfo=UTC)


@pytest.mark.parametrize("purpose", Purpose)
def test_a_template_lasts_as_long_as_its_session_usually_does(purpose: Purpose) -> None:
    assert TEMPLATES[purpose].minutes == USUAL_MINUTES[purpose]


@pytest.mark.parametrize("purpose", Purpose)
def test_blocks_follow_one_another_without_a_gap(purpose: Purpose) -> None:
    timed = timetable(TEMPLATES[purpose], START)

    assert all(first.ends_at == second.starts_at for first, second in pairwise(timed))
    assert timed[-1].ends_at == START + timedelta(minutes=USUAL_MINUTES[purpose])


def test_the_virtual_table_opens_its_room_a_quarter_of_an_hour_before() -> None:
    timed = timetable(TEMPLATES[Purpose.TABLE], START)

    minutes = [(each.block, (each.starts_at - START) / timedelta(minutes=1)) for each in timed]
    assert minutes[:3] == [(Block.DOORS, -15), (Block.WELCOME_RULES_PROMISE, 0), (Block.OPENING_WORDS, 5)]
    assert (Block.READ_BACK, 70) in minutes


def test_every_block_is_in_some_template() -> None:
    planned = {each.block for agenda in TEMPLATES.values() for each in (*agenda.before, *agenda.blocks)}

    assert planned == set(Block)


def test_both_meetings_that_collect_contributions_read_them_back() -> None:
    blocks = {purpose: {each.block for each in TEMPLATES[purpose].blocks} for purpose in Purpose}

    assert Block.READ_BACK in blocks[Purpose.TABLE]
    assert Block.READ_BACK_NEXT_EVALUATION in blocks[Purpose.IDENTIFICATION]
