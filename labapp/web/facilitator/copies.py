"""Copies of the data: when the last one was made, one now, and one on a USB stick."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import redirect, url_for
from werkzeug.wrappers import Response
from wtforms import StringField

from labapp.backup import Copy, list_copies, make_copy, rotate
from labapp.carried_copy import carry_copy, read_folder
from labapp.domain.errors import RuleViolated
from labapp.domain.roles import Action
from labapp.startup_messages import InstanceRefused
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.forms import KeyedForm, mint
from labapp.web.pages import _, refused, render, say

_TOO_OLD = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CopiesPage:
    """The copies of this laptop, newest first, and the folder where they are."""

    copies: tuple[Copy, ...]
    folder: Path
    is_old: bool

    @property
    def rows(self) -> list[tuple[Copy, int]]:
        """Each copy with its size in whole megabytes, at least one."""
        return [(copy, max(1, round(copy.size / 2**20))) for copy in self.copies]


class CopyForm(KeyedForm):
    """Where the copy goes besides the laptop; empty for the laptop alone."""

    name = "copy"
    folder = StringField()


def _form(form: CopyForm) -> CopyForm:
    form.folder.label.text = _("Carpeta o memoria USB")
    return form


def _page() -> CopiesPage:
    folder = context.house().settings.copies
    copies = list_copies(folder) if folder.exists() else ()
    return CopiesPage(copies, folder, not copies or context.now() - copies[0].made_at > _TOO_OLD)


@blueprint.get("/copias")
@requires(Action.RUN_HOUSE)
def copies_page() -> Response:
    """Show when the last copies were made and where they are."""
    return render("facilitator/copies.html", _page(), form=_form(CopyForm.shown()))


@blueprint.post("/copias")
@requires(Action.RUN_HOUSE)
def copy_now() -> Response:
    """Make a checked copy now, and take it to a folder too if one was named. The database is not written."""
    form = _form(CopyForm.sent())
    return _answered(form, lambda: _copy(form.folder.data or ""))


def _copy(typed: str) -> None:
    house = context.house()
    folder = read_folder(typed) if typed.strip() else None
    copy = make_copy(house.settings, now=context.now())
    rotate(house.settings.copies, now=context.now())
    if folder is not None:
        carry_copy(copy, folder, files=context.house().files)
    say("ok", _("La copia está hecha y revisada."))


def _answered(form: CopyForm, act: Callable[[], None]) -> Response:
    try:
        act()
    except RuleViolated as violation:
        return render("facilitator/copies.html", _page(), form=form, status=refused(form, violation))
    except InstanceRefused as refusal:
        form.form_errors = [refusal.spanish if context.language() == "es" else refusal.english]
        form.token.data = mint(form.name)
        return render("facilitator/copies.html", _page(), form=form, status=409)
    return redirect(url_for("facilitator.copies_page"), 303)
