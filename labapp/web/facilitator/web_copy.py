"""Taking the public pages to the web: as one zip, or into a folder such as a memory stick."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, url_for
from werkzeug.wrappers import Response
from wtforms import StringField

from labapp.carried_copy import read_folder
from labapp.domain.errors import RuleViolated
from labapp.domain.programme import public_url
from labapp.domain.roles import Action
from labapp.published_folder import publish_into, zipped
from labapp.queries.programme import programme
from labapp.queries.public_record import public_record
from labapp.settings import NodeRole
from labapp.startup_messages import InstanceRefused
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.forms import KeyedForm, mint
from labapp.web.pages import _, refused, render, say
from labapp.web.web_copy import carried_pages

FOLDER = "paginas-publicas"
"""The folder of our own inside the one that somebody names: a stick keeps its other files apart."""


@dataclass(frozen=True, slots=True)
class WebCopyPage:
    """What goes out, under which address it is to be put, and whether this machine has folders to write to."""

    sessions: int
    minutes: int
    responses: int
    address: str | None
    has_folders: bool


class WebCopyForm(KeyedForm):
    """Where the folder goes."""

    name = "web_copy"
    folder = StringField()


def _form(form: WebCopyForm) -> WebCopyForm:
    form.folder.label.text = _("Carpeta o memoria USB")
    form.folder.flags.required = True
    return form


def _page() -> WebCopyPage:
    db = context.reading()
    sessions, found = public_record(db).sessions, programme(db)
    return WebCopyPage(
        sessions=len(sessions),
        minutes=sum(one.minutes is not None for one in sessions),
        responses=sum(one.response is not None for one in sessions),
        address=public_url(found.public_base_url if found else None, ""),
        has_folders=context.house().settings.role is NodeRole.FIELD,
    )


@blueprint.get("/llevar-a-la-web")
@requires(Action.PUBLISH)
def web_copy_page() -> Response:
    """Show what would go out and the two ways to take it."""
    return render("facilitator/web_copy.html", _page(), form=_form(WebCopyForm.shown()))


@blueprint.get("/llevar-a-la-web/paginas-publicas.zip")
@requires(Action.PUBLISH)
def web_copy_zip() -> Response:
    """Give every public page, document and open table in one file."""
    response = Response(zipped(carried_pages()), mimetype="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{FOLDER}.zip"'
    return response


@blueprint.post("/llevar-a-la-web")
@requires(Action.PUBLISH)
def web_copy_write() -> Response:
    """Write the pages into a folder of their own inside the named one. The database is not written."""
    form = _form(WebCopyForm.sent())
    try:
        _write(form.folder.data or "")
    except RuleViolated as violation:
        return render("facilitator/web_copy.html", _page(), form=form, status=refused(form, violation))
    except InstanceRefused as refusal:
        form.form_errors = [refusal.spanish if context.language() == "es" else refusal.english]
        form.token.data = mint(form.name)
        return render("facilitator/web_copy.html", _page(), form=form, status=409)
    return redirect(url_for("facilitator.web_copy_page"), 303)


def _write(typed: str) -> None:
    house = context.house()
    if house.settings.role is not NodeRole.FIELD:
        raise RuleViolated("publish_by_zip_only", field="folder")
    place = read_folder(typed) / FOLDER
    done = publish_into(place, carried_pages(), instance=house.settings.instance)
    say(
        "ok",
        _("Listo: %(new)s archivos nuevos, %(changed)s cambiados, %(same)s iguales y %(removed)s quitados. "
          "Abra index.html en la carpeta paginas-publicas.",
          new=done.new, changed=done.changed, same=done.same, removed=done.removed),
    )  # fmt: skip
