"""The steps of the minutes: written, sent to review, given back, approved by another person, published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from flask import url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from labapp.documents.approval import Approval
from labapp.documents.html import document_html
from labapp.documents.minutes_page import ABOVE, STANDING
from labapp.documents.minutes_versions import digest_of, draft_document, sealed_version
from labapp.documents.pdf import document_pdf
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.minutes import BLOCKS, Block
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.minutes import MinutesDraft, minutes_draft, office_of
from labapp.queries.minutes_facts import MinutesFacts, minutes_facts
from labapp.queries.observation_windows import coming_window
from labapp.queries.printed_codes import journal_heads
from labapp.queries.sessions import SessionHead
from labapp.services import minutes
from labapp.stored_files import keep_file
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.minutes import PAGE, minutes_view
from labapp.web.facilitator.minutes_forms import (
    ApproveForm,
    BlockForm,
    NotesForm,
    PublishForm,
    ReturnForm,
    ReviewForm,
)
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import refused, render
from labapp.web.transaction import once
from labapp.words.formats import local
from labapp.words.labels import label

BLOCK_PAGE = "facilitator/minutes_block.html"


@dataclass(frozen=True, slots=True)
class BlockView:
    """The page on which a person writes one block, beside the whole document; `now_says` where others wrote it."""

    head: SessionHead
    block: Block
    stands: bool
    is_below: bool
    preview: Markup
    now_says: str | None = None


def _block_view(session_id: UUID, name: str) -> tuple[BlockView, MinutesDraft]:
    head = session_for(session_id, Action.WRITE_MINUTES)
    db = context.reading()
    facts, draft = minutes_facts(db, session_id), minutes_draft(db, session_id)
    if name not in set(BLOCKS[facts.kind]):
        raise NotFound
    block = Block(name)
    on = local(context.now(), head.zone).date()
    bare = replace(draft, written={b: w for b, w in draft.written.items() if b is not block})
    preview = document_html(draft_document(facts, bare, on=on), title_level=2)
    return BlockView(head, block, block in STANDING, block in ABOVE, preview), draft


@blueprint.get("/sesiones/<uuid:session_id>/minuta/<block>")
@requires(Action.WRITE_MINUTES)
def minutes_block(session_id: UUID, block: str) -> Response:
    """Show what a person wrote for a block, and what the data say without it."""
    view, draft = _block_view(session_id, block)
    written = draft.written.get(view.block)
    form = BlockForm.shown(words=written.text if written else "", seen=str(written.op) if written else "")
    return render(BLOCK_PAGE, view, form=form.worded())


@blueprint.post("/sesiones/<uuid:session_id>/minuta/<block>")
@requires(Action.WRITE_MINUTES)
def minutes_write_block(session_id: UUID, block: str) -> Response:
    """Keep what a person wrote for a block."""
    view, draft = _block_view(session_id, block)
    form = BlockForm.sent().worded()
    if not form.validate():
        return render(BLOCK_PAGE, view, form=form, status=422)

    def act(db: Db) -> str:
        seen, words = form.seen.data or "", form.words.data or ""
        minutes.keep_block(db, session_id, view.block, words, seen=seen, author=who().staff_id)
        return url_for("facilitator.minutes_page", session_id=session_id)

    try:
        return once(Verb.EDIT_MINUTES, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        written = draft.written.get(view.block)
        if violation.code == "changed_meanwhile" and written is not None:
            form.seen.data = str(written.op)
            view = replace(view, now_says=written.text)
        return render(BLOCK_PAGE, view, form=form, status=status)


def _step(session_id: UUID, verb: Verb, form: KeyedForm, name: str, act: Callable[[Db], None]) -> Response:
    """Do one step and show the page again; refused, the page says why and keeps what was typed."""

    def done(db: Db) -> str:
        act(db)
        return url_for("facilitator.minutes_page", session_id=session_id)

    try:
        return once(verb, form, done)
    except RuleViolated as violation:
        status = refused(form, violation)
        view = minutes_view(session_id)
        if isinstance(form, ApproveForm):
            form.digest.data = digest_of(view.facts, view.draft)
        return render(PAGE, replace(view, forms={**view.forms, name: form}), form=form, status=status)


@blueprint.post("/sesiones/<uuid:session_id>/minuta")
@requires(Action.WRITE_MINUTES)
def minutes_notes(session_id: UUID) -> Response:
    """Keep the notes that stand beside the document."""
    session_for(session_id, Action.WRITE_MINUTES)
    form = NotesForm.sent().worded()

    def act(db: Db) -> None:
        unread, change = form.unread_note.data or "", form.change_note.data or ""
        minutes.write_notes(db, session_id, unread_note=unread, change_note=change, author=who().staff_id)

    return _step(session_id, Verb.EDIT_MINUTES, form, "notes", act)


@blueprint.post("/sesiones/<uuid:session_id>/minuta/pasos/revisar")
@requires(Action.WRITE_MINUTES)
def minutes_review(session_id: UUID) -> Response:
    """Send the draft to whoever approves."""
    session_for(session_id, Action.WRITE_MINUTES)

    def act(db: Db) -> None:
        minutes.send_to_review(db, session_id, author=who().staff_id)

    return _step(session_id, Verb.SUBMIT_MINUTES, ReviewForm.sent(), "review", act)


@blueprint.post("/sesiones/<uuid:session_id>/minuta/pasos/devolver")
@requires(Action.APPROVE_MINUTES)
def minutes_return(session_id: UUID) -> Response:
    """Give the draft back with what has to be mended."""
    session_for(session_id, Action.APPROVE_MINUTES)
    form = ReturnForm.sent().worded()

    def act(db: Db) -> None:
        minutes.send_back(db, session_id, form.note.data or "")

    return _step(session_id, Verb.RETURN_MINUTES, form, "back", act)


@blueprint.post("/sesiones/<uuid:session_id>/minuta/pasos/aprobar")
@requires(Action.APPROVE_MINUTES)
def minutes_approve(session_id: UUID) -> Response:
    """Approve exactly what the page showed."""
    session_for(session_id, Action.APPROVE_MINUTES)
    form = ApproveForm.sent()

    def act(db: Db) -> None:
        seen, approver = form.digest.data or "", who().staff_id
        minutes.approve(db, session_id, approver=approver, seen=seen, digest_of=digest_of, now=context.now())

    return _step(session_id, Verb.APPROVE_MINUTES, form, "approve", act)


@blueprint.post("/sesiones/<uuid:session_id>/minuta/pasos/publicar")
@requires(Action.PUBLISH)
def minutes_publish(session_id: UUID) -> Response:
    """Freeze the next version and let it out. Its files are on the disk before the version exists."""
    head = session_for(session_id, Action.PUBLISH)
    form = PublishForm.sent()
    db = context.reading()
    edition = _edition(head, minutes_facts(db, session_id), minutes_draft(db, session_id))

    def act(db: Db) -> None:
        if edition is None:
            raise RuleViolated("minutes_not_approved")
        minutes.publish(db, session_id, edition, digest_of=digest_of, now=context.now())

    return _step(session_id, Verb.PUBLISH_MINUTES, form, "publish", act)


def _edition(head: SessionHead, facts: MinutesFacts, draft: MinutesDraft) -> minutes.Edition | None:
    """Return the next version with its PDF kept, or None where nobody approved anything."""
    if draft.approved_by is None or draft.approved_at is None:
        return None
    db = context.reading()
    office = office_of(db, draft.approved_by)
    approval = Approval(office.organisation or label(office.role, "es"), local(draft.approved_at, head.zone).date())
    window = coming_window(db, zone=head.zone, now=context.now())
    on = local(context.now(), head.zone).date()
    sealed = sealed_version(facts, draft, approval, on=on, correct_until=window.until, journal=journal_heads(db))
    return minutes.Edition(
        digest=digest_of(facts, draft),
        number=draft.published + 1,
        content=sealed.content,
        sha256=sealed.sha256,
        pdf_sha256=keep_file(context.house().files, document_pdf(sealed.document), ".pdf"),
        window=window,
    )
