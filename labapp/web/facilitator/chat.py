"""The chat of a virtual session: paste it, tick the messages that are contributions. The chat itself is not kept."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import request, url_for
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from labapp.domain.chats import MOST_CHARACTERS, ChatMessage, parse_chat
from labapp.domain.contributions import Channel
from labapp.domain.errors import RuleViolated
from labapp.domain.roles import Action
from labapp.domain.text import fold
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.desk_people import Brief, briefs
from labapp.queries.sessions import SessionHead
from labapp.services.contributions import ContributeCommand, contribute
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render
from labapp.web.transaction import once

CHAT = "/sesiones/<uuid:session_id>/aportes/chat"


class ChatForm(KeyedForm):
    """The whole chat; it comes back with the ticks, because nothing of it is kept in between."""

    name = "chat"
    text = TextAreaField(validators=[InputRequired(), Length(max=MOST_CHARACTERS)])

    def worded(self) -> ChatForm:
        """Give the field its words."""
        self.text.label.text = _("El chat, copiado entero")
        return self


@dataclass(frozen=True, slots=True)
class Offered:
    """A message that may be a contribution, with its place in the chat and who of the list wrote it, if one fits."""

    position: int
    message: ChatMessage
    author: Brief | None
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ChatPage:
    """The messages to choose from; empty before a chat was pasted."""

    head: SessionHead
    offered: tuple[Offered, ...] = ()
    is_cut: bool = False


def _offered(head: SessionHead, text: str) -> ChatPage:
    chat = parse_chat(text)
    known: dict[str, list[Brief]] = {}
    for person in briefs(context.reading(), head.id):
        known.setdefault(fold(person.name), []).append(person)
    chosen = set(request.form.getlist("chosen"))
    offered = []
    for position, message in enumerate(chat.messages):
        if not message.aside:
            named = known.get(fold(message.author), [])
            author = named[0] if len(named) == 1 else None
            offered.append(Offered(position, message, author, str(position) in chosen))
    return ChatPage(head, tuple(offered), chat.cut)


@blueprint.get(CHAT)
@requires(Action.TAKE_NOTES)
def chat_page(session_id: UUID) -> Response:
    """Ask for the chat."""
    head = session_for(session_id, Action.TAKE_NOTES)
    return render("facilitator/chat.html", ChatPage(head), form=ChatForm.shown().worded())


def _note(db: Db, session_id: UUID, chosen: list[Offered]) -> None:
    for each in chosen:
        author = each.author.id if each.author else None
        said = ContributeCommand(text=each.message.text, channel=Channel.CHAT, person_id=author)
        contribute(db, session_id, said, now=context.now())
        db.flush()


@blueprint.post(CHAT)
@requires(Action.TAKE_NOTES)
def chat_choose(session_id: UUID) -> Response:
    """Show the messages of a pasted chat; with ticks, note those messages as contributions, all or none."""
    head, form = session_for(session_id, Action.TAKE_NOTES), ChatForm.sent().worded()
    if not form.validate():
        return render("facilitator/chat.html", ChatPage(head), form=form, status=422)
    page = _offered(head, form.text.data or "")
    if not page.offered:
        form.refuse("text", _("No se encontró ningún mensaje. Copie el chat entero y péguelo otra vez."))
        return render("facilitator/chat.html", page, form=form, status=422)
    chosen = [each for each in page.offered if each.is_chosen]
    if not chosen:
        return render("facilitator/chat.html", page, form=form)

    def act(db: Db) -> str:
        _note(db, head.id, chosen)
        return url_for("facilitator.contribution_list", session_id=session_id)

    try:
        return once(Verb.CONTRIBUTE, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        return render("facilitator/chat.html", page, form=form, status=status)
