"""Reading contributions: the list of the desk, one with its history, the order of the read-back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from labapp.domain.contributions import Channel, Kind, Language, PublicState, State, WithholdReason
from labapp.domain.errors import NotFound
from labapp.domain.numbering import GivenNumber
from labapp.domain.sessions import Stage, desk_may_write
from labapp.domain.text import fold
from labapp.models.attendance import Participant
from labapp.models.contributions import Contribution, ContributionRevision
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.models.spaces import TableItem

_ORDER = (Contribution.number, Contribution.part)


@dataclass(frozen=True, slots=True)
class ContributionCard:
    """A contribution as the desk sees it. `person` is the number of who gave it, where somebody noted it."""

    id: UUID
    op: UUID
    number: str
    base_number: int
    """The number without the letter of a part."""
    text: str
    language: Language
    translation: str | None
    translator: str | None
    channel: Channel
    kind: Kind | None
    theme: str | None
    group: str | None
    item_id: UUID | None
    person: str | None
    said_at: datetime
    state: State
    public_state: PublicState
    public_text: str | None
    withhold_reason: WithholdReason | None
    is_split: bool
    is_part: bool
    joined_into: str | None

    @property
    def is_answered_alone(self) -> bool:
        """Whether it stands for itself: neither divided nor withdrawn."""
        return not self.is_split and self.state is not State.WITHDRAWN


@dataclass(frozen=True, slots=True)
class Filter:
    """What the note-taker wants to see; empty means everything."""

    words: str = ""
    kind: Kind | None = None
    group: str = ""
    unread_only: bool = False
    hidden_only: bool = False

    @property
    def is_set(self) -> bool:
        """Whether anything is left out."""
        return self != Filter()


@dataclass(frozen=True, slots=True)
class ContributionList:
    """The contributions of a session that pass the filter, newest first; the counts are of all of them."""

    cards: tuple[ContributionCard, ...]
    received: int
    unread: int
    withdrawn: int
    newest: int
    groups: tuple[str, ...]
    themes: tuple[str, ...]
    may_write: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a contribution said before a change, why it changed, and when."""

    text: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ContributionDetail:
    """One contribution with everything that can be done to it."""

    card: ContributionCard
    earlier: tuple[Earlier, ...]
    parts: tuple[ContributionCard, ...]
    joined: tuple[str, ...]
    items: tuple[tuple[UUID, str], ...]
    others: tuple[tuple[str, str], ...]
    themes: tuple[str, ...]
    groups: tuple[str, ...]
    may_write: bool


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """One contribution to be read aloud, its place in the list, and the way to its neighbours."""

    card: ContributionCard | None
    position: int
    total: int
    confirmed: int
    previous_id: UUID | None
    next_id: UUID | None
    unread: tuple[str, ...] = field(default=())


def _cards(db: Db, *conditions: sa.ColumnElement[bool]) -> list[ContributionCard]:
    into = aliased(Contribution)
    found = db.execute(
        sa.select(Contribution, Participant, into.number, into.part)
        .outerjoin(Participant, Participant.id == Contribution.person_id)
        .outerjoin(into, into.id == Contribution.joined_into_id)
        .where(*conditions)
        .order_by(*_ORDER)
    )
    return [_card(said, person, into_number, into_part) for said, person, into_number, into_part in found]


def _card(
    said: Contribution, person: Participant | None, into_number: int | None, into_part: str | None
) -> ContributionCard:
    return ContributionCard(
        id=said.id,
        op=said.op,
        number=str(given_number(said)),
        base_number=said.number,
        text=said.text,
        language=Language(said.language),
        translation=said.translation,
        translator=said.translator,
        channel=said.channel,
        kind=said.kind,
        theme=said.theme,
        group=said.group,
        item_id=said.item_id,
        person=str(GivenNumber(person.node_letter, person.number)) if person else None,
        said_at=said.said_at,
        state=state_of(said),
        public_state=said.public_state,
        public_text=said.public_text,
        withhold_reason=said.withhold_reason,
        is_split=said.is_split,
        is_part=bool(said.part),
        joined_into=_shown(into_number, into_part or "") if into_number else None,
    )


def _shown(number: int, part: str) -> str:
    return str(GivenNumber("", number, part))


def given_number(said: Contribution) -> GivenNumber:
    """Return the number of a contribution as people see it."""
    return GivenNumber("", said.number, said.part)


def state_of(said: Contribution) -> State:
    """Return how far a contribution has come."""
    if said.withdrawn_at is not None:
        return State.WITHDRAWN
    return State.CONFIRMED if said.confirmed_at is not None else State.REGISTERED


def _passes(card: ContributionCard, wanted: Filter) -> bool:
    return (
        (not wanted.words or fold(wanted.words) in fold(f"{card.number} {card.text} {card.theme or ''}"))
        and (wanted.kind is None or card.kind is wanted.kind)
        and (not wanted.group or card.group == wanted.group)
        and (not wanted.unread_only or (card.is_answered_alone and card.state is State.REGISTERED))
        and (not wanted.hidden_only or card.public_state is not PublicState.SHOWN)
    )


def _known(cards: list[ContributionCard], name: str) -> tuple[str, ...]:
    return tuple(sorted({getattr(card, name) for card in cards} - {None}, key=fold))


def contribution_list(db: Db, session_id: UUID, wanted: Filter) -> ContributionList:
    """Return the contributions of a session, newest first, parts under their whole."""
    stage = _stage(db, session_id)
    cards = _cards(db, Contribution.session_id == session_id)
    wholes = [card for card in cards if not card.is_part]
    shown = [card for card in cards if _passes(card, wanted)]
    return ContributionList(
        cards=tuple(sorted(shown, key=lambda card: -card.base_number)),
        received=sum(card.state is not State.WITHDRAWN for card in wholes),
        unread=sum(card.is_answered_alone and card.state is State.REGISTERED for card in cards),
        withdrawn=sum(card.state is State.WITHDRAWN for card in wholes),
        newest=len(wholes),
        groups=_known(cards, "group"),
        themes=_known(cards, "theme"),
        may_write=desk_may_write(stage),
    )


def newer_than(db: Db, session_id: UUID, number: int) -> int:
    """Return how many contributions of a session came after the one with this number."""
    newer = sa.select(sa.func.count()).where(
        Contribution.session_id == session_id, Contribution.number > number, Contribution.part == ""
    )
    return db.scalar(newer) or 0


def _stage(db: Db, session_id: UUID) -> Stage:
    stage = db.scalar(sa.select(LabSession.stage).where(LabSession.id == session_id))
    if stage is None:
        raise NotFound
    return stage


def contribution_detail(db: Db, session_id: UUID, contribution_id: UUID) -> ContributionDetail:
    """Return one contribution of a session. Raises NotFound."""
    cards = _cards(db, Contribution.session_id == session_id)
    card = next((one for one in cards if one.id == contribution_id), None)
    if card is None:
        raise NotFound
    whole = card.number
    revisions = db.scalars(
        sa.select(ContributionRevision)
        .where(ContributionRevision.contribution_id == contribution_id)
        .order_by(ContributionRevision.at.desc(), ContributionRevision.id.desc())
    )
    return ContributionDetail(
        card=card,
        earlier=tuple(Earlier(one.text, one.reason, one.at) for one in revisions),
        parts=tuple(one for one in cards if one.is_part and one.base_number == card.base_number and not card.is_part),
        joined=tuple(one.number for one in cards if one.joined_into == whole),
        items=_items(db, session_id),
        others=tuple((one.number, one.text) for one in cards if _can_be_joined_into(one, card)),
        themes=_known(cards, "theme"),
        groups=_known(cards, "group"),
        may_write=desk_may_write(_stage(db, session_id)),
    )


def _can_be_joined_into(one: ContributionCard, card: ContributionCard) -> bool:
    return one.id != card.id and one.is_answered_alone and one.joined_into is None


def _items(db: Db, session_id: UUID) -> tuple[tuple[UUID, str], ...]:
    found = db.execute(
        sa.select(TableItem.id, TableItem.letter, TableItem.title)
        .join(LabSession, LabSession.space_id == TableItem.space_id)
        .where(LabSession.id == session_id)
        .order_by(TableItem.letter)
    )
    return tuple((item, f"{letter.upper()}. {title}") for item, letter, title in found)


def reading_page(db: Db, session_id: UUID, contribution_id: UUID | None) -> ReadingPage:
    """Return the contribution to be read now: the one asked for, else the first that nobody has confirmed yet."""
    cards = [card for card in _cards(db, Contribution.session_id == session_id) if card.is_answered_alone]
    unread = [card for card in cards if card.state is State.REGISTERED]
    asked = next((card for card in cards if card.id == contribution_id), None)
    now = asked or (unread[0] if unread else None)
    at = cards.index(now) if now else len(cards)
    return ReadingPage(
        card=now,
        position=at + 1,
        total=len(cards),
        confirmed=len(cards) - len(unread),
        previous_id=cards[at - 1].id if at > 0 and now else None,
        next_id=cards[at + 1].id if at + 1 < len(cards) else None,
        unread=tuple(card.number for card in unread),
    )


def own_contribution(db: Db, session_id: UUID, person_id: UUID, number: int) -> tuple[int, str] | None:
    """Return number and words of what a person contributed under this number, or None."""
    found = db.execute(
        sa.select(Contribution.number, Contribution.text).where(
            Contribution.session_id == session_id,
            Contribution.person_id == person_id,
            Contribution.number == number,
            Contribution.part == "",
        )
    ).one_or_none()
    return (found.number, found.text) if found else None
