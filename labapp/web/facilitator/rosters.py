"""The list of a virtual meeting at the desk: paste it, then confirm, link or drop each row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from flask import request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response
from wtforms import HiddenField, StringField, TextAreaField, TimeField
from wtforms.validators import Length, Optional

from labapp.domain.errors import RuleViolated
from labapp.domain.pasted import MOST_CHARACTERS
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries import rosters as reviews
from labapp.queries.sessions import SessionHead
from labapp.services import rosters
from labapp.services.rosters import Confirmed
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.desk import DESK, may_write
from labapp.web.facilitator.desk_forms import MOST_TYPED, at_time, beside, read_id
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render
from labapp.web.transaction import once, signature
from labapp.words.formats import local


class PasteForm(KeyedForm):
    """The list as text, pasted or from its CSV file."""

    name = "roster_paste"
    text = TextAreaField(validators=[Length(max=MOST_CHARACTERS)])

    def worded(self) -> PasteForm:
        """Give the field its words."""
        self.text.label.text = _("La lista, copiada de Zoom, Teams o Excel")
        return self


class RowForm(KeyedForm):
    """One row as somebody confirms it."""

    name = "roster_row"
    row = HiddenField()
    full_name = StringField(validators=[Length(max=MOST_TYPED)])
    arrived = TimeField(validators=[Optional()])
    left = TimeField(validators=[Optional()])
    verdict = HiddenField()


class ClearForm(KeyedForm):
    """All rows that were shown without anything to look at."""

    name = "roster_clear"
    rows = HiddenField()


@dataclass(frozen=True, slots=True)
class RosterPage:
    """What waits, each row with a form of its own."""

    head: SessionHead
    rows: list[tuple[reviews.ReviewRow, RowForm]]
    count: int
    clear: ClearForm
    clear_count: int
    may_write: bool


def _row_form(head: SessionHead, row: reviews.ReviewRow) -> RowForm:
    return RowForm.shown(
        row=str(row.id),
        full_name=row.name,
        arrived=local(row.entered_at, head.zone).time() if row.entered_at else None,
        left=local(row.left_at, head.zone).time() if row.left_at else None,
    )


def _page(head: SessionHead, sent: RowForm | None = None) -> RosterPage:
    found = reviews.review(context.reading(), head.id, now=context.now())
    clear = [str(row.id) for row in found.rows if row.is_clear]
    rows = [
        (row, sent if sent is not None and sent.row.data == str(row.id) else _row_form(head, row))
        for row in found.rows
    ]
    return RosterPage(
        head, rows, found.count, ClearForm.shown(rows=" ".join(clear)), len(clear), may_write(head)
    )


def _here(session_id: UUID) -> str:
    return url_for("facilitator.roster_page", session_id=session_id)


@blueprint.get(f"{DESK}/lista-virtual")
@requires(Action.CHECK_IN)
def roster_page(session_id: UUID) -> Response:
    """Show where to paste a list, and what waits."""
    head = session_for(session_id, Action.CHECK_IN)
    return render("facilitator/roster.html", _page(head), form=PasteForm.shown().worded())


def _sent_text(form: PasteForm, upload: FileStorage | None) -> str:
    raw = upload.read() if upload is not None else b""
    if not raw:
        return form.text.data or ""
    for encoding in ("utf-8-sig", "utf-16"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp1252", "replace")


@blueprint.post(f"{DESK}/lista-virtual")
@requires(Action.CHECK_IN)
def roster_import(session_id: UUID) -> Response:
    """Read a list into the review."""
    head, form = session_for(session_id, Action.CHECK_IN), PasteForm.sent().worded()
    if not form.validate():
        return render("facilitator/roster.html", _page(head), form=form, status=422)
    text = _sent_text(form, request.files.get("file"))

    def act(db: Db) -> str:
        rosters.import_roster(db, session_id, text, now=context.now())
        return _here(session_id)

    try:
        return once(Verb.IMPORT_ROSTER, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        return render("facilitator/roster.html", _page(head), form=form, status=status)


@blueprint.post(f"{DESK}/lista-virtual/fila")
@requires(Action.CHECK_IN)
def roster_decide(session_id: UUID) -> Response:
    """Confirm a row, link it to somebody, or drop it."""
    head, form = session_for(session_id, Action.CHECK_IN), RowForm.sent()
    row, verdict = read_id(form.row.data), form.verdict.data or ""
    if not form.validate():
        return render("facilitator/roster.html", _page(head, form), form=form, status=422)
    verb, do = _decision(head, row, verdict, form)

    def act(db: Db) -> str:
        do(db)
        return _here(session_id)

    try:
        return once(verb, form, act)
    except RuleViolated as violation:
        status = refused(form, beside(violation))
        return render("facilitator/roster.html", _page(head, form), form=form, status=status)


def _decision(head: SessionHead, row: UUID, verdict: str, form: RowForm) -> tuple[Verb, Callable[[Db], object]]:
    now = context.now()
    if verdict == "drop":
        return Verb.REVIEW_ROSTER, lambda db: rosters.drop(db, head.id, row)
    if verdict != "confirm":
        person = read_id(verdict)
        return Verb.RETURN_TO_SESSION, lambda db: rosters.link(db, head.id, row, person, now=now)
    said = Confirmed(
        by=signature(),
        name=form.full_name.data or "",
        entered_at=at_time(head, form.arrived.data),
        left_at=at_time(head, form.left.data),
    )
    return Verb.CHECK_IN, lambda db: rosters.confirm(db, head.id, row, said, now=now)


@blueprint.post(f"{DESK}/lista-virtual/todas")
@requires(Action.CHECK_IN)
def roster_confirm_clear(session_id: UUID) -> Response:
    """Confirm every row that was shown without anything to look at."""
    session_for(session_id, Action.CHECK_IN)
    form = ClearForm.sent()
    rows = [read_id(each) for each in (form.rows.data or "").split()[: reviews.SHOWN_AT_ONCE]]

    def act(db: Db) -> str:
        rosters.confirm_clear(db, session_id, rows, by=signature(), now=context.now())
        return _here(session_id)

    return once(Verb.CHECK_IN, form, act)
