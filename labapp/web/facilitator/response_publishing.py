"""Letting the answers out: as a numbered progress report or as the reasoned response, after looking at the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import url_for
from markupsafe import Markup
from werkzeug.wrappers import Response
from wtforms import HiddenField, TextAreaField

from labapp.documents.content import Document as Tree
from labapp.documents.frozen import document_data
from labapp.documents.html import document_html
from labapp.documents.responses_facts import Frame
from labapp.documents.responses_versions import Coming, coming_version, draft_tree, edition
from labapp.domain.completeness import Missing
from labapp.domain.errors import RuleViolated
from labapp.domain.response_documents import dated_too_early, missing_of_document, missing_of_progress, state_of
from labapp.domain.responses import VersionKind
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.models.responses import ResponseVersion
from labapp.queries.personal_traces import open_traces
from labapp.queries.printed_codes import journal_heads
from labapp.queries.programme import programme
from labapp.queries.response_document import ResponseFacts, response_facts
from labapp.queries.response_versions import versions_of
from labapp.queries.sessions import SessionHead
from labapp.services import publication, response_editions
from labapp.web import context
from labapp.web.access import requires
from labapp.web.countdowns import today_in
from labapp.web.facilitator.acting import who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render, say
from labapp.web.public_address import public_address
from labapp.web.transaction import once
from labapp.words.formats import local


@dataclass(frozen=True, slots=True)
class PublishPage:
    """The document as it would go out, what keeps it from going out, and as what."""

    head: SessionHead
    coming: Coming
    lacks: tuple[Missing, ...]
    can_go_out: bool
    has_minutes: bool
    preview: Markup
    personal: int
    """How many personal data in it wait for a decision."""
    dated_on: date | None
    dated_early: tuple[str, ...]
    """New answers under that day of the document, which belongs to the version before."""


class PublishForm(KeyedForm):
    """The wish to publish what was shown."""

    name = "response_publish"
    kind = HiddenField()
    digest = HiddenField()
    change_note = TextAreaField()


def frame_of(head: SessionHead) -> Frame:
    """Return what stands around the answers of a session."""
    found = programme(context.reading())
    return Frame(
        programme=found.name if found else _("Laboratorios participativos"),
        plan=(found.plan or "") if found else "",
        commitment=head.space_title,
        code="",
        address=public_address("public.response_public", token=head.token),
    )


def _most(facts: ResponseFacts) -> VersionKind | None:
    """Return the most that the answers may go out as today."""
    has_minutes = facts.minutes_version is not None
    return state_of(facts.document, facts.reported) if has_minutes and facts.document.listed else None


def _coming(facts: ResponseFacts, versions: Sequence[ResponseVersion]) -> Coming:
    was_complete = any(one.kind is VersionKind.COMPLETE for one in versions)
    kind = VersionKind.COMPLETE if was_complete else _most(facts) or VersionKind.PROGRESS
    return coming_version(facts, versions, kind)


def coming_draft(facts: ResponseFacts, versions: Sequence[ResponseVersion]) -> Tree:
    """Return the document as it would go out today, with the band that says that it has not."""
    coming = _coming(facts, versions)
    if _most(facts) is not VersionKind.COMPLETE:
        coming = Coming(VersionKind.PROGRESS, coming.number, coming.advance or 1, coming.changed)
    return draft_tree(facts, coming, frame_of(facts.head), today=today_in(facts.head.zone))


def _page(facts: ResponseFacts, versions: Sequence[ResponseVersion]) -> PublishPage:
    db, coming, most, tree = context.reading(), _coming(facts, versions), _most(facts), coming_draft(facts, versions)
    is_whole, has_minutes = coming.kind is VersionKind.COMPLETE, facts.minutes_version is not None
    lacking = missing_of_document if is_whole else missing_of_progress
    return PublishPage(
        head=facts.head,
        coming=coming,
        lacks=lacking(facts.document, facts.reported) if has_minutes else (),
        can_go_out=most is not None and (not is_whole or most is VersionKind.COMPLETE),
        has_minutes=has_minutes,
        preview=document_html(tree, title_level=2),
        personal=len(open_traces(db, facts.head.space_id, document_data(tree))),
        dated_on=facts.document.answered_on,
        dated_early=_dated_early(facts, versions, coming),
    )


def _dated_early(facts: ResponseFacts, versions: Sequence[ResponseVersion], coming: Coming) -> tuple[str, ...]:
    zone = facts.head.zone
    out_on = local(versions[0].published_at, zone).date() if versions else None
    return dated_too_early(facts.document, coming.changed, out_on=out_on, today=today_in(zone))


def _form(facts: ResponseFacts, page: PublishPage) -> PublishForm:
    return _labelled(PublishForm.shown(kind=page.coming.kind.value, digest=facts.digest))


def _labelled(form: PublishForm) -> PublishForm:
    form.change_note.label.text = _("Qué cambió en esta versión y por qué")
    return form


@blueprint.get("/sesiones/<uuid:session_id>/respuesta/vista")
@requires(Action.SEE_SPACE)
def response_preview(session_id: UUID) -> Response:
    """Show the document as it would go out today; whoever may publish finds the button under it."""
    session_for(session_id, Action.SEE_SPACE)
    facts = response_facts(context.reading(), session_id)
    page = _page(facts, versions_of(context.reading(), session_id))
    return render("facilitator/response_publish.html", page, form=_form(facts, page))


@blueprint.post("/sesiones/<uuid:session_id>/respuesta/publicar")
@requires(Action.PUBLISH)
def response_publish(session_id: UUID) -> Response:
    """Freeze and publish a version. The PDF is printed before the transaction; its hash stands in it."""
    session_for(session_id, Action.PUBLISH)
    form, db = _labelled(PublishForm.sent()), context.reading()
    facts, versions = response_facts(db, session_id), versions_of(db, session_id)
    try:
        response = _go_out(form, facts, versions)
    except RuleViolated as violation:
        status, page = refused(form, violation), _page(facts, versions)
        form.digest.data, form.kind.data = facts.digest, page.coming.kind.value
        return render("facilitator/response_publish.html", page, form=form, status=status)
    say("ok", _("Publicado. Ya se puede leer en la página pública."))
    return response


def _go_out(form: PublishForm, facts: ResponseFacts, versions: Sequence[ResponseVersion]) -> Response:
    session_id, by = facts.head.id, who().staff_id
    url = url_for("facilitator.response_page", session_id=session_id)
    kind = VersionKind(form.kind.data) if form.kind.data in set(VersionKind) else VersionKind.PROGRESS
    ready = None
    if form.digest.data == facts.digest:
        coming, note = coming_version(facts, versions, kind), form.change_note.data or ""
        today, folder = today_in(facts.head.zone), context.house().files
        journal = journal_heads(context.reading())
        frame = frame_of(facts.head)
        ready = edition(facts, coming, frame, today=today, folder=folder, note=note, journal=journal)

    def act(db: Db) -> str:
        if ready is None:
            raise RuleViolated("changed_meanwhile")
        response_editions.publish(db, session_id, ready, by=by, now=context.now())
        db.flush()
        publication.freeze_if_closed(db, facts.head.space_id, now=context.now())
        return url

    return once(Verb.PUBLISH_RESPONSES, form, act)
