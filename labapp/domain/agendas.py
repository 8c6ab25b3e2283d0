"""Agendas to start from: blocks with their minutes, one template for each kind of session. All of it can be changed.

Source: facilitation note, agendas; the virtual table follows the co-creation table of July 2023 (2:30 to 4:00).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from labapp.domain.sessions import Purpose


class Block(StrEnum):
    """What happens in a block; its title is looked up, so that rewording is never a migration."""

    DOORS = "doors"
    ARRIVAL = "arrival"
    WELCOME_RULES_PROMISE = "welcome_rules_promise"
    WELCOME_ICEBREAKER = "welcome_icebreaker"
    WELCOME = "welcome"
    OPENING_WORDS = "opening_words"
    CONTEXT = "context"
    CIVIL_SOCIETY_VIEW = "civil_society_view"
    CONTRIBUTIONS = "contributions"
    READ_BACK = "read_back"
    NEXT_STEPS = "next_steps"
    THANKS_EVALUATION = "thanks_evaluation"
    SILENT_IDEAS = "silent_ideas"
    ONE_TWO_FOUR_ALL = "one_two_four_all"
    BREAK = "break"
    GROUP_DIAGNOSIS = "group_diagnosis"
    DOTS = "dots"
    IMPACT_FEASIBILITY = "impact_feasibility"
    READ_BACK_NEXT_EVALUATION = "read_back_next_evaluation"
    RECAP = "recap"
    WHAT_ENTITIES_SAID = "what_entities_said"
    SOLUTION_IDEAS = "solution_ideas"
    PRIORITISE_SOLUTIONS = "prioritise_solutions"
    AGREEMENTS = "agreements"
    READ_BACK_IMAGE_CONSENT = "read_back_image_consent"
    EVALUATION = "evaluation"
    STATE_OF_AGREEMENTS = "state_of_agreements"
    ENTITY_ANSWER = "entity_answer"
    WHAT_IS_MISSING = "what_is_missing"
    NEW_DATES = "new_dates"
    STORY_INTERVIEW = "story_interview"
    CLOSE = "close"
    VIDEOS = "videos"
    COMMUNITIES_SPEAK = "communities_speak"
    ENTITY_ACCOUNT = "entity_account"
    QUESTIONS = "questions"
    HOW_CONTRIBUTIONS_WERE_USED = "how_contributions_were_used"


MOST_MINUTES = 600
MOST_BLOCKS = 40
"""Of one block, and of one session with what was dropped."""


class AgendaAct(StrEnum):
    """What is done to one block of an agenda."""

    SAVE = "save"
    UP = "up"
    DOWN = "down"
    DROP = "drop"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class PlannedBlock:
    """A block and how many minutes it is given; `block` is None for one that has a `title` of its own."""

    block: Block | None
    minutes: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Agenda:
    """The blocks of a session in their order; those of `before` come before its start."""

    blocks: tuple[PlannedBlock, ...]
    before: tuple[PlannedBlock, ...] = ()

    @property
    def minutes(self) -> int:
        """How long the session lasts from its start."""
        return _minutes(self.blocks)


@dataclass(frozen=True, slots=True)
class TimedBlock:
    """A block with its start and end."""

    block: Block | None
    starts_at: datetime
    ends_at: datetime
    title: str = ""


def _minutes(blocks: Iterable[PlannedBlock]) -> int:
    return sum(block.minutes for block in blocks)


def _plan(*blocks: tuple[Block, int]) -> tuple[PlannedBlock, ...]:
    return tuple(PlannedBlock(block, minutes) for block, minutes in blocks)


TEMPLATES: Mapping[Purpose, Agenda] = {
    Purpose.TABLE: Agenda(
        before=_plan((Block.DOORS, 15)),
        blocks=_plan(
            (Block.WELCOME_RULES_PROMISE, 5),
            (Block.OPENING_WORDS, 7),
            (Block.CONTEXT, 13),
            (Block.CIVIL_SOCIETY_VIEW, 7),
            (Block.CONTRIBUTIONS, 38),
            (Block.READ_BACK, 10),
            (Block.NEXT_STEPS, 7),
            (Block.THANKS_EVALUATION, 3),
        ),
    ),
    Purpose.IDENTIFICATION: Agenda(
        _plan(
            (Block.ARRIVAL, 20),
            (Block.WELCOME_ICEBREAKER, 15),
            (Block.SILENT_IDEAS, 15),
            (Block.ONE_TWO_FOUR_ALL, 30),
            (Block.BREAK, 15),
            (Block.GROUP_DIAGNOSIS, 30),
            (Block.DOTS, 20),
            (Block.IMPACT_FEASIBILITY, 20),
            (Block.READ_BACK_NEXT_EVALUATION, 15),
        )
    ),
    Purpose.SOLUTIONS: Agenda(
        _plan(
            (Block.RECAP, 15),
            (Block.WHAT_ENTITIES_SAID, 15),
            (Block.SOLUTION_IDEAS, 60),
            (Block.BREAK, 15),
            (Block.PRIORITISE_SOLUTIONS, 20),
            (Block.AGREEMENTS, 35),
            (Block.READ_BACK_IMAGE_CONSENT, 15),
            (Block.EVALUATION, 5),
        )
    ),
    Purpose.FOLLOW_UP: Agenda(
        _plan(
            (Block.STATE_OF_AGREEMENTS, 30),
            (Block.ENTITY_ANSWER, 20),
            (Block.WHAT_IS_MISSING, 30),
            (Block.NEW_DATES, 20),
            (Block.STORY_INTERVIEW, 15),
            (Block.CLOSE, 5),
        )
    ),
    Purpose.PUBLIC_EVENT: Agenda(
        _plan(
            (Block.WELCOME, 10),
            (Block.VIDEOS, 15),
            (Block.COMMUNITIES_SPEAK, 30),
            (Block.ENTITY_ACCOUNT, 20),
            (Block.QUESTIONS, 25),
            (Block.HOW_CONTRIBUTIONS_WERE_USED, 15),
            (Block.CLOSE, 5),
        )
    ),
}


def timetable(agenda: Agenda, starts_at: datetime) -> tuple[TimedBlock, ...]:
    """Return the blocks with their times, those before the start included."""
    timed: list[TimedBlock] = []
    clock = starts_at - timedelta(minutes=_minutes(agenda.before))
    for planned in (*agenda.before, *agenda.blocks):
        ends_at = clock + timedelta(minutes=planned.minutes)
        timed.append(TimedBlock(planned.block, clock, ends_at, planned.title))
        clock = ends_at
    return tuple(timed)
