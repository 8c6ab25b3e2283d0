"""Who may be the same person: pairs for somebody to look at, with reasons. Homonyms exist, so nobody is refused.

Names are compared folded, in any order of their words, by their sound in Spanish, with one slip of the finger, with
initials, and as the short form of a longer one. A shared phone or organisation strengthens a pair and never makes one
out of two different names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest
from itertools import combinations, product
from typing import TypeAlias
from uuid import UUID

from labapp.domain.attendance import name_tokens
from labapp.domain.mail import read_address
from labapp.domain.text import fold

MOST_PAIRS = 500
"""Pairs returned at once, the strongest first; when these are decided the next ones come."""

_SHORTEST_FOR_A_SLIP = 5
_MOST_WORDS = 12
_SOUNDS = (
    ("ch", "1"),
    ("ll", "y"),
    ("ph", "f"),
    ("qu", "k"),
    ("ce", "se"),
    ("ci", "si"),
    ("ge", "je"),
    ("gi", "ji"),
    ("gue", "ge"),
    ("gui", "gi"),
    ("x", "s"),
    ("z", "s"),
    ("c", "k"),
    ("v", "b"),
    ("w", "u"),
    ("h", ""),
    ("ñ", "n"),
)


class Reason(StrEnum):
    """Why two people may be one, strongest first."""

    SAME_NAME = "same_name"
    SAME_WORDS = "same_words"
    SAME_SOUND = "same_sound"
    ONE_SLIP = "one_slip"
    INITIALS = "initials"
    SHORTER_NAME = "shorter_name"
    SAME_FIRST_NAME = "same_first_name"
    SAME_CONTACT = "same_contact"
    SAME_ORGANISATION = "same_organisation"


_WEIGHT = {reason: len(Reason) - position for position, reason in enumerate(Reason)}


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the list, as far as likeness goes."""

    id: UUID
    name: str
    contact: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people that may be one, the earlier of the list first."""

    first: UUID
    second: UUID
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Key:
    """The forms of a name that are compared, computed once."""

    words: tuple[str, ...]
    joined: str
    ordered: tuple[str, ...]
    sounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Compared:
    """A person with everything that is compared, computed once."""

    id: UUID
    key: _Key
    contact: str
    organisation: str


def _compared(person: Somebody) -> _Compared:
    return _Compared(person.id, _key(person.name), _same_line(person.contact), fold(person.organisation))


def _same_line(contact: str) -> str:
    address = read_address(contact)
    return address.lower() if address else "".join(c for c in fold(contact) if c.isalnum())[-8:]


_Found: TypeAlias = tuple[int, int, int, tuple[Reason, ...]]


def _key(name: str) -> _Key:
    words = name_tokens(name)
    return _Key(words, "".join(words), tuple(sorted(words)), tuple(sorted(_sound(word) for word in words)))


def _sound(word: str) -> str:
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return "".join(letter for position, letter in enumerate(word) if letter != word[position - 1 : position])


def names_alike(first: str, second: str) -> tuple[Reason, ...]:
    """Return why two names may be one person's, strongest first; empty when they are clearly two."""
    return tuple(_name_reasons(_key(first), _key(second)))


def _name_reasons(one: _Key, two: _Key) -> Iterator[Reason]:
    if not one.words or not two.words:
        return
    if one.words == two.words:
        yield Reason.SAME_NAME
    elif one.ordered == two.ordered or one.joined == two.joined:
        yield Reason.SAME_WORDS
    elif one.sounds == two.sounds:
        yield Reason.SAME_SOUND
    elif min(len(one.joined), len(two.joined)) >= _SHORTEST_FOR_A_SLIP and _one_slip(one.joined, two.joined):
        yield Reason.ONE_SLIP
    elif _by_initials(one.words, two.words):
        yield Reason.INITIALS
    elif _is_shorter_form(one.sounds, two.sounds):
        yield Reason.SHORTER_NAME


def _one_slip(one: str, two: str) -> bool:
    """Whether one letter more, one less, one other, or two neighbours exchanged turn one into the other."""
    if abs(len(one) - len(two)) > 1:
        return False
    short, long = sorted((one, two), key=len)
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    exchanged = short[start + 1 : start + 2] + short[start : start + 1] + short[start + 2 :]
    return short[start + 1 :] == long[start + 1 :] or exchanged == long[start:]


def _by_initials(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    if len(one) != len(two):
        return False
    pairs = list(zip(one, two, strict=True))
    fits = all(a == b or (1 in {len(a), len(b)} and a[0] == b[0]) for a, b in pairs)
    return fits and any(a == b and len(a) > 1 for a, b in pairs)


def _is_shorter_form(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    short, long = sorted((one, two), key=len)
    return 1 < len(short) < len(long) and not Counter(short) - Counter(long)


def probable_duplicates(people: Iterable[Somebody]) -> tuple[Pair, ...]:
    """Return the pairs that somebody should look at, strongest first, at most `MOST_PAIRS`.

    Only people who share a clue are compared, so a full room takes a moment.
    """
    listed = [_compared(person) for person in people]
    bearers: defaultdict[_Key, list[int]] = defaultdict(list)
    for position, row in enumerate(listed):
        bearers[row.key].append(position)
    found = [*_by_name(listed, bearers), *_by_contact(listed)]
    strongest = nsmallest(MOST_PAIRS, found)
    return tuple(Pair(listed[one].id, listed[two].id, reasons) for _, one, two, reasons in strongest)


def _by_name(listed: list[_Compared], bearers: Mapping[_Key, list[int]]) -> Iterator[_Found]:
    for key, positions in bearers.items():
        same = tuple(_name_reasons(key, key))
        yield from (_found(listed, pair, same) for pair in combinations(positions, 2) if same)
    for key, other in _sharing_a_clue(bearers):
        alike = tuple(_name_reasons(key, other))
        if alike:
            yield from (_found(listed, pair, alike) for pair in product(bearers[key], bearers[other]))


def _by_contact(listed: list[_Compared]) -> Iterator[_Found]:
    """Yield those who share a contact and a first name, and whose names are not alike otherwise."""
    groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for position, row in enumerate(listed):
        if row.contact and row.key.words:
            groups[row.contact, row.key.words[0]].append(position)
    for positions in groups.values():
        for one, two in combinations(positions, 2):
            if not any(_name_reasons(listed[one].key, listed[two].key)):
                yield _found(listed, (one, two), (Reason.SAME_FIRST_NAME,))


def _found(listed: list[_Compared], pair: tuple[int, int], reasons: tuple[Reason, ...]) -> _Found:
    first, second = min(pair), max(pair)
    one, two = listed[first], listed[second]
    if one.contact and one.contact == two.contact:
        reasons = (*reasons, Reason.SAME_CONTACT)
    if one.organisation and one.organisation == two.organisation:
        reasons = (*reasons, Reason.SAME_ORGANISATION)
    return -sum(map(_WEIGHT.__getitem__, reasons)), first, second, reasons


def _sharing_a_clue(keys: Iterable[_Key]) -> set[tuple[_Key, _Key]]:
    listed = list(keys)
    sharing: defaultdict[str, list[int]] = defaultdict(list)
    for position, key in enumerate(listed):
        for clue in _clues(key):
            sharing[clue].append(position)
    pairs = {pair for group in sharing.values() for pair in combinations(group, 2)}
    return {(listed[one], listed[two]) for one, two in pairs}


def _clues(key: _Key) -> set[str]:
    """Return the clues of which two alike names share one: two sounding words, all initials, all letters but one."""
    sounds = key.sounds[:_MOST_WORDS]
    clues = {f"sounds {one} {two}" for one, two in combinations(sounds, 2)} | {f"sound {' '.join(key.sounds)}"}
    clues.add("initials " + " ".join(word[0] for word in key.words))
    clues.add(f"letters {key.joined}")
    if len(key.joined) >= _SHORTEST_FOR_A_SLIP:
        clues |= {f"letters {key.joined[:i]}{key.joined[i + 1 :]}" for i in range(len(key.joined))}
    return clues
