"""What goes to an institution with one button: the nota, the workbook of what it asks for, and a zip of both."""

from __future__ import annotations

import shutil
import zipfile
from datetime import date, datetime
from pathlib import Path

from labapp.documents.request_letter import Annex, Sender, letter_file
from labapp.domain.answer_sheets import Seal, key_of
from labapp.exports.answer_workbook import AnswerBook, write_answer_workbook
from labapp.exports.drafts import new_draft, whole
from labapp.exports.session_files import plain_name
from labapp.queries.answer_sheets import AskedSheet
from labapp.queries.letters import Letter
from labapp.words import formats

NOTA, WORKBOOK, BOTH = "nota.docx", "respuestas-por-llenar.xlsx", "nota-y-excel.zip"


def saved_as(letter: Letter, what: str) -> str:
    """Return the name of a file of a nota: its day, the place, the institution and what it is, in plain letters."""
    where = plain_name(letter.head.community or letter.head.space_title)
    return "-".join(filter(None, (letter.nota.dated_on.isoformat(), where, plain_name(letter.institution), what)))


def nota_words(letter: Letter, sender: Sender, asked: AskedSheet) -> bytes:
    """Return the nota as a Word file that names its workbook, where there is a row to fill."""
    annex = Annex(saved_as(letter, WORKBOOK), len(asked.rows), asked.left_out) if asked.rows else None
    return letter_file(letter, sender, annex)


def write_asked_workbook(
    instance: Path, letter: Letter, sender: Sender, asked: AskedSheet, *, seal: Seal, made_on: date
) -> Path:
    """Return a finished draft: the workbook of what the nota asks for. An answer in it may refer to any number."""
    rows = [(row, key_of(row, asked.sheet.session_id, seal)) for row in asked.rows]
    subject = f"{sender.gathering}. Aportes que se piden a {letter.institution}"
    book = AnswerBook(subject, made_on, rows, [row.number for row in asked.sheet.rows])
    return whole(new_draft(instance, "xlsx"), lambda path: write_answer_workbook(path, book))


def write_both(instance: Path, letter: Letter, *, nota: bytes, workbook: Path) -> Path:
    """Return a finished draft: a zip of the nota and its workbook, both of the moment at which the nota was written."""
    written_at = formats.local(letter.nota.written_at, letter.head.zone)
    return whole(new_draft(instance, "zip"), lambda path: _zip(path, letter, nota, workbook, written_at))


def _zip(path: Path, letter: Letter, nota: bytes, workbook: Path, written_at: datetime) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_entry(letter, NOTA, written_at), nota)
        with workbook.open("rb") as source, archive.open(_entry(letter, WORKBOOK, written_at), "w") as target:
            shutil.copyfileobj(source, target)


def _entry(letter: Letter, what: str, written_at: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(saved_as(letter, what), written_at.timetuple()[:6])
    entry.external_attr = 0o644 << 16
    return entry
