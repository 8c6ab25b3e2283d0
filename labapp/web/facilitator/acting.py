"""Acting at the desk: who acts, and an act that is tried once and explained beside its form when it is refused."""

from __future__ import annotations

from collections.abc import Callable

from werkzeug.wrappers import Response

from labapp.domain.errors import RuleViolated
from labapp.domain.roles import Actor
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.web import context
from labapp.web.access import SignInNeeded
from labapp.web.forms import KeyedForm
from labapp.web.pages import refused, render
from labapp.web.transaction import once


def who() -> Actor:
    """Return whoever acts. Raises SignInNeeded where nobody is signed in."""
    actor = context.actor()
    if actor is None:
        raise SignInNeeded
    return actor


def attempt(verb: Verb, form: KeyedForm, act: Callable[[Db], str], *, template: str, page: object) -> Response:
    """Do the act of a form once and lead to where it says, or show the page again with why it cannot be done."""
    try:
        return once(verb, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        return render(template, page, form=form, status=status)
