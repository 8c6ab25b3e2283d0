"""Where contributions came to stand: the clauses of published proposals that name their numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from labapp.domain.numbering import GivenNumber, parse_number
from labapp.domain.proposals import ProposalText


@dataclass(frozen=True, slots=True)
class ClausePlace:
    """A clause of a published proposal; `position` counts the clauses of its newest version from 1."""

    token: str
    title: str
    clause: str
    position: int


@dataclass(frozen=True, slots=True)
class NamedThere:
    """That a clause names the contribution of a session with this number ("7", "7a")."""

    number: str
    place: ClausePlace


def named_in(token: str, text: ProposalText, session: str) -> Iterator[NamedThere]:
    """Yield each contribution of a session that the text of a proposal names, clause by clause."""
    for position, clause in enumerate(text.clauses, start=1):
        place = ClausePlace(token, text.title, clause.name, position)
        yield from (NamedThere(source.number, place) for source in clause.sources if source.session == session)


def by_clause(named: Iterable[NamedThere]) -> dict[ClausePlace, tuple[str, ...]]:
    """Return the numbers that each clause names, in its own order."""
    found: dict[ClausePlace, tuple[str, ...]] = {}
    for one in named:
        found[one.place] = (*found.get(one.place, ()), one.number)
    return found


def by_number(named: Iterable[NamedThere], listed: Iterable[str]) -> dict[str, tuple[ClausePlace, ...]]:
    """Return the clauses under each number that a document lists and a clause names, each clause once."""
    numbers = dict.fromkeys(listed)
    found: dict[str, dict[ClausePlace, None]] = {}
    for one in named:
        for number in listed_as(one.number, numbers):
            found.setdefault(number, {})[one.place] = None
    return {number: tuple(found[number]) for number in numbers if number in found}


def listed_as(number: str, listed: Collection[str]) -> tuple[str, ...]:
    """Return under which numbers a document lists a contribution.

    A document may be older than the division of a composite contribution, or younger than a proposal that names the
    whole: a part that is not listed stands at its whole, and a whole that is not listed at each of its parts.
    """
    if number in listed:
        return (number,)
    own = parse_number(number)
    return tuple(other for other in listed if _is_kin(own, parse_number(other)))


def _is_kin(one: GivenNumber, other: GivenNumber) -> bool:
    return replace(one, part="") == replace(other, part="") and not (one.part and other.part)
