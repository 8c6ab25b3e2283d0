"""By which note somebody is the liaison of an institution: number, day, as what, and on which days it holds."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response
from wtforms import RadioField, StringField

from labapp.domain.assignments import LiaisonCapacity
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries import people as queries
from labapp.queries.liaisons import DesignationRow, designation_of
from labapp.queries.people import StaffRow
from labapp.services import liaisons
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.session_fields import Blank, Day, Needed, Seen, WordedForm
from labapp.web.pages import _, render
from labapp.words.labels import options


class DesignationForm(WordedForm):
    """What the note of the institution says."""

    name = "designation"
    seen = Seen()
    note_number = StringField(validators=[Needed("Escriba el número de la nota.")])
    noted_on = Day(validators=[Needed("Escoja la fecha de la nota.")])
    capacity = RadioField(validators=[Needed("Escoja si es titular o suplente.")])
    valid_from = Day(validators=[Needed("Escoja desde qué día vale.")])
    valid_until = Day(validators=[Blank()])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        self.capacity.choices = options(LiaisonCapacity, context.language())
        return {
            "note_number": _("Número de la nota"),
            "noted_on": _("Fecha de la nota"),
            "capacity": _("Se designa como"),
            "valid_from": _("Vale desde"),
            "valid_until": _("Vale hasta"),
        }

    def command(self) -> liaisons.Designation:
        """Return what was written. The form is valid."""
        return liaisons.Designation(
            note_number=self.note_number.data or "",
            noted_on=self.noted_on.data,
            capacity=LiaisonCapacity(self.capacity.data),
            valid_from=self.valid_from.data,
            valid_until=self.valid_until.data,
        )


def _form(found: DesignationRow | None) -> DesignationForm:
    if found is None:
        return DesignationForm.shown(capacity=LiaisonCapacity.PRINCIPAL.value)
    return DesignationForm.shown(
        seen=str(found.op),
        note_number=found.note_number,
        noted_on=found.noted_on,
        capacity=found.capacity.value,
        valid_from=found.validity.first_on,
        valid_until=found.validity.last_on,
    )


def _row(staff_id: UUID) -> StaffRow:
    return queries.staff_row(context.reading(), staff_id)


@blueprint.get("/personas/<uuid:staff_id>/designacion")
@requires(Action.MANAGE_STAFF)
def designation_page(staff_id: UUID) -> Response:
    """Show by which note somebody is a liaison."""
    row = _row(staff_id)
    return render("facilitator/designation.html", row, form=_form(designation_of(context.reading(), staff_id)))


@blueprint.post("/personas/<uuid:staff_id>/designacion")
@requires(Action.MANAGE_STAFF)
def designation_keep(staff_id: UUID) -> Response:
    """Keep what the note says."""
    row, form = _row(staff_id), DesignationForm.sent()
    seen = form.seen.version_if_any
    if not form.validate():
        return render("facilitator/designation.html", row, form=form, status=422)

    def act(db: Db) -> str:
        liaisons.designate(db, staff_id, form.command(), seen=seen)
        return url_for("facilitator.staff_page", staff_id=staff_id)

    return attempt(Verb.DESIGNATE_LIAISON, form, act, template="facilitator/designation.html", page=row)
