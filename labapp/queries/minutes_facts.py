"""Everything that the data say for the minutes of a session, in codes: who came, what was said, what is owed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.agendas import TimedBlock
from labapp.domain.attendance import COUNTED, Part, Total, totals
from labapp.domain.contributions import Kind, Language, PublicState, State, WithholdReason
from labapp.domain.demographics import Sector
from labapp.domain.inclusion import Inclusion
from labapp.domain.minutes import MinutesKind, kind_of, shows_sector_of_origin
from labapp.domain.obligations import ObligationKind
from labapp.domain.observations import Answered
from labapp.domain.privacy import Consent as ConsentKind
from labapp.domain.sessions import Stage
from labapp.models.attendance import Attendance, Consent, Participant, Unregistered
from labapp.models.contributions import Contribution
from labapp.models.people import Organisation
from labapp.models.recorder import Db
from labapp.models.responses import Obligation
from labapp.models.sessions import LabSession
from labapp.models.spaces import Draft, Space, TableItem
from labapp.queries.agendas import shown_agenda
from labapp.queries.calls import SavedCall, saved_call
from labapp.queries.contributions import given_number, state_of
from labapp.queries.inclusion import inclusion_of
from labapp.queries.observations import answered_since
from labapp.queries.programme import programme
from labapp.queries.publication import ShownUnit, shown_unit
from labapp.queries.session_page import organisations_of
from labapp.queries.sessions import SessionHead, session_head


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """Who convenes, under which plan, and where the documents are on the internet."""

    name: str
    plan: str
    public_base_url: str


@dataclass(frozen=True, slots=True)
class SpaceFacts:
    """The lab or table: which of the process it is, on what, and what lies on the table."""

    title: str
    ordinal: int | None
    session_ordinal: int
    axis: str
    commitment: str
    purpose: str
    items: tuple[str, ...]
    organisers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """A version of the text under discussion."""

    title: str
    version: str
    shared_on: date | None
    channels: str
    link: str


@dataclass(frozen=True, slots=True)
class Presence:
    """Who came: every total, the offices of the authorities with how many, the organisations that may be named."""

    totals: dict[Total, int]
    authorities: tuple[tuple[str, int], ...]
    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicWords:
    """A contribution with what the public may read of it; the original is not here. Never with an author."""

    number: str
    text: str | None
    translation: str | None
    language: Language
    kind: Kind | None
    theme: str
    group: str
    sector: Sector | None
    withheld: WithholdReason | None
    state: State
    joined_into: str | None


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """What the data say, all of it read in one transaction."""

    head: SessionHead
    kind: MinutesKind
    programme: ProgrammeFacts
    space: SpaceFacts
    call: SavedCall
    drafts: tuple[DraftFacts, ...]
    agenda: tuple[TimedBlock, ...]
    presence: Presence
    unit: ShownUnit | None
    words: tuple[PublicWords, ...]
    received: int
    promises: tuple[tuple[ObligationKind, date], ...]
    answered: tuple[Answered, ...]
    """The corrections that were answered since the version that is out, the oldest request first."""
    inclusion: Inclusion

    @property
    def unread(self) -> tuple[str, ...]:
        """The numbers of those that nobody read back."""
        return tuple(one.number for one in self.words if one.state is State.REGISTERED)


def minutes_facts(db: Db, session_id: UUID) -> MinutesFacts:
    """Return what the data say for the minutes of a session. Raises NotFound."""
    head = session_head(db, session_id)
    presence, sectors = _presence(db, session_id)
    words = _words(db, session_id, sectors)
    return MinutesFacts(
        head=head,
        kind=kind_of(head.purpose),
        programme=_programme(db),
        space=_space(db, head),
        call=saved_call(db, session_id),
        drafts=_drafts(db, head.space_id),
        agenda=shown_agenda(db, head),
        presence=presence,
        unit=shown_unit(db, head.space_id),
        words=words,
        received=_received(db, session_id),
        promises=_promises(db, session_id),
        answered=answered_since(db, session_id),
        inclusion=inclusion_of(db, session_id),
    )


def _programme(db: Db) -> ProgrammeFacts:
    found = programme(db)
    if found is None:
        return ProgrammeFacts("", "", "")
    return ProgrammeFacts(found.name, found.plan or "", found.public_base_url or "")


def _space(db: Db, head: SessionHead) -> SpaceFacts:
    space = db.get_one(Space, head.space_id)
    before = sa.select(sa.func.count()).where(
        LabSession.space_id == head.space_id,
        LabSession.starts_at < head.starts_at,
        LabSession.stage.not_in((Stage.DRAFT, Stage.CANCELLED)),
    )
    items = db.execute(
        sa.select(TableItem.letter, TableItem.title).where(TableItem.space_id == space.id).order_by(TableItem.letter)
    )
    return SpaceFacts(
        title=space.title,
        ordinal=space.ordinal,
        session_ordinal=(db.scalar(before) or 0) + 1,
        axis=space.axis or "",
        commitment=space.commitment or "",
        purpose=space.purpose or "",
        items=tuple(f"{letter.upper()}. {title}" for letter, title in items),
        organisers=organisations_of(db, space.id),
    )


def _drafts(db: Db, space_id: UUID) -> tuple[DraftFacts, ...]:
    newest_first = (Draft.shared_on.desc().nulls_last(), Draft.id.desc())
    found = db.scalars(sa.select(Draft).where(Draft.space_id == space_id).order_by(*newest_first))
    return tuple(DraftFacts(d.title, d.version, d.shared_on, d.channels or "", d.link or "") for d in found)


def _present(session_id: UUID) -> sa.ColumnElement[bool]:
    return sa.and_(
        Attendance.session_id == session_id,
        Attendance.undone_at.is_(None),
        Participant.joined_into_id.is_(None),
    )


def _presence(db: Db, session_id: UUID) -> tuple[Presence, Counter[Sector | None]]:
    found = db.execute(
        sa.select(Attendance.part, Participant.id, Participant.position, Organisation.name, Organisation.sector)
        .join(Participant, Participant.id == Attendance.participant_id)
        .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
        .where(_present(session_id))
    ).all()
    refused = db.execute(
        sa.select(Unregistered.part, sa.func.count())
        .where(Unregistered.session_id == session_id, Unregistered.undone_at.is_(None))
        .group_by(Unregistered.part)
    )
    offices = Counter(
        ", ".join(filter(None, (position, organisation)))
        for part, _, position, organisation, _ in found
        if part is Part.AUTHORITY
    )
    listed = _may_be_listed(db, [person for part, person, *_ in found if part is Part.PARTICIPANT])
    names = {name for _, person, _, name, _ in found if person in listed and name}
    presence = Presence(
        totals=totals([part for part, *_ in found], dict(refused.all())),
        authorities=tuple(sorted(offices.items())),
        organisations=tuple(sorted(names)),
    )
    counted = COUNTED[Total.PARTICIPANTS]
    return presence, Counter(sector for part, *_, sector in found if part in counted)


def _may_be_listed(db: Db, people: Iterable[UUID]) -> frozenset[UUID]:
    """Return who agreed that the public list names them, and with them the organisation they came for."""
    acts = db.execute(
        sa.select(Consent.participant_id, Consent.given)
        .where(Consent.kind == ConsentKind.PUBLIC_NAME, Consent.participant_id.in_(list(people)))
        .order_by(Consent.at, Consent.id)
    )
    in_force = dict(acts.all())
    return frozenset(person for person, given in in_force.items() if given)


def _words(db: Db, session_id: UUID, sectors: Counter[Sector | None]) -> tuple[PublicWords, ...]:
    found = db.execute(
        sa.select(Contribution, Organisation.sector)
        .outerjoin(Participant, Participant.id == Contribution.person_id)
        .outerjoin(Organisation, Organisation.id == Participant.organisation_id)
        .where(Contribution.session_id == session_id)
        .order_by(Contribution.number, Contribution.part)
    ).all()
    numbers = {said.id: str(given_number(said)) for said, _ in found}
    return tuple(
        _public(said, sector if shows_sector_of_origin(sectors[sector]) else None, numbers)
        for said, sector in found
        if not said.is_split
    )


def _public(said: Contribution, sector: Sector | None, numbers: dict[UUID, str]) -> PublicWords:
    state = state_of(said)
    shown = said.public_state if state is not State.WITHDRAWN else PublicState.WITHHELD
    text = {PublicState.SHOWN: said.text, PublicState.REDACTED: said.public_text, PublicState.WITHHELD: None}[shown]
    return PublicWords(
        number=numbers[said.id],
        text=text,
        # a translation says all that the original says
        translation=said.translation if shown is PublicState.SHOWN else None,
        language=Language(said.language),
        kind=said.kind,
        theme=said.theme or "",
        group=said.group or "",
        sector=sector if shown is PublicState.SHOWN else None,
        withheld=said.withhold_reason,
        state=state,
        joined_into=numbers.get(said.joined_into_id) if said.joined_into_id else None,
    )


def _received(db: Db, session_id: UUID) -> int:
    wholes = sa.select(sa.func.count()).where(
        Contribution.session_id == session_id, Contribution.part == "", Contribution.withdrawn_at.is_(None)
    )
    return db.scalar(wholes) or 0


def _promises(db: Db, session_id: UUID) -> tuple[tuple[ObligationKind, date], ...]:
    found = db.execute(
        sa.select(Obligation.kind, Obligation.due_on)
        .where(Obligation.session_id == session_id)
        .order_by(Obligation.due_on, Obligation.kind)
    )
    return tuple((kind, due_on) for kind, due_on in found)
