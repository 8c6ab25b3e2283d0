"""*En pocas palabras*: at most five plain sentences at the head of a document, which are also its message."""

from __future__ import annotations

import re

from labapp.domain.errors import RuleViolated
from labapp.domain.text import clean_text

MOST_SENTENCES = 5
"""Source: what fits on the screen of a phone without scrolling."""
LONGEST = 700
"""Characters, after cleaning; longer messages are folded away by the telephone."""

_TITLES = frozenset(
    {"sr", "sra", "srta", "dr", "dra", "lic", "licda", "ing", "arq", "prof", "profa", "mgtr", "pbro", "art", "núm"}
)
_BOUNDARY = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"»”)]))\s+(?=[¿¡\"«“(]*[A-ZÁÉÍÓÚÜÑ])")
_SHORT_WORD = re.compile(r"(?<!\w)\w{1,5}\.$")
_ITS_LENGTH = 7
"""The stop, the letters of the longest title, and what stands before them: nobody reads further back for each stop."""


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text: each line ends one, and inside a line a stop before a capital letter does.

    The stop of a title ("Dra. Pérez") or of an initial ("J. Pérez") ends nothing.
    """
    found: list[str] = []
    for line in clean_text(text).split("\n"):
        held = ""
        for piece in filter(None, _BOUNDARY.split(line)):
            held = f"{held} {piece}".strip()
            if not _goes_on(held):
                found.append(held)
                held = ""
        if held:
            found.append(held)
    return tuple(found)


def _goes_on(piece: str) -> bool:
    last = _SHORT_WORD.search(piece[-_ITS_LENGTH:])
    if last is None or piece.endswith((" m.", "\u00a0m.", "\u202fm.")):
        return False
    word = last[0].removesuffix(".")
    return word.casefold() in _TITLES or (len(word) == 1 and word.isalpha())


def read_summary(typed: str, field: str) -> str:
    """Return a summary as it is kept, one sentence on each line. Raises RuleViolated `summary_too_long`."""
    said = sentences(typed)
    text = "\n".join(said)
    if len(said) > MOST_SENTENCES or len(text) > LONGEST:
        raise RuleViolated("summary_too_long", field=field, most=MOST_SENTENCES, longest=LONGEST, found=len(said))
    return text
