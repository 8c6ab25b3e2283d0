"""Finding words in what was published: how a search is read, what it finds, and which words of a text it found.

Accents, capitals and the plural do not matter; every word counts, in any order; words in quotes stand together as they
were typed. Whoever types n finds ñ too, whoever types ñ finds only ñ: not every keyboard has it, and año is not ano.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from labapp.domain.numbering import whole_of
from labapp.domain.published_codes import PublishedCode
from labapp.domain.text import clean_line, fold

LONGEST_TYPED = 200
"""Characters of a search; what is longer is not read."""
MOST_TERMS = 10
LONGEST_EXCERPT = 260

_LONGEST_READ = 4 * LONGEST_TYPED
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f]|['’ʼ](?=[^\W_]))*")
"""A word with its own accents and the apostrophes inside it (K'una)."""
_TYPED = re.compile(r'"(?P<straight>[^"]*)"|“(?P<curly>[^”]*)”|«(?P<angled>[^»]*)»|(?P<free>[^\s"“”«»]+)')
_NUMBER = re.compile(r"[0-9]{1,5}[a-z]?")
_SMALL = frozenset({
    "a", "al", "con", "de", "del", "e", "el", "en", "es", "la", "las", "lo", "los", "o", "para", "por", "que", "se",
    "su", "sus", "u", "un", "una", "y",
})  # fmt: skip
"""Words that stand in every text: alone they are searched for, beside others they are not."""
_VOWELS = "aeiou"
_BEFORE_ES = "djlnrsxyz"
_BREAK = "\n"


class FoundKind(PublishedCode):
    """What a search finds, in the order of the page; `published_code` is the word in addresses."""

    CONTRIBUTION = "contribution", "aportes"
    ANSWER = "answer", "respuestas"
    AGREEMENT = "agreement", "acuerdos"
    MINUTES = "minutes", "minutas"
    PROPOSAL = "proposal", "propuestas"
    SESSION = "session", "sesiones"
    SPACE = "space", "laboratorios"
    COMMUNITY = "community", "comunidades"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of what was published: its words, the number it goes by, and the keys under which it is searched.

    `loose` is `key` with n for ñ.
    """

    kind: FoundKind
    number: str
    text: str
    key: str
    loose: str

    @property
    def anchor(self) -> str:
        """Where it stands in its page; empty for what has no place of its own."""
        return f"aporte-{self.number.lower()}" if self.number else ""


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or words that stand together: the forms of which one has to be there, as lists of folded words.

    `spelled` and `plain` are the same forms, those with ñ and those without, as they stand in the keys of a passage.
    """

    forms: tuple[tuple[str, ...], ...]
    spelled: tuple[str, ...]
    plain: tuple[str, ...]

    def is_in(self, passage: Passage) -> bool:
        """Return whether one of the forms stands in a passage."""
        for form in self.plain:  # every passage is asked, so this is the line where a search spends its time
            if form in passage.loose:
                return True
        return any(form in passage.key for form in self.spelled)


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for; `number` is that of a contribution, where one was typed. `is_cut`: not all was read."""

    terms: tuple[Term, ...]
    number: str = ""
    is_cut: bool = False

    def finds(self, passage: Passage) -> bool:
        """Return whether everything that was asked for stands in a passage; a search for nothing finds nothing."""
        for term in self.terms:
            if not term.is_in(passage):
                return False
        return bool(self.terms)

    def is_number_of(self, passage: Passage) -> bool:
        """Return whether the passage goes by the number that was typed."""
        return bool(self.number) and passage.number == self.number


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that was found, or of what stands around it."""

    text: str
    is_found: bool


def passage(kind: FoundKind, text: str, *, number: str = "") -> Passage:
    """Return a passage with its keys; one with a number is found by it too, a part (7a) by that of its whole."""
    whole = unicodedata.normalize("NFC", text)
    named = f"aporte {number} {whole_of(number)}" if number else ""
    key = _BREAK.join(f" {' '.join(fold_word(word) for word in _WORD.findall(line))} " for line in
                      (named, *whole.split(_BREAK)))  # fmt: skip
    return Passage(kind, number, whole, key, key.replace("ñ", "n") if "ñ" in key else key)


@lru_cache(maxsize=50_000)
def fold_word(word: str) -> str:
    """Return the key of a word: small letters, no accents except in ñ, no apostrophes."""
    return re.sub("['’ʼ]", "", fold(word))


def read_query(typed: str) -> Query:
    """Return what was typed as a search: at most `MOST_TERMS` words or phrases, each once."""
    terms = list(dict.fromkeys(_terms(as_read(typed))))
    telling = [term for term in terms if not _is_small(term)] or terms
    numbers = (term.forms[0][0] for term in telling if _NUMBER.fullmatch(term.forms[0][0]))
    is_cut = len(typed) > _LONGEST_READ or len(_begin(typed)) > LONGEST_TYPED or len(telling) > MOST_TERMS
    return Query(tuple(telling[:MOST_TERMS]), next(numbers, ""), is_cut)


def as_read(typed: str) -> str:
    """Return as much of what was typed as is read, in one line."""
    return _begin(typed)[:LONGEST_TYPED]


def _begin(typed: str) -> str:
    return clean_line(typed[:_LONGEST_READ])


def _terms(typed: str) -> Iterator[Term]:
    for found in _TYPED.finditer(typed):
        words = [fold_word(word) for word in _WORD.findall(found[0])]
        if found["free"] is not None:
            yield from (_term(tuple((form,) for form in _forms(word))) for word in words)
        elif words:
            yield _term((tuple(words),))


def _term(forms: tuple[tuple[str, ...], ...]) -> Term:
    keys = [f" {' '.join(form)} " for form in forms]
    return Term(forms, tuple(key for key in keys if "ñ" in key), tuple(key for key in keys if "ñ" not in key))


def _is_small(term: Term) -> bool:
    return len(term.forms[0]) == 1 and term.forms[0][0] in _SMALL


def _forms(word: str) -> tuple[str, ...]:
    """Return a word with its singular and its plurals, itself first. Source: plural of nouns in Spanish."""
    found = [word]
    for single in _singulars(word):
        found += [single, *_plurals(single)]
    return tuple(dict.fromkeys(found))


def _singulars(word: str) -> Iterator[str]:
    yield word
    if len(word) >= 5 and word.endswith("ces"):
        yield f"{word[:-3]}z"
    if len(word) >= 5 and word.endswith("es") and word[-3] in _BEFORE_ES:
        yield word[:-2]
    if len(word) >= 4 and word.endswith("s") and word[-2] in _VOWELS:
        yield word[:-1]


def _plurals(word: str) -> Iterator[str]:
    if len(word) >= 3 and word[-1] in _VOWELS:
        yield f"{word}s"
    elif len(word) >= 3 and word[-1] == "z":
        yield f"{word[:-1]}ces"
    elif len(word) >= 3 and word[-1] in _BEFORE_ES:
        yield f"{word}es"


def excerpt(text: str, query: Query) -> tuple[Piece, ...]:
    """Return the part of a text around the first word that was found, every found word apart, an ellipsis where cut."""
    found = _found(text, query)
    start, end = _window(text, found[0][0] if found else 0)
    pieces = [Piece("…", is_found=False)] if start else []
    at = start
    for begin, stop in found:
        if start <= begin and stop <= end:
            pieces += [Piece(text[at:begin], is_found=False), Piece(text[begin:stop], is_found=True)]
            at = stop
    pieces += [Piece(text[at:end], is_found=False), Piece("…" if end < len(text) else "", is_found=False)]
    return tuple(piece for piece in pieces if piece.text)


def _window(text: str, first: int) -> tuple[int, int]:
    start = max(0, first - LONGEST_EXCERPT // 3)
    if start:
        start = text.find(" ", start, first) + 1 or first
    end = start + LONGEST_EXCERPT
    if end >= len(text):
        return start, len(text)
    return start, max(text.rfind(" ", first, end), first) if " " in text[first + 1 : end] else end


def _found(text: str, query: Query) -> list[tuple[int, int]]:
    words = list(_WORD.finditer(text))
    keys = [fold_word(word[0]) for word in words]
    spans = sorted({
        (words[at].start(), words[at + length - 1].end())
        for term in query.terms
        for form in term.forms
        for length in (len(form),)
        for at in range(len(words) - length + 1)
        if _same(keys[at : at + length], form)
        and _BREAK not in text[words[at].start() : words[at + length - 1].end()]
    })  # fmt: skip
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _same(keys: Sequence[str], form: tuple[str, ...]) -> bool:
    if any("ñ" in word for word in form):
        return tuple(keys) == form
    return all(key.replace("ñ", "n") == word for key, word in zip(keys, form, strict=True))
