"""Personal data in a text that is about to go out: cards, telephones, e-mails, and names of those who took part.

A name is two of its words together: "San Martín" is no Martín, and "luz solar" no Luz. Each thing found is decided
once, whatever it is found in. Source: Ley 81 de 2019, art. 2 and 6 (only what the purpose needs is published).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from itertools import pairwise
from uuid import UUID

from labapp.domain.attendance import PARTICLES, name_tokens
from labapp.domain.text import fold

AROUND = 40
"""Characters shown before and after what was found."""
_MOST_BETWEEN = 12
"""Characters between two words of one name, room for particles: "Rosa de la Cruz"."""


class TraceKind(StrEnum):
    """What was found."""

    NAME = "name"
    ID_CARD = "id_card"
    TELEPHONE = "telephone"
    EMAIL = "email"


class Stays(StrEnum):
    """Why something that was found may be published."""

    IN_FUNCTION = "in_function"
    OFFICE = "office"
    AGREED = "agreed"
    NOT_PERSONAL = "not_personal"


STAYS_OF: Mapping[TraceKind, tuple[Stays, ...]] = {
    TraceKind.NAME: (Stays.IN_FUNCTION, Stays.AGREED, Stays.NOT_PERSONAL),
    TraceKind.ID_CARD: (Stays.NOT_PERSONAL,),
    TraceKind.TELEPHONE: (Stays.OFFICE, Stays.NOT_PERSONAL),
    TraceKind.EMAIL: (Stays.OFFICE, Stays.NOT_PERSONAL),
}
"""Which reasons there are: nobody's card is published, and a telephone only where it is that of an office."""

_DASHES = "‐‑‒–—−-"
"""The hyphen, and what text processors and telephones put in its place."""
_BETWEEN = rf"(?:\s?[{_DASHES}]\s?|[\s.])?"
_AT = r"(?:\s?@\s?|\s?[(\[]\s?arroba\s?[)\]]\s?|\sarroba\s)"

_EMAIL = re.compile(rf"[\w.+-]{{1,64}}{_AT}\w[\w-]{{0,62}}(?:\.\w[\w-]{{0,62}})+", re.IGNORECASE)
_ID_CARD = re.compile(
    rf"(?<![\w{_DASHES}])(?:"
    rf"(?:(?:1[0-3]|0?[1-9])(?:\s?[{_DASHES}]?\s?(?:AV|PI|NT))?|PE|E|N)\s?[{_DASHES}]\s?\d{{1,4}}\s?[{_DASHES}]\s?\d{{1,6}}"
    rf"|(?:1[0-3]|0?[1-9])(?P<apart>[\s.])\d{{3,4}}(?P=apart)\d{{4,6}}"
    rf")(?!\w|[{_DASHES}]\w)",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(
    rf"(?<![\w{_DASHES}])(?<!\d[.,])(?:"
    rf"(?:\+|00)?\(?507\)?[\s.]*[{_DASHES}]?\s?(?:6\d{{3}}|\d{{3}}){_BETWEEN}\d{{4}}"
    rf"|6\d{{3}}{_BETWEEN}\d{{4}}|6\d(?:{_BETWEEN}\d\d){{3}}|\d{{3}}(?:\s?[{_DASHES}]\s?|\s)\d{{4}}"
    rf"|\+\d(?:[\s().{_DASHES}]{{0,2}}\d){{8,14}}"
    rf")(?!\w|[{_DASHES}]\w|[.,]\d)"
)
_WORD = re.compile(r"\w+")
_COUNTRY = "507"
_NOT_SAID = frozenset({"code", "url", "language", "iso"})
"""Fields of a document that no person wrote."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document, and where it stands: the section, and the number of the contribution if it is of one."""

    section: str
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody of the list whose name is looked for."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was found, with the words around it."""

    section: str
    number: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing that was found, once or often. `key` is what a decision about it is kept under; it tells nothing."""

    kind: TraceKind
    words: str
    key: str = field(repr=False)
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    kind: TraceKind
    about: str
    start: int
    end: int


def trace_key(kind: TraceKind, about: str) -> str:
    """Return the key of a decision: a digest, so that no decision holds a telephone or names a person."""
    return sha256(f"{kind.value} {about}".encode()).hexdigest()


def passages(document: object, section: str = "", number: str = "") -> Iterator[Passage]:
    """Yield what a frozen document says, piece by piece, as it is stored: plain data whose parts say what they are."""
    match document:
        case str() if document.strip():
            yield Passage(section, number, document)
        case list():
            for part in document:
                if isinstance(part, Mapping) and part.get("is") == "heading":
                    section = str(part.get("text", ""))
                yield from passages(part, section, number)
        case {"is": "contribution", "number": str() as own, **said}:
            yield from passages(list(said.values()), section, own)
        case {"is": "exchange", "contribution": {"number": str() as own} as contribution, **said}:
            yield from passages([contribution, *said.values()], section, own)
        case {"is": str(), **said}:
            yield from passages([value for key, value in said.items() if key not in _NOT_SAID], section, number)
        case _:
            return


def find_traces(
    passages: Iterable[Passage], people: Iterable[Somebody], *, public: Iterable[str] = ()
) -> tuple[Trace, ...]:
    """Return what was found, each once, names first, each with every place.

    `public` are texts of offices, such as where to object: their telephones and e-mails are nobody's.
    """
    known = _words_of(people)
    offices = {hit.about for text in public for hit in _literal_hits(text)[0]}
    found: dict[tuple[TraceKind, str], tuple[str, list[Place]]] = {}
    for passage in passages:
        literal, covered = _literal_hits(passage.text)
        names = [hit for hit in _name_hits(passage.text, known) if not covered[hit.start]]
        for hit in (*names, *(one for one in literal if one.about not in offices)):
            words = passage.text[hit.start : hit.end]
            _, places = found.setdefault((hit.kind, hit.about), (words, []))
            places.append(_place(passage, hit))
    traces = [
        Trace(kind, words, trace_key(kind, about), tuple(dict.fromkeys(places)))
        for (kind, about), (words, places) in found.items()
    ]
    return tuple(sorted(traces, key=lambda one: (list(TraceKind).index(one.kind), fold(one.words), one.key)))


def undecided(traces: Iterable[Trace], decided: Collection[str]) -> tuple[Trace, ...]:
    """Return the traces without a decision; with one of them left nothing goes out."""
    return tuple(one for one in traces if one.key not in decided)


def _place(passage: Passage, hit: _Hit) -> Place:
    """Return where this is; a contribution is one place, whichever section of whichever document repeats it."""
    return Place("" if passage.number else passage.section, passage.number, _excerpt(passage.text, hit))


def _excerpt(text: str, hit: _Hit) -> str:
    start, end = max(0, hit.start - AROUND), min(len(text), hit.end + AROUND)
    inside = " ".join(text[start:end].split())
    return ("…" if start else "") + inside + ("…" if end < len(text) else "")


def _literal_hits(text: str) -> tuple[list[_Hit], bytearray]:
    """Return what is found by its form, and a one for each character that it takes: a card holds no telephone."""
    hits, covered = [], bytearray(len(text))
    for kind, pattern in (
        (TraceKind.EMAIL, _EMAIL),
        (TraceKind.ID_CARD, _ID_CARD),
        (TraceKind.TELEPHONE, _TELEPHONE),
    ):
        for match in pattern.finditer(text):
            start, end = match.span()
            if not (covered[start] or covered[end - 1]):
                covered[start:end] = b"\1" * (end - start)
                hits.append(_Hit(kind, _plain(kind, match.group()), start, end))
    return hits, covered


def _plain(kind: TraceKind, words: str) -> str:
    if kind is TraceKind.TELEPHONE:
        digits = "".join(char for char in words if char.isdigit()).removeprefix("00")
        return digits.removeprefix(_COUNTRY) if len(digits) > len("60000000") else digits
    if kind is TraceKind.EMAIL:
        return "@".join(re.split(_AT, words.casefold()))
    return "-".join(re.split(rf"[\s.{_DASHES}]+", words.casefold()))


def _words_of(people: Iterable[Somebody]) -> dict[str, dict[UUID, int]]:
    """Return for each word of a name who bears it, and how often it stands in that name."""
    known: dict[str, dict[UUID, int]] = {}
    for person in people:
        for word in name_tokens(person.name):
            if len(word) > 1:
                bearers = known.setdefault(word, {})
                bearers[person.id] = bearers.get(person.id, 0) + 1
    return known


def _name_hits(text: str, known: Mapping[str, Mapping[UUID, int]]) -> Iterator[_Hit]:
    """Yield each run of two or more words of one name; particles may stand between: "Rosa de la Cruz"."""
    words = [match for match in _WORD.finditer(text) if fold(match.group()) not in PARTICLES]
    runs: dict[UUID, tuple[int, int]] = {}
    for before, after in pairwise(words):
        if after.start() - before.end() > _MOST_BETWEEN:
            continue
        for who in _bearers(fold(before.group()), fold(after.group()), known):
            start, end = runs.get(who, (before.start(), before.end()))
            if end != before.end():
                yield _Hit(TraceKind.NAME, str(who), start, end)
                start = before.start()
            runs[who] = (start, after.end())
    for who, (start, end) in runs.items():
        yield _Hit(TraceKind.NAME, str(who), start, end)


def _bearers(one: str, other: str, known: Mapping[str, Mapping[UUID, int]]) -> set[UUID]:
    both = known.get(one, {}).keys() & known.get(other, {}).keys()
    return {who for who in both if known[one][who] > 1} if one == other else set(both)
