"""The same reason given to several contributions: a warning for whoever writes and whoever validates, never a refusal.

Two reasons count as one when they are equal but for capitals, accents, spaces and punctuation, or when they share
six of seven different words. Source: domain note b, an answer says why this contribution and not another.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from labapp.domain.responses import MAY_BE_SHORT, Answer
from labapp.domain.text import fold

ALIKE = 0.85
"""Share of different words that two reasons have in common from which on they count as one."""

_WORD = re.compile(r"\w+")


def repeated_reasons(reasons: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Return the numbers that were given one and the same reason, group by group, in the order of `reasons`.

    Only reasons that share a rare word are compared, so a thousand of them take a moment.
    """
    numbers: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for number, reason in reasons.items():
        if words := frozenset(_WORD.findall(fold(reason))):
            numbers[words].append(number)
    group = {words: words for words in numbers}
    for one, two in _alike(numbers):
        first, second = _root(group, one), _root(group, two)
        group[second] = first
    found: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for words, same in numbers.items():
        found[_root(group, words)] += same
    order = {number: place for place, number in enumerate(reasons)}
    groups = [tuple(sorted(same, key=order.__getitem__)) for same in found.values() if len(same) > 1]
    return tuple(sorted(groups, key=lambda same: order[same[0]]))


def _root(group: dict[frozenset[str], frozenset[str]], words: frozenset[str]) -> frozenset[str]:
    while group[words] != words:
        words = group[words]
    return words


def _alike(texts: Iterable[frozenset[str]]) -> set[tuple[frozenset[str], frozenset[str]]]:
    """Return the pairs that share enough words; such a pair shares one of its rarest words, so only those are tried."""
    listed = list(texts)
    common = Counter(word for words in listed for word in words)
    sharing: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    pairs = set()
    for words in sorted(listed, key=lambda one: (len(one), sorted(one))):
        rare = sorted(words, key=lambda word: (common[word], word))
        clues = rare[: len(rare) - int(ALIKE * len(rare)) + 1]
        tried = {id(other): other for clue in clues for other in sharing[clue]}
        pairs |= {(other, words) for other in tried.values() if len(words & other) >= ALIKE * len(words | other)}
        for clue in clues:
            sharing[clue].append(words)
    return pairs


def reasons_of(answers: Iterable[tuple[str, Answer | None]]) -> dict[str, str]:
    """Return the reason given under each number, without the kinds that may be short or that refer to another."""
    return {
        number: answer.reason
        for number, answer in answers
        if answer is not None and answer.reason and answer.primary not in MAY_BE_SHORT
    }
