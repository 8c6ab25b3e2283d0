"""Coming in to the desk: the first administrator, one-time links, signing in and out. No e-mail anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from labapp.domain.errors import NotAllowed, RuleViolated
from labapp.domain.people import check_password, read_username
from labapp.domain.roles import CONSOLE, Role
from labapp.domain.verbs import Verb
from labapp.models.people import SetupLink
from labapp.models.recorder import Db
from labapp.queries import people as staff_queries
from labapp.services import people
from labapp.services.turns import take_turn
from labapp.web import context
from labapp.web.access import public
from labapp.web.facilitator.blueprint import DESK_COOKIE, blueprint
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render
from labapp.web.transaction import writing


@dataclass(frozen=True, slots=True)
class RecoveryPage:
    """The recovery sheet: shown once, to be printed or written down. `code` is grouped for reading."""

    username: str
    code: str
    recover_href: str


@dataclass(frozen=True, slots=True)
class PasswordPage:
    """A page that asks for a new password."""

    action: str
    first_time: bool
    username: str


@dataclass(frozen=True, slots=True)
class SignInPage:
    """Where signing in leads, and the way out for those who have no account."""

    after: str
    calendar_href: str


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


class SignOutForm(KeyedForm):
    """Nothing but the wish to leave."""

    name = "sign_out"


class WelcomeForm(KeyedForm):
    """Nothing but the wish to begin."""

    name = "welcome"


def labelled(form: KeyedForm) -> KeyedForm:
    """Give the fields of a form their words in the reader's language."""
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
    response.set_cookie(DESK_COOKIE, token, httponly=True, samesite="Strict", max_age=people.SIGN_IN_LASTS)
    return response


def safe_next(asked: str) -> str:
    """Return the address within the desk that was asked for, or the start page: never another site.

    Browsers drop control characters and read a backslash as a slash, so an address with either leads to the start.
    """
    is_plain = all(char > " " and char not in "\\\x7f" for char in asked)
    is_within = asked.startswith("/") and not asked.startswith("//")
    return asked if is_plain and is_within else url_for("facilitator.start")


def _page() -> SignInPage:
    return SignInPage(safe_next(request.values.get("next", "")), url_for("public.calendar"))


@blueprint.get("/ingresar")
@public
def sign_in() -> Response:
    """Show the sign-in page, or the way to the first administrator while there is nobody."""
    if not people.has_staff(context.reading()):
        return render("facilitator/welcome.html", form=WelcomeForm.shown())
    return render("facilitator/sign_in.html", _page(), form=labelled(SignInForm.shown()))


def _password_opens(username: str, password: str) -> tuple[bool, str]:
    name = read_username(username)
    credential = people.credential_of(context.reading(), name)
    people.check_pause(credential, now=context.now())
    return people.password_matches(credential.password_hash if credential else None, password), name


@blueprint.post("/ingresar")
@public
def enter() -> Response:
    """Sign somebody in, or say that name and password do not match; each failure lengthens the pause."""
    form = labelled(SignInForm.sent())
    try:
        opens, name = _password_opens(form["username"].data or "", form["password"].data or "")
    except RuleViolated:
        opens, name = False, ""
    except NotAllowed as pause:
        status = refused(form, RuleViolated(pause.code, **pause.details))
        return render("facilitator/sign_in.html", _page(), form=form, status=status)
    if not opens:
        with writing(Verb.SIGN_IN) as db:
            people.note_failure(db, name, now=context.now())
        refused(form, RuleViolated("sign_in_wrong", field="password"))
        return render("facilitator/sign_in.html", _page(), form=form, status=422)
    with writing(Verb.SIGN_IN) as db:
        credential = people.credential_of(db, name)
        token = people.start_sign_in(db, credential.staff_id, now=context.now()) if credential else ""
    return _to_desk(token, _page().after)


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
    return render("facilitator/first_run.html", _password_page(token), form=labelled(FirstForm.shown()))


@blueprint.post("/primera-vez/<token>")
@public
def first_done(token: str) -> Response:
    """Set name and password once, and show the recovery sheet."""
    page, form = _password_page(token), labelled(FirstForm.sent())
    try:
        recovery, username = _first_administrator(token, form) if page.first_time else _password(token, form, page)
    except RuleViolated as violation:
        status = refused(form, violation)
        return render("facilitator/first_run.html", page, form=form, status=status)
    href = context.house().desk_url(url_for("facilitator.recover"))
    return render("facilitator/recovery_sheet.html", RecoveryPage(username, in_fours(recovery), href))


def in_fours(code: str) -> str:
    """Return a code in groups of four, as it is copied by hand: `K7M2-Q9XB-…`."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def _typed_twice(form: KeyedForm) -> str:
    password: str = form["password"].data or ""
    if password != form["again"].data:
        raise RuleViolated("passwords_differ", field="again")
    return password


@contextmanager
def _by_link(verb: Verb, token: str, *, actor: str) -> Iterator[tuple[Db, SetupLink]]:
    """Spend a one-time link in the act that it is for. `actor` is who the journal names: the link says who acts."""
    with context.house().database.writing(verb, actor=actor, at=context.now()) as db:
        take_turn(db)
        link = people.link_for(db, token, now=context.now())
        people.spend_link(db, link)
        yield db, link


def _first_administrator(token: str, form: KeyedForm) -> tuple[str, str]:
    name, username = form["full_name"].data or "", form["username"].data or ""
    new = people.prepare_staff(name, username, _typed_twice(form), Role.ADMINISTRATOR)
    with _by_link(Verb.ADD_STAFF, token, actor=CONSOLE) as (db, link):
        if link.staff_id is not None or people.has_staff(db):
            raise NotAllowed("link_spent")
        return people.add_staff(db, new, now=context.now())[1], new.username


def _password(token: str, form: KeyedForm, page: PasswordPage) -> tuple[str, str]:
    password = _typed_twice(form)
    check_password(password, username=page.username)
    hashed = people.hash_password(password)
    holder = people.link_for(context.reading(), token, now=context.now()).staff_id
    with _by_link(Verb.SET_PASSWORD, token, actor=f"staff:{holder}") as (db, link):
        if link.staff_id is None:
            raise NotAllowed("link_spent")
        return people.set_password(db, link.staff_id, hashed, now=context.now()), page.username
