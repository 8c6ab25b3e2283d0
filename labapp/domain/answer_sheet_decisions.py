"""What each row of a returned sheet would do, decided beside what is stored: rows in, decisions out, nothing written.

A row that was not touched does nothing, whatever happened meanwhile; a row that says what is stored does nothing; a
row whose answer says something else since it was made is shown beside the newer one and waits for a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from labapp.domain.answer_sheet_cells import Fault, RowProblem, Typed, read_cells
from labapp.domain.answer_sheets import (
    BrokenKey,
    Column,
    Key,
    Locked,
    Open,
    ReturnedRow,
    ReturnedSheet,
    Seal,
    Sheet,
    SheetRow,
    Vocabulary,
    content_of,
    read_key,
    same_text,
)
from labapp.domain.completeness import Missing, missing
from labapp.domain.repeated_reasons import reasons_of, repeated_reasons
from labapp.domain.response_extras import Extra
from labapp.domain.responses import Answer, Disposition, Document, nested, signed_as

Said: TypeAlias = str | date | tuple[Disposition, ...] | None


class Verdict(StrEnum):
    """What a row would do."""

    NEW = "new"
    CHANGED = "changed"
    OVERTAKEN = "overtaken"
    REFUSED = "refused"
    UNTOUCHED = "untouched"


APPLICABLE = frozenset({Verdict.NEW, Verdict.CHANGED, Verdict.OVERTAKEN})
"""Rows that may be chosen; an overtaken one only by somebody who saw both answers."""


@dataclass(frozen=True, slots=True)
class Change:
    """One column of an answer: what is stored, and what the row would put in its place."""

    column: Column
    old: Said
    new: Said


@dataclass(frozen=True, slots=True)
class Decision:
    """What one row would do. `row` is None where nobody knows which contribution it is about."""

    line: int
    number: str
    verdict: Verdict
    row: SheetRow | None = None
    answer: Answer | None = None
    changes: tuple[Change, ...] = ()
    faults: tuple[Fault, ...] = ()
    unasked: tuple[Extra, ...] = ()
    lacks: tuple[Missing, ...] = ()
    """What the answer would still lack, if every applicable row were applied."""
    said_changed: bool = False
    """Whether the words of the contribution are no longer those that the sheet carried."""
    asked_of: UUID | None = None
    """The institution that owed the answer when the sheet was made and owes it no longer; None where nothing moved."""
    same_reason: tuple[str, ...] = ()
    """The other contributions that would be given this same reason, if every applicable row were applied."""

    @property
    def is_applicable(self) -> bool:
        """Whether somebody may choose it."""
        return self.verdict in APPLICABLE


def decide(returned: ReturnedSheet, sheet: Sheet, words: Vocabulary, seal: Seal) -> tuple[Decision, ...]:
    """Return what every row of a returned sheet would do to the answers as they stand now, in the file's order."""
    rows = {row.contribution_id: row for row in sheet.rows}
    keyed = [(row, read_key(row, sheet.session_id, seal)) for row in returned.rows]
    times = Counter(key.contribution_id for _, key in keyed if isinstance(key, Key))
    decisions = [_decided(row, key, rows, sheet.numbers, times, words) for row, key in keyed]
    links = _Links.among(sheet, _answers_after(sheet, decisions))
    decisions = [_with_reference(one, links) for one in decisions]
    after = _answers_after(sheet, decisions)
    alike = repeated_reasons(reasons_of((row.number, after.get(row.number)) for row in sheet.rows))
    decisions = [replace(one, same_reason=_others(one, alike)) for one in decisions]
    return tuple(_with_lacks(decisions, _document_after(sheet, decisions)))


def _others(one: Decision, alike: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    if not one.is_applicable:
        return ()
    return tuple(number for group in alike if one.number in group for number in group if number != one.number)


def _decided(
    row: ReturnedRow,
    key: Key | BrokenKey,
    rows: Mapping[UUID, SheetRow],
    numbers: Mapping[UUID, str],
    times: Mapping[UUID, int],
    words: Vocabulary,
) -> Decision:
    number = numbers.get(key.contribution_id, "") if key.contribution_id else ""
    problem = _problem_of(key, numbers, times)
    if isinstance(key, BrokenKey) or problem is not None:
        return _refused(row, number or row.cell(Locked.NUMBER)[:20], problem or RowProblem.LOCKED_CHANGED)
    now = rows.get(key.contribution_id)
    if now is None:
        return _refused(row, number, RowProblem.NOT_ANSWERED_HERE)
    return _compared(row, key, now, read_cells(row, now, words))


def _problem_of(key: Key | BrokenKey, numbers: Mapping[UUID, str], times: Mapping[UUID, int]) -> RowProblem | None:
    if isinstance(key, BrokenKey):
        if key.contribution_id is None:
            return RowProblem.NO_KEY if key.is_blank else RowProblem.LOCKED_CHANGED
        return RowProblem.LOCKED_CHANGED if key.contribution_id in numbers else RowProblem.OTHER_SESSION
    return RowProblem.REPEATED if times[key.contribution_id] > 1 else None


def _refused(row: ReturnedRow, number: str, problem: RowProblem) -> Decision:
    return Decision(row.line, number, Verdict.REFUSED, faults=(Fault(problem),))


def _compared(row: ReturnedRow, key: Key, now: SheetRow, typed: Typed) -> Decision:
    content, faults = content_of(typed.answer), typed.faults
    said_changed = same_text(now.said) != same_text(row.cell(Locked.SAID))
    asked_of = key.institution_id if key.institution_id != now.institution_id else None
    if not faults and content in {key.content, content_of(now.stored)}:
        return Decision(row.line, now.number, Verdict.UNTOUCHED, row=now, unasked=typed.unasked, asked_of=asked_of)
    if typed.answer.primary is None and not any(one.column is Open.KIND for one in faults):
        emptied = now.stored.primary is not None
        faults = (*faults, Fault(RowProblem.EMPTIED if emptied else RowProblem.NO_KIND, Open.KIND))
    if faults:
        verdict = Verdict.REFUSED
    elif key.content != content_of(now.stored) or said_changed or asked_of:
        verdict = Verdict.OVERTAKEN
    else:
        verdict = Verdict.NEW if now.stored.primary is None else Verdict.CHANGED
    wrong = {one.column for one in faults}  # what was typed there stands in its sentence
    return Decision(
        row.line,
        now.number,
        verdict,
        row=now,
        answer=typed.answer,
        changes=tuple(change for change in _changes(now.stored, typed.answer) if change.column not in wrong),
        faults=faults,
        unasked=typed.unasked,
        said_changed=said_changed,
        asked_of=asked_of,
    )


def _changes(old: Answer, new: Answer) -> Iterator[Change]:
    pairs: list[tuple[Column, Said, Said]] = [
        (Open.KIND, _kind(old), _kind(new)),
        (Open.FURTHER, old.secondary, new.secondary),
        (Open.REASON, old.reason, new.reason),
        *((extra, old.said(extra), new.said(extra)) for extra in Extra),
        (Open.INSTITUTION, old.institution, new.institution),
        (Open.OFFICE, old.office, new.office),
        (Open.ANSWERED_ON, old.answered_on, new.answered_on),
    ]
    for column, before, after in pairs:
        if (before or None) != (after or None):
            yield Change(column, before, after)


def _kind(answer: Answer) -> tuple[Disposition, ...]:
    return () if answer.primary is None else (answer.primary,)


def _answers_after(sheet: Sheet, decisions: Iterable[Decision]) -> dict[str, Answer]:
    answers = {row.number: row.answer for row in sheet.rows if row.answer is not None}
    return answers | {one.number: one.answer for one in decisions if one.is_applicable and one.answer is not None}


@dataclass(frozen=True, slots=True)
class _Links:
    """Which answers would send the reader to which others."""

    targets: frozenset[str]
    """Numbers that an answer may refer to."""
    whole: Mapping[str, str]
    """The composite number of each part."""
    referring: frozenset[str]
    """Numbers whose answer, or that of one of their parts, refers on."""
    referred_to: frozenset[str]

    @classmethod
    def among(cls, sheet: Sheet, answers: Mapping[str, Answer]) -> _Links:
        listed = {row.number for row in sheet.document.listed if not row.withdrawn and row.joined_into is None}
        whole = {row.number: row.part_of for row in sheet.rows if row.part_of}
        referring = {number for number, answer in answers.items() if answer.refers}
        return cls(
            targets=frozenset(listed | {row.number for row in sheet.rows}),
            whole=whole,
            referring=frozenset(referring | {whole[number] for number in referring if number in whole}),
            referred_to=frozenset(answers[number].refers_to or "" for number in referring),
        )

    def wrong(self, number: str, target: str) -> RowProblem | None:
        """Return why `number` cannot be answered together with `target`."""
        if target not in self.targets:
            return RowProblem.REFERENCE_UNKNOWN
        if number in {target, self.whole.get(target)} or target == self.whole.get(number):
            return RowProblem.REFERENCE_TO_ITSELF
        is_chain = target in self.referring or number in self.referred_to
        return RowProblem.REFERENCE_IN_CHAIN if is_chain else None


def _with_reference(one: Decision, links: _Links) -> Decision:
    if not one.is_applicable or one.answer is None or Disposition.REFERS_TO_OTHER not in one.answer.dispositions:
        return one
    problem = links.wrong(one.number, one.answer.refers_to or "")
    if problem is None:
        return one
    fault = Fault(problem, Extra.REFERS_TO, one.answer.refers_to or "")
    return replace(one, verdict=Verdict.REFUSED, faults=(*one.faults, fault))


def _document_after(sheet: Sheet, decisions: Iterable[Decision]) -> Document:
    given = [answer for answer in _answers_after(sheet, decisions).values() if answer.primary is not None]
    return replace(sheet.document, answers=nested(sheet.document.listed, given))


def _with_lacks(decisions: Iterable[Decision], document: Document) -> Iterator[Decision]:
    after = document.numbered
    for one in decisions:
        if one.is_applicable and one.number in after:
            yield replace(one, lacks=missing(signed_as(after[one.number], document), document))
        else:
            yield one
