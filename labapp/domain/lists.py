"""The list that an institution files: its own columns in its own order, and what it has to say to get more of people.

Age, first time and contact are in no list unless a template asks for them and says why the institution needs them.
The number of an identity card and a signature are never held: their columns are left empty, for the pen.
Source: Ley 81 de 2019, principles of purpose and proportionality.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from labapp.domain.errors import RuleViolated
from labapp.domain.text import clean_line, clean_text

MOST_COLUMNS = 20
LONGEST_NAME = 80
LONGEST_TITLE = 60
MOST_LINES, LONGEST_LINE = 6, 120
LONGEST_REASON = 500


class ListField(StrEnum):
    """What a column of a filed list holds; those by hand hold nothing."""

    NUMBER = "number"
    NAME = "name"
    ORGANISATION = "organisation"
    POSITION = "position"
    PLACE = "place"
    GENDER = "gender"
    PART = "part"
    ARRIVED = "arrived"
    AGE_BAND = "age_band"
    FIRST_TIME = "first_time"
    CONTACT = "contact"
    BY_HAND = "by_hand"
    SIGNATURE = "signature"


NEEDS_A_REASON = frozenset({ListField.AGE_BAND, ListField.FIRST_TIME, ListField.CONTACT})
"""Columns that no list has by itself."""

BY_PEN = frozenset({ListField.BY_HAND, ListField.SIGNATURE})
"""Columns that the program leaves empty; a list may have several."""


class ListScope(StrEnum):
    """Whose attendance a list tells: one session, a whole lab or table, or the sessions of some days."""

    SESSION = "session"
    SPACE = "space"
    PERIOD = "period"


class ColumnAct(StrEnum):
    """What a button beside a column does to it."""

    SAVE = "save"
    UP = "up"
    DOWN = "down"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of a filed list: what it holds and what it is called."""

    field: ListField
    title: str


def read_name(typed: str) -> str:
    """Return the name of a template. Raises RuleViolated `template_name_missing` or `text_too_long`."""
    name = clean_line(typed)
    if not name:
        raise RuleViolated("template_name_missing", field="called")
    return _fitting(name, LONGEST_NAME, "called")


def read_title(typed: str) -> str:
    """Return the title of a column. Raises RuleViolated `column_title_missing` or `text_too_long`."""
    title = clean_line(typed)
    if not title:
        raise RuleViolated("column_title_missing", field="title")
    return _fitting(title, LONGEST_TITLE, "title")


def read_heading(typed: str) -> str:
    """Return the lines above a list, LF between them. Raises RuleViolated `heading_too_long`."""
    heading = clean_text(typed)
    lines = heading.split("\n")
    if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
        raise RuleViolated("heading_too_long", field="heading", most=MOST_LINES, longest=LONGEST_LINE)
    return heading


def read_reason(typed: str) -> str:
    """Return why an institution needs what a list does not tell by itself. Raises RuleViolated `text_too_long`."""
    return _fitting(clean_text(typed), LONGEST_REASON, "reason")


def _fitting(text: str, longest: int, field: str) -> str:
    if len(text) > longest:
        raise RuleViolated("text_too_long", field=field, longest=longest)
    return text


def check_columns(columns: Sequence[ListColumn], *, reason: str) -> None:
    """Refuse columns that no list can have.

    Raises RuleViolated: `no_columns`, `too_many_columns`, `column_twice`, `columns_need_a_reason`.
    """
    if not columns:
        raise RuleViolated("no_columns")
    if len(columns) > MOST_COLUMNS:
        raise RuleViolated("too_many_columns", most=MOST_COLUMNS)
    held = [column.field for column in columns if column.field not in BY_PEN]
    if len(set(held)) < len(held):
        raise RuleViolated("column_twice")
    if NEEDS_A_REASON.intersection(held) and not reason:
        raise RuleViolated("columns_need_a_reason", field="reason")


def moved(columns: Sequence[ListColumn], position: int, act: ColumnAct) -> tuple[ListColumn, ...]:
    """Return the columns after an act on the one at `position`; one that is not there changes nothing."""
    line = list(columns)
    step = {ColumnAct.UP: -1, ColumnAct.DOWN: 1}.get(act)
    if not 0 <= position < len(line) or act is ColumnAct.SAVE:
        return tuple(line)
    if step is None:
        del line[position]
    elif 0 <= position + step < len(line):
        line[position], line[position + step] = line[position + step], line[position]
    return tuple(line)


def check_period(from_on: date, to_on: date) -> None:
    """Refuse a period that ends before it begins. Raises RuleViolated `period_backwards`."""
    if to_on < from_on:
        raise RuleViolated("period_backwards", field="to_on")
