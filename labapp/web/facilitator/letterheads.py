"""The letterhead of the programme, or of one organisation: a Word file that its documents are written on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField

from labapp.documents.content import Document, Heading, Paragraph
from labapp.documents.word import document_word, letterhead_from
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.letterheads import LetterheadRow, letterhead_row
from labapp.services.letterheads import set_letterhead
from labapp.stored_files import keep_file, stored_file
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt
from labapp.web.facilitator.blueprint import Link, blueprint
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render
from labapp.web.uploads import uploaded
from labapp.web.word_files import word_file
from labapp.words.formats import local

TEMPLATE = "facilitator/letterhead.html"
WORD_SUFFIX = ".docx"


class LetterheadForm(KeyedForm):
    """A file, or the wish to go back to plain paper; the file travels beside the fields."""

    name = "letterhead"
    seen = HiddenField()
    file = HiddenField()
    taken: str | None = None

    def fingerprint(self) -> str:
        """Return the keyed hash of the fields and of the file: another file is another content."""
        return context.house().mac("letterhead", super().fingerprint(), self.taken or "")


@dataclass(frozen=True, slots=True)
class LetterheadPage:
    """Whose paper it is, whether there is one, and where its forms and its trial go."""

    row: LetterheadRow
    action: str
    sample_href: str
    crumbs: tuple[Link, ...]


def _page(organisation_id: UUID | None) -> LetterheadPage:
    row = letterhead_row(context.reading(), organisation_id)
    if organisation_id is None:
        action, sample = url_for("facilitator.letterhead"), url_for("facilitator.letterhead_sample")
        before = Link(url_for("facilitator.programme_page"), _("Programa"))
    else:
        at: dict[str, Any] = {"organisation_id": organisation_id}  # url_for takes whatever the route takes
        action = url_for("facilitator.organisation_letterhead", **at)
        sample = url_for("facilitator.organisation_letterhead_sample", **at)
        before = Link(url_for("facilitator.organisation_edit", **at), row.owner)
    return LetterheadPage(row, action, sample, (before, Link(action, _("Membrete"), current=True)))


def _shown(organisation_id: UUID | None) -> Response:
    page = _page(organisation_id)
    return render(TEMPLATE, page, form=_labelled(LetterheadForm.shown(seen=str(page.row.op or ""))))


def _labelled(form: LetterheadForm) -> LetterheadForm:
    form.file.label.text = _("Archivo de Word con el membrete")
    return form


def _changed(organisation_id: UUID | None) -> Response:
    page, form = _page(organisation_id), _labelled(LetterheadForm.sent())
    try:
        form.taken = None if "quitar" in request.form else _taken()
    except RuleViolated as violation:
        return render(TEMPLATE, page, form=form, status=refused(form, violation))

    def act(db: Db) -> str:
        set_letterhead(db, organisation_id, form.taken, seen=form.seen.data or "")
        return page.action

    return attempt(Verb.SET_LETTERHEAD, form, act, template=TEMPLATE, page=page)


def _taken() -> str:
    data = uploaded("file")
    if not data:
        raise RuleViolated("letterhead_missing", field="file")
    return keep_file(context.house().files, letterhead_from(data), WORD_SUFFIX)


def _sample(organisation_id: UUID | None) -> Response:
    row = letterhead_row(context.reading(), organisation_id)
    paper = stored_file(context.house().files, row.sha256, WORD_SUFFIX) if row.sha256 else None
    if paper is None:
        raise NotFound
    return word_file(document_word(_trial(local(context.now()).date()), letterhead=paper), "prueba-membrete.docx")


def _trial(on: date) -> Document:
    return Document(
        kind=_("Prueba"),
        title=_("Así queda el membrete"),
        eyebrow="",
        subtitle="",
        language=context.language(),
        dated_on=on,
        version=1,
        code="—",
        office="",
        blocks=(
            Heading(_("Un título")),
            Paragraph(_("Los documentos se escriben aquí, con los márgenes del archivo.")),
        ),
    )


@blueprint.get("/programa/membrete")
@requires(Action.SET_UP_PROGRAMME)
def letterhead() -> Response:
    """Show the letterhead of the programme, for organisations that have none."""
    return _shown(None)


@blueprint.post("/programa/membrete")
@requires(Action.SET_UP_PROGRAMME)
def letterhead_change() -> Response:
    """Take up, replace or take away the letterhead of the programme."""
    return _changed(None)


@blueprint.get("/programa/membrete/prueba.docx")
@requires(Action.SET_UP_PROGRAMME)
def letterhead_sample() -> Response:
    """Give a short document on the letterhead of the programme."""
    return _sample(None)


@blueprint.get("/organizaciones/<uuid:organisation_id>/membrete")
@requires(Action.SET_UP_PROGRAMME)
def organisation_letterhead(organisation_id: UUID) -> Response:
    """Show the letterhead of an organisation."""
    return _shown(organisation_id)


@blueprint.post("/organizaciones/<uuid:organisation_id>/membrete")
@requires(Action.SET_UP_PROGRAMME)
def organisation_letterhead_change(organisation_id: UUID) -> Response:
    """Take up, replace or take away the letterhead of an organisation."""
    return _changed(organisation_id)


@blueprint.get("/organizaciones/<uuid:organisation_id>/membrete/prueba.docx")
@requires(Action.SET_UP_PROGRAMME)
def organisation_letterhead_sample(organisation_id: UUID) -> Response:
    """Give a short document on the letterhead of an organisation."""
    return _sample(organisation_id)
