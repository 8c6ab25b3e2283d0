"""The queue of contributions to be answered as rows of a sheet, and the files that came back and wait to be applied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.answer_sheets import ReturnedSheet, Sheet, SheetRow, chosen_rows, sheet_from
from labapp.domain.assignments import AssignmentState
from labapp.domain.errors import NotFound
from labapp.domain.obligations import ObligationKind
from labapp.domain.responses import Answer, Document
from labapp.domain.text import fold
from labapp.models.assignments import Assignment
from labapp.models.contributions import Contribution
from labapp.models.people import Organisation
from labapp.models.recorder import Db
from labapp.models.responses import Obligation
from labapp.models.returned_workbooks import ReturnedWorkbook
from labapp.queries.letters import Letter, numbers_in_minutes
from labapp.queries.response_document import ResponseFacts, Shown, response_facts
from labapp.queries.sessions import SessionHead
from labapp.words.answer_sheets import SHEET_LANGUAGE
from labapp.words.labels import label

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """The rows of a session's sheet with the session they belong to."""

    head: SessionHead
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class AskedSheet:
    """What can be answered in a file that goes with a nota. `left_out` are the numbers in the nota that have no row."""

    sheet: Sheet
    rows: tuple[SheetRow, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that came back and can still be looked at."""

    id: UUID
    name: str
    brought_at: datetime
    expires_at: datetime


def sheet_facts(db: Db, session_id: UUID) -> SheetFacts:
    """Return every contribution and part that has an answer of its own, as it stands. Raises NotFound."""
    facts = response_facts(db, session_id)
    promised = db.scalar(
        sa.select(Obligation.due_on).where(
            Obligation.session_id == session_id, Obligation.kind == ObligationKind.RESPONSE
        )
    )
    numbers = {contribution_id: number for number, contribution_id in facts.ids.items()}
    rows = tuple(_rows(facts, promised, _owing(db, session_id)))
    return SheetFacts(facts.head, Sheet(session_id=session_id, document=facts.document, rows=rows, numbers=numbers))


def asked_sheet(db: Db, letter: Letter) -> AskedSheet:
    """Return the rows of what a nota asks for, as they stand: what its institution still owes, in published minutes.

    A row of what others owe by now could hold their answer, which nobody published yet.
    """
    sheet, published = sheet_facts(db, letter.head.id).sheet, numbers_in_minutes(db, letter.head.id)
    asked = [one.number for one in letter.asked]
    rows = tuple(
        row
        for row in chosen_rows(sheet, frozenset(asked))
        if row.institution_id == letter.organisation_id and published & {row.number, row.part_of}
    )
    found = {number for row in rows for number in (row.number, row.part_of)}
    return AskedSheet(sheet, rows, tuple(number for number in asked if number not in found))


def _owing(db: Db, session_id: UUID) -> dict[UUID, tuple[UUID, str]]:
    found = db.execute(
        sa.select(Assignment.contribution_id, Assignment.organisation_id, Organisation.name)
        .join(Contribution, Contribution.id == Assignment.contribution_id)
        .join(Organisation, Organisation.id == Assignment.organisation_id)
        .where(Contribution.session_id == session_id, Assignment.state == AssignmentState.ASSIGNED)
    )
    return {row.contribution_id: (row.organisation_id, row.name) for row in found}


def _rows(facts: ResponseFacts, promised: date | None, owing: Mapping[UUID, tuple[UUID, str]]) -> Iterator[SheetRow]:
    listed = {row.number: row for row in facts.document.listed}
    whole = {part: row.number for row in facts.document.listed for part in row.parts}
    answers = _own_answers(facts.document)
    for one in facts.shown:
        if one.withdrawn or one.joined_into or (one.number in listed and listed[one.number].parts):
            continue
        due_on = listed[one.number].due_on if one.number in listed else None
        part_of = whole.get(one.number, "")
        asked = [owing.get(facts.ids[number]) for number in (one.number, part_of) if number]
        institution_id, institution = next(filter(None, asked), (None, ""))
        yield SheetRow(
            contribution_id=facts.ids[one.number],
            number=one.number,
            said=_said(one),
            part_of=part_of,
            due_on=due_on or promised,
            version=facts.ops.get(one.number),
            answer=answers.get(one.number),
            institution_id=institution_id,
            owed_by="" if fold(institution) == fold(facts.document.institution) else institution,
        )


def _own_answers(document: Document) -> Mapping[str, Answer]:
    """Return each answer as it is stored, without the signature of its document."""
    found: dict[str, Answer] = {}
    for answer in document.answers:
        found |= {part.number: part for part in answer.part_answers}
        if answer.primary is not None:
            found[answer.number] = replace(answer, part_answers=())
    return found


def _said(one: Shown) -> str:
    if one.text is not None:
        return one.text
    what = label(one.withheld, SHEET_LANGUAGE) if one.withheld else "algo que no se publica"
    return f"[El público no lee este texto: contiene {what}.]"


def waiting_workbooks(db: Db, session_id: UUID, *, now: datetime) -> tuple[Waiting, ...]:
    """Return the files of a session that came back, the newest first."""
    rows = db.scalars(
        sa.select(ReturnedWorkbook)
        .where(ReturnedWorkbook.session_id == session_id, ReturnedWorkbook.expires_at > now)
        .order_by(ReturnedWorkbook.brought_at.desc(), ReturnedWorkbook.id)
        .limit(MOST_SHOWN)
    )
    return tuple(Waiting(row.id, row.name, row.brought_at, row.expires_at) for row in rows)


def returned_workbook(db: Db, session_id: UUID, workbook_id: UUID) -> tuple[Waiting, ReturnedSheet]:
    """Return one file that came back, with what was read from it. Raises NotFound."""
    row = db.get(ReturnedWorkbook, workbook_id)
    if row is None or row.session_id != session_id:
        raise NotFound
    return Waiting(row.id, row.name, row.brought_at, row.expires_at), sheet_from(row.content)
