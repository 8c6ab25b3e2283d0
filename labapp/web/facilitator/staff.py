"""People at the desk: who has an account, what they may do, and a one-time link instead of a password by e-mail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response
from wtforms import SelectField, StringField

from labapp.domain.attendance import initials
from labapp.domain.errors import RuleViolated
from labapp.domain.roles import Action, Role
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries import people as queries
from labapp.queries.people import StaffRow
from labapp.services import people, staff
from labapp.services.staff import StaffFacts
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt, who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.overtaken import Stored, overtaken
from labapp.web.facilitator.session_fields import Blank, Needed, Seen, WordedForm
from labapp.web.pages import _, refused, render
from labapp.web.transaction import once, writing
from labapp.words.labels import label, options


class StaffForm(WordedForm):
    """What an account says of its holder."""

    name = "staff"
    seen = Seen()
    full_name = StringField(validators=[Needed("Escriba el nombre.")])
    role = SelectField(validators=[Needed("Escoja qué hace.")])
    organisation = SelectField(validators=[Blank()])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        self.role.choices = [("", _("Escoja…")), *options(Role, context.language())]
        rows = queries.partner_rows(context.reading())
        self.organisation.choices = [("", _("Ninguna")), *((str(row.id), row.name) for row in rows)]
        return {"full_name": _("Nombre"), "role": _("Qué hace"), "organisation": _("Organización")}

    def command(self) -> StaffFacts:
        """Return what was written. The form is valid."""
        organisation = UUID(self.organisation.data) if self.organisation.data else None
        return StaffFacts(name=self.full_name.data or "", role=Role(self.role.data), organisation_id=organisation)


class NewStaffForm(StaffForm):
    """An account to be added."""

    name = "staff_new"
    username = StringField(validators=[Needed("Escriba el usuario.")])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {**super().words(), "username": _("Usuario")}


class AccountForm(WordedForm):
    """Closing or opening an account, or asking for a one-time link."""

    name = "staff_account"
    seen = Seen()


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list with the initials that discreet mode shows."""

    row: StaffRow
    initials: str


@dataclass(frozen=True, slots=True)
class StaffPage:
    """One account with the form that changes it and the one that opens, closes or resets it."""

    row: StaffRow
    account: AccountForm
    is_own: bool
    stored: Stored = ()


@dataclass(frozen=True, slots=True)
class LinkPage:
    """A one-time link, shown once."""

    row: StaffRow
    href: str
    until: datetime


@blueprint.get("/personas")
@requires(Action.MANAGE_STAFF)
def staff_list() -> Response:
    """Show who has an account."""
    rows = [Listed(row, initials(row.name)) for row in queries.staff_rows(context.reading())]
    return render("facilitator/staff_list.html", rows)


@blueprint.get("/personas/nueva")
@requires(Action.MANAGE_STAFF)
def staff_new() -> Response:
    """Ask for a new account."""
    return render("facilitator/staff_new.html", form=NewStaffForm.shown())


@blueprint.post("/personas/nueva")
@requires(Action.MANAGE_STAFF)
def staff_add() -> Response:
    """Add an account without password and show it: from there the one-time link is given."""
    form = NewStaffForm.sent()
    if not form.validate():
        return render("facilitator/staff_new.html", form=form, status=422)

    def act(db: Db) -> str:
        added = staff.invite_staff(db, form.command(), form.username.data or "", now=context.now())
        return url_for("facilitator.staff_page", staff_id=added.id)

    return attempt(Verb.ADD_STAFF, form, act, template="facilitator/staff_new.html", page=None)


def _page(row: StaffRow, stored: Stored = ()) -> StaffPage:
    return StaffPage(row, AccountForm.shown(seen=str(row.op)), row.id == who().staff_id, stored)


def _form_of(row: StaffRow) -> StaffForm:
    return StaffForm.shown(
        seen=str(row.op), full_name=row.name, role=row.role, organisation=str(row.organisation_id or "")
    )


@blueprint.get("/personas/<uuid:staff_id>")
@requires(Action.MANAGE_STAFF)
def staff_page(staff_id: UUID) -> Response:
    """Show one account."""
    row = queries.staff_row(context.reading(), staff_id)
    return render("facilitator/staff.html", _page(row), form=_form_of(row))


@blueprint.post("/personas/<uuid:staff_id>")
@requires(Action.MANAGE_STAFF)
def staff_change(staff_id: UUID) -> Response:
    """Keep name, role and organisation of an account."""
    row, form = queries.staff_row(context.reading(), staff_id), StaffForm.sent()
    seen = form.seen.version
    texts = {
        "full_name": row.name,
        "role": label(row.role, context.language()),
        "organisation": row.organisation or _("Ninguna"),
    }
    page = _page(row, overtaken(form, form.seen, row.op, texts))
    if not form.validate():
        return render("facilitator/staff.html", page, form=form, status=422)

    def act(db: Db) -> str:
        staff.change_staff(db, staff_id, form.command(), seen=seen)
        return url_for("facilitator.staff_list")

    return attempt(Verb.CHANGE_STAFF, form, act, template="facilitator/staff.html", page=page)


@blueprint.post("/personas/<uuid:staff_id>/desactivar")
@requires(Action.MANAGE_STAFF)
def staff_close(staff_id: UUID) -> Response:
    """Close an account; whoever held it is signed out at once."""
    row, form = queries.staff_row(context.reading(), staff_id), AccountForm.sent()

    def act(db: Db) -> str:
        staff.deactivate(db, staff_id, seen=form.seen.version)
        return url_for("facilitator.staff_list")

    return _account_act(row, form, act)


@blueprint.post("/personas/<uuid:staff_id>/activar")
@requires(Action.MANAGE_STAFF)
def staff_open(staff_id: UUID) -> Response:
    """Open a closed account again."""
    row, form = queries.staff_row(context.reading(), staff_id), AccountForm.sent()

    def act(db: Db) -> str:
        staff.reactivate(db, staff_id, seen=form.seen.version)
        return url_for("facilitator.staff_page", staff_id=staff_id)

    return _account_act(row, form, act)


def _account_act(row: StaffRow, account: AccountForm, act: Callable[[Db], str]) -> Response:
    try:
        return once(Verb.CHANGE_STAFF, account, act)
    except RuleViolated as violation:
        return _refused_account(row, account, violation)


def _refused_account(row: StaffRow, account: AccountForm, violation: RuleViolated) -> Response:
    status = refused(account, violation)
    account.seen.data = str(row.op)
    page = replace(_page(row), account=account)
    return render("facilitator/staff.html", page, form=_form_of(row), status=status)


@blueprint.post("/personas/<uuid:staff_id>/enlace")
@requires(Action.MANAGE_STAFF)
def staff_link(staff_id: UUID) -> Response:
    """Take the password from an account and show, once, the link with which its holder sets another."""
    row, form = queries.staff_row(context.reading(), staff_id), AccountForm.sent()
    try:
        if row.id == who().staff_id:
            raise RuleViolated("own_account")
        with writing(Verb.SET_PASSWORD) as db:
            token = staff.reset_password(db, staff_id, now=context.now())
    except RuleViolated as violation:
        return _refused_account(row, form, violation)
    href = context.house().desk_url(url_for("facilitator.first_run", token=token))
    return render("facilitator/staff_link.html", LinkPage(row, href, context.now() + people.LINK_LASTS))
