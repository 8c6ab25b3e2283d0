"""Spaces: a lab has one community, a table has a kind and lettered items."""

from __future__ import annotations

import string
from uuid import UUID

import pytest

from labapp.domain.errors import RuleViolated
from labapp.domain.spaces import SpaceKind, TableKind, check_space, next_letter, show_letter

LAB, TABLE = SpaceKind
ONE, TWO = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("kind", "communities", "table_kind"),
    [
        (LAB, [ONE], None),
        (TABLE, [], TableKind.TECHNICAL),
        (TABLE, [ONE, TWO], TableKind.EXTENDED),
    ],
)
def test_a_fitting_space_is_accepted(kind: SpaceKind, communities: list[UUID], table_kind: TableKind | None) -> None:
    check_space(kind, communities, table_kind=table_kind)


@pytest.mark.parametrize(
    ("kind", "communities", "table_kind", "code"),
    [
        (LAB, [], None, "lab_needs_one_community"),
        (LAB, [ONE, TWO], None, "lab_needs_one_community"),
        (LAB, [ONE], TableKind.TECHNICAL, "table_kind_is_for_tables"),
        (TABLE, [ONE], None, "table_kind_is_for_tables"),
        (TABLE, [ONE, ONE], TableKind.DEVELOPMENT, "community_named_twice"),
    ],
)
def test_a_space_that_does_not_fit_is_refused(
    kind: SpaceKind, communities: list[UUID], table_kind: TableKind | None, code: str
) -> None:
    with pytest.raises(RuleViolated) as refused:
        check_space(kind, communities, table_kind=table_kind)

    assert refused.value.code == code


@pytest.mark.parametrize(("used", "expected"), [("", "a"), ("a", "b"), ("ac", "d"), ("ba", "c")])
def test_a_letter_never_names_two_items(used: str, expected: str) -> None:
    assert next_letter(list(used)) == expected


def test_after_z_there_is_no_letter() -> None:
    with pytest.raises(RuleViolated) as refused:
        next_letter(string.ascii_lowercase)

    assert refused.value.code == "too_many_items"


def test_a_letter_is_printed_as_a_heading_has_it() -> None:
    assert show_letter("a") == "A."
