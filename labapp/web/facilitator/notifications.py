"""The list of those who asked to be told: opened for its purpose under a record, one tap for each person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField

from labapp.documents.return_message import call_url, return_message, sms_url, whatsapp_url
from labapp.domain.errors import RuleViolated
from labapp.domain.phones import NoticeChannel, read_line
from labapp.domain.replies import reply_until
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.models.responses import ResponseVersion
from labapp.queries.notifications import ToTell, people_to_tell
from labapp.queries.programme import programme_name
from labapp.queries.response_versions import published, versions_of
from labapp.queries.sessions import SessionHead
from labapp.services import notifications
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.returning import answers_address
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render
from labapp.web.transaction import once
from labapp.words import formats

LIST = "/sesiones/<uuid:session_id>/avisos/<token>"


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """Somebody to tell, the message for them, and the ways to send it; no way where the number is not clear."""

    person: ToTell
    message: str
    whatsapp: str | None
    sms: str | None
    call: str | None
    form: ToldForm

    @property
    def channels(self) -> tuple[NoticeChannel, ...]:
        """The ways in which this person can have been told."""
        by_mobile = (NoticeChannel.WHATSAPP, NoticeChannel.SMS) if self.whatsapp else ()
        return (*by_mobile, *((NoticeChannel.CALL,) if self.call else ()), NoticeChannel.IN_PERSON)


@dataclass(frozen=True, slots=True)
class NoticePage:
    """The gate before the list, or the list itself once it was opened."""

    head: SessionHead
    is_published: bool
    total: int
    told: int
    token: str | None = None
    rows: tuple[NoticeRow, ...] = ()


class OpenForm(KeyedForm):
    """The wish to open the list, for the purpose that the page states."""

    name = "open_notices"


class ToldForm(KeyedForm):
    """Who was told, by which channel; the person travels in the body, never in an address."""

    name = "note_told"
    person = HiddenField()
    channel = HiddenField()


def _newest(session_id: UUID) -> ResponseVersion:
    versions = versions_of(context.reading(), session_id)
    if not versions:
        raise RuleViolated("response_not_published")
    return versions[0]


def _gate(head: SessionHead) -> NoticePage:
    db = context.reading()
    versions = versions_of(db, head.id)
    people = people_to_tell(db, head.id, versions[0].id) if versions else ()
    return NoticePage(head, bool(versions), len(people), sum(one.told is not None for one in people))


@blueprint.get("/sesiones/<uuid:session_id>/avisos")
@requires(Action.EXPORT_NAMES)
def notice_gate(session_id: UUID) -> Response:
    """Say how many asked to be told, what the list is for, and that opening it is noted."""
    page = _gate(session_for(session_id, Action.EXPORT_NAMES))
    return render("facilitator/notices_gate.html", page, form=OpenForm.shown())


@blueprint.post("/sesiones/<uuid:session_id>/avisos")
@requires(Action.EXPORT_NAMES)
def notice_open(session_id: UUID) -> Response:
    """Record who opens the list and why, and only then lead to it."""
    session_for(session_id, Action.EXPORT_NAMES)
    form, by = OpenForm.sent(), who().staff_id

    def act(db: Db) -> str:
        token = notifications.open_list(db, session_id, by=by, now=context.now())
        return url_for("facilitator.notice_list", session_id=session_id, token=token)

    return once(Verb.EXPORT_LIST, form, act)


def _row(one: ToTell, message: str) -> NoticeRow:
    line = read_line(one.contact)
    mobile = line if line and line.is_mobile else None
    return NoticeRow(
        person=one,
        message=message,
        whatsapp=whatsapp_url(mobile, message) if mobile else None,
        sms=sms_url(mobile, message) if mobile else None,
        call=call_url(line) if line else None,
        form=ToldForm.shown(person=str(one.id)),
    )


def _opened(session_id: UUID, token: str) -> SessionHead:
    head = session_for(session_id, Action.EXPORT_NAMES)
    notifications.check_open(context.reading(), session_id, token, by=who().staff_id, now=context.now())
    return head


def _page(head: SessionHead, token: str) -> NoticePage:
    db, row = context.reading(), _newest(head.id)
    version, people = published([row]), people_to_tell(db, head.id, row.id)
    programme, address = programme_name(db) or _("Laboratorios participativos"), answers_address(head)
    until = reply_until(formats.local(version.published_at, head.zone).date())
    rows = tuple(
        _row(
            one,
            return_message(version, one.own, programme=programme, public_url=address, reply_until=until),
        )
        for one in people
    )
    return NoticePage(head, True, len(people), sum(one.told is not None for one in people), token, rows)


@blueprint.get(LIST)
@requires(Action.EXPORT_NAMES)
def notice_list(session_id: UUID, token: str) -> Response:
    """Show whoever asked to be told, with the message that is theirs."""
    return render("facilitator/notices.html", _page(_opened(session_id, token), token))


def _note(session_id: UUID, token: str, verb: Verb, form: ToldForm, act: Callable[[Db, UUID], None]) -> Response:
    head = _opened(session_id, token)

    def whole(db: Db) -> str:
        act(db, _person(form))
        return url_for("facilitator.notice_list", session_id=session_id, token=token)

    try:
        return once(verb, form, whole)
    except RuleViolated as violation:
        status = refused(form, violation)
        return render("facilitator/notices.html", _page(head, token), form=form, status=status)


def _person(form: ToldForm) -> UUID:
    try:
        return UUID(form.person.data or "")
    except ValueError as wrong:
        raise RuleViolated("person_unknown") from wrong


@blueprint.post(LIST)
@requires(Action.EXPORT_NAMES)
def notice_told(session_id: UUID, token: str) -> Response:
    """Note that a person was told, by which channel, when and by whom."""
    form, version, by = ToldForm.sent(), _newest(session_id).id, who().staff_id

    def act(db: Db, person: UUID) -> None:
        if form.channel.data not in set(NoticeChannel):
            raise RuleViolated("notice_channel_missing")
        channel = NoticeChannel(form.channel.data)
        notifications.note_told(db, session_id, person, version, channel=channel, by=by, now=context.now())

    return _note(session_id, token, Verb.NOTE_TOLD, form, act)


@blueprint.post(f"{LIST}/deshacer")
@requires(Action.EXPORT_NAMES)
def notice_untold(session_id: UUID, token: str) -> Response:
    """Note that a person was not told after all."""
    form, version = ToldForm.sent(), _newest(session_id).id
    return _note(
        session_id,
        token,
        Verb.UNDO_TOLD,
        form,
        lambda db, person: notifications.undo_told(db, session_id, person, version, now=context.now()),
    )
