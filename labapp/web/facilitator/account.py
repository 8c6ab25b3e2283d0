"""One's own password: another one while signed in, and the recovery sheet where it was forgotten."""

from __future__ import annotations

from flask import redirect, url_for
from werkzeug.wrappers import Response
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from labapp.domain.errors import NotAllowed, RuleViolated
from labapp.domain.people import read_username
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.queries import people as staff_queries
from labapp.services import people
from labapp.web import context
from labapp.web.access import public, requires
from labapp.web.facilitator.acting import who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.sign_in import labelled
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render, say
from labapp.web.transaction import writing


class RecoverForm(KeyedForm):
    """The code of the recovery sheet."""

    name = "recover"
    username = StringField(validators=[InputRequired()])
    code = StringField(validators=[InputRequired()])


class AccountForm(KeyedForm):
    """The present password, so that a laptop left open does not give the account away."""

    name = "account"
    password = PasswordField(validators=[InputRequired()])


@blueprint.get("/recuperar")
@public
def recover() -> Response:
    """Ask for the recovery sheet."""
    return render("facilitator/recover.html", form=labelled(RecoverForm.shown()))


def _readable_name(typed: str) -> str:
    """Return the user name, while attempts may be made with it. Raises RuleViolated."""
    name = read_username(typed)
    try:
        people.check_pause(people.credential_of(context.reading(), name), now=context.now())
    except NotAllowed as pause:
        raise RuleViolated(pause.code, **pause.details) from pause
    return name


@blueprint.post("/recuperar")
@public
def recovered() -> Response:
    """Turn a good recovery code into a one-time link for a new password."""
    form = labelled(RecoverForm.sent())
    try:
        token = _link_for_sheet(_readable_name(form["username"].data or ""), form["code"].data or "")
    except RuleViolated as violation:
        status = refused(form, violation)
        return render("facilitator/recover.html", form=form, status=status)
    return redirect(url_for("facilitator.first_run", token=token), 303)


def _link_for_sheet(name: str, code: str) -> str:
    with writing(Verb.SET_PASSWORD) as db:
        staff = people.staff_of_recovery(db, name, code)
        if staff is None:
            people.note_failure(db, name, now=context.now())
        token = people.offer_link(db, staff, now=context.now()) if staff else None
    if token is None:
        raise RuleViolated("recovery_wrong", field="code")
    return token


def _account_form(form: AccountForm) -> KeyedForm:
    labelled(form)
    form.password.label.text = _("Su contraseña de ahora")
    return form


@blueprint.get("/cuenta")
@requires(Action.SEE_DESK)
def account() -> Response:
    """Show whoever is signed in what their account is, and how to change the password."""
    name = staff_queries.username_of(context.reading(), who().staff_id)
    return render("facilitator/account.html", name, form=_account_form(AccountForm.shown()))


@blueprint.post("/cuenta")
@requires(Action.SEE_DESK)
def new_password() -> Response:
    """Lead whoever is signed in, and knows the present password, to a one-time link for another."""
    form, name = _account_form(AccountForm.sent()), staff_queries.username_of(context.reading(), who().staff_id)
    try:
        token = _link_for_password(_readable_name(name), form["password"].data or "")
    except RuleViolated as violation:
        status = refused(form, violation)
        return render("facilitator/account.html", name, form=form, status=status)
    say("info", _("Escriba su contraseña nueva."))
    return redirect(url_for("facilitator.first_run", token=token), 303)


def _link_for_password(name: str, password: str) -> str:
    credential = people.credential_of(context.reading(), name)
    opens = people.password_matches(credential.password_hash if credential else None, password)
    with writing(Verb.SET_PASSWORD) as db:
        if not opens:
            people.note_failure(db, name, now=context.now())
        token = people.offer_link(db, who().staff_id, now=context.now()) if opens else None
    if token is None:
        raise RuleViolated("password_wrong", field="password")
    return token
