"""The right of reply at the desk: what people say of each answer, replies of those without phone, second answers."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from labapp.domain.attendance import ArrivalChannel
from labapp.domain.errors import RuleViolated
from labapp.domain.ids import read_code
from labapp.domain.replies import LONGEST_SENTENCE, Verdict
from labapp.domain.roles import Action, can
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.replies import ReplyList, ReplyRow, reply_list
from labapp.queries.sessions import SessionHead, territory_of_space
from labapp.services import replies
from labapp.web import context
from labapp.web.access import requires
from labapp.web.facilitator.acting import who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render, say
from labapp.web.transaction import once
from labapp.words.labels import options

TEMPLATE = "facilitator/replies.html"


@dataclass(frozen=True, slots=True)
class RepliesPage:
    """The replies of a session; forms only for those who may use them."""

    head: SessionHead
    list: ReplyList | None
    noting: DeskReplyForm | None
    may_answer: bool
    verdicts: tuple[Verdict, ...] = tuple(Verdict)


@dataclass(frozen=True, slots=True)
class SecondPage:
    """One answer that is out, and the form for what the office adds."""

    head: SessionHead
    row: ReplyRow


class DeskReplyForm(KeyedForm):
    """The reply of somebody who shows number and code at the desk."""

    name = "desk_reply"
    may_be_kept = False
    number = StringField(validators=[InputRequired(), Length(max=12)])
    code = StringField(validators=[InputRequired(), Length(max=40)])
    contribution = StringField(validators=[InputRequired(), Length(max=12)])
    verdict = RadioField(validators=[Optional()], validate_choice=False)
    sentence = TextAreaField(validators=[Length(max=4 * LONGEST_SENTENCE)])

    def worded(self) -> DeskReplyForm:
        """Return the form with its words in the reader's language."""
        self.number.label.text = _("Número de la persona")
        self.code.label.text = _("Código de la persona")
        self.contribution.label.text = _("Número del aporte")
        self.verdict.label.text = _("La respuesta…")
        self.verdict.choices = options(Verdict, context.language())
        self.sentence.label.text = _("Qué falta, en una frase")
        return self

    def command(self) -> replies.GivenReply:
        """Return the reply as it was sent. Raises RuleViolated `reply_needs_verdict`."""
        if self.verdict.data not in set(Verdict):
            raise RuleViolated("reply_needs_verdict", field="verdict")
        return replies.GivenReply(Verdict(self.verdict.data), self.sentence.data or "", ArrivalChannel.DESK)


class SecondAnswerForm(KeyedForm):
    """What the office adds."""

    name = "second_answer"
    text = TextAreaField()
    office = StringField(validators=[Length(max=200)])

    def worded(self) -> SecondAnswerForm:
        """Return the form with its words in the reader's language."""
        self.text.label.text = _("Segunda respuesta")
        self.text.flags.required = True
        self.office.label.text = _("Oficina, si no es la que respondió")
        return self


def _page(head: SessionHead, noting: DeskReplyForm | None = None) -> RepliesPage:
    where = territory_of_space(context.reading(), head.space_id)
    found = reply_list(context.reading(), head.id, zone=head.zone, now=context.now())
    takes = found is not None and found.is_open and can(context.actor(), Action.TAKE_NOTES, where)
    return RepliesPage(
        head=head,
        list=found,
        noting=noting or (DeskReplyForm.shown().worded() if takes else None),
        may_answer=can(context.actor(), Action.PUBLISH, where),
    )


@blueprint.get("/sesiones/<uuid:session_id>/respuesta/replicas")
@requires(Action.SEE_SPACE)
def reply_list_page(session_id: UUID) -> Response:
    """Show each published answer beside what whoever asked says of it; never who that is."""
    return render(TEMPLATE, _page(session_for(session_id, Action.SEE_SPACE)))


def _keep(db: Db, session_id: UUID, form: DeskReplyForm) -> str:
    replies.reply_at_desk(
        db,
        session_id,
        number=form.number.data or "",
        code=read_code(form.code.data or ""),
        contribution=form.contribution.data or "",
        given=form.command(),
        now=context.now(),
    )
    return url_for("facilitator.reply_list_page", session_id=session_id)


@blueprint.post("/sesiones/<uuid:session_id>/respuesta/replicas")
@requires(Action.TAKE_NOTES)
def reply_noted(session_id: UUID) -> Response:
    """Keep the reply of somebody without phone, who shows number and code."""
    head, form = session_for(session_id, Action.TAKE_NOTES), DeskReplyForm.sent().worded()
    if not form.validate():
        return render(TEMPLATE, _page(head, form), form=form, status=422)
    try:
        answer = once(Verb.REPLY, form, lambda db: _keep(db, session_id, form))
    except RuleViolated as violation:
        return render(TEMPLATE, _page(head, form), form=form, status=refused(form, violation))
    say("ok", _("Quedó anotado lo que dice de la respuesta."))
    return answer


def _second(session_id: UUID, contribution_id: UUID) -> SecondPage:
    page = _page(session_for(session_id, Action.PUBLISH))
    rows = page.list.rows if page.list else ()
    found = next((row for row in rows if row.contribution_id == contribution_id), None)
    if found is None:
        raise RuleViolated("not_answered_yet")
    return SecondPage(page.head, found)


@blueprint.get("/sesiones/<uuid:session_id>/respuesta/<uuid:contribution_id>/segunda")
@requires(Action.PUBLISH)
def second_answer(session_id: UUID, contribution_id: UUID) -> Response:
    """Show an answer that is out, and the form for what the office adds under it."""
    page = _second(session_id, contribution_id)
    return render("facilitator/second_answer.html", page, form=SecondAnswerForm.shown().worded())


@blueprint.post("/sesiones/<uuid:session_id>/respuesta/<uuid:contribution_id>/segunda")
@requires(Action.PUBLISH)
def second_answer_sent(session_id: UUID, contribution_id: UUID) -> Response:
    """Publish what the office adds; the first answer stays."""
    page, form, by = _second(session_id, contribution_id), SecondAnswerForm.sent().worded(), who().staff_id

    def act(db: Db) -> str:
        office, text = form.office.data or "", form.text.data or ""
        replies.add_second_answer(db, session_id, contribution_id, text, office=office, by=by, now=context.now())
        return url_for("facilitator.reply_list_page", session_id=session_id)

    if not form.validate():
        return render("facilitator/second_answer.html", page, form=form, status=422)
    try:
        answer = once(Verb.ADD_SECOND_ANSWER, form, act)
    except RuleViolated as violation:
        return render("facilitator/second_answer.html", page, form=form, status=refused(form, violation))
    say("ok", _("La segunda respuesta ya se lee en la página pública, debajo de la primera."))
    return answer
