"""Files of a session: with names only for a purpose and under a record, without names as they are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response
from wtforms import RadioField
from wtforms.validators import InputRequired

from labapp.domain.errors import RuleViolated
from labapp.domain.privacy import ExportPurpose
from labapp.domain.roles import Action, Actor, can
from labapp.domain.sessions import Stage
from labapp.domain.tables import Language
from labapp.domain.verbs import Verb
from labapp.exports.session_files import File, Format, Grant, Order, file_name, write_file
from labapp.models.recorder import Db
from labapp.queries.export_log import ExportLog
from labapp.queries.export_log import export_log as logged_exports
from labapp.queries.exports import ListTotals, contribution_count, list_totals, one_moment
from labapp.queries.list_templates import Template, templates_offered
from labapp.queries.people import staff_name
from labapp.queries.sessions import SessionHead, session_head, territory_of_session, territory_of_space
from labapp.services import exports
from labapp.web import access, context
from labapp.web.access import requires
from labapp.web.draft_files import draft_file
from labapp.web.facilitator.blueprint import Link, blueprint
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm, Token
from labapp.web.pages import _, render
from labapp.web.transaction import once, writing
from labapp.words.labels import label, options

_MIME = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
}
_ADDRESSES = {
    "lista-sin-nombres": File.PEOPLE_WITHOUT_NAMES,
    "aportes-internos": File.CONTRIBUTIONS,
    "aportes": File.CONTRIBUTIONS_PUBLIC,
}
"""The files without names, by the word that stands for each in its address."""


@dataclass(frozen=True, slots=True)
class ExportPage:
    """The downloads of a session: how much is in each, and what whoever looks may take."""

    head: SessionHead
    counted: ListTotals
    contributions: int
    may_take_names: bool
    may_read_log: bool
    is_published: bool
    templates: tuple[Template, ...]
    """Those that whoever looks may use for a list with names."""

    @property
    def formats(self) -> tuple[Format, ...]:
        """Every format, the workbook first."""
        return tuple(Format)


@dataclass(frozen=True, slots=True)
class LogPage:
    """The record of exports, and the ways to its neighbouring pages."""

    log: ExportLog
    previous: Link | None
    next: Link | None


class ExportForm(KeyedForm):
    """What a list with names is for, and how it is written."""

    name = "export_names"
    purpose = RadioField(validators=[InputRequired()])
    format = RadioField(validators=[InputRequired()], default=Format.XLSX.value)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # WTForms takes whatever the fields take
        missing = _("Elija una de las opciones.")
        self.purpose.label.text = _("¿Para qué la necesita?")
        self.purpose.choices = options(ExportPurpose, context.language())
        self.format.label.text = _("¿En qué formato?")
        self.format.choices = [
            (Format.XLSX.value, _("Excel (.xlsx), con columna para firmar")),
            (Format.CSV.value, _("CSV (.csv), para otros programas")),
        ]
        for field in (self.purpose, self.format):
            field.validators = [InputRequired(missing)]

    @property
    def spoken_for(self) -> Token:
        """The token of this choice: the page stays open after a download, and another choice is another act."""
        shown = super().spoken_for
        return Token(f"{shown.key}:{self.purpose.data}:{self.format.data}", shown.made_at)

    def command(self, staff_id: UUID, session_id: UUID) -> exports.ExportRequest:
        """Return the request of a form that validated."""
        return exports.ExportRequest(staff_id, session_id, File.PEOPLE.value, ExportPurpose(self.purpose.data))


def _actor() -> Actor:
    return cast(Actor, context.actor())  # `requires` lets nobody else in


def _language() -> Language:
    return "en" if context.language() == "en" else "es"


def _page(head: SessionHead) -> ExportPage:
    db, who = context.reading(), _actor()
    where = territory_of_space(db, head.space_id)
    return ExportPage(
        head=head,
        counted=list_totals(db, head.id),
        contributions=contribution_count(db, head.id),
        may_take_names=can(who, Action.EXPORT_NAMES, where),
        may_read_log=can(who, Action.READ_JOURNAL),
        is_published=head.stage is Stage.PUBLISHED,
        templates=templates_offered(db, who, where.organisations),
    )


@blueprint.get("/sesiones/<uuid:session_id>/descargas")
@requires(Action.EXPORT_DATA)
def export_page(session_id: UUID) -> Response:
    """Show which files the session gives, what is inside and who may have each."""
    page = _page(session_for(session_id, Action.EXPORT_DATA))
    return render("facilitator/exports.html", page, form=ExportForm.shown())


@blueprint.post("/sesiones/<uuid:session_id>/descargas")
@requires(Action.EXPORT_DATA)
def ask_for_names(session_id: UUID) -> Response:
    """Record who takes the list with names and why, and only then say where it can be fetched."""
    form = ExportForm.sent()
    chosen = form.validate()
    if chosen and not can(context.actor(), Action.EXPORT_NAMES, territory_of_session(context.reading(), session_id)):
        _note_refusal(form.command(_actor().staff_id, session_id))
    head = session_for(session_id, Action.EXPORT_NAMES)
    if not chosen:
        return render("facilitator/exports.html", _page(head), form=form, status=422)

    def grant(db: Db) -> str:
        token = exports.grant_export(db, form.command(_actor().staff_id, session_id), now=context.now())
        return url_for("facilitator.export_granted", token=token, ending=form.format.data)

    return once(Verb.EXPORT_LIST, form, grant)


def _note_refusal(wanted: exports.ExportRequest) -> None:
    with writing(Verb.EXPORT_LIST) as db:
        exports.note_refusal(db, wanted, code="not_allowed", now=context.now())


@blueprint.get("/descargas/<token>.<any(xlsx, csv):ending>")
@requires(Action.EXPORT_NAMES)
def export_granted(token: str, ending: str) -> Response:
    """Send the list that was recorded under this grant, to the account that asked for it."""
    db, who = context.reading(), _actor()
    record = exports.granted_export(db, token, staff_id=who.staff_id, now=context.now())
    head = session_head(db, record.session_id)
    access.check(Action.EXPORT_NAMES, territory_of_space(db, head.space_id))
    grant = Grant(record.id, staff_name(db, who.staff_id), label(record.purpose, context.language()))
    return _send(Order(head.id, File(record.table), Format(ending), _language(), grant))


@blueprint.get("/sesiones/<uuid:session_id>/descargas/<any('lista-sin-nombres', 'aportes-internos', 'aportes'):which>."
               "<any(xlsx, csv):ending>")  # fmt: skip
@requires(Action.EXPORT_DATA)
def export_file(session_id: UUID, which: str, ending: str) -> Response:
    """Send a file without names."""
    head = session_for(session_id, Action.EXPORT_DATA)
    file = _ADDRESSES[which]
    if file is File.CONTRIBUTIONS_PUBLIC and head.stage is not Stage.PUBLISHED:
        raise RuleViolated("file_not_public_yet")
    return _send(Order(head.id, file, Format(ending), _language()))


def _send(order: Order) -> Response:
    """Answer with a file that is finished and whole on the disk before its first byte leaves, and gone afterwards."""
    house = context.house()
    with one_moment(house.database) as db:
        name = file_name(session_head(db, order.session_id), order)
        path = write_file(db, house.settings.instance, order, now=context.now())
    return send_draft(path, name, order.format)


def send_draft(path: Path, name: str, ending: Format) -> Response:
    """Answer with a finished draft under a name; it is gone when it was sent."""
    return draft_file(path, name, _MIME[ending])


def _way(number: int, of: int) -> Link | None:
    return Link(url_for("facilitator.export_log", p=number), str(number)) if 1 <= number <= of else None


@blueprint.get("/descargas")
@requires(Action.READ_JOURNAL)
def export_log() -> Response:
    """Show who took a list with names, when and why."""
    asked = request.args.get("p", 1, type=int)
    found = logged_exports(context.reading(), page=asked)
    page = LogPage(found, _way(found.page - 1, found.pages), _way(found.page + 1, found.pages))
    return render("facilitator/export_log.html", page)
