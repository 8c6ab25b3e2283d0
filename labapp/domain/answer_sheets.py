"""The queue of contributions as a sheet that travels: its columns, its rows, and the key that each row carries.

The key says which contribution a row is about, what its answer said when the sheet was made, and which institution owed
that answer then. It is sealed together with what was said, so that a row whose locked cells were changed, or sorted
apart from the rest, is recognised.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from labapp.domain.journal import Plain, canonical
from labapp.domain.response_extras import Extra, ReasonKind
from labapp.domain.response_records import extras_record
from labapp.domain.responses import Answer, Disposition, Document, extras_of
from labapp.domain.text import clean_text


class Locked(StrEnum):
    """A column that goes out to be read, and comes back as it went."""

    NUMBER = "number"
    PART_OF = "part_of"
    SAID = "said"
    DUE_ON = "due_on"
    KEY = "key"


class Open(StrEnum):
    """A column to be filled for every kind of answer; the extras of the kinds are open columns too."""

    KIND = "kind"
    REASON = "reason"
    FURTHER = "further"
    INSTITUTION = "institution"
    OFFICE = "office"
    ANSWERED_ON = "answered_on"


Column: TypeAlias = Locked | Open | Extra

OFFERED = tuple(kind for kind in Disposition if kind is not Disposition.WITHDRAWN)
"""The kinds to choose from. A withdrawal is not a decision of the institution."""

EXTRAS = tuple(extra for extra in Extra if extra in extras_of(OFFERED))

COLUMNS: tuple[Column, ...] = (
    Locked.NUMBER,
    Locked.PART_OF,
    Locked.SAID,
    Locked.DUE_ON,
    Open.KIND,
    Open.REASON,
    *EXTRAS,
    Open.FURTHER,
    Open.INSTITUTION,
    Open.OFFICE,
    Open.ANSWERED_ON,
    Locked.KEY,
)
"""Every column, in the order of the sheet. `FURTHER` may be there several times."""

NEEDED = frozenset({Locked.NUMBER, Locked.SAID, Locked.KEY, Open.KIND})
"""Without one of these a file is not this sheet."""

FEWEST_FURTHER = 2
"""Columns for further kinds; more where an answer has more."""

Seal: TypeAlias = Callable[..., str]
"""Gives the keyed hash of some texts, which only this house can make."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One contribution or part as it stands now: its public words, and its own answer, unsigned, if there is any."""

    contribution_id: UUID
    number: str
    said: str
    part_of: str = ""
    due_on: date | None = None
    version: UUID | None = None
    answer: Answer | None = None
    institution_id: UUID | None = None
    """The institution to which it is assigned now."""
    owed_by: str = ""
    """The name of that institution; empty where it is the one that signs the document."""

    @property
    def stored(self) -> Answer:
        """The answer, empty where there is none."""
        return self.answer or Answer(self.number)

    @property
    def current(self) -> Answer:
        """The answer as it goes out to be filled: one that is not given yet is to be signed by whoever owes it."""
        return self.answer or Answer(self.number, institution=self.owed_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The answers of one session as they stand now. `numbers` are those of all contributions, answerable or not."""

    session_id: UUID
    document: Document
    rows: tuple[SheetRow, ...]
    numbers: Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row of a file that came back: the texts of the columns that the file has, and the cells nobody can read."""

    line: int
    cells: Mapping[str, str]
    unreadable: frozenset[str] = frozenset()
    """Columns whose cell holds a formula or an error."""

    def cell(self, column: Column) -> str:
        """Return the text of a column, empty where the file has no such column."""
        return self.cells.get(column.value, "")

    def has(self, column: Column) -> bool:
        """Whether the file has this column."""
        return column.value in self.cells


@dataclass(frozen=True, slots=True)
class ReturnedSheet:
    """A file that came back: its rows, the headings that nobody reads, and the columns that it no longer has."""

    rows: tuple[ReturnedRow, ...]
    ignored: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    def absent_columns(self) -> tuple[Column, ...]:
        """Return the columns that the file no longer has, in the order of the sheet."""
        return tuple(column for column in COLUMNS if column.value in self.absent)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The kinds by every way of writing them, folded: both languages, the stored code, the published one."""

    kinds: Mapping[str, Disposition]
    reason_kinds: Mapping[str, ReasonKind]


@dataclass(frozen=True, slots=True)
class Key:
    """What the key of a row says once its seal holds: the contribution, and of its answer who owed it and what it said
    when the file was made."""

    contribution_id: UUID
    institution_id: UUID | None
    content: str


@dataclass(frozen=True, slots=True)
class BrokenKey:
    """A key that is not there, or that this house did not make for this row. `contribution_id` where it can be read."""

    contribution_id: UUID | None = None
    is_blank: bool = False


_SEALED = frozenset({Locked.KEY.value, Locked.NUMBER.value, Locked.SAID.value})
_KEY = re.compile(r"L2\.([0-9a-f]{32})\.([0-9a-f]{32}|0)\.([0-9a-f]{16})\.([0-9a-f]{32})")


def chosen_rows(sheet: Sheet, numbers: frozenset[str] | None = None) -> tuple[SheetRow, ...]:
    """Return the rows of a sheet, or those with these numbers; a composite number stands for all its parts."""
    if numbers is None:
        return sheet.rows
    return tuple(row for row in sheet.rows if row.number in numbers or row.part_of in numbers)


def content_of(answer: Answer) -> str:
    """Return a short hash of all that an answer says: two answers with the same one say the same.

    An institution without a kind is only who is to answer, and says nothing yet.
    """
    institution = answer.institution if answer.primary else ""
    said: dict[str, Plain] = {
        "kinds": [kind.value for kind in answer.dispositions],
        "reason": answer.reason,
        "extras": {**extras_record(answer.extras)},
        "refers_to": answer.refers_to or "",
        "signed": [institution, answer.office],
        "on": answer.answered_on.isoformat() if answer.answered_on else "",
    }
    return hashlib.sha256(canonical(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def key_of(row: SheetRow, session_id: UUID, seal: Seal) -> str:
    """Return the key of a row as it goes out."""
    named = (row.contribution_id.hex, _hex(row.institution_id), content_of(row.current))
    return ".".join(("L2", *named, _mark(seal, session_id, named, row.number, row.said)))


def read_key(row: ReturnedRow, session_id: UUID, seal: Seal) -> Key | BrokenKey:
    """Return what the key of a returned row says, if it was made here for this number and these words."""
    typed = row.cell(Locked.KEY).strip()
    found = _KEY.fullmatch(typed)
    if found is None:
        return BrokenKey(is_blank=not typed)
    contribution_id = UUID(found[1])
    mark = _mark(seal, session_id, found.groups()[:-1], row.cell(Locked.NUMBER), row.cell(Locked.SAID))
    if not hmac.compare_digest(mark, found[4]) or row.unreadable & _SEALED:
        return BrokenKey(contribution_id)
    return Key(contribution_id, _id(found[2]), found[3])


def _hex(named: UUID | None) -> str:
    return named.hex if named else "0"


def _id(written: str) -> UUID | None:
    return None if written == "0" else UUID(written)


def _mark(seal: Seal, session_id: UUID, named: Iterable[str], number: str, said: str) -> str:
    return seal(session_id.hex, *named, number.strip(), same_text(said))[:32]


def same_text(text: str) -> str:
    """Return the form in which two texts of a locked cell are compared: programs differ in how they end lines."""
    return clean_text(text)


def sheet_record(sheet: ReturnedSheet) -> list[object]:
    """Return a returned sheet as plain data."""
    rows = [[row.line, dict(row.cells), sorted(row.unreadable)] for row in sheet.rows]
    return [rows, list(sheet.ignored), list(sheet.absent)]


def sheet_from(record: Iterable[object]) -> ReturnedSheet:
    """Return the sheet that `sheet_record` made."""
    match tuple(record):
        case (list() as rows, list() as ignored, list() as absent):
            read = tuple(ReturnedRow(line, cells, frozenset(unreadable)) for line, cells, unreadable in rows)
            return ReturnedSheet(read, tuple(ignored), tuple(absent))
    raise ValueError("this is no returned sheet")
