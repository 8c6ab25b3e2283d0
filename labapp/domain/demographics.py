"""Who comes, by eight dimensions: the answers of each, defined once for forms, tables, statistics and files.

"Undisclosed" (98) is an answer that a person gave. "Unasked" (99) is nobody's answer: not asked, skipped, illegible.
They are never mixed; in print both are "without an answer". Source: variable set of the demographic note, after the
2023 census of INEC and the short set of the Washington Group.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from labapp.domain.published_codes import PublishedCode

UNDISCLOSED = "undisclosed"
UNASKED = "unasked"


class Answer(PublishedCode):
    """A closed answer."""


class Gender(Answer):
    """Gender on the attendance list. Any other gender is an anonymous answer only, see `OtherGender`."""

    WOMAN = "woman", "M"
    MAN = "man", "H"
    UNDISCLOSED = UNDISCLOSED, "98"
    UNASKED = UNASKED, "99"


class OtherGender(Answer):
    """The anonymous question on gender. "No" is there so that having answered tells nothing."""

    SELF_DESCRIBED = "self_described", "O"
    NO = "no", "0"
    UNDISCLOSED = UNDISCLOSED, "98"
    UNASKED = UNASKED, "99"


class AgeBand(Answer):
    """Age in seven bands; nobody is asked for a birthday."""

    UNDER_15 = "under_15", "A00_14"
    FROM_15_TO_17 = "from_15_to_17", "A15_17"
    FROM_18_TO_29 = "from_18_to_29", "A18_29"
    FROM_30_TO_44 = "from_30_to_44", "A30_44"
    FROM_45_TO_59 = "from_45_to_59", "A45_59"
    FROM_60_TO_74 = "from_60_to_74", "A60_74"
    FROM_75 = "from_75", "A75_MAS"
    UNDISCLOSED = UNDISCLOSED, "98"
    UNASKED = UNASKED, "99"


class IndigenousPeople(Answer):
    """The peoples of the census, joined where it names one people twice (Naso and Teribe), in their own spelling."""

    GUNA = "guna", "1"
    NGABE = "ngabe", "2"
    BUGLE = "bugle", "3"
    NASO = "naso", "4"
    BOKOTA = "bokota", "5"
    EMBERA = "embera", "6"
    WOUNAAN = "wounaan", "7"
    BRIBRI = "bribri", "8"
    OTHER_PEOPLE = "other_people", "9"
    NO_PEOPLE = "no_people", "0"
    UNDISCLOSED = UNDISCLOSED, "98"
    UNASKED = UNASKED, "99"


class AfroDescent(Answer):
    """Whether a person identifies as afro-descendant, by any of the names that people use."""

    YES = "yes", "1"
    NO = "no", "0"
    UNDISCLOSED = UNDISCLOSED, "98"
    UNASKED = UNASKED, "99"


class Difficulty(Answer):
    """The one value that is kept of the six questions on functional difficulty, see `difficulty_of`."""

    YES = "yes", "1"
    NO = "no", "0"
    UNDISCLOSED = UNDISCLOSED, "98"
    UNASKED = UNASKED, "99"


class PlaceScope(Answer):
    """Where a person comes from, as a phone asks it; a code of a corregimiento stands beside it only where known."""

    THIS_COMMUNITY = "this_community", "COMUNIDAD"
    SAME_AREA = "same_area", "DISTRITO"
    ELSEWHERE = "elsewhere", "OTRO_LUGAR"
    UNDISCLOSED = UNDISCLOSED, "98"
    UNASKED = UNASKED, "99"


class Sector(Answer):
    """From where somebody takes part. It is never asked: it follows from the organisation, see `sector_of`."""

    CITIZEN = "citizen", "CIU"
    CIVIL_SOCIETY = "civil_society", "OSC"
    COMMUNITY_ORGANISATION = "community_organisation", "COM"
    COMMUNAL_BOARD = "communal_board", "JC"
    MUNICIPALITY = "municipality", "MUN"
    CENTRAL_GOVERNMENT = "central_government", "GOB"
    ACADEMIA = "academia", "ACA"
    STUDENTS = "students", "EST"
    PRIVATE_SECTOR = "private_sector", "PRI"
    MEDIA = "media", "MED"
    TRADITIONAL_AUTHORITY = "traditional_authority", "AUT"
    INTERNATIONAL = "international", "INT"
    OTHER_SECTOR = "other_sector", "OTR"
    UNDISCLOSED = UNDISCLOSED, "98"
    UNASKED = UNASKED, "99"


class FirstTime(Answer):
    """Whether it is somebody's first lab or co-creation table."""

    YES = "yes", "1"
    NO = "no", "0"
    UNDISCLOSED = UNDISCLOSED, "98"
    UNASKED = UNASKED, "99"


class DifficultyArea(StrEnum):
    """The six questions of the Washington Group's short set, in their order."""

    SEEING = "seeing"
    HEARING = "hearing"
    WALKING = "walking"
    REMEMBERING = "remembering"
    SELF_CARE = "self_care"
    COMMUNICATING = "communicating"


class DifficultyAnswer(StrEnum):
    """The answers to each of the six questions. They exist within one request and are never stored."""

    NO_DIFFICULTY = "no_difficulty"
    SOME_DIFFICULTY = "some_difficulty"
    A_LOT_OF_DIFFICULTY = "a_lot_of_difficulty"
    CANNOT_DO_IT = "cannot_do_it"
    UNDISCLOSED = UNDISCLOSED


_CUT_OFF = frozenset({DifficultyAnswer.A_LOT_OF_DIFFICULTY, DifficultyAnswer.CANNOT_DO_IT})


def difficulty_of(answers: Mapping[DifficultyArea, DifficultyAnswer]) -> Difficulty:
    """Return the one value of the six answers; an area that is missing was skipped.

    Yes where any answer reaches the cut-off (a lot, or cannot). Otherwise undisclosed where any was withheld, unasked
    where any was skipped, and no where all six were answered. Source: short set of the Washington Group.
    """
    given = set(answers.values())
    if given & _CUT_OFF:
        return Difficulty.YES
    if DifficultyAnswer.UNDISCLOSED in given:
        return Difficulty.UNDISCLOSED
    if len(answers) < len(DifficultyArea):
        return Difficulty.UNASKED
    return Difficulty.NO


def sector_of(alone: bool | None, organisation: Sector | None) -> Sector:
    """Return the sector of a participant who comes alone, or for an organisation of this class (None: not classed yet).

    Who comes alone is a citizen. Without an answer, or while the desk has not classed the organisation, it is unasked.
    """
    if alone:
        return Sector.CITIZEN
    return organisation if alone is False and organisation is not None else Sector.UNASKED
