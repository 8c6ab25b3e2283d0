"""Reading the contributions of a session with their answers, as a file gives them: never with an author."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.contributions import Channel, Kind, Language, PublicState, State, WithholdReason
from labapp.domain.numbering import GivenNumber
from labapp.domain.responses import Disposition
from labapp.models.contributions import Contribution
from labapp.models.recorder import Db
from labapp.models.responses import Answer, ResponseDocument, ResponseVersion


@dataclass(frozen=True, slots=True)
class PublishedAnswer:
    """What the newest published version says under a contribution, in its own words."""

    group: str = ""
    kind: str = ""
    reason: str = ""
    extras: tuple[tuple[str, str], ...] = ()
    owed: str = ""
    """The sentence of an open answer: who owes it, until when."""


@dataclass(frozen=True, slots=True)
class WorkingAnswer:
    """The answer as it stands at the desk today, published or not."""

    disposition: Disposition | None
    reason: str | None
    owed_by: str | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """A contribution and its answer. `public_text` is None where the public reads only the number."""

    number: str
    text: str
    public_text: str | None
    public_state: PublicState
    withhold_reason: WithholdReason | None
    state: State
    is_split: bool
    joined_into: str | None
    kind: Kind | None
    theme: str | None
    group: str | None
    channel: Channel
    language: Language
    translation: str | None
    said_at: datetime
    published: PublishedAnswer | None
    working: WorkingAnswer | None


def contribution_rows(db: Db, session_id: UUID, *, language: str) -> list[ContributionRow]:
    """Return every contribution of a session by number, withdrawn ones too; published answers in `language`."""
    published = _published_answers(db, session_id, language)
    found = db.execute(
        sa.select(Contribution, Answer)
        .outerjoin(Answer, Answer.contribution_id == Contribution.id)
        .where(Contribution.session_id == session_id)
        .order_by(Contribution.number, Contribution.part)
    ).all()
    numbers = {said.id: str(GivenNumber("", said.number, said.part)) for said, _ in found}
    return [_row(said, answer, numbers, published) for said, answer in found]


def _row(
    said: Contribution, answer: Answer | None, numbers: Mapping[UUID, str], published: Mapping[str, PublishedAnswer]
) -> ContributionRow:
    number = numbers[said.id]
    return ContributionRow(
        number=number,
        text=said.text,
        public_text=_public_text(said),
        public_state=said.public_state,
        withhold_reason=said.withhold_reason,
        state=_state(said),
        is_split=said.is_split,
        joined_into=numbers.get(said.joined_into_id) if said.joined_into_id else None,
        kind=said.kind,
        theme=said.theme,
        group=said.group,
        channel=said.channel,
        language=Language(said.language),
        translation=said.translation,
        said_at=said.said_at,
        published=published.get(number),
        working=WorkingAnswer(answer.disposition, answer.reason, answer.owed_by, answer.due_on) if answer else None,
    )


def _state(said: Contribution) -> State:
    if said.withdrawn_at is not None:
        return State.WITHDRAWN
    return State.CONFIRMED if said.confirmed_at is not None else State.REGISTERED


def _public_text(said: Contribution) -> str | None:
    if said.withdrawn_at is not None or said.public_state is PublicState.WITHHELD:
        return None
    return said.public_text if said.public_state is PublicState.REDACTED else said.text


def _published_answers(db: Db, session_id: UUID, language: str) -> dict[str, PublishedAnswer]:
    """What went out is read from the frozen version and never from the desk: a draft does not leave by a side door."""
    content = db.scalar(
        sa.select(ResponseVersion.content)
        .join(ResponseDocument, ResponseDocument.id == ResponseVersion.document_id)
        .where(ResponseDocument.session_id == session_id)
        .order_by(ResponseVersion.number.desc())
        .limit(1)
    )
    documents = list(_parts(content, "document"))
    chosen = [document for document in documents if document.get("language") == language] or documents[:1]
    answers = {}
    for exchange in _parts(chosen, "exchange"):
        match exchange:
            case {"contribution": {"number": str() as number}, "answer": dict() as answer}:
                answers[number] = _published(answer)
    return answers


def _parts(data: object, kind: str) -> Iterator[dict[str, object]]:
    """Give the parts of this kind in a frozen document, wherever they stand in it."""
    match data:
        case dict() if data.get("is") == kind:
            yield data
        case dict():
            for inner in data.values():
                yield from _parts(inner, kind)
        case list():
            for inner in data:
                yield from _parts(inner, kind)


def _published(answer: Mapping[str, object]) -> PublishedAnswer:
    match answer:
        case {"is": "owed", "sentence": str() as sentence}:
            return PublishedAnswer(owed=sentence)
        case {"group": str() as group, "kind": str() as kind, "reason": str() as reason, "extras": list() as extras}:
            facts = tuple((str(fact.get("term", "")), str(fact.get("value", ""))) for fact in extras)
            return PublishedAnswer(group, kind, reason, facts)
    return PublishedAnswer()
