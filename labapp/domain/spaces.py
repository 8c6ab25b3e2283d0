"""Spaces: the innovation lab of a community, and the co-creation table with its lettered items."""

from __future__ import annotations

import string
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from uuid import UUID

from labapp.domain.errors import RuleViolated


class SpaceKind(StrEnum):
    """The two kinds of space. People are never shown the word, only "laboratorio" or "mesa"."""

    INNOVATION_LAB = "innovation_lab"
    COCREATION_TABLE = "cocreation_table"


class TableKind(StrEnum):
    """The kinds of co-creation table: who may attend and what is worked on."""

    TECHNICAL = "technical"
    EXTENDED = "extended"
    DEVELOPMENT = "development"


class UrnState(StrEnum):
    """How the anonymous questions of a lab or table stand. Nobody is told how many answered."""

    NOT_OPENED = "not_opened"
    OPEN = "open"
    SEALED = "sealed"


ITEM_LETTERS = string.ascii_lowercase


def check_space(kind: SpaceKind, communities: Sequence[UUID], *, table_kind: TableKind | None) -> None:
    """Accept a lab of exactly one community, and a table of a kind and of any number of different communities.

    Raises `RuleViolated`: "lab_needs_one_community", "community_named_twice" or "table_kind_is_for_tables".
    """
    if kind is SpaceKind.INNOVATION_LAB and len(communities) != 1:
        raise RuleViolated("lab_needs_one_community", field="communities")
    if len(set(communities)) < len(communities):
        raise RuleViolated("community_named_twice", field="communities")
    if (kind is SpaceKind.COCREATION_TABLE) != (table_kind is not None):
        raise RuleViolated("table_kind_is_for_tables", field="table_kind")


def next_letter(used: Collection[str]) -> str:
    """Return the letter of a new item: after the last one used, so that no letter ever names two items.

    Raises `RuleViolated("too_many_items")` after z.
    """
    position = ITEM_LETTERS.index(max(used)) + 1 if used else 0
    if position == len(ITEM_LETTERS):
        raise RuleViolated("too_many_items", most=len(ITEM_LETTERS))
    return ITEM_LETTERS[position]


def show_letter(letter: str) -> str:
    """Return the letter of an item as it is printed before its title: "A."."""
    return f"{letter.upper()}."


def check_chain(space_id: UUID, follows: UUID | None, *, earlier: Mapping[UUID, UUID | None]) -> None:
    """Accept that a space continues `follows`. `earlier` says what each of the others continues.

    Raises `RuleViolated("continues_itself")` where following the chain would come back to the space.
    """
    passed = {space_id}
    while follows is not None:
        if follows in passed:
            raise RuleViolated("continues_itself", field="continues")
        passed.add(follows)
        follows = earlier.get(follows)
