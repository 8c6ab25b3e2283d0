"""The right of reply from a phone: with number and code, whether the answer answers, and one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response
from wtforms import RadioField, TextAreaField
from wtforms.validators import Length, Optional

from labapp.domain.attendance import ArrivalChannel
from labapp.domain.errors import NotFound, RuleViolated
from labapp.domain.replies import LONGEST_SENTENCE, Verdict
from labapp.domain.returning import few_words
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.attendance import person_anywhere
from labapp.queries.replies import OwnAnswer
from labapp.queries.response_document import number_of
from labapp.services import replies
from labapp.web import context
from labapp.web.access import participant
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render
from labapp.web.participant import limits
from labapp.web.participant.blueprint import blueprint
from labapp.web.participant.mine import MinePage, person_of
from labapp.web.transaction import once
from labapp.words.labels import options

MOST_OF_A_REASON = 240
"""Characters of an answer on the page of all that is one's own; the whole is one tap away."""


@dataclass(frozen=True, slots=True)
class ReplyPage:
    """One contribution of the person, its published answer, and until when they may say something of it."""

    mine: MinePage
    contribution_id: UUID
    number: str
    text: str
    own: OwnAnswer


class ReplyForm(KeyedForm):
    """Whether it answers, and what is missing."""

    name = "reply"
    verdict = RadioField(validators=[Optional()], validate_choice=False)
    sentence = TextAreaField(validators=[Length(max=4 * LONGEST_SENTENCE)])

    def worded(self) -> ReplyForm:
        """Return the form with its words in the reader's language."""
        self.verdict.label.text = _("La respuesta…")
        self.verdict.choices = options(Verdict, context.language())
        self.sentence.label.text = _("Qué falta")
        return self

    def command(self, channel: ArrivalChannel) -> replies.GivenReply:
        """Return the reply as it was sent. Raises RuleViolated `reply_needs_verdict`."""
        if self.verdict.data not in set(Verdict):
            raise RuleViolated("reply_needs_verdict", field="verdict")
        return replies.GivenReply(Verdict(self.verdict.data), self.sentence.data or "", channel)


@blueprint.context_processor
def reply_words() -> dict[str, object]:
    """Give the pages of phones the way to shorten a long answer."""
    return {"few_words": lambda text: few_words(text, MOST_OF_A_REASON)}


def _page(code: str, contribution_id: UUID) -> ReplyPage:
    mine = person_of(code)
    said = next((one for one in mine.contributions if one.id == contribution_id), None)
    own = mine.answers.get(contribution_id)
    if said is None or own is None or not own.is_given:
        raise NotFound
    return ReplyPage(mine, contribution_id, number_of(said), said.text, own)


@blueprint.get("/E/mio/<person>/respuesta/<uuid:contribution_id>")
@participant
def reply_page(person: str, contribution_id: UUID) -> Response:
    """Show one's own contribution with its answer, and ask whether that answers it."""
    page = _page(person, contribution_id)
    said = page.own.said
    form = ReplyForm.shown(verdict=said.verdict.value if said else None, sentence=(said.sentence or "") if said else "")
    return render("participant/reply.html", page, form=form.worded())


@blueprint.post("/E/mio/<person>/respuesta/<uuid:contribution_id>")
@participant
def reply_sent(person: str, contribution_id: UUID) -> Response:
    """Keep what somebody says of the answer to their own contribution."""
    page, form = _page(person, contribution_id), ReplyForm.sent().worded()

    def act(db: Db) -> str:
        limits.spend(limits.WORDS, "reply")
        whose = person_anywhere(db, page.mine.code)[0].id
        replies.reply(db, whose, contribution_id, form.command(ArrivalChannel.PHONE), now=context.now())
        return url_for("participant.mine", person=page.mine.code)

    if not form.validate():
        return render("participant/reply.html", page, form=form, status=422)
    try:
        return once(Verb.REPLY, form, act)
    except RuleViolated as violation:
        return render("participant/reply.html", page, form=form, status=refused(form, violation))
