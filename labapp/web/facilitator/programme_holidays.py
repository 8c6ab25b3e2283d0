"""The table of holidays: proposed by the calendar, decided by whoever sets up the programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import request, url_for
from werkzeug.wrappers import Response
from wtforms import StringField

from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.programme import HolidayRow, holiday_table
from labapp.services import programme as programmes
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.session_fields import Day, Needed, Several, WordedForm
from labapp.web.pages import _, render
from labapp.words import formats

_FIRST, _LAST = 2020, 2100


class HolidaysForm(WordedForm):
    """Which days of a year count as holidays."""

    name = "holidays"
    observed = Several()

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {"observed": _("Días que no son hábiles")}

    def offer(self, rows: list[HolidayRow]) -> None:
        """Fill the boxes with the days of the year."""
        language = context.language()
        self.observed.choices = [
            (row.on.isoformat(), f"{formats.weekday(row.on, language)} — {row.name}") for row in rows
        ]


class HolidayForm(WordedForm):
    """One more day, by hand."""

    name = "holiday"
    on = Day(validators=[Needed("Escoja el día.")])
    holiday = StringField(validators=[Needed("Escriba qué día es, por ejemplo Día de los Símbolos Patrios.")])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {"on": _("Día"), "holiday": _("Qué día es")}


@dataclass(frozen=True, slots=True)
class HolidaysPage:
    """The holidays of a year, and the form for one more."""

    year: int
    is_proposal: bool
    """Whether nobody has looked at this year yet."""
    table: HolidaysForm
    day: HolidayForm
    previous_href: str | None
    next_href: str | None


def _href(year: int) -> str | None:
    return url_for("facilitator.holidays_page", year=year) if _FIRST <= year <= _LAST else None


def _page(year: int, table: HolidaysForm | None = None, day: HolidayForm | None = None) -> HolidaysPage:
    rows = holiday_table(context.reading(), year)
    form = table or HolidaysForm.shown(observed=[row.on.isoformat() for row in rows if row.is_observed])
    form.offer(rows)
    is_proposal = not any(row.is_stored for row in rows)
    return HolidaysPage(year, is_proposal, form, day or HolidayForm.shown(), _href(year - 1), _href(year + 1))


@blueprint.get("/programa/feriados")
@requires(Action.SET_UP_PROGRAMME)
def holidays_now() -> Response:
    """Show the holidays of this year."""
    year = formats.local(context.now()).year
    return render("facilitator/programme_holidays.html", _page(year))


@blueprint.get(f"/programa/feriados/<int(min={_FIRST}, max={_LAST}):year>")
@requires(Action.SET_UP_PROGRAMME)
def holidays_page(year: int) -> Response:
    """Show the holidays of a year."""
    return render("facilitator/programme_holidays.html", _page(year))


@blueprint.post(f"/programa/feriados/<int(min={_FIRST}, max={_LAST}):year>")
@requires(Action.SET_UP_PROGRAMME)
def holidays_keep(year: int) -> Response:
    """Keep which days of a year count. No day that was promised before moves."""
    table = HolidaysForm.sent()
    page = _page(year, table)
    ticked = set(request.form.getlist("observed"))
    every = [row.on for row in holiday_table(context.reading(), year)]

    def act(db: Db) -> str:
        programmes.keep_holidays(db, year, {on: on.isoformat() in ticked for on in every})
        return url_for("facilitator.holidays_page", year=year)

    return attempt(Verb.SET_HOLIDAYS, table, act, template="facilitator/programme_holidays.html", page=page)


@blueprint.post(f"/programa/feriados/<int(min={_FIRST}, max={_LAST}):year>/agregar")
@requires(Action.SET_UP_PROGRAMME)
def holiday_add(year: int) -> Response:
    """Add a day by hand, as it is decreed."""
    form = HolidayForm.sent()
    page = _page(year, day=form)
    if not form.validate():
        return render("facilitator/programme_holidays.html", page, form=form, status=422)

    def act(db: Db) -> str:
        on = form.on.data or date(year, 1, 1)
        programmes.add_holiday(db, on, form.holiday.data or "")
        return url_for("facilitator.holidays_page", year=on.year)

    return attempt(Verb.SET_HOLIDAYS, form, act, template="facilitator/programme_holidays.html", page=page)
