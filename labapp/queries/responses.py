"""The desk's pages of answers: the document with its list, and one contribution being answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.answer_states import AnswerState, lacks_of, own_answer, state_of_answer
from labapp.domain.completeness import Lack, Missing
from labapp.domain.contributions import WithholdReason
from labapp.domain.errors import NotFound
from labapp.domain.repeated_reasons import reasons_of, repeated_reasons
from labapp.domain.response_documents import missing_of_document
from labapp.domain.responses import Answer, Document, Listed, VersionKind
from labapp.models.recorder import Db
from labapp.models.responses import Answer as AnswerRow
from labapp.queries.obligations import Term, terms_of
from labapp.queries.response_document import ResponseFacts, Shown, response_facts
from labapp.queries.response_versions import VersionRow, version_rows, versions_of
from labapp.queries.sessions import SessionHead


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """A contribution in the list, or a part of one: its public words, its state, and what its answer still lacks."""

    id: UUID
    number: str
    text: str | None
    withheld: WithholdReason | None
    state: AnswerState
    answer: Answer | None
    lacks: tuple[Missing, ...]
    owed_by: str
    due_on: date | None
    joined_into: str | None
    is_part: bool

    @property
    def can_be_answered(self) -> bool:
        """Whether it has an answer of its own."""
        return self.state not in {AnswerState.BY_PARTS, AnswerState.JOINED, AnswerState.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class ResponsePage:
    """The whole document at the desk."""

    head: SessionHead
    document: Document
    cards: tuple[AnswerCard, ...]
    lacks: tuple[Missing, ...]
    """What the document itself lacks, besides its answers and its validation."""
    needs_validation: bool
    """Whether nothing is missing but the validation."""
    versions: tuple[VersionRow, ...]
    terms: tuple[Term, ...]
    minutes_version: int | None
    introduction: str
    digest: str
    repeated: tuple[tuple[str, ...], ...]
    """The numbers that were given one and the same reason, group by group."""
    is_out: bool
    """Whether the newest version is complete and says just this: there is nothing to publish."""
    op: UUID | None
    validated_role: str

    @property
    def answerable(self) -> tuple[AnswerCard, ...]:
        """The contributions and parts that each have an answer of their own."""
        return tuple(card for card in self.cards if card.can_be_answered)

    @property
    def answered(self) -> int:
        """How many of those are answered completely."""
        return sum(card.state is AnswerState.ANSWERED for card in self.answerable)

    def next_open(self) -> AnswerCard | None:
        """Return the first that is not answered completely."""
        return next((card for card in self.answerable if card.state is not AnswerState.ANSWERED), None)


@dataclass(frozen=True, slots=True)
class AnsweringPage:
    """One contribution being answered; `others` are those that it may refer to. `seen` is the version of its answer."""

    head: SessionHead
    card: AnswerCard
    document: Document
    others: tuple[AnswerCard, ...]
    previous: AnswerCard | None
    following: AnswerCard | None
    seen: UUID | None
    same_reason: tuple[str, ...]
    """The others that were given the same reason."""


_OF_ANSWERS = frozenset(lack for lack in Lack if lack.rule) - {Lack.NO_OFFICE, Lack.NO_ANSWER_DAY, Lack.NO_INSTITUTION}


def response_page(db: Db, session_id: UUID, *, today: date) -> ResponsePage:
    """Return the answers of a session as the desk works on them. Raises NotFound."""
    facts = response_facts(db, session_id)
    document, in_minutes = facts.document, facts.minutes_version is not None
    whole, versions = missing_of_document(document, facts.reported), versions_of(db, session_id)
    cards = tuple(_cards(db, facts))
    return ResponsePage(
        head=facts.head,
        document=document,
        cards=cards,
        repeated=repeated_reasons(reasons_of((card.number, card.answer) for card in cards if card.can_be_answered)),
        lacks=tuple(one for one in whole if _is_of_document(one, in_minutes=in_minutes)),
        needs_validation=in_minutes and {one.code for one in whole} == {Lack.NOT_VALIDATED},
        versions=version_rows(versions),
        terms=terms_of(db, session_id, today=today),
        minutes_version=facts.minutes_version,
        introduction=facts.introduction,
        digest=facts.digest,
        is_out=any(v.kind is VersionKind.COMPLETE and v.content["digest"] == facts.digest for v in versions[:1]),
        op=facts.op,
        validated_role=facts.validated_role,
    )


def _is_of_document(lack: Missing, *, in_minutes: bool) -> bool:
    if lack.code in {Lack.NOT_VALIDATED, Lack.UNANSWERED} or lack.code in _OF_ANSWERS:
        return False
    if lack.code in {Lack.NOT_IN_MINUTES, Lack.NOT_LISTED, Lack.TEXT_ALTERED}:
        return in_minutes
    return lack.number is None


def _cards(db: Db, facts: ResponseFacts) -> Iterator[AnswerCard]:
    owed = _owed(db, facts)
    shown = {one.number: one for one in facts.shown}
    for row in facts.document.listed:
        yield _card(facts, row, shown[row.number], owed)
        for part in row.parts:
            yield _card(facts, None, shown[part], owed)


def _owed(db: Db, facts: ResponseFacts) -> dict[str, tuple[str, date | None]]:
    numbers = {contribution_id: number for number, contribution_id in facts.ids.items()}
    rows = db.scalars(sa.select(AnswerRow).where(AnswerRow.contribution_id.in_(numbers)))
    return {numbers[row.contribution_id]: (row.owed_by or "", row.due_on) for row in rows}


def _card(facts: ResponseFacts, row: Listed | None, one: Shown, owed: dict[str, tuple[str, date | None]]) -> AnswerCard:
    owed_by, due_on = owed.get(one.number, ("", None))
    return AnswerCard(
        id=facts.ids[one.number],
        number=one.number,
        text=one.text,
        withheld=one.withheld,
        state=state_of_answer(one.number, facts.document, owed_by=owed_by),
        answer=own_answer(one.number, facts.document),
        lacks=lacks_of(one.number, facts.document) if row is None or not row.parts else (),
        owed_by=owed_by,
        due_on=due_on,
        joined_into=one.joined_into,
        is_part=one.is_part,
    )


def answering_page(db: Db, session_id: UUID, contribution_id: UUID) -> AnsweringPage:
    """Return one contribution with its answer and its neighbours in the list. Raises NotFound."""
    facts = response_facts(db, session_id)
    cards = list(_cards(db, facts))
    card = next((one for one in cards if one.id == contribution_id), None)
    if card is None:
        raise NotFound
    line = [one for one in cards if one.can_be_answered]
    at = line.index(card) if card in line else len(line)
    return AnsweringPage(
        head=facts.head,
        card=card,
        document=facts.document,
        others=tuple(one for one in line if one.number != card.number and not (one.answer and one.answer.refers)),
        previous=line[at - 1] if 0 < at < len(line) else None,
        following=line[at + 1] if at + 1 < len(line) else None,
        seen=facts.ops.get(card.number),
        same_reason=_same_reason(card, line),
    )


def _same_reason(card: AnswerCard, line: list[AnswerCard]) -> tuple[str, ...]:
    groups = repeated_reasons(reasons_of((one.number, one.answer) for one in line))
    return tuple(number for group in groups if card.number in group for number in group if number != card.number)
