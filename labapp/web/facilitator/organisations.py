"""Organisations at the desk: their names, and the class of those that somebody typed at the door."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response
from wtforms import SelectField, StringField

from labapp.domain.demographics import Sector
from labapp.domain.people import SECTORS_OF_ORGANISATIONS
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries import people as queries
from labapp.queries.people import OrganisationRow
from labapp.services import organisations
from labapp.services.organisations import OrganisationFacts
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.overtaken import Stored, overtaken
from labapp.web.facilitator.session_fields import Blank, Needed, Seen, WordedForm
from labapp.web.pages import _, render
from labapp.words.labels import label


def _sectors() -> list[tuple[str, str]]:
    return [(sector.value, label(sector, context.language())) for sector in SECTORS_OF_ORGANISATIONS]


class OrganisationForm(WordedForm):
    """What is known of an organisation."""

    name = "organisation"
    seen = Seen()
    called = StringField(validators=[Needed("Escriba el nombre de la institución u organización.")])
    short_name = StringField()
    sector = SelectField(validators=[Blank()])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        self.sector.choices = [("", _("Sin dato")), *_sectors()]
        return {"called": _("Nombre"), "short_name": _("Nombre corto o siglas"), "sector": _("Clase")}

    def command(self) -> OrganisationFacts:
        """Return what was written. The form is valid."""
        sector = Sector(self.sector.data) if self.sector.data else None
        return OrganisationFacts(name=self.called.data or "", short_name=self.short_name.data or "", sector=sector)


class ClassesForm(WordedForm):
    """The class of each organisation in the queue; one select for each, named by its id."""

    name = "organisation_classes"

    def chosen(self, queue: list[OrganisationRow]) -> dict[UUID, Sector]:
        """Return the classes that were chosen; what is left without one stays in the queue."""
        known = {sector.value: sector for sector in SECTORS_OF_ORGANISATIONS}
        sent = {row.id: request.form.get(str(row.id), "") for row in queue}
        return {row_id: known[value] for row_id, value in sent.items() if value in known}


@dataclass(frozen=True, slots=True)
class ListPage:
    """All organisations, and first those that wait for a class."""

    queue: list[OrganisationRow]
    rows: list[OrganisationRow]
    sectors: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class EditPage:
    """The form of an organisation: a new one, or one that is there."""

    action: str
    row: OrganisationRow | None
    stored: Stored = ()


def _list_page() -> ListPage:
    rows = queries.organisation_rows(context.reading())
    waiting = [row for row in rows if row.sector is None]
    return ListPage(waiting, [row for row in rows if row.sector is not None], _sectors())


@blueprint.get("/organizaciones")
@requires(Action.SET_UP_PROGRAMME)
def organisation_list() -> Response:
    """Show the organisations, first those whose class is still to be given."""
    return render("facilitator/organisation_list.html", _list_page(), form=ClassesForm.shown())


@blueprint.post("/organizaciones")
@requires(Action.SET_UP_PROGRAMME)
def organisation_classes() -> Response:
    """Give the organisations of the queue the classes that were chosen."""
    form, page = ClassesForm.sent(), _list_page()

    def act(db: Db) -> str:
        organisations.give_classes(db, form.chosen(page.queue))
        return url_for("facilitator.organisation_list")

    return attempt(Verb.CHANGE_ORGANISATION, form, act, template="facilitator/organisation_list.html", page=page)


@blueprint.get("/organizaciones/nueva")
@requires(Action.SET_UP_PROGRAMME)
def organisation_new() -> Response:
    """Ask for a new organisation."""
    page = EditPage(url_for("facilitator.organisation_add"), None)
    return render("facilitator/organisation.html", page, form=OrganisationForm.shown())


@blueprint.post("/organizaciones/nueva")
@requires(Action.SET_UP_PROGRAMME)
def organisation_add() -> Response:
    """Keep a new organisation."""
    form, page = OrganisationForm.sent(), EditPage(url_for("facilitator.organisation_add"), None)
    if not form.validate():
        return render("facilitator/organisation.html", page, form=form, status=422)

    def act(db: Db) -> str:
        organisations.register_organisation(db, form.command())
        return url_for("facilitator.organisation_list")

    return attempt(Verb.ADD_ORGANISATION, form, act, template="facilitator/organisation.html", page=page)


def _edit_page(organisation_id: UUID, form: OrganisationForm | None = None) -> EditPage:
    row = queries.organisation_row(context.reading(), organisation_id)
    sector = label(row.sector, context.language()) if row.sector else _("Sin dato")
    texts = {"called": row.name, "short_name": row.short_name or "", "sector": sector}
    action = url_for("facilitator.organisation_change", organisation_id=organisation_id)
    return EditPage(action, row, overtaken(form, form.seen, row.op, texts) if form else ())


@blueprint.get("/organizaciones/<uuid:organisation_id>")
@requires(Action.SET_UP_PROGRAMME)
def organisation_edit(organisation_id: UUID) -> Response:
    """Show an organisation in its form."""
    row = queries.organisation_row(context.reading(), organisation_id)
    form = OrganisationForm.shown(
        seen=str(row.op), called=row.name, short_name=row.short_name, sector=row.sector or ""
    )
    return render("facilitator/organisation.html", _edit_page(organisation_id), form=form)


@blueprint.post("/organizaciones/<uuid:organisation_id>")
@requires(Action.SET_UP_PROGRAMME)
def organisation_change(organisation_id: UUID) -> Response:
    """Keep names and class of an organisation."""
    form = OrganisationForm.sent()
    seen = form.seen.version
    page = _edit_page(organisation_id, form)
    if not form.validate():
        return render("facilitator/organisation.html", page, form=form, status=422)

    def act(db: Db) -> str:
        organisations.change_organisation(db, organisation_id, form.command(), seen=seen)
        return url_for("facilitator.organisation_list")

    return attempt(Verb.CHANGE_ORGANISATION, form, act, template="facilitator/organisation.html", page=page)
