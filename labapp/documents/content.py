"""What a document says, free of any form: one tree, from which the web page and the PDF are both made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Heading:
    """A section title; level 1 stands right under the title of the document."""

    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. A newline inside is a line of its own."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list whose order says nothing."""

    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a form: what it is, and what it says here."""

    term: str
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    """A definition list."""

    entries: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row names the row.

    Raises ValueError when a row is not as long as the header: a shifted cell would say something false.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("a row is not as long as the header")


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, unaltered."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader must not miss, set apart: a short heading, and one line for each thing.

    `language` is that of the lines where it is not the one of the document.
    """

    heading: str
    lines: tuple[str, ...]
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """What somebody proposed, under the number that it keeps for life; never with an author.

    `text` is None where nothing of it is published; then the remarks say why. `language` is a BCP 47 tag of two
    or three letters (`cuk`, `gym`), None when it was said in the language of the document.
    """

    number: str
    text: str | None
    remarks: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Contributions:
    """Contributions one after the other."""

    entries: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the authority answered: the plain group, the kind, the reason, and what must stand beside it."""

    group: str
    kind: str
    reason: str
    extras: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Owed:
    """An answer that is not there yet, in one sentence: who owes it, and until when."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """A contribution word for word, and under it its answer."""

    heading: str
    contribution: Contribution
    answer: Answer | Owed | None


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A line to sign by hand; the name is printed only where it is known."""

    role: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign by hand, side by side."""

    lines: tuple[SignatureLine, ...]


@dataclass(frozen=True, slots=True)
class QrCode:
    """An address to point a phone at, printed in letters too; `alt` says what the picture is for.

    Raises ValueError without `alt`: nobody may meet a picture that has no words.
    """

    url: str
    alt: str
    caption: str

    def __post_init__(self) -> None:
        if not self.alt:
            raise ValueError("a picture needs an alt text")

    @property
    def shown_address(self) -> str:
        """The address as people type it: without scheme, the host in small letters."""
        bare = re.sub(r"^https?://", "", self.url, flags=re.IGNORECASE)
        host, slash, path = bare.partition("/")
        return host.lower() + slash + path


Block = Heading | Paragraph | Items | Facts | Table | Quote | Note | Contributions | Exchange | Signatures | QrCode


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document: what kind it is, and what it is about.

    `band` is what a draft says on every page and in its title; None once it is approved. Its code of verification
    covers two things more that are not printed: `facts_sha256`, of the facts that are kept beside it if there are any,
    and `journal`, the hash of the last operation of each chain of the journal when it was made.
    """

    kind: str
    title: str
    eyebrow: str
    subtitle: str
    language: str
    dated_on: date
    version: int
    code: str
    office: str
    blocks: tuple[Block, ...]
    band: str | None = None
    facts_sha256: str = ""
    journal: tuple[str, ...] = ()

    @property
    def file_title(self) -> str:
        """The title that a window or a list of files shows: a draft never passes for the approved text."""
        named = f"{self.kind}: {self.title}"
        return f"{self.band} · {named}" if self.band else named
