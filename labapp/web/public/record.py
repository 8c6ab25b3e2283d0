"""The first page of everything that is public, and the open tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from werkzeug.wrappers import Response

from labapp.documents.cards import record_card
from labapp.domain.readings import ReadForm
from labapp.exports.open_data import ANSWERS, COUNTS, SESSIONS, OpenFormat, OpenTable, open_table
from labapp.exports.open_measures import COUNTED, PROMISES
from labapp.exports.open_readings import READINGS
from labapp.exports.open_totals import TOTALS
from labapp.queries.public_record import PublicRecord, public_record
from labapp.web import context
from labapp.web.access import public
from labapp.web.countdowns import today_in
from labapp.web.pages import _, render
from labapp.web.public.blueprint import blueprint
from labapp.web.public.cards import programme_on_cards
from labapp.web.public.reading import reads
from labapp.web.public.sharing import Shared, picture, shared
from labapp.web.public_address import public_address

_TITLES = {
    OpenTable.SESSIONS: SESSIONS.title,
    OpenTable.ANSWERS: ANSWERS.title,
    OpenTable.COUNTS: COUNTS.title,
    OpenTable.COUNTED: COUNTED.title,
    OpenTable.PROMISES: PROMISES.title,
    OpenTable.READINGS: READINGS.title,
    OpenTable.TOTALS: TOTALS.title,
}
_NAMES = ", ".join(_TITLES)
_MIME = {OpenFormat.CSV: "text/csv; charset=utf-8", OpenFormat.JSON: "application/json"}


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Communities, labs and tables by name, and the open tables; `copied_on` is the day of a copy."""

    record: PublicRecord
    copied_on: date | None
    shared: Shared

    @property
    def tables(self) -> tuple[tuple[str, str], ...]:
        """Each open table: how its file is called, and what it is in words."""
        side = 1 if context.language() == "en" else 0
        return tuple((table.value, title[side]) for table, title in _TITLES.items())


@blueprint.get("/registro-publico")
@public
def record() -> Response:
    """Show what there is to read, by community and by lab or table."""
    reads(ReadForm.PAGE, "public.record")
    found = public_record(context.reading())
    drawn = picture(record_card(programme_on_cards(), found), "public.record_card_picture")
    told = _("Lo que se convocó, lo que dijo la gente y lo que respondió la autoridad.")
    said = shared(_("Registro público"), told, public_address("public.record"), drawn)
    return render("public/record.html", RecordPage(found, today_in() if context.is_copy() else None, said))


@blueprint.get(f"/datos/<any({_NAMES}):name>.<any(csv, json):ending>")
@public
def open_data(name: str, ending: str) -> Response:
    """Give an open table as a file."""
    reads(ReadForm.FILE, "public.open_data", name=name, ending=ending)
    form = OpenFormat(ending)
    text = open_table(context.reading(), OpenTable(name), form, today=today_in())
    return Response(text, content_type=_MIME[form])
