"""The eight dimensions as one definition: their answers, why they are asked, and how coarsely each may be printed.

Source: variable set of the demographic note; levels of the domain rule of five.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from labapp.domain.demographics import (
    UNASKED,
    UNDISCLOSED,
    AfroDescent,
    AgeBand,
    Answer,
    Difficulty,
    FirstTime,
    Gender,
    IndigenousPeople,
    OtherGender,
    PlaceScope,
    Sector,
)
from labapp.domain.disclosure import Group, Variable
from labapp.domain.errors import RuleViolated


class DimensionKey(Answer):
    """The dimensions; `published_code` heads the column in exports and open data."""

    GENDER = "gender", "genero"
    AGE_BAND = "age_band", "grupo_edad"
    PLACE_SCOPE = "place_scope", "procedencia"
    SECTOR = "sector", "sector"
    FIRST_TIME = "first_time", "primera_vez"
    INDIGENOUS_PEOPLE = "indigenous_people", "pueblo_indigena"
    AFRO_DESCENT = "afro_descent", "afrodescendencia"
    DIFFICULTY = "difficulty", "dificultad_funcional"


class WhyAsked(StrEnum):
    """The purpose of a question; the sentence is read before the question is."""

    BALANCE = "balance"
    GENERATIONS = "generations"
    TERRITORY = "territory"
    PLURALITY = "plurality"
    RENEWAL = "renewal"
    INCLUSION = "inclusion"
    ACCESSIBILITY = "accessibility"


class Joined(Answer):
    """Cells of a published table that join several answers, with their code in files."""

    UNANSWERED = "unanswered", "SR"
    OTHER_GENDER = "other_gender", "O"
    MAN_OTHER_OR_UNANSWERED = "man_other_or_unanswered", "H_O_SR"
    UP_TO_29 = "up_to_29", "A00_29"
    FROM_30_TO_59_OR_UNANSWERED = "from_30_to_59_or_unanswered", "A30_59_SR"
    FROM_60 = "from_60", "A60_MAS"
    FROM_30_OR_UNANSWERED = "from_30_or_unanswered", "A30_MAS_SR"
    CITIZENS_AND_ORGANISATIONS = "citizens_and_organisations", "CIU_OSC_COM"
    GOVERNMENT = "government", "GOB_LOCAL_CENTRAL"
    OTHER_SECTORS_OR_UNANSWERED = "other_sectors_or_unanswered", "RESTO_SR"
    ALL_BUT_GOVERNMENT = "all_but_government", "NO_GOB_SR"
    NOT_THIS_COMMUNITY_OR_UNANSWERED = "not_this_community_or_unanswered", "OTRO_SR"
    SAID_YES = "said_yes", "SI"
    NO_OR_UNANSWERED = "no_or_unanswered", "NO_SR"


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension: what may be answered, for what purpose, and the levels at which counts of it may be printed."""

    key: DimensionKey
    options: type[Answer]
    purpose: WhyAsked
    variable: Variable

    @property
    def is_sensitive(self) -> bool:
        """Sensitive answers exist only as anonymous ones; all others stand on the attendance list."""
        return self.variable.is_sensitive


SILENT: frozenset[str] = frozenset({UNDISCLOSED, UNASKED})
"""Answers that say nothing."""


def _group(code: Answer, *answers: str) -> Group:
    return Group(code, frozenset(answers) or frozenset({code}))


def _silent_and(code: Answer, *answers: str) -> Group:
    return Group(code, SILENT | frozenset(answers))


def _each(options: Iterable[Answer]) -> tuple[Group, ...]:
    return (*(_group(option) for option in options if option not in SILENT), _silent_and(Joined.UNANSWERED))


def _yes_or_not(key: DimensionKey, yes: Iterable[Answer], *, no: Answer, is_sensitive: bool) -> Variable:
    groups = (_group(Joined.SAID_YES, *yes), _silent_and(Joined.NO_OR_UNANSWERED, no))
    return Variable(key, (groups,), is_sensitive)


_YOUNG = (AgeBand.UNDER_15, AgeBand.FROM_15_TO_17, AgeBand.FROM_18_TO_29)
_MIDDLE = (AgeBand.FROM_30_TO_44, AgeBand.FROM_45_TO_59)
_OLD = (AgeBand.FROM_60_TO_74, AgeBand.FROM_75)
_CIVIC = (Sector.CITIZEN, Sector.CIVIL_SOCIETY, Sector.COMMUNITY_ORGANISATION)
_STATE = (Sector.COMMUNAL_BOARD, Sector.MUNICIPALITY, Sector.CENTRAL_GOVERNMENT)
_OTHER_SECTORS = tuple(option for option in Sector if option not in {*_CIVIC, *_STATE, *SILENT})
_PEOPLES = tuple(option for option in IndigenousPeople if option not in {IndigenousPeople.NO_PEOPLE, *SILENT})

_GENDER = Variable(
    DimensionKey.GENDER,
    (
        (
            _group(Gender.WOMAN),
            _group(Gender.MAN),
            _group(Joined.OTHER_GENDER, OtherGender.SELF_DESCRIBED),
            _silent_and(Joined.UNANSWERED),
        ),
        (
            _group(Gender.WOMAN),
            _silent_and(Joined.MAN_OTHER_OR_UNANSWERED, Gender.MAN, OtherGender.SELF_DESCRIBED),
        ),
    ),
)
_AGE_BAND = Variable(
    DimensionKey.AGE_BAND,
    (
        _each(AgeBand),
        (
            _group(Joined.UP_TO_29, *_YOUNG),
            _silent_and(Joined.FROM_30_TO_59_OR_UNANSWERED, *_MIDDLE),
            _group(Joined.FROM_60, *_OLD),
        ),
        (_group(Joined.UP_TO_29, *_YOUNG), _silent_and(Joined.FROM_30_OR_UNANSWERED, *_MIDDLE, *_OLD)),
    ),
)
# A phone tells a scope and seldom a corregimiento, so the scope is the finest level that holds for everybody.
_PLACE_SCOPE = Variable(
    DimensionKey.PLACE_SCOPE,
    (
        _each(PlaceScope),
        (
            _group(PlaceScope.THIS_COMMUNITY),
            _silent_and(Joined.NOT_THIS_COMMUNITY_OR_UNANSWERED, PlaceScope.SAME_AREA, PlaceScope.ELSEWHERE),
        ),
    ),
)
_SECTOR = Variable(
    DimensionKey.SECTOR,
    (
        _each(Sector),
        (
            _group(Joined.CITIZENS_AND_ORGANISATIONS, *_CIVIC),
            _group(Joined.GOVERNMENT, *_STATE),
            _silent_and(Joined.OTHER_SECTORS_OR_UNANSWERED, *_OTHER_SECTORS),
        ),
        (
            _group(Joined.GOVERNMENT, *_STATE),
            _silent_and(Joined.ALL_BUT_GOVERNMENT, *_CIVIC, *_OTHER_SECTORS),
        ),
    ),
)
_FIRST_TIME = _yes_or_not(DimensionKey.FIRST_TIME, [FirstTime.YES], no=FirstTime.NO, is_sensitive=False)
_PEOPLE = _yes_or_not(DimensionKey.INDIGENOUS_PEOPLE, _PEOPLES, no=IndigenousPeople.NO_PEOPLE, is_sensitive=True)
_AFRO = _yes_or_not(DimensionKey.AFRO_DESCENT, [AfroDescent.YES], no=AfroDescent.NO, is_sensitive=True)
_DIFFICULTY = _yes_or_not(DimensionKey.DIFFICULTY, [Difficulty.YES], no=Difficulty.NO, is_sensitive=True)

DIMENSIONS: tuple[Dimension, ...] = (
    Dimension(DimensionKey.GENDER, Gender, WhyAsked.BALANCE, _GENDER),
    Dimension(DimensionKey.AGE_BAND, AgeBand, WhyAsked.GENERATIONS, _AGE_BAND),
    Dimension(DimensionKey.PLACE_SCOPE, PlaceScope, WhyAsked.TERRITORY, _PLACE_SCOPE),
    Dimension(DimensionKey.SECTOR, Sector, WhyAsked.PLURALITY, _SECTOR),
    Dimension(DimensionKey.FIRST_TIME, FirstTime, WhyAsked.RENEWAL, _FIRST_TIME),
    Dimension(DimensionKey.INDIGENOUS_PEOPLE, IndigenousPeople, WhyAsked.INCLUSION, _PEOPLE),
    Dimension(DimensionKey.AFRO_DESCENT, AfroDescent, WhyAsked.INCLUSION, _AFRO),
    Dimension(DimensionKey.DIFFICULTY, Difficulty, WhyAsked.ACCESSIBILITY, _DIFFICULTY),
)
"""In the order in which they are asked and printed, everywhere."""


class AnonymousQuestion(StrEnum):
    """The questions without a name, in their order: one slip each, one turn for each person."""

    INDIGENOUS_PEOPLE = "indigenous_people"
    AFRO_DESCENT = "afro_descent"
    DIFFICULTY = "difficulty"
    OTHER_GENDER = "other_gender"


def _choices(options: type[Answer]) -> tuple[Answer, ...]:
    return tuple(option for option in options if option != UNASKED)


ANONYMOUS_QUESTIONS: Mapping[AnonymousQuestion, tuple[Answer, ...]] = {
    AnonymousQuestion.INDIGENOUS_PEOPLE: _choices(IndigenousPeople),
    AnonymousQuestion.AFRO_DESCENT: _choices(AfroDescent),
    AnonymousQuestion.DIFFICULTY: _choices(Difficulty),
    AnonymousQuestion.OTHER_GENDER: _choices(OtherGender),
}
"""The choices of each slip. Who skips a question leaves no slip, so nothing there is ever "unasked"."""


def dimension(key: DimensionKey) -> Dimension:
    """Return the definition of a dimension."""
    return next(each for each in DIMENSIONS if each.key is key)


def cell_of(key: DimensionKey, code: str) -> Answer:
    """Return the member behind the stored code of a published cell, for its label and its code in files.

    Raises `RuleViolated("unknown_cell")`.
    """
    cells: list[Answer] = [*dimension(key).options, *Joined]
    found = next((cell for cell in cells if cell == code), None)
    if found is None:
        raise RuleViolated("unknown_cell", dimension=key, cell=code)
    return found


def counts_with_silence(counts: Mapping[str, int], *, base: int) -> dict[str, int]:
    """Return the totals of an anonymous question with everybody else of the `base` as unasked, ready to publish.

    Raises `RuleViolated("more_answers_than_people")`, which a person must look at before anything is printed.
    """
    answered = sum(counts.values())
    if answered > base:
        raise RuleViolated("more_answers_than_people", answers=answered, people=base)
    return {**counts, UNASKED: counts.get(UNASKED, 0) + base - answered}


def gender_counts(listed: Mapping[str, int], *, self_described: int) -> dict[str, int]:
    """Return the counts of the gender table: the list's, where the anonymous answers leave those without an answer.

    No more than there are, and unasked before undisclosed: who describes themselves elsewhere seldom ticks here.
    """
    unasked, undisclosed = listed.get(UNASKED, 0), listed.get(UNDISCLOSED, 0)
    moved = min(self_described, unasked + undisclosed)
    from_unasked = min(moved, unasked)
    return {
        **listed,
        UNASKED: unasked - from_unasked,
        UNDISCLOSED: undisclosed - (moved - from_unasked),
        OtherGender.SELF_DESCRIBED: moved,
    }
