"""The programme's facts and its holidays. What was promised before keeps its day, whatever changes here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from labapp.domain.errors import RuleViolated
from labapp.domain.holidays_pa import proposed_holidays
from labapp.domain.privacy import NoticeFacts
from labapp.domain.programme import LONGEST_FACT, LONGEST_LINE, read_public_address
from labapp.domain.terms import DayKind, Term
from labapp.domain.text import clean_line, clean_text
from labapp.models.programme import Holiday, Programme
from labapp.models.recorder import Db
from labapp.services.turns import take_turn


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFacts:
    """Everything that is said of the programme once.

    Terms: working days for the report and for asking for corrections, calendar days for the response.
    """

    name: str
    plan: str
    notice: NoticeFacts
    report_days: int
    response_days: int
    observation_days: int
    public_base_url: str


def _line(typed: str, field: str) -> str:
    cleaned = clean_line(typed)
    if len(cleaned) > LONGEST_LINE:
        raise RuleViolated("text_too_long", field=field, longest=LONGEST_LINE)
    return cleaned


def _fact(typed: str, field: str) -> str | None:
    cleaned = clean_text(typed)
    if len(cleaned) > LONGEST_FACT:
        raise RuleViolated("text_too_long", field=field, longest=LONGEST_FACT)
    return cleaned or None


def _days(days: int, kind: DayKind, field: str) -> int:
    try:
        return Term(days, kind).days
    except RuleViolated as refused:
        raise RuleViolated(refused.code, **(refused.details | {"field": field})) from refused


def _held(db: Db, seen: UUID | None) -> Programme:
    take_turn(db)
    found = db.scalar(sa.select(Programme).order_by(Programme.id).limit(1).with_for_update())
    if (found.op if found else None) != seen:
        raise RuleViolated("changed_meanwhile")
    return found or Programme()


def _write(programme: Programme, facts: ProgrammeFacts) -> None:
    programme.name = _line(facts.name, "called")
    if not programme.name:
        raise RuleViolated("name_missing", field="called")
    programme.plan = _line(facts.plan, "plan") or None
    for fact in fields(NoticeFacts):
        setattr(programme, fact.name, _fact(getattr(facts.notice, fact.name), fact.name))
    programme.report_days = _days(facts.report_days, DayKind.WORKING, "report_days")
    programme.response_days = _days(facts.response_days, DayKind.CALENDAR, "response_days")
    programme.observation_days = _days(facts.observation_days, DayKind.WORKING, "observation_days")
    programme.public_base_url = read_public_address(facts.public_base_url)


def set_up_programme(db: Db, facts: ProgrammeFacts, *, seen: UUID | None, today: date) -> Programme:
    """Keep the facts of the programme. `seen` is the version that was shown, None before there was one.

    The first time, the holidays of this year and the next are proposed with it. Raises RuleViolated:
    `changed_meanwhile`, `name_missing`, `text_too_long`, `term_out_of_range` or `public_address_unfit`.
    """
    programme = _held(db, seen)
    _write(programme, facts)
    if seen is None:
        db.add(programme)
        for year in (today.year, today.year + 1):
            propose_holidays(db, year)
    return programme


def _of_year(db: Db, year: int) -> dict[date, Holiday]:
    within = Holiday.on.between(date(year, 1, 1), date(year, 12, 31))
    return {row.on: row for row in db.scalars(sa.select(Holiday).where(within).order_by(Holiday.on, Holiday.id))}


def propose_holidays(db: Db, year: int) -> None:
    """Leave the table with the proposed holidays of a year that nobody has looked at yet; otherwise change nothing."""
    if not _of_year(db, year):
        db.add_all([Holiday(on=on, name=name) for on, name in proposed_holidays(year).items()])


def reach_holidays(db: Db, on: date) -> None:
    """Leave a table of holidays that was begun with the year of a day and the next, so that no term runs past its end.

    Years that somebody has looked at stay as they are; where no day was ever proposed or kept, none is.
    """
    years = (on.year, on.year + 1)
    is_begun = db.scalar(sa.select(sa.exists().where(Holiday.id.is_not(None))))
    if is_begun and not all(_of_year(db, year) for year in years):
        take_turn(db)
        for year in years:
            propose_holidays(db, year)
        db.flush()


def keep_holidays(db: Db, year: int, observed: Mapping[date, bool]) -> None:
    """Keep which days of a year count as holidays. Days that are neither stored nor proposed are passed over."""
    take_turn(db)
    stored, proposed = _of_year(db, year), proposed_holidays(year)
    for on, is_observed in observed.items():
        if on in stored:
            stored[on].is_observed = is_observed
        elif on in proposed:
            db.add(Holiday(on=on, name=proposed[on], is_observed=is_observed))


def add_holiday(db: Db, on: date, name: str) -> None:
    """Add a day by hand, or count again one that was set aside. Raises RuleViolated `holiday_is_there` and others."""
    take_turn(db)
    propose_holidays(db, on.year)
    db.flush()
    called = _line(name, "holiday")
    if not called:
        raise RuleViolated("name_missing", field="holiday")
    known = _of_year(db, on.year).get(on)
    if known is None:
        db.add(Holiday(on=on, name=called))
        return
    if known.is_observed:
        raise RuleViolated("holiday_is_there", field="on", name=known.name)
    known.name, known.is_observed = called, True
