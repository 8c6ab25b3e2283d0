"""The list of those who asked to be told: opened for its purpose under a record, one tap for each person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField

from labapp.documents.return_message import (
    ENDING,
    ENDINGS_BY_MAIL,
    call_url,
    return_message,
    sms_url,
    whatsapp_url,
)
from labapp.domain.errors import RuleViolated
from labapp.domain.mail import BY_HAND, read_address
from labapp.domain.phones import NoticeChannel, read_line
from labapp.domain.replies import reply_until
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.models.responses import ResponseVersion
from labapp.queries.notifications import ToTell, people_to_tell
from labapp.queries.outbox import MailLine, mail_lines
from labapp.queries.response_versions import published, versions_of
from labapp.queries.sessions import SessionHead
from labapp.services import notifications, outbox
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.returning import answers_address
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import programme_title, refused, render
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
    address: str | None
    mail: MailLine | None
    form: ToldForm

    @property
    def channels(self) -> tuple[NoticeChannel, ...]:
        """The ways in which this person can have been told."""
        by_mobile = (NoticeChannel.WHATSAPP, NoticeChannel.SMS) if self.whatsapp else ()
        by_mail = (NoticeChannel.EMAIL,) if self.address else ()
        return (*by_mobile, *((NoticeChannel.CALL,) if self.call else ()), *by_mail, NoticeChannel.IN_PERSON)

    @property
    def may_send_again(self) -> bool:
        """Whether it is for a person to say if the mail is sent again."""
        return self.person.told is None and self.mail is not None and self.mail.state in BY_HAND


@dataclass(frozen=True, slots=True)
class NoticePage:
    """The gate before the list, or the list itself once it was opened."""

    head: SessionHead
    is_published: bool
    total: int
    told: int
    token: str | None = None
    rows: tuple[NoticeRow, ...] = ()
    mail_form: QueueMailForm | None = None
    """None where no mail is sent from here."""

    @property
    def to_queue(self) -> int:
        """How many left an address, were not told and have no message in the outbox."""
        return sum(row.address is not None and row.mail is None and row.person.told is None for row in self.rows)


class OpenForm(KeyedForm):
    """The wish to open the list, for the purpose that the page states."""

    name = "open_notices"


class QueueMailForm(KeyedForm):
    """The wish to write to everybody who left an address and was not told."""

    name = "queue_mail"


class ToldForm(KeyedForm):
    """Who was told, by which channel; the person travels in the body, never in an address."""

    name = "note_told"
    person = HiddenField()
    channel = HiddenField()


def newest_version(session_id: UUID) -> ResponseVersion:
    """Return the version that people are told of. Raises RuleViolated `response_not_published`."""
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


def _row(one: ToTell, message: str, mail: MailLine | None) -> NoticeRow:
    line = read_line(one.contact)
    mobile = line if line and line.is_mobile else None
    return NoticeRow(
        person=one,
        message=message,
        whatsapp=whatsapp_url(mobile, message) if mobile else None,
        sms=sms_url(mobile, message) if mobile else None,
        call=call_url(line) if line else None,
        address=read_address(one.contact),
        mail=mail,
        form=ToldForm.shown(person=str(one.id)),
    )


def opened_list(session_id: UUID, token: str) -> SessionHead:
    """Return the session of a list that this account opened. Raises as `notifications.check_open`."""
    head = session_for(session_id, Action.EXPORT_NAMES)
    notifications.check_open(context.reading(), session_id, token, by=who().staff_id, now=context.now())
    return head


def list_page(head: SessionHead, token: str) -> NoticePage:
    """Return the opened list: whoever asked to be told, each with the message and what became of it."""
    db, row = context.reading(), newest_version(head.id)
    version, people = published([row]), people_to_tell(db, head.id, row.id)
    programme, address = programme_title(), answers_address(head)
    until = reply_until(formats.local(version.published_at, head.zone).date())
    mail = mail_lines(db, row.id)

    def message(one: ToTell) -> str:
        ending = ENDINGS_BY_MAIL["es"] if read_address(one.contact) else ENDING
        return return_message(
            version, one.own, programme=programme, public_url=address, reply_until=until, ending=ending
        )

    rows = tuple(_row(one, message(one), mail.get(one.id)) for one in people)
    mail_form = QueueMailForm.shown() if context.house().settings.mail else None
    return NoticePage(head, True, len(people), sum(one.told is not None for one in people), token, rows, mail_form)


@blueprint.get(LIST)
@requires(Action.EXPORT_NAMES)
def notice_list(session_id: UUID, token: str) -> Response:
    """Show whoever asked to be told, with the message that is theirs."""
    return render("facilitator/notices.html", list_page(opened_list(session_id, token), token))


def note(session_id: UUID, token: str, verb: Verb, form: ToldForm, act: Callable[[Db, UUID], None]) -> Response:
    """Do one act on one person of an opened list, and lead back to the list."""
    head = opened_list(session_id, token)

    def whole(db: Db) -> str:
        act(db, person_in(form))
        return url_for("facilitator.notice_list", session_id=session_id, token=token)

    try:
        return once(verb, form, whole)
    except RuleViolated as violation:
        status = refused(form, violation)
        return render("facilitator/notices.html", list_page(head, token), form=form, status=status)


def person_in(form: ToldForm) -> UUID:
    """Return the person that a form names. Raises RuleViolated `person_unknown`."""
    try:
        return UUID(form.person.data or "")
    except ValueError as wrong:
        raise RuleViolated("person_unknown") from wrong


@blueprint.post(LIST)
@requires(Action.EXPORT_NAMES)
def notice_told(session_id: UUID, token: str) -> Response:
    """Note that a person was told, by which channel, when and by whom."""
    form, version, by = ToldForm.sent(), newest_version(session_id).id, who().staff_id

    def act(db: Db, person: UUID) -> None:
        if form.channel.data not in set(NoticeChannel):
            raise RuleViolated("notice_channel_missing")
        channel = NoticeChannel(form.channel.data)
        notifications.note_told(db, session_id, person, version, channel=channel, by=by, now=context.now())
        outbox.settle(db, version, person, channel=channel)

    return note(session_id, token, Verb.NOTE_TOLD, form, act)


@blueprint.post(f"{LIST}/deshacer")
@requires(Action.EXPORT_NAMES)
def notice_untold(session_id: UUID, token: str) -> Response:
    """Note that a person was not told after all."""
    form, version = ToldForm.sent(), newest_version(session_id).id
    return note(
        session_id,
        token,
        Verb.UNDO_TOLD,
        form,
        lambda db, person: notifications.undo_told(db, session_id, person, version, now=context.now()),
    )
