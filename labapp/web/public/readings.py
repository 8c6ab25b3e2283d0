"""The page that says how much was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import request
from werkzeug.wrappers import Response

from labapp.domain.readings import FEWEST_SHOWN, Period
from labapp.queries.public_record import public_record
from labapp.queries.readings import ShownReading, shown_readings
from labapp.web import context
from labapp.web.access import public
from labapp.web.countdowns import today_in
from labapp.web.pages import _, render
from labapp.web.public.blueprint import blueprint


@dataclass(frozen=True, slots=True)
class NamedReading:
    """Something that was read, as people call it."""

    name: str
    shown: ShownReading

    def periods_of(self, year: int) -> tuple[Period, ...]:
        """Return its periods of one year, the newest first."""
        return tuple(one for one in reversed(self.shown.periods) if one.begins_on.year == year)


@dataclass(frozen=True, slots=True)
class ReadingsPage:
    """What was read in a year, as much of it as may be shown, from how many times on, and the years that there are."""

    today: date
    fewest: int
    readings: tuple[NamedReading, ...]
    year: int
    years: tuple[int, ...]


def _name(place: str, sessions: dict[str, str]) -> str | None:
    match place.strip("/").split("/"):
        case ["sesion", token]:
            return sessions.get(token)
        case ["sesion", token, room, version] if token in sessions:
            kind = _("Minuta o informe de mesa") if room == "minuta" else _("Respuesta razonada")
            number = version.removeprefix("v").removesuffix(".pdf")
            return _("%(kind)s: %(name)s, versión %(number)s", kind=kind, name=sessions[token], number=number)
        case ["datos", file]:
            return _("Tabla abierta: %(file)s", file=file)
        case ["registro-publico"]:
            return _("Registro público")
        case ["cifras", *_edition]:
            return _("Cifras del programa")
        case ["medidas"]:
            return _("Medidas de respuesta")
    return None


@blueprint.get("/lecturas")
@public
def readings_page() -> Response:
    """Show how often each public thing was opened and downloaded in the newest year, or in `?anio=`; by day where that
    says nothing of anybody.
    """
    db = context.reading()
    sessions = {one.head.token: one.head.name for one in public_record(db).sessions}
    named = ((_name(one.place, sessions), one) for one in shown_readings(db))
    found = tuple(NamedReading(name, shown) for name, shown in named if name)
    years = {period.begins_on.year for one in found for period in one.shown.periods}
    asked = request.args.get("anio", "")
    year = next((one for one in years if str(one) == asked), max(years, default=today_in().year))
    page = ReadingsPage(today_in(), FEWEST_SHOWN, found, year, tuple(sorted(years, reverse=True)))
    return render("public/readings.html", page)
