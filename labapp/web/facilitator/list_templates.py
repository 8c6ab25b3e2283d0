"""Templates of lists at the desk: heading, logo, columns in order, and how the list will look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response

from labapp.domain.errors import NotFound
from labapp.domain.lists import ColumnAct
from labapp.domain.pictures import LARGEST_PICTURE, PictureKind, read_picture
from labapp.domain.roles import EVERYWHERE, Action
from labapp.domain.tables import CellValue, Language, said
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.list_templates import Template, template_seen
from labapp.queries.people import organisation_row
from labapp.services import list_templates
from labapp.stored_files import keep_file
from labapp.tables.lists import filed_table
from labapp.tables.made_up import made_up_rows
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt, who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.list_files import logo_of
from labapp.web.facilitator.list_forms import (
    ColumnForm,
    ColumnsForm,
    LogoForm,
    NewTemplateForm,
    StateForm,
    columns_form,
    usual_columns,
)
from labapp.web.facilitator.overtaken import Stored, overtaken
from labapp.web.forms import KeyedForm
from labapp.web.pages import render
from labapp.words import formats

TEMPLATE, NEW = "facilitator/list_template.html", "facilitator/list_template_new.html"


@dataclass(frozen=True, slots=True)
class Preview:
    """How a list will look: its headings, and the cells of people who do not exist."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TemplatePage:
    """A template with its forms, and how its list will look."""

    template: Template
    columns: ColumnsForm
    addition: ColumnForm
    logo: LogoForm
    state: StateForm
    preview: Preview
    stored: Stored = ()


def _preview(template: Template) -> Preview:
    language: Language = "en" if context.language() == "en" else "es"
    columns = filed_table(language, template.columns, place=None, letters=False).columns

    def shown(value: CellValue) -> str:
        match value:
            case None:
                return ""
            case datetime():
                return formats.moment(value, language)
            case date():
                return formats.day(value, language)
            case _:
                return str(value)

    return Preview(
        headings=tuple(said(column.heading, language) for column in columns),
        rows=tuple(tuple(shown(column.value(row)) for column in columns) for row in made_up_rows()),
    )


def _shown(template: Template) -> ColumnsForm:
    titles = {f"t{position}": column.title for position, column in enumerate(template.columns)}
    return columns_form(template.columns).shown(
        seen=str(template.op), called=template.name, heading=template.heading, reason=template.reason, **titles
    )


def _page(
    template: Template, *, columns: ColumnsForm | None = None, addition: ColumnForm | None = None,
    logo: LogoForm | None = None, stored: Stored = (),
) -> TemplatePage:  # fmt: skip
    return TemplatePage(
        template,
        columns or _shown(template),
        addition or ColumnForm.shown().offer(template.columns),
        logo or LogoForm.shown(),
        StateForm.shown(),
        _preview(template),
        stored,
    )


def _mine(template_id: UUID) -> Template:
    """Return a template that whoever acts may change. Raises NotFound."""
    template = template_seen(context.reading(), who(), template_id)
    list_templates.check_may_set_up(who(), template.organisation_id)
    return template


def _url(template_id: UUID) -> str:
    return url_for("facilitator.list_template", template_id=template_id)


def _own() -> tuple[UUID, str] | None:
    actor = who()
    if actor.organisation_id is None or actor.role in EVERYWHERE:
        return None
    row = organisation_row(context.reading(), actor.organisation_id)
    return row.id, row.name


@blueprint.get("/listas/plantillas/nueva")
@requires(Action.SET_UP_LISTS)
def list_template_new() -> Response:
    """Ask for a new template: its name, its heading, and who uses it."""
    form = NewTemplateForm.shown(owner=str(who().organisation_id or ""))
    form.offer(_own())
    return render(NEW, form=form)


@blueprint.post("/listas/plantillas/nueva")
@requires(Action.SET_UP_LISTS)
def list_template_add() -> Response:
    """Keep a new template, which begins with the usual columns."""
    form = NewTemplateForm.sent()
    form.offer(_own())
    if not form.validate():
        return render(NEW, form=form, status=422)

    def act(db: Db) -> str:
        added = list_templates.add_template(
            db, who(), form.facts(), usual_columns(), organisation_id=form.organisation_id
        )
        return _url(added.id)

    return attempt(Verb.ADD_LIST_TEMPLATE, form, act, template=NEW, page=None)


@blueprint.get("/listas/plantillas/<uuid:template_id>")
@requires(Action.SET_UP_LISTS)
def list_template(template_id: UUID) -> Response:
    """Show a template in its form, and how its list will look."""
    return render(TEMPLATE, _page(_mine(template_id)))


def _pressed() -> tuple[ColumnAct, int]:
    """Return the button that was pressed: `up:2`; saving where none of ours was."""
    act, _colon, position = request.form.get("act", "").partition(":")
    try:
        return ColumnAct(act), int(position)
    except ValueError:
        return ColumnAct.SAVE, -1


@blueprint.post("/listas/plantillas/<uuid:template_id>")
@requires(Action.SET_UP_LISTS)
def list_template_change(template_id: UUID) -> Response:
    """Keep what was typed, and move or remove one column."""
    template = _mine(template_id)
    form = columns_form(template.columns).sent()
    seen, count = form.seen.version, len(template.columns)
    page = _page(template, columns=form, stored=_overtaken(form, template))
    if not form.validate():
        return render(TEMPLATE, page, form=form, status=422)
    command = form.command(count, *_pressed(), seen=seen)

    def act(db: Db) -> str:
        list_templates.change_template(db, who(), template_id, command)
        return _url(template_id)

    return attempt(Verb.CHANGE_LIST_TEMPLATE, form, act, template=TEMPLATE, page=page)


def _overtaken(form: ColumnsForm, template: Template) -> Stored:
    """Return what is stored where somebody else was faster; columns that they added get their stored title."""
    texts = {"called": template.name, "heading": template.heading, "reason": template.reason}
    stored = overtaken(form, form.seen, template.op, texts)
    for position, column in enumerate(template.columns):
        field = form.title(position)
        if stored and not field.data:
            field.data, field.raw_data = column.title, [column.title]
    return stored


@blueprint.post("/listas/plantillas/<uuid:template_id>/columna")
@requires(Action.SET_UP_LISTS)
def list_column_add(template_id: UUID) -> Response:
    """Put a column at the end."""
    template, form = _mine(template_id), ColumnForm.sent()
    form.offer(template.columns)
    page = _page(template, addition=form)
    if not form.validate():
        return render(TEMPLATE, page, form=form, status=422)

    def act(db: Db) -> None:
        list_templates.add_column(db, who(), template_id, form.command())

    return _changed(template_id, form, act, page)


def _changed(template_id: UUID, form: KeyedForm, change: Callable[[Db], None], page: TemplatePage) -> Response:
    def act(db: Db) -> str:
        change(db)
        return _url(template_id)

    return attempt(Verb.CHANGE_LIST_TEMPLATE, form, act, template=TEMPLATE, page=page)


@blueprint.post("/listas/plantillas/<uuid:template_id>/logo")
@requires(Action.SET_UP_LISTS)
def list_logo_set(template_id: UUID) -> Response:
    """Put the logo that was brought above the list, or take it away."""
    template, form = _mine(template_id), LogoForm.sent()

    def act(db: Db) -> None:
        sha256, kind = (None, None) if request.form.get("act") == "remove" else _kept_logo()
        list_templates.set_logo(db, who(), template_id, sha256=sha256, kind=kind)

    return _changed(template_id, form, act, _page(template, logo=form))


def _kept_logo() -> tuple[str, PictureKind]:
    """Keep the file that was brought, once it is known to be a picture. Raises RuleViolated as `read_picture`."""
    brought = request.files.get("logo")
    data = brought.read(LARGEST_PICTURE + 1) if brought else b""
    kind = read_picture(data).kind
    return keep_file(context.house().settings.files, data, f".{kind.value}"), kind


@blueprint.get("/listas/plantillas/<uuid:template_id>/logo")
@requires(Action.SET_UP_LISTS)
def list_logo(template_id: UUID) -> Response:
    """Send the logo of a template."""
    template = _mine(template_id)
    data = logo_of(template)
    if data is None or template.logo_kind is None:
        raise NotFound
    return Response(data, content_type=f"image/{template.logo_kind.value}")


@blueprint.post("/listas/plantillas/<uuid:template_id>/estado")
@requires(Action.SET_UP_LISTS)
def list_template_state(template_id: UUID) -> Response:
    """Offer a template no more, or again."""
    template, form = _mine(template_id), StateForm.sent()
    active = request.form.get("act") == "offer"

    def act(db: Db) -> None:
        list_templates.set_active(db, who(), template_id, active=active)

    return _changed(template_id, form, act, _page(template))
