"""The answers of a session in Excel: the file that goes out, the file that comes back, and a look at each row."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response
from wtforms import FileField

from labapp.domain.answer_sheet_decisions import Decision, Verdict, decide
from labapp.domain.answer_sheets import Seal, chosen_rows, key_of
from labapp.domain.errors import RuleViolated
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.exports.drafts import new_draft, whole
from labapp.exports.session_files import saved_name
from labapp.models.recorder import Db
from labapp.queries.answer_sheets import Waiting, returned_workbook, sheet_facts, waiting_workbooks
from labapp.queries.assignments import AssignmentRow, HandedOn, assignments_of, handed_on
from labapp.queries.response_document import gathering_of
from labapp.queries.sessions import SessionHead
from labapp.returned.reading import read_returned
from labapp.services import answer_sheets
from labapp.web import context
from labapp.web.access import requires
from labapp.web.countdowns import today_in
from labapp.web.draft_files import draft_file
from labapp.web.facilitator.acting import who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.responses import seen_version
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm, Token
from labapp.web.pages import _, refused, render, say
from labapp.web.transaction import once
from labapp.words.answer_sheets import fault_words, said_words, vocabulary
from labapp.words.labels import label

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_AT = "/sesiones/<uuid:session_id>/respuesta/excel"


class BringForm(KeyedForm):
    """The file that came back. Another file is another act, also from a page that stayed open."""

    name = "workbook_bring"
    file = FileField()
    content = b""
    given_name = ""

    @classmethod
    def arrived(cls) -> BringForm:
        """Return the form as it was sent, with the bytes of its file."""
        form, upload = cls.sent(), request.files.get("file")
        if upload is not None:
            with upload.stream as stream:
                form.content, form.given_name = stream.read(), upload.filename or ""
        return form.worded()

    def worded(self) -> BringForm:
        """Give the field its words."""
        self.file.label.text = _("El archivo que le devolvieron")
        self.file.flags.required = True
        return self

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file (hex)."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def spoken_for(self) -> Token:
        """The token of this file."""
        shown = super().spoken_for
        return Token(f"{shown.key}:{self.sha256[:16]}", shown.made_at)


class ApplyForm(KeyedForm):
    """The rows that are to be kept: check boxes, each with the number and the version of the answer it stood beside."""

    name = "workbook_apply"

    @staticmethod
    def chosen() -> Mapping[str, UUID | None]:
        """Return the ticked numbers with the version that was shown."""
        pairs = (value.partition(" ") for value in request.form.getlist("row"))
        return {number: seen_version(version) for number, _blank, version in pairs}


@dataclass(frozen=True, slots=True)
class WorkbookPage:
    """Where the workbook is fetched and brought back."""

    head: SessionHead
    rows: int
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of the file as it is looked at: old and new side by side, in the reader's words."""

    decision: Decision
    changes: tuple[tuple[str, str, str], ...]
    faults: tuple[str, ...]
    unasked: tuple[str, ...]
    handed_on: HandedOn | None
    value: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A file that came back, row by row."""

    head: SessionHead
    workbook: Waiting
    groups: tuple[tuple[Verdict, tuple[RowView, ...]], ...]
    """What can be kept, what was overtaken, what cannot be kept; groups without rows are left out."""
    untouched: tuple[str, ...]
    ignored: tuple[str, ...]
    absent: tuple[str, ...]

    @property
    def can_apply(self) -> bool:
        """Whether there is a row to choose."""
        return any(view.decision.is_applicable for _verdict, views in self.groups for view in views)


def answer_seal() -> Seal:
    """Return what seals the rows of the sheets of this house."""
    return partial(context.house().mac, "answer_sheet")


@blueprint.get(_AT)
@requires(Action.WRITE_RESPONSES)
def workbook_page(session_id: UUID) -> Response:
    """Show where the workbook is fetched, and where it is brought back."""
    return render("facilitator/response_workbook.html", _page(session_id), form=BringForm.shown().worded())


def _page(session_id: UUID) -> WorkbookPage:
    head = session_for(session_id, Action.WRITE_RESPONSES)
    db = context.reading()
    rows = len(sheet_facts(db, session_id).sheet.rows)
    return WorkbookPage(head, rows, waiting_workbooks(db, session_id, now=context.now()))


@blueprint.get(f"{_AT}/aportes.xlsx")
@requires(Action.WRITE_RESPONSES)
def workbook_file(session_id: UUID) -> Response:
    """Send the workbook to fill: whole on the disk before its first byte leaves, and gone afterwards."""
    from labapp.exports.answer_workbook import AnswerBook, write_answer_workbook

    session_for(session_id, Action.WRITE_RESPONSES)
    facts = sheet_facts(context.reading(), session_id)
    head, sheet = facts.head, facts.sheet
    rows = [(row, key_of(row, session_id, answer_seal())) for row in chosen_rows(sheet)]
    book = AnswerBook(gathering_of(head), today_in(head.zone), rows, [row.number for row in sheet.rows])
    draft = new_draft(context.house().settings.instance, "xlsx")
    path = whole(draft, lambda draft: write_answer_workbook(draft, book))
    return draft_file(path, f"{saved_name(head, 'respuestas-por-llenar')}.xlsx", XLSX)


@blueprint.post(_AT)
@requires(Action.WRITE_RESPONSES)
def workbook_bring(session_id: UUID) -> Response:
    """Read the file that came back and lead to its rows; a file that cannot be read changes nothing."""
    page, form = _page(session_id), BringForm.arrived()

    def act(db: Db) -> str:
        kept = answer_sheets.keep_workbook(db, session_id, brought, now=context.now())
        return url_for("facilitator.workbook_review", session_id=session_id, workbook_id=kept)

    try:
        sheet = read_returned(form.content)
        answer_sheets.check_belongs(context.reading(), session_id, sheet, seal=answer_seal())
        brought = answer_sheets.Brought(who().staff_id, form.given_name, form.sha256, sheet)
        return once(Verb.BRING_WORKBOOK, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        return render("facilitator/response_workbook.html", page, form=form, status=status)


@blueprint.get(f"{_AT}/<uuid:workbook_id>")
@requires(Action.WRITE_RESPONSES)
def workbook_review(session_id: UUID, workbook_id: UUID) -> Response:
    """Show what each row of a file would change. Nothing of it is kept yet."""
    return render("facilitator/response_workbook_review.html", _review(session_id, workbook_id), form=ApplyForm.shown())


@blueprint.post(f"{_AT}/<uuid:workbook_id>")
@requires(Action.WRITE_RESPONSES)
def workbook_apply(session_id: UUID, workbook_id: UUID) -> Response:
    """Keep the ticked rows, all in one act, or none."""
    session_for(session_id, Action.WRITE_RESPONSES)
    form = ApplyForm.sent()
    chosen = form.chosen()

    def act(db: Db) -> str:
        changed = answer_sheets.apply_rows(db, session_id, workbook_id, chosen, seal=answer_seal())
        say("ok" if changed else "info", _("Respuestas guardadas desde el Excel: %(count)s.", count=len(changed)))
        return url_for("facilitator.response_page", session_id=session_id)

    try:
        return once(Verb.APPLY_WORKBOOK, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        page = _review(session_id, workbook_id, ticked=frozenset(chosen))
        return render("facilitator/response_workbook_review.html", page, form=form, status=status)


def _review(session_id: UUID, workbook_id: UUID, *, ticked: frozenset[str] | None = None) -> ReviewPage:
    head = session_for(session_id, Action.WRITE_RESPONSES)
    db = context.reading()
    workbook, returned = returned_workbook(db, session_id, workbook_id)
    decisions = decide(returned, sheet_facts(db, session_id).sheet, vocabulary(), answer_seal())
    assigned = assignments_of(db, session_id)
    views = [_view(one, assigned, ticked) for one in decisions if not _is_silent(one)]
    grouped = [
        (verdict, tuple(view for view in views if view.decision.verdict is verdict))
        for verdict in (Verdict.REFUSED, Verdict.OVERTAKEN, Verdict.NEW, Verdict.CHANGED, Verdict.UNTOUCHED)
    ]
    return ReviewPage(
        head,
        workbook,
        tuple((verdict, rows) for verdict, rows in grouped if rows),
        tuple(one.number for one in decisions if _is_silent(one)),
        returned.ignored,
        tuple(label(column, context.language()) for column in returned.absent_columns()),
    )


def _is_silent(one: Decision) -> bool:
    """Return whether a row changes nothing and there is nothing to say about it."""
    return one.verdict is Verdict.UNTOUCHED and not one.unasked and one.asked_of is None


def _moved(one: Decision, assigned: Sequence[AssignmentRow]) -> HandedOn | None:
    if one.row is None or one.asked_of is None:
        return None
    return handed_on(assigned, {one.row.number, one.row.part_of}, one.asked_of)


def _view(one: Decision, assigned: Sequence[AssignmentRow], ticked: frozenset[str] | None) -> RowView:
    language = context.language()
    version = one.row.version if one.row else None
    sides = ((change, change.old, change.new) for change in one.changes)
    return RowView(
        decision=one,
        changes=tuple(
            (label(change.column, language), said_words(change, old, language), said_words(change, new, language))
            for change, old, new in sides
        ),
        faults=tuple(fault_words(fault, language) for fault in one.faults),
        unasked=tuple(label(extra, language) for extra in one.unasked),
        handed_on=_moved(one, assigned),
        value=f"{one.number} {version or ''}".strip(),
        is_ticked=one.number in ticked if ticked is not None else one.verdict in {Verdict.NEW, Verdict.CHANGED},
    )
