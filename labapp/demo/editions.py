"""Letting the demonstration's documents out: approved by another person, printed, and frozen like any other."""

from __future__ import annotations

from uuid import UUID

from labapp.demo.story import Story
from labapp.documents.approval import Approval
from labapp.documents.minutes_versions import digest_of, sealed_version
from labapp.documents.pdf import document_pdf
from labapp.documents.responses_facts import Frame
from labapp.documents.responses_versions import coming_version, edition
from labapp.domain.responses import VersionKind
from labapp.domain.roles import Role
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.minutes import minutes_draft
from labapp.queries.minutes_facts import minutes_facts
from labapp.queries.observation_windows import coming_window
from labapp.queries.printed_codes import journal_heads
from labapp.queries.programme import programme_name
from labapp.queries.response_document import response_facts
from labapp.queries.response_versions import versions_of
from labapp.services import minutes, publication, response_editions
from labapp.stored_files import keep_file
from labapp.words.formats import local


def publish_minutes(story: Story, session: UUID) -> None:
    """Have the minutes approved by the approver and let the next version out."""
    approver = story.actors[Role.APPROVER].staff_id
    with story.house.database.reading() as db:
        seen = digest_of(minutes_facts(db, session), minutes_draft(db, session))
    story.do(
        Verb.APPROVE_MINUTES,
        lambda db: minutes.approve(db, session, approver=approver, seen=seen, digest_of=digest_of, now=story.at),
        by=Role.APPROVER,
    )
    on = local(story.at).date()
    with story.house.database.reading() as db:
        facts, draft = minutes_facts(db, session), minutes_draft(db, session)
        journal, window = journal_heads(db), coming_window(db, zone=facts.head.zone, now=story.at)
    approval = Approval("Quien aprueba", on)
    sealed = sealed_version(facts, draft, approval, on=on, correct_until=window.until, journal=journal)
    ready = minutes.Edition(
        digest=digest_of(facts, draft),
        number=draft.published + 1,
        content=sealed.content,
        sha256=sealed.sha256,
        pdf_sha256=keep_file(story.house.files, document_pdf(sealed.document), ".pdf"),
        window=window,
    )
    story.do(
        Verb.PUBLISH_MINUTES,
        lambda db: minutes.publish(db, session, ready, digest_of=digest_of, now=story.at),
        by=Role.APPROVER,
    )


def publish_responses(story: Story, session: UUID) -> None:
    """Have the answers validated and let the complete reasoned response out."""
    by = story.actors[Role.APPROVER].staff_id
    with story.house.database.reading() as db:
        digest = response_facts(db, session).digest
    story.do(
        Verb.VALIDATE_RESPONSES,
        lambda db: response_editions.validate(db, session, by=by, digest=digest, now=story.at),
        by=Role.APPROVER,
    )
    _let_out(story, session, VersionKind.COMPLETE)


def publish_progress(story: Story, session: UUID) -> None:
    """Let an advance out: what is answered already, and who owes the rest."""
    _let_out(story, session, VersionKind.PROGRESS)


def _let_out(story: Story, session: UUID, kind: VersionKind) -> None:
    by = story.actors[Role.APPROVER].staff_id
    with story.house.database.reading() as db:
        facts, versions = response_facts(db, session), versions_of(db, session)
        name, journal = programme_name(db) or "", journal_heads(db)
    frame = Frame(programme=name, plan="", commitment=facts.head.space_title, code="", address=None)
    coming = coming_version(facts, versions, kind)
    today, folder = local(story.at).date(), story.house.files
    ready = edition(facts, coming, frame, today=today, folder=folder, note="", journal=journal)

    def act(db: Db) -> None:
        response_editions.publish(db, session, ready, by=by, now=story.at)
        db.flush()
        publication.freeze_if_closed(db, facts.head.space_id, now=story.at)

    story.do(Verb.PUBLISH_RESPONSES, act, by=Role.APPROVER)
