"""Answers that came back in a workbook: kept until somebody looks, then applied by the rules of every answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.answer_sheet_cells import RowProblem
from labapp.domain.answer_sheet_decisions import Decision, Verdict, decide
from labapp.domain.answer_sheets import ReturnedSheet, Seal, sheet_record
from labapp.domain.errors import RuleViolated
from labapp.domain.ids import new_id
from labapp.domain.responses import Answer
from labapp.domain.text import clean_line
from labapp.models.recorder import Db
from labapp.models.returned_workbooks import ReturnedWorkbook
from labapp.queries.answer_sheets import returned_workbook, sheet_facts
from labapp.services.responses import GivenAnswer, give_answer, locked_document
from labapp.words.answer_sheets import vocabulary

KEPT_FOR = timedelta(days=30)
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it arrived: who brought it, under which name, with which SHA-256 (hex), and what was read from it."""

    by: UUID
    name: str
    sha256: str
    sheet: ReturnedSheet


def check_belongs(db: Db, session_id: UUID, sheet: ReturnedSheet, *, seal: Seal) -> None:
    """Refuse a file none of whose rows is about this session. Raises RuleViolated `sheet_of_other_session`."""
    decisions = decide(sheet, sheet_facts(db, session_id).sheet, vocabulary(), seal)
    if all(any(fault.problem is RowProblem.OTHER_SESSION for fault in one.faults) for one in decisions):
        raise RuleViolated("sheet_of_other_session", field="file")


def keep_workbook(db: Db, session_id: UUID, brought: Brought, *, now: datetime) -> UUID:
    """Keep what was read from a file for a month and return its id; the same file is kept once."""
    known = db.scalar(
        sa.select(ReturnedWorkbook).where(
            ReturnedWorkbook.session_id == session_id, ReturnedWorkbook.sha256 == brought.sha256
        )
    )
    if known is not None:
        known.expires_at = now + KEPT_FOR
        return known.id
    row = ReturnedWorkbook(
        id=new_id(),
        session_id=session_id,
        brought_by_id=brought.by,
        brought_at=now,
        name=clean_line(brought.name)[:_LONGEST_NAME] or "—",
        sha256=brought.sha256,
        content=sheet_record(brought.sheet),
        expires_at=now + KEPT_FOR,
    )
    db.add(row)
    return row.id


def apply_rows(
    db: Db, session_id: UUID, workbook_id: UUID, chosen: Mapping[str, UUID | None], *, seal: Seal
) -> tuple[str, ...]:
    """Write the answers of the chosen rows, all or none, and return the numbers that changed.

    `chosen` names contributions by number, each with the version of its answer that was shown beside the row. A row
    that says what is stored already is passed over. Raises RuleViolated: `sheet_nothing_chosen`,
    `sheet_row_overtaken`, `sheet_row_refused`, or what `give_answer` raises.
    """
    if not chosen:
        raise RuleViolated("sheet_nothing_chosen")
    locked_document(db, session_id)
    _, returned = returned_workbook(db, session_id, workbook_id)
    decisions = decide(returned, sheet_facts(db, session_id).sheet, vocabulary(), seal)
    if unknown := sorted(set(chosen) - {one.number for one in decisions}):
        raise RuleViolated("sheet_row_refused", number=unknown[0])
    wanted = [_checked(one, chosen[one.number]) for one in decisions if one.number in chosen]
    given = [answer for answer in wanted if answer is not None]
    # Those that refer to others come last, so that the rule on chains reads the others as they will be.
    for referring in (False, True):
        for one, answer in given:
            if answer.refers is referring:
                _give(db, session_id, one, answer)
        db.flush()
    return tuple(one.number for one, _ in given)


def _checked(one: Decision, seen: UUID | None) -> tuple[Decision, Answer] | None:
    if one.verdict is Verdict.UNTOUCHED:
        return None
    if one.row is None or one.answer is None or not one.is_applicable:
        raise RuleViolated("sheet_row_refused", number=one.number)
    if one.row.version != seen:
        raise RuleViolated("sheet_row_overtaken", number=one.number)
    return one, one.answer


def _give(db: Db, session_id: UUID, one: Decision, answer: Answer) -> None:
    if one.row is None or answer.primary is None:
        raise RuleViolated("sheet_row_refused", number=one.number)
    given = GivenAnswer(
        primary=answer.primary,
        secondary=answer.secondary,
        reason=answer.reason,
        extras=answer.extras,
        refers_to=answer.refers_to or "",
        institution=answer.institution,
        office=answer.office,
        answered_on=answer.answered_on,
    )
    give_answer(db, session_id, one.row.contribution_id, given, seen=one.row.version)
