"""The chat of a virtual session, pasted from Zoom or Teams, as messages from which contributions are chosen.

Nothing is lost: a line that fits no form belongs to the message above it, or stands alone without author.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import time

from labapp.domain.pasted_times import read_time
from labapp.domain.text import clean_line, clean_text, fold

MOST_CHARACTERS = 500_000
MOST_MESSAGES = 3_000

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?\s?m\.?)?"
_DAY = r"\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{2,4})?,?\s+"
_FROM = r"(?:from|de|desde)\s+"
_WHO = r"[^:]{1,120}?"
_TO = rf"\s+(?:to|a|para)\s+(?P<to>{_WHO})"
_CAPITAL = r"[^\W\d_a-zñáéíóúü][^\s:]*"
_NAME = rf"{_CAPITAL}(?:\s+(?:{_CAPITAL}|de|del|la|las|los|y)){{0,5}}"

_FORMS = tuple(
    re.compile(form)
    for form in (
        # Zoom, saved: "14:32:05 From Ana Ruiz to Everyone:" or "14:32:05  From Ana Ruiz : hola"
        rf"(?i)^(?:{_DAY})?(?P<at>{_CLOCK})\s+{_FROM}(?P<author>{_WHO}){_TO}\s*:\s*(?P<text>.*)$",
        rf"(?i)^(?:{_DAY})?(?P<at>{_CLOCK})\s+{_FROM}(?P<author>{_WHO})\s*:\s*(?P<text>.*)$",
        # Teams and others: "[25/7 14:32] Ana Ruiz: hola", the words perhaps on the next line
        rf"(?i)^\[(?:{_DAY})?(?P<at>{_CLOCK})\]\s*(?P<author>{_WHO})(?:\s*:\s*(?P<text>.*))?$",
        rf"(?i)^{_DAY}(?P<at>{_CLOCK})\s+-\s+(?P<author>{_WHO})\s*:\s*(?P<text>.*)$",
        # Copied from the window, told from a sentence by its capitals: "Ana Ruiz to Everyone 2:32 PM", "Ana Ruiz 14:32"
        rf"^(?i:{_FROM})?(?P<author>{_NAME})\s+(?:to|a|para)\s+(?P<to>(?:{_NAME}|everyone|todos)(?:\s+\([^)]*\))?)"
        rf"\s*:?\s+(?P<at>(?i:{_CLOCK}))(?P<text>)$",
        rf"^(?P<author>{_NAME}),?\s+(?:{_DAY})?(?P<at>(?i:{_CLOCK}))(?P<text>)$",
    )
)
_TO_ALL = re.compile(r"^(everyone|everybody|all|todos|todas|todo el mundo)\b")
_ASIDE = re.compile(r"direct message|privately|mensaje directo|en privado|privado")


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message: when on the clock of the room, by whom, its words, and whether it was written to one person only."""

    at: time | None
    author: str
    text: str
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Chat:
    """The messages in their order, and whether the paste was longer than may be."""

    messages: tuple[ChatMessage, ...]
    cut: bool


@dataclass(slots=True)
class _Open:
    """A message whose further lines may still come."""

    at: time | None
    author: str
    heading: str
    aside: bool = False
    lines: list[str] = field(default_factory=list)

    def closed(self) -> ChatMessage:
        """Return the message; one without words keeps its heading, which may have been a sentence after all."""
        text = clean_text("\n".join(self.lines)) or clean_line(self.heading)
        return ChatMessage(self.at, self.author, text, self.aside)


def parse_chat(pasted: str) -> Chat:
    """Return the messages of a pasted chat; without any form that is known, each line is a message."""
    unified = pasted[:MOST_CHARACTERS].lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    opened: list[_Open] = []
    begun = False
    for line in unified.split("\n"):
        heading = _heading(line)
        if heading is not None:
            opened.append(heading)
            begun = True
        elif begun:
            opened[-1].lines.append(line)
        else:
            opened.append(_Open(None, "", line))
    messages = [message for each in opened if (message := each.closed()).text]
    cut = len(pasted) > MOST_CHARACTERS or len(messages) > MOST_MESSAGES
    return Chat(tuple(messages[:MOST_MESSAGES]), cut)


def _heading(line: str) -> _Open | None:
    """Return the message that `line` begins, `None` when it begins none."""
    tidy = clean_line(line)
    for form in _FORMS:
        found = form.match(tidy)
        if found is None:
            continue
        named = found.groupdict()
        author = clean_line(named["author"])
        return _Open(
            read_time(named["at"]), author, line, aside=_is_aside(named.get("to")), lines=[named["text"] or ""]
        )
    return None


def _is_aside(recipient: str | None) -> bool:
    if recipient is None:
        return False
    to = fold(recipient)
    return bool(_ASIDE.search(to)) or not _TO_ALL.match(to)
