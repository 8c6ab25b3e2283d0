"""What a person typed in a plain box, as parts of a document: paragraphs and lists, nothing to learn."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from labapp.documents.content import Items, Paragraph

_MARKS = ("- ", "• ", "* ")


def written_blocks(text: str) -> Iterator[Paragraph | Items]:
    """Yield the parts of a typed text: an empty line ends a paragraph, lines that begin with "- " are a list."""
    for part in _parts(text):
        for is_list, lines in groupby(part, key=_is_entry):
            if is_list:
                yield Items(tuple(line[2:].strip() for line in lines))
            else:
                yield Paragraph("\n".join(lines))


def _parts(text: str) -> Iterator[list[str]]:
    lines = (line.strip() for line in text.replace("\r\n", "\n").split("\n"))
    for has_words, part in groupby(lines, key=bool):
        if has_words:
            yield list(part)


def _is_entry(line: str) -> bool:
    return line.startswith(_MARKS) and bool(line[2:].strip())
