"""Reading the public calendar: what was announced, by province or comarca and month, or of one community."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from labapp.domain.errors import NotFound
from labapp.domain.places import Place, Province, place_if_known, provinces
from labapp.models.communities import Community
from labapp.models.recorder import Db
from labapp.models.sessions import LabSession
from labapp.models.spaces import Space, SpaceCommunity
from labapp.queries.sessions import ANNOUNCED, HEADS, SessionHead, head_of
from labapp.words.formats import PANAMA, local

ON_A_PAGE = 30
FEED_REACHES_BACK = timedelta(days=90)
MOST_IN_FEED = 500

_concerned = aliased(Community)
CONCERNS = (
    sa.select(SpaceCommunity.space_id, _concerned.id.label("community_id"), _concerned.place_code)
    .join(_concerned, _concerned.id == SpaceCommunity.community_id)
    .where(SpaceCommunity.active)
    .subquery()
)
"""Each lab or table with the communities that it concerns beside its own, and where they are."""
_OWN_PLACE = sa.func.coalesce(LabSession.place_code, Community.place_code)


@dataclass(frozen=True, slots=True)
class Month:
    """The sessions of one month, to come or past."""

    first: date
    is_past: bool
    sessions: tuple[SessionHead, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of announced sessions: those to come by date, then those past, the latest first."""

    months: tuple[Month, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Choices:
    """By what the calendar can be narrowed: where and when something was announced."""

    provinces: tuple[Province, ...]
    months: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class PublicCommunity:
    """A community as anybody may read of it."""

    token: str
    name: str
    place: Place | None
    listing: Listing


def calendar(db: Db, *, now: datetime, province: str = "", month: date | None = None, page: int = 1) -> Listing:
    """Return one page of the calendar, of one province or comarca (two digits) and one month where they are given."""
    conditions: list[sa.ColumnElement[bool]] = []
    if province:
        conditions.append(_in_area(province))
    if month is not None:
        conditions += [LabSession.starts_at >= _midnight(month), LabSession.starts_at < _midnight(_next(month))]
    return _listing(db, conditions, now=now, page=page)


def _in_area(code: str) -> sa.ColumnElement[bool]:
    concerned = sa.exists().where(
        CONCERNS.c.space_id == LabSession.space_id, CONCERNS.c.place_code.startswith(code, autoescape=True)
    )
    return sa.or_(_OWN_PLACE.startswith(code, autoescape=True), concerned)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(PANAMA))


def _next(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def _listing(db: Db, conditions: Iterable[sa.ColumnElement[bool]], *, now: datetime, page: int) -> Listing:
    found = HEADS.where(ANNOUNCED, *conditions)
    total = db.scalar(sa.select(sa.func.count()).select_from(found.with_only_columns(LabSession.id).subquery())) or 0
    pages = max(1, -(-total // ON_A_PAGE))
    shown = min(max(page, 1), pages)
    is_past = sa.case((LabSession.ends_at < now, 1), else_=0)
    soonest_first = sa.case((LabSession.ends_at >= now, LabSession.starts_at))
    rows = db.execute(
        found.order_by(is_past, soonest_first, LabSession.starts_at.desc(), LabSession.id)
        .limit(ON_A_PAGE)
        .offset((shown - 1) * ON_A_PAGE)
    )
    return Listing(_by_month([head_of(row) for row in rows], now=now), total, shown, pages)


def _by_month(heads: Iterable[SessionHead], *, now: datetime) -> tuple[Month, ...]:
    def group(head: SessionHead) -> tuple[bool, date]:
        return head.ends_at < now, local(head.starts_at, head.zone).date().replace(day=1)

    return tuple(Month(first, is_past, tuple(found)) for (is_past, first), found in groupby(heads, key=group))


def choices(db: Db) -> Choices:
    """Return the provinces, comarcas and months in which something was announced."""
    announced = HEADS.where(ANNOUNCED)
    own = db.scalars(announced.with_only_columns(sa.func.substr(_OWN_PLACE, 1, 2)).distinct())
    concerned = db.scalars(
        announced.join(CONCERNS, CONCERNS.c.space_id == LabSession.space_id)
        .with_only_columns(sa.func.substr(CONCERNS.c.place_code, 1, 2))
        .distinct()
    )
    codes = {*own, *concerned}
    starts = db.scalars(announced.with_only_columns(LabSession.starts_at))
    return Choices(
        provinces=tuple(province for province in provinces() if province.code in codes),
        months=tuple(sorted({local(at).date().replace(day=1) for at in starts}, reverse=True)),
    )


def community_public(db: Db, token: str, *, now: datetime, page: int = 1) -> PublicCommunity:
    """Return a community with what was announced of its labs and of the tables that concern it. Raises NotFound."""
    community = db.scalar(sa.select(Community).where(Community.token == token))
    if community is None:
        raise NotFound
    listing = _listing(db, [_of(community.id)], now=now, page=page)
    return PublicCommunity(community.token, community.name, place_if_known(community.place_code), listing)


def _of(community_id: UUID) -> sa.ColumnElement[bool]:
    concerned = sa.exists().where(CONCERNS.c.space_id == LabSession.space_id, CONCERNS.c.community_id == community_id)
    return sa.or_(Space.community_id == community_id, concerned)


def sessions_of_community(db: Db, token: str) -> tuple[SessionHead, ...]:
    """Return every announced session of the labs of a community and of the tables that concern it, the latest first.

    Raises NotFound.
    """
    community_id = db.scalar(sa.select(Community.id).where(Community.token == token))
    if community_id is None:
        raise NotFound
    found = db.execute(HEADS.where(ANNOUNCED, _of(community_id)).order_by(LabSession.starts_at.desc(), LabSession.id))
    return tuple(map(head_of, found))


def feed(db: Db, *, now: datetime) -> tuple[SessionHead, ...]:
    """Return what a calendar program subscribes to: announced sessions of the last ninety days and to come."""
    found = db.execute(
        HEADS.where(ANNOUNCED, LabSession.ends_at > now - FEED_REACHES_BACK)
        .order_by(LabSession.starts_at, LabSession.id)
        .limit(MOST_IN_FEED)
    )
    return tuple(map(head_of, found))
