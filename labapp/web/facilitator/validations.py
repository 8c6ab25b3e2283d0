"""Step 10 at the desk: the nota to each institution, noted as sent, and what the institution says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from labapp.documents.validation_letter import PROPOSED_REQUEST, validation_letter
from labapp.domain.countdowns import Countdown
from labapp.domain.errors import NotFound
from labapp.domain.roles import Action
from labapp.domain.terms import PROPOSED_RESPONSE_TERM
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.people import partner_rows
from labapp.queries.proposals import Draft, versions_of
from labapp.queries.spaces import space_page as read_space
from labapp.queries.validations import ValidationRow, validated, validation_row
from labapp.services import validations
from labapp.web import context
from labapp.web.access import requires
from labapp.web.countdowns import today_in
from labapp.web.facilitator.acting import attempt, who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.letters import SentForm
from labapp.web.facilitator.proposals import ONE, proposal_for, proposal_url
from labapp.web.facilitator.validation_forms import AskForm, TakeBackForm
from labapp.web.facilitator.verdicts import VerdictForms, say_not_viable, say_viable, verdict_forms
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, programme_title, render
from labapp.web.scan_files import scan_file
from labapp.web.word_files import word_file

PAGE, ASK_PAGE = "facilitator/validation.html", "facilitator/validation_new.html"
_ONE = f"{ONE}/instituciones/<uuid:validation_id>"


@dataclass(frozen=True, slots=True)
class AskPage:
    """The form of a nota about the newest version of a proposal."""

    draft: Draft
    version: int


@dataclass(frozen=True, slots=True)
class ValidationPage:
    """A request with its nota, and the forms for what became of it."""

    draft: Draft
    row: ValidationRow
    sent: SentForm
    verdict: VerdictForms
    take_back: TakeBackForm

    @property
    def standing(self) -> Countdown:
        """How the day of the answer stands today."""
        return self.row.clock(today_in())


def _ask_page(proposal_id: UUID) -> AskPage:
    draft = proposal_for(proposal_id, Action.WRITE_PROPOSALS)
    versions = versions_of(context.reading(), proposal_id)
    if not versions or draft.counter_to_id:
        raise NotFound
    return AskPage(draft, versions[0].number)


def _offered(form: AskForm) -> AskForm:
    rows = partner_rows(context.reading())
    form.organisation.choices = [("", _("Escoja…")), *((str(row.id), row.name) for row in rows)]
    return form


def _proposed(page: AskPage) -> AskForm:
    """Return the form as the last nota about this proposal left it; the first one has the usual words."""
    rows = validated(context.reading(), page.draft.id, version=page.version).rows
    last = max((row.nota for row in rows), key=lambda nota: nota.written_at, default=None)
    return AskForm.shown(
        place=last.place if last else "Panamá",
        dated_on=today_in(),
        due_on=today_in() + timedelta(days=PROPOSED_RESPONSE_TERM.days),
        request=last.request if last else PROPOSED_REQUEST,
        signatory=last.signatory if last else "",
    )


@blueprint.get(f"{ONE}/instituciones/nueva")
@requires(Action.WRITE_PROPOSALS)
def validation_new(proposal_id: UUID) -> Response:
    """Ask which institution is to validate the newest version, and what the nota says."""
    page = _ask_page(proposal_id)
    return render(ASK_PAGE, page, form=_offered(_proposed(page)))


@blueprint.post(f"{ONE}/instituciones/nueva")
@requires(Action.WRITE_PROPOSALS)
def validation_ask(proposal_id: UUID) -> Response:
    """Write the nota, or write the one anew that did not go out."""
    page, form = _ask_page(proposal_id), _offered(AskForm.sent())
    if not form.validate():
        return render(ASK_PAGE, page, form=form, status=422)

    def act(db: Db) -> str:
        row = validations.ask(db, proposal_id, form.asking(), now=context.now(), today=today_in())
        return _url(proposal_id, row.id)

    return attempt(Verb.ASK_VALIDATION, form, act, template=ASK_PAGE, page=page)


def _url(proposal_id: UUID, validation_id: UUID) -> str:
    return url_for("facilitator.validation_page", proposal_id=proposal_id, validation_id=validation_id)


def _row(proposal_id: UUID, validation_id: UUID) -> tuple[Draft, ValidationRow]:
    draft = proposal_for(proposal_id, Action.WRITE_PROPOSALS)
    row = validation_row(context.reading(), validation_id)
    if row.proposal_id != proposal_id:
        raise NotFound
    return draft, row


def _page(draft: Draft, row: ValidationRow, sent: KeyedForm | None = None) -> ValidationPage:
    actions = (
        url_for("facilitator.validation_viable", proposal_id=draft.id, validation_id=row.id),
        url_for("facilitator.validation_not_viable", proposal_id=draft.id, validation_id=row.id),
    )
    seen = str(row.op)
    out = sent if isinstance(sent, SentForm) else SentForm.shown(number=row.nota.number or "", sent_on=row.nota.sent_on)
    back = sent if isinstance(sent, TakeBackForm) else TakeBackForm.shown()
    out.seen.data = back.seen.data = seen
    return ValidationPage(draft, row, out, verdict_forms(row, actions, sent), back)


def _again(draft: Draft, row: ValidationRow, form: KeyedForm, status: int) -> Response:
    return render(PAGE, _page(draft, row, form), form=form, status=status)


@blueprint.get(_ONE)
@requires(Action.WRITE_PROPOSALS)
def validation_page(proposal_id: UUID, validation_id: UUID) -> Response:
    """Show a request: its nota in Word, and the forms for what became of it."""
    return render(PAGE, _page(*_row(proposal_id, validation_id)))


@blueprint.post(f"{_ONE}/enviada")
@requires(Action.WRITE_PROPOSALS)
def validation_sent(proposal_id: UUID, validation_id: UUID) -> Response:
    """Note with which number and on which day the nota went out."""
    (draft, row), form = _row(proposal_id, validation_id), SentForm.sent()
    seen = form.seen.version

    def act(db: Db) -> str:
        validations.record_sent(db, row.id, number=form.number.data or "", sent_on=form.sent_on.data, seen=seen)
        return _url(proposal_id, row.id)

    return _noted(Verb.RECORD_LETTER, draft, row, form, act)


def _noted(verb: Verb, draft: Draft, row: ValidationRow, form: KeyedForm, act: Callable[[Db], str]) -> Response:
    if not form.validate():
        return _again(draft, row, form, 422)
    return attempt(verb, form, act, template=PAGE, page=_page(draft, row, form))


@blueprint.post(f"{_ONE}/viable")
@requires(Action.WRITE_PROPOSALS)
def validation_viable(proposal_id: UUID, validation_id: UUID) -> Response:
    """Note that the institution approves."""
    draft, row = _row(proposal_id, validation_id)
    return say_viable(
        row.id, lambda form, status: _again(draft, row, form, status), check=_nothing, done=proposal_url(proposal_id)
    )


@blueprint.post(f"{_ONE}/no-viable")
@requires(Action.WRITE_PROPOSALS)
def validation_not_viable(proposal_id: UUID, validation_id: UUID) -> Response:
    """Note that the institution finds it not viable, with its reasons and its counter-proposal."""
    draft, row = _row(proposal_id, validation_id)
    return say_not_viable(
        row, lambda form, status: _again(draft, row, form, status), check=_nothing, done=proposal_url(proposal_id)
    )


def _nothing(_db: Db) -> None:
    """The desk was let in by its role and its organisation already."""


@blueprint.post(f"{_ONE}/dejar-sin-efecto")
@requires(Action.WRITE_PROPOSALS)
def validation_take_back(proposal_id: UUID, validation_id: UUID) -> Response:
    """Let a request or an answer count no more, with its reason."""
    (draft, row), form = _row(proposal_id, validation_id), TakeBackForm.sent()
    seen = form.seen.version

    def act(db: Db) -> str:
        validations.take_back(db, row.id, form.taken_back_because.data or "", seen=seen, today=today_in())
        return proposal_url(proposal_id)

    return _noted(Verb.TAKE_BACK_VALIDATION, draft, row, form, act)


@blueprint.get(f"{_ONE}/nota.docx")
@requires(Action.WRITE_PROPOSALS)
def validation_docx(proposal_id: UUID, validation_id: UUID) -> Response:
    """Give the nota as a Word file."""
    (draft, row), db = _row(proposal_id, validation_id), context.reading()
    data = validation_letter(row, programme=programme_title(), gathering=read_space(db, who(), draft.space_id).title)
    return word_file(data, "nota-propuesta.docx")


@blueprint.get(f"{_ONE}/escaneo")
@requires(Action.WRITE_PROPOSALS)
def validation_scan(proposal_id: UUID, validation_id: UUID) -> Response:
    """Give the scan of the nota that came back. Raises NotFound where there is none."""
    _draft, row = _row(proposal_id, validation_id)
    if row.nota.scan_sha256 is None or row.nota.scan_kind is None:
        raise NotFound
    return scan_file(row.nota.scan_sha256, row.nota.scan_kind, "respuesta-propuesta")
