"""Coming in to the desk: the first administrator, signing in and out, a forgotten password. No e-mail anywhere."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from labapp.domain.errors import NotAllowed, RuleViolated
from labapp.domain.people import check_password, read_username
from labapp.domain.roles import Action, Role
from labapp.domain.verbs import Verb
from labapp.queries import people as staff_queries
from labapp.services import people
from labapp.web import context
from labapp.web.access import public, requires
from labapp.web.facilitator.blueprint import DESK_COOKIE, blueprint
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render, say
from labapp.web.transaction import writing


@dataclass(frozen=True, slots=True)
class RecoveryPage:
    """The recovery sheet: shown once, to be printed or written down."""

    username: str
    code: str


@dataclass(frozen=True, slots=True)
class PasswordPage:
    """A page that asks for a new password."""

    action: str
    first_time: bool
    username: str


class SignInForm(KeyedForm):
    """Name and password."""

    name = "sign_in"
    username = StringField(validators=[InputRequired()])
    password = PasswordField(validators=[InputRequired()])


class FirstForm(KeyedForm):
    """The first administrator, or a new password for somebody."""

    name = "first_administrator"
    full_name = StringField()
    username = StringField()
    password = PasswordField(validators=[InputRequired()])
    again = PasswordField(validators=[InputRequired()])


class RecoverForm(KeyedForm):
    """The code of the recovery sheet."""

    name = "recover"
    username = StringField(validators=[InputRequired()])
    code = StringField(validators=[InputRequired()])


class SignOutForm(KeyedForm):
    """Nothing but the wish to leave."""

    name = "sign_out"


class WelcomeForm(KeyedForm):
    """Nothing but the wish to begin."""

    name = "welcome"


def _labelled(form: KeyedForm) -> KeyedForm:
    words = {
        "username": _("Usuario"),
        "password": _("Contraseña"),
        "again": _("La misma contraseña otra vez"),
        "full_name": _("Su nombre"),
        "code": _("Código de la hoja de recuperación"),
    }
    for field in form:
        if field.name in words:
            field.label.text = words[field.name]
    return form


def _to_desk(token: str, after: str) -> Response:
    response = redirect(after, 303)
    response.set_cookie(DESK_COOKIE, token, httponly=True, samesite="Strict", max_age=12 * 3600)
    return response


def _safe_next() -> str:
    asked = request.values.get("next", "")
    return asked if asked.startswith("/") and not asked.startswith(("//", "/\\")) else url_for("facilitator.start")


@blueprint.get("/ingresar")
@public
def sign_in() -> Response:
    """Show the sign-in page, or the way to the first administrator while there is nobody."""
    if not people.has_staff(context.reading()):
        return render("facilitator/welcome.html", form=WelcomeForm.shown())
    return render("facilitator/sign_in.html", _safe_next(), form=_labelled(SignInForm.shown()))


def _password_opens(username: str, password: str) -> tuple[bool, str]:
    name = read_username(username)
    credential = people.credential_of(context.reading(), name)
    people.check_pause(credential, now=context.now())
    return people.password_matches(credential.password_hash if credential else None, password), name


@blueprint.post("/ingresar")
@public
def enter() -> Response:
    """Sign somebody in, or say that name and password do not match; each failure lengthens the pause."""
    form = _labelled(SignInForm.sent())
    try:
        opens, name = _password_opens(form["username"].data or "", form["password"].data or "")
    except RuleViolated:
        opens, name = False, ""
    except NotAllowed as pause:
        status = refused(form, RuleViolated(pause.code, **pause.details))
        return render("facilitator/sign_in.html", _safe_next(), form=form, status=status)
    if not opens:
        with writing(Verb.SIGN_IN) as db:
            people.note_failure(db, name, now=context.now())
        refused(form, RuleViolated("sign_in_wrong", field="password"))
        return render("facilitator/sign_in.html", _safe_next(), form=form, status=422)
    with writing(Verb.SIGN_IN) as db:
        credential = people.credential_of(db, name)
        token = people.start_sign_in(db, credential.staff_id, now=context.now()) if credential else ""
    return _to_desk(token, _safe_next())


@blueprint.get("/salir")
@public
def sign_out() -> Response:
    """Ask before signing out: GET never writes."""
    return render("facilitator/sign_out.html", form=SignOutForm.shown())


@blueprint.post("/salir")
@public
def leave() -> Response:
    """End this session of the desk."""
    SignOutForm.sent()
    with writing(Verb.SIGN_OUT) as db:
        people.end_sign_in(db, request.cookies.get(DESK_COOKIE, ""))
    response = redirect(url_for("facilitator.sign_in"), 303)
    response.delete_cookie(DESK_COOKIE)
    return response


@blueprint.post("/primera-vez")
@public
def begin() -> Response:
    """Lead to the one-time link of the first administrator; only while there is nobody, and only on this laptop."""
    WelcomeForm.sent()
    with writing(Verb.ADD_STAFF) as db:
        if people.has_staff(db):
            raise NotAllowed("link_spent")
        token = people.offer_link(db, None, now=context.now())
    return redirect(url_for("facilitator.first_run", token=token), 303)


def _password_page(token: str) -> PasswordPage:
    link = people.link_for(context.reading(), token, now=context.now())
    username = staff_queries.username_of(context.reading(), link.staff_id) if link.staff_id else ""
    return PasswordPage(url_for("facilitator.first_done", token=token), link.staff_id is None, username)


@blueprint.get("/primera-vez/<token>")
@public
def first_run(token: str) -> Response:
    """Show the form of a one-time link: the first administrator, or a new password."""
    return render("facilitator/first_run.html", _password_page(token), form=_labelled(FirstForm.shown()))


@blueprint.post("/primera-vez/<token>")
@public
def first_done(token: str) -> Response:
    """Set name and password once, and show the recovery sheet."""
    page, form = _password_page(token), _labelled(FirstForm.sent())
    try:
        recovery, username = _first_password(token, form, page)
    except RuleViolated as violation:
        status = refused(form, violation)
        return render("facilitator/first_run.html", page, form=form, status=status)
    return render("facilitator/recovery_sheet.html", RecoveryPage(username, recovery))


def _first_password(token: str, form: KeyedForm, page: PasswordPage) -> tuple[str, str]:
    password = form["password"].data or ""
    if password != form["again"].data:
        raise RuleViolated("passwords_differ", field="again")
    if page.first_time:
        new = people.prepare_staff(
            form["full_name"].data or "", form["username"].data or "", password, Role.ADMINISTRATOR
        )
        with writing(Verb.ADD_STAFF) as db:
            people.spend_link(db, people.link_for(db, token, now=context.now()))
            return people.add_staff(db, new, now=context.now())[1], new.username
    check_password(password, username=page.username)
    hashed = people.hash_password(password)
    with writing(Verb.SET_PASSWORD) as db:
        link = people.link_for(db, token, now=context.now())
        people.spend_link(db, link)
        if link.staff_id is None:
            raise NotAllowed("link_spent")
        return people.set_password(db, link.staff_id, hashed, now=context.now()), page.username


@blueprint.get("/recuperar")
@public
def recover() -> Response:
    """Ask for the recovery sheet."""
    return render("facilitator/recover.html", form=_labelled(RecoverForm.shown()))


@blueprint.post("/recuperar")
@public
def recovered() -> Response:
    """Turn a good recovery code into a one-time link for a new password."""
    form = _labelled(RecoverForm.sent())
    username, code = (form["username"].data or "").strip(), form["code"].data or ""
    try:
        name = read_username(username)
        people.check_pause(people.credential_of(context.reading(), name), now=context.now())
    except (RuleViolated, NotAllowed) as refusal:
        status = refused(form, RuleViolated(refusal.code, **refusal.details))
        return render("facilitator/recover.html", form=form, status=status)
    with writing(Verb.SET_PASSWORD) as db:
        staff = people.staff_of_recovery(db, name, code)
        token = people.offer_link(db, staff, now=context.now()) if staff else None
        if staff is None:
            people.note_failure(db, name, now=context.now())
    if token is None:
        refused(form, RuleViolated("recovery_wrong", field="code"))
        return render("facilitator/recover.html", form=form, status=422)
    return redirect(url_for("facilitator.first_run", token=token), 303)


@blueprint.get("/cuenta")
@requires(Action.SEE_DESK)
def account() -> Response:
    """Show whoever is signed in what their account is, and how to change the password."""
    return render("facilitator/account.html", form=_labelled(SignOutForm.shown()))


@blueprint.post("/cuenta/contrasena")
@requires(Action.SEE_DESK)
def new_password() -> Response:
    """Lead whoever is signed in to a one-time link for a new password."""
    SignOutForm.sent()
    who = context.actor()
    with writing(Verb.SET_PASSWORD) as db:
        token = people.offer_link(db, who.staff_id if who else None, now=context.now())
    say("info", _("Escriba su contraseña nueva."))
    return redirect(url_for("facilitator.first_run", token=token), 303)
