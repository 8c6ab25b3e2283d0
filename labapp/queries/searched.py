"""What a search looks through: every announced page, and the published versions that stand on the day of the search.

What a version says is never altered, so its words are read once and stay on a shelf; whether it stands is asked anew
at each search. A kind of publication becomes searchable by one more function from a `Record` to its sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from labapp.domain.places import place_if_known
from labapp.domain.search import FoundKind, Passage, passage
from labapp.domain.text import fold
from labapp.models.communities import Community
from labapp.models.minutes import Minutes, MinutesVersion, MinutesWithdrawal
from labapp.models.people import Organisation
from labapp.models.recorder import Db
from labapp.models.responses import ResponseDocument, ResponseVersion
from labapp.models.sessions import Call, LabSession
from labapp.models.spaces import Space, SpaceOrganisation, TableItem
from labapp.queries.calendar import CONCERNS
from labapp.queries.public_record import Named
from labapp.queries.replies import second_answers
from labapp.queries.sessions import ANNOUNCED, HEADS, SessionHead, head_of
from labapp.words.formats import local


@dataclass(frozen=True, slots=True)
class Source:
    """A public page with the passages that can be found on it; `on` is the day it tells of, None for a place."""

    path: str
    title: str
    on: date | None
    communities: tuple[Named, ...]
    passages: tuple[Passage, ...]


@dataclass(slots=True)
class Shelf:
    """The passages of published versions, read once each, as long as the version stands."""

    _kept: dict[UUID, tuple[Passage, ...]] = field(default_factory=dict)

    def passages(self, version_id: UUID, read: Callable[[UUID], tuple[Passage, ...]]) -> tuple[Passage, ...]:
        """Return the passages of a version, which `read` takes from the database the first time."""
        found = self._kept.get(version_id)
        if found is None:
            found = self._kept[version_id] = read(version_id)
        return found

    def keep_only(self, standing: Iterable[UUID]) -> None:
        """Put away what stands no more: words that were withdrawn are not held in memory either."""
        kept = set(standing)
        for version_id in list(self._kept):  # a list at once: another thread may be reading
            if version_id not in kept:
                self._kept.pop(version_id, None)


@dataclass(frozen=True, slots=True)
class Record:
    """What is public now: the announced sessions, the latest first, the communities of each lab or table, and which
    version of minutes and of answers stands, by session."""

    db: Db
    shelf: Shelf
    heads: tuple[SessionHead, ...]
    communities: Mapping[UUID, tuple[Named, ...]]
    minutes: Mapping[UUID, UUID]
    answers: Mapping[UUID, UUID]

    @property
    def places(self) -> tuple[Named, ...]:
        """The communities of which something is public, by name."""
        shown = {head.space_id for head in self.heads}
        named = {one for space_id, those in self.communities.items() if space_id in shown for one in those}
        return tuple(sorted(named, key=lambda one: (fold(one.name), one.token)))

    def source(self, head: SessionHead, room: str, passages: Iterable[Passage]) -> Source:
        """Return a page of a session as a source; `room` is the rest of its address."""
        return Source(
            path=f"/sesion/{head.token}{room}",
            title=head.name,
            on=local(head.starts_at, head.zone).date(),
            communities=self.communities.get(head.space_id, ()),
            passages=tuple(passages),
        )


def record(db: Db, shelf: Shelf) -> Record:
    """Return what is public now; the shelf forgets every version that is not."""
    latest_first = (LabSession.starts_at.desc(), LabSession.id)
    heads = tuple(head_of(found) for found in db.execute(HEADS.where(ANNOUNCED).order_by(*latest_first)))
    announced = {head.id for head in heads}
    minutes, answers = _minutes(db, announced), _answers(db, announced)
    shelf.keep_only([*minutes.values(), *answers.values()])
    return Record(db, shelf, heads, _communities(db), minutes, answers)


def _minutes(db: Db, announced: set[UUID]) -> dict[UUID, UUID]:
    stands = (
        sa.select(Minutes.session_id, MinutesVersion.id)
        .join(Minutes, Minutes.id == MinutesVersion.minutes_id)
        .outerjoin(MinutesWithdrawal, MinutesWithdrawal.version_id == MinutesVersion.id)
        .where(MinutesWithdrawal.id.is_(None))
    )
    return _newest(db, stands, MinutesVersion.number, announced)


def _answers(db: Db, announced: set[UUID]) -> dict[UUID, UUID]:
    stands = sa.select(ResponseDocument.session_id, ResponseVersion.id).join(
        ResponseDocument, ResponseDocument.id == ResponseVersion.document_id
    )
    return _newest(db, stands, ResponseVersion.number, announced)


def _newest(
    db: Db, stands: sa.Select[UUID, UUID], number: InstrumentedAttribute[int], announced: set[UUID]
) -> dict[UUID, UUID]:
    found = db.execute(stands.order_by(number))  # of each session the last one stays
    return {session_id: version_id for session_id, version_id in found if session_id in announced}


def _communities(db: Db) -> dict[UUID, tuple[Named, ...]]:
    own = sa.select(Space.id, Community.token, Community.name).join(Community, Community.id == Space.community_id)
    concerned = sa.select(CONCERNS.c.space_id, Community.token, Community.name).join(
        CONCERNS, CONCERNS.c.community_id == Community.id
    )
    found: defaultdict[UUID, set[Named]] = defaultdict(set)
    for space_id, token, name in [*db.execute(own), *db.execute(concerned)]:
        found[space_id].add(Named(token, name))
    return {space_id: tuple(sorted(those, key=lambda one: (one.name, one.token))) for space_id, those in found.items()}


def sessions(record: Record) -> Iterator[Source]:
    """Yield the page of every announced session: what it is called, where it is, and its call."""
    calls = {call.session_id: call for call in record.db.scalars(sa.select(Call))}
    for head in record.heads:
        call = calls.get(head.id)
        told = (head.name, head.where, head.reason, call.text if call else "", call.invited if call else "")
        yield record.source(head, "", [_lines(FoundKind.SESSION, told)])


def spaces(record: Record) -> Iterator[Source]:
    """Yield the page of every lab or table with an announced session."""
    announced = {head.space_id: head for head in record.heads}
    organised, items = _organised(record.db), _items(record.db)
    for space in record.db.scalars(sa.select(Space).where(Space.id.in_(announced)).order_by(Space.title_key, Space.id)):
        told = (space.title, *organised[space.id], space.commitment, space.purpose, *items[space.id])
        named = record.communities.get(space.id, ())
        yield Source(f"/laboratorio/{space.token}", space.title, None, named, (_lines(FoundKind.SPACE, told),))


def _organised(db: Db) -> defaultdict[UUID, list[str]]:
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for space_id, name in db.execute(
        sa.select(SpaceOrganisation.space_id, Organisation.name)
        .join(Organisation, Organisation.id == SpaceOrganisation.organisation_id)
        .where(SpaceOrganisation.active)
    ):
        found[space_id].append(name)
    return defaultdict(list, {space_id: sorted(names) for space_id, names in found.items()})


def _items(db: Db) -> defaultdict[UUID, list[str]]:
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for item in db.scalars(sa.select(TableItem).order_by(TableItem.letter, TableItem.id)):
        found[item.space_id].append(item.title)
    return found


def communities(record: Record) -> Iterator[Source]:
    """Yield the page of every community of an announced session, with the names of the place where it is."""
    codes = dict(record.db.execute(sa.select(Community.token, Community.place_code)).all())
    for one in record.places:
        place = place_if_known(codes[one.token])
        told = (one.name, place.shown if place else "")
        yield Source(f"/comunidad/{one.token}", one.name, None, (one,), (_lines(FoundKind.COMMUNITY, told),))


def added_answers(record: Record) -> Iterator[Source]:
    """Yield what offices added under published answers."""
    for head in record.heads:
        if head.id in record.answers:
            added = second_answers(record.db, head.id)
            yield record.source(
                head,
                "/respuesta",
                [
                    _lines(FoundKind.ANSWER, (one.text, one.institution, one.office), number)
                    for number, those in added.items()
                    for one in those
                ],
            )


def _lines(kind: FoundKind, told: Iterable[str | None], number: str = "") -> Passage:
    return passage(kind, "\n".join(line for line in told if line), number=number)
