"""Typing a signed sheet: each row first finds who is here already, and links; else it is somebody new."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response

from labapp.domain.errors import RuleViolated
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.desk_people import Brief, like, next_sheet_row, sheet_rows_typed
from labapp.queries.sessions import SessionHead
from labapp.services import desk
from labapp.services.desk import QuickLine
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.desk import DESK, may_write
from labapp.web.facilitator.desk_forms import SheetForm, beside, read_id
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.pages import refused, render
from labapp.web.transaction import once, signature


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A row of the sheet: before the name is typed, or with everybody it may be."""

    head: SessionHead
    row: int
    name: str
    found: list[Brief]
    typed: int
    may_write: bool


def _page(head: SessionHead, row: int, name: str) -> SheetPage:
    db = context.reading()
    return SheetPage(head, row, name, like(db, head.id, name), sheet_rows_typed(db, head.id), may_write(head))


def _asked_row(head: SessionHead) -> int:
    asked = request.args.get("fila", "")
    is_row = asked.isascii() and asked.isdigit() and 0 < len(asked) <= 4
    return int(asked) if is_row and int(asked) else next_sheet_row(context.reading(), head.id)


@blueprint.get(f"{DESK}/hoja")
@requires(Action.CHECK_IN)
def desk_sheet(session_id: UUID) -> Response:
    """Ask for the next row, or show who its name may be."""
    head = session_for(session_id, Action.CHECK_IN)
    page = _page(head, _asked_row(head), request.args.get("nombre", "")[:200].strip())
    form = SheetForm.shown(row=page.row, full_name=page.name).worded()
    return render("facilitator/desk_sheet.html", page, form=form)


def _link(db: Db, head: SessionHead, form: SheetForm) -> None:
    person = desk.bring_if_away(db, head.id, read_id(form.about.data), now=context.now())
    desk.witness(db, head.id, person, int(form.row.data or 0))


def _add(db: Db, head: SessionHead, form: SheetForm) -> None:
    arrived, row = min(head.starts_at, context.now()), int(form.row.data or 0)
    line = QuickLine(by=signature(), name=form.full_name.data or "", sheet_row=row, arrived_at=arrived)
    desk.write_sheet_row(db, head.id, line, now=context.now())


@blueprint.post(f"{DESK}/hoja")
@requires(Action.CHECK_IN)
def desk_sheet_row(session_id: UUID) -> Response:
    """Link the row to somebody who is here, or put a new person on the list; then the next row."""
    head = session_for(session_id, Action.CHECK_IN)
    form = SheetForm.sent().worded()
    page = _page(head, form.row.data or 1, form.full_name.data or "")
    if not form.validate():
        return render("facilitator/desk_sheet.html", page, form=form, status=422)
    verb, write = (Verb.WITNESS_SHEET, _link) if form.about.data else (Verb.CHECK_IN, _add)

    def act(db: Db) -> str:
        write(db, head, form)
        return url_for("facilitator.desk_sheet", session_id=session_id, fila=page.row + 1)

    try:
        return once(verb, form, act)
    except RuleViolated as violation:
        status = refused(form, beside(violation))
        return render("facilitator/desk_sheet.html", page, form=form, status=status)
