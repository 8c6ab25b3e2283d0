"""In which clauses the contributions of a session came to stand, as a document of the session lists them."""

from __future__ import annotations

import pytest

from labapp.domain.clause_places import ClausePlace, NamedThere, by_clause, by_number, named_in
from labapp.domain.proposals import Clause, ProposalText, Source

TEXT = ProposalText(
    "Laboratorios",
    (
        Clause("1", "Seis laboratorios.", (Source("AAA", "2"), Source("BBB", "2"), Source("AAA", "7"))),
        Clause("2", "Un video."),
        Clause("3", "Un convenio.", (Source("AAA", "2"),)),
    ),
)
FIRST, THIRD = ClausePlace("P1", "Laboratorios", "1", 1), ClausePlace("P1", "Laboratorios", "3", 3)


def test_only_the_contributions_of_the_own_session_are_found_each_with_the_place_of_its_clause() -> None:
    named = tuple(named_in("P1", TEXT, "AAA"))

    assert by_clause(named) == {FIRST: ("2", "7"), THIRD: ("2",)}
    assert by_number(named, ("1", "2", "7")) == {"2": (FIRST, THIRD), "7": (FIRST,)}
    assert not tuple(named_in("P1", TEXT, "CCC"))


@pytest.mark.parametrize(
    ("named", "listed", "expected"),
    [
        pytest.param("7a", ("7", "8"), ["7"], id="a part that is not listed counts for its whole"),
        pytest.param("7", ("7a", "7b", "8"), ["7a", "7b"], id="a whole that was divided counts for each part"),
        pytest.param("7a", ("7a", "7b"), ["7a"], id="a part that is listed counts for itself only"),
        pytest.param("7c", ("7a", "7b"), [], id="a part is no other part"),
        pytest.param("7", ("70", "17"), [], id="a number is no longer one"),
    ],
)
def test_a_number_is_found_at_its_whole_or_its_parts_where_a_document_lists_only_those(
    named: str, listed: tuple[str, ...], expected: list[str]
) -> None:
    assert list(by_number((NamedThere(named, FIRST),), listed)) == expected


def test_two_parts_in_one_clause_name_it_once() -> None:
    named = (NamedThere("7a", FIRST), NamedThere("7b", FIRST))

    assert by_number(named, ("7",)) == {"7": (FIRST,)}
