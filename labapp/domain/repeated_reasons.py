"""The same reason given to several contributions: a warning for whoever writes and whoever validates, never a refusal.

Two reasons count as one when they are equal but for capitals, accents, spaces and punctuation, or when they share
six of seven different words. Source: domain note b, an answer says why this contribution and not another.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from labapp.domain.responses import MAY_BE_SHORT, Answer
from labapp.domain.text import fold

ALIKE = 0.85
"""Share of different words that two reasons have in common from which on they count as one."""

_WORD = re.compile(r"\w+")


def repeated_reasons(reasons: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Return the numbers that were given one and the same reason, group by group, in the order of `reasons`.

    Only reasons that share a rare word are compared, and none with a group that it is in already, so a thousand of
    them take a moment, also where all are alike.
    """
    numbers: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for number, reason in reasons.items():
        if words := frozenset(_WORD.findall(fold(reason))):
            numbers[words].append(number)
    texts = sorted(numbers, key=lambda words: (len(words), sorted(words)))
    found: defaultdict[int, list[str]] = defaultdict(list)
    for group, words in zip(_groups(texts), texts, strict=True):
        found[group] += numbers[words]
    order = {number: place for place, number in enumerate(reasons)}
    same = [tuple(sorted(group, key=order.__getitem__)) for group in found.values() if len(group) > 1]
    return tuple(sorted(same, key=lambda group: order[group[0]]))


def _groups(texts: Sequence[frozenset[str]]) -> list[int]:
    """Return the group of each text; `texts` go from the fewest words to the most.

    Two that share enough words share one of the rarest words of both, so only those that do are compared.
    """
    common = Counter(word for words in texts for word in words)
    above: list[int] = []
    sharing: defaultdict[str, dict[int, list[int]]] = defaultdict(dict)
    for place, words in enumerate(texts):
        above.append(place)
        rare = sorted(words, key=lambda word: (common[word], word))
        clues = rare[: len(rare) - math.ceil(ALIKE * len(rare)) + 1]
        for clue in clues:
            for one, others in sharing[clue].items():
                group = _top(above, one)
                if group != place and any(_are_alike(texts[other], words) for other in others):
                    above[group] = place
        for clue in clues:
            held = sharing[clue]
            home = next((one for one in held if _top(above, one) == place), place)
            held.setdefault(home, []).append(place)
    return [_top(above, place) for place in range(len(texts))]


def _top(above: list[int], place: int) -> int:
    while above[place] != place:
        above[place] = above[above[place]]
        place = above[place]
    return place


def _are_alike(fewer: frozenset[str], more: frozenset[str]) -> bool:
    if len(fewer) < ALIKE * len(more):
        return False
    both = len(fewer & more)
    return both >= ALIKE * (len(fewer) + len(more) - both)


def reasons_of(answers: Iterable[tuple[str, Answer | None]]) -> dict[str, str]:
    """Return the reason given under each number, without the kinds that may be short or that refer to another."""
    return {
        number: answer.reason
        for number, answer in answers
        if answer is not None and answer.reason and answer.primary not in MAY_BE_SHORT
    }
