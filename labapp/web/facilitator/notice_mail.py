"""Telling by mail: one tap puts a message for each person in the outbox; the postman of the centre does the rest."""

from __future__ import annotations

from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response

from labapp.domain.errors import RuleViolated
from labapp.domain.roles import Action
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.services import outbox
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import attempt, who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.notifications import (
    LIST,
    QueueMailForm,
    ToldForm,
    list_page,
    newest_version,
    note,
    opened_list,
)


def _sent_from_here() -> None:
    if context.house().settings.mail is None:
        raise RuleViolated("mail_not_from_here")


@blueprint.post(f"{LIST}/correo")
@requires(Action.EXPORT_NAMES)
def notice_mail(session_id: UUID, token: str) -> Response:
    """Put one message for each person in the outbox; whoever has one already gets no second."""
    head, form, by = opened_list(session_id, token), QueueMailForm.sent(), who().staff_id

    def act(db: Db) -> str:
        _sent_from_here()
        outbox.queue_mail(db, session_id, by=by, now=context.now())
        return url_for("facilitator.notice_list", session_id=session_id, token=token)

    return attempt(Verb.QUEUE_MAIL, form, act, template="facilitator/notices.html", page=list_page(head, token))


@blueprint.post(f"{LIST}/correo/otra-vez")
@requires(Action.EXPORT_NAMES)
def notice_mail_again(session_id: UUID, token: str) -> Response:
    """Put the message to one person in the outbox again: somebody looked and says so."""
    form, version, by = ToldForm.sent(), newest_version(session_id).id, who().staff_id

    def act(db: Db, person: UUID) -> None:
        _sent_from_here()
        outbox.queue_again(db, version, person, by=by, now=context.now())

    return note(session_id, token, Verb.QUEUE_MAIL, form, act)
