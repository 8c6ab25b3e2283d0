"""How a page is made: one template, one typed page, and the few names that every template may use."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, cast
from urllib.parse import urlencode

import jinja2
from flask import Flask, current_app, flash, g, get_flashed_messages, make_response, render_template, request
from markupsafe import Markup
from werkzeug.urls import iri_to_uri
from werkzeug.wrappers import Response

from labapp.domain.errors import RuleViolated
from labapp.queries import programme as programmes
from labapp.web import context
from labapp.web.forms import KeyedForm, mint
from labapp.words import counts, formats
from labapp.words.catalogue import LANGUAGES, sentence, sentence_n
from labapp.words.labels import label, refusal

LANGUAGE_COOKIE = "idioma"


@cache
def phone_style() -> str:
    """Return the constant style of the phone pages, as it stands in the page and in the policy."""
    return (files("labapp") / "templates" / "layouts" / "_phone_style.css").read_text(encoding="utf-8").strip()


def _(message: str, **values: object) -> str:
    """Return a sentence of the code in the reader's language."""
    words = sentence(message, context.language())
    return words % values if values else words


def programme_title() -> str:
    """Return the name of the programme as pages carry it; before it has one, what it is, in the reader's language."""
    return programmes.programme_name(context.reading()) or _("Laboratorios participativos")


def choose_language() -> None:
    """Set the reader's language for this request: asked for in the address, else remembered, else Spanish."""
    asked = request.args.get("lang", "") or request.cookies.get(LANGUAGE_COOKIE, "")
    g.language = asked if asked in LANGUAGES else "es"


def remember_language(response: Response) -> Response:
    """Remember a language that was asked for in the address. It says nothing about who asked."""
    if request.args.get("lang", "") in LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, request.args["lang"], samesite="Lax", max_age=180 * 24 * 3600)
    return response


def render(template: str, page: object = None, *, form: KeyedForm | None = None, status: int = 200) -> Response:
    """Return a page. A form that is shown again after a refusal gets status 422 or 409 from its view."""
    return make_response(render_template(template, page=page, form=form), status)


def say(kind: str, message: str) -> None:
    """Leave a notice for the next page of the desk. Never a name: it travels in a readable cookie."""
    flash(message, kind)


def refused(form: KeyedForm, violation: RuleViolated) -> int:
    """Put the sentence of a refusal beside its field, or above the form, with a fresh token; return the status."""
    words = refusal(violation.code, context.language(), violation.details)
    field = str(violation.details.get("field", ""))
    if field in form._fields:
        form.refuse(field, words)
    else:
        form.form_errors = [*form.form_errors, words]
    form.token.data = mint(form.name)
    return 409


def _notices() -> list[tuple[str, str]]:
    if request.blueprint in {"participant", "public", "projector"}:
        return []  # pages without a session cookie
    return cast("list[tuple[str, str]]", get_flashed_messages(with_categories=True))


def _other_language_url() -> str:
    other = "es" if context.language() == "en" else "en"
    kept = {k: v for k, v in request.args.items() if k != "lang"}
    readable = current_app.url_map.bind("").test(request.path, "GET")  # an answer to a POST may have no page to read
    return iri_to_uri((request.path if readable else "/") + "?" + urlencode({**kept, "lang": other}))


def _globals() -> dict[str, Any]:
    language = context.language()
    return {
        "language": language,
        "day": lambda on: formats.day(on, language),
        "weekday": lambda on: formats.weekday(on, language),
        "hour": lambda at, zone=formats.PANAMA: formats.hour(at, language, zone),
        "moment": lambda at, zone=formats.PANAMA: formats.moment(at, language, zone),
        "number": lambda value: formats.number(value, language),
        "programme": programme_title(),
        "notices": _notices(),
        "other_language_url": _other_language_url(),
        "form": None,
        "page": None,
        "user": None,
        "menu": (),
        "is_copy": context.is_copy(),
        "discreet": request.cookies.get("discreto") == "1",
    }


def set_up_pages(app: Flask) -> None:
    """Give an application its template rules: undefined names are errors, text is escaped, two languages."""
    app.jinja_env.undefined = jinja2.StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.add_extension("jinja2.ext.do")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined] # added by the extension above
        lambda message: sentence(message, context.language()),
        lambda singular, plural, n: sentence_n(singular, plural, n, context.language()),
        newstyle=True,
    )
    # A global and not of the context, because imported macros see no context.
    app.jinja_env.globals["label"] = lambda m: label(m, context.language()) if isinstance(m, StrEnum) else ""
    app.jinja_env.globals["withheld"] = lambda policy: counts.withheld(policy, context.language())
    app.jinja_env.globals["at_least"] = lambda key, yes, base: counts.at_least(key, yes, base, context.language())
    app.jinja_env.globals["at_least_of_participations"] = lambda key, yes, base: counts.at_least_of_participations(
        key, yes, base, context.language()
    )
    app.jinja_env.globals["kinds_named"] = lambda kinds: counts.kinds_named(kinds, context.language())
    app.jinja_env.globals["phone_style"] = Markup(phone_style())  # noqa: S704 (a file of ours, constant)
    app.before_request(choose_language)
    app.after_request(remember_language)
    app.context_processor(_globals)
