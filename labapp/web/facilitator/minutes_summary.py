"""*En pocas palabras* at the desk: the sentences at the head of the minutes, and the message that they make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from flask import url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Length

from labapp.documents.messages import message
from labapp.documents.minutes_versions import opened_version, sentences_of_data
from labapp.domain.contributions import Language
from labapp.domain.errors import RuleViolated
from labapp.domain.roles import Action
from labapp.domain.summaries import LONGEST, MOST_SENTENCES
from labapp.domain.verbs import Verb
from labapp.models.recorder import Db
from labapp.queries.answer_place import answer_place
from labapp.queries.minutes import Summary, frozen_version, minutes_draft
from labapp.queries.minutes_facts import minutes_facts
from labapp.queries.sessions import SessionHead
from labapp.services import minutes
from labapp.services.minutes import SummaryText
from labapp.web import context
from labapp.web.access import requires
from labapp.web.countdowns import today_in
from labapp.web.facilitator.acting import who
from labapp.web.facilitator.blueprint import blueprint
from labapp.web.facilitator.minutes_forms import MOST_TYPED
from labapp.web.facilitator.session_tabs import session_for
from labapp.web.forms import KeyedForm
from labapp.web.pages import _, refused, render
from labapp.web.transaction import once
from labapp.words.answer_place import paper_sentence
from labapp.words.labels import label

TEMPLATE = "facilitator/minutes_summary.html"
WRITTEN = tuple(each for each in Language if each not in {Language.SPANISH, Language.PANAMANIAN_SIGN})


class SummaryForm(KeyedForm):
    """The sentences at the head, and the same in a second language."""

    name = "minutes_summary"
    text = TextAreaField(validators=[Length(max=MOST_TYPED)])
    language = SelectField(choices=[], validate_choice=False)
    translation = TextAreaField(validators=[Length(max=MOST_TYPED)])
    translator = StringField(validators=[Length(max=MOST_TYPED)])
    seen = HiddenField()

    def worded(self) -> Self:
        """Give the fields their words."""
        self.text.label.text = _("En pocas palabras")
        self.language.label.text = _("Otro idioma")
        self.language.choices = [("", _("Ninguno")), *((one.value, label(one, context.language())) for one in WRITTEN)]
        self.translation.label.text = _("Lo mismo, en ese idioma")
        self.translator.label.text = _("Quién lo tradujo")
        return self

    def command(self) -> SummaryText:
        """Return what was typed."""
        chosen = next((one for one in WRITTEN if one.value == self.language.data), None)
        return SummaryText(
            text=self.text.data or "",
            translation=self.translation.data or "",
            language=chosen,
            translator=self.translator.data or "",
        )


@dataclass(frozen=True, slots=True)
class SummaryPage:
    """The sentences that the data make, and those of somebody else who wrote meanwhile."""

    head: SessionHead
    of_data: tuple[str, ...]
    most: int
    longest: int
    now_says: str | None = None


def _page(session_id: UUID) -> tuple[SummaryPage, Summary]:
    head = session_for(session_id, Action.WRITE_MINUTES)
    db = context.reading()
    draft = minutes_draft(db, session_id)
    of_data = sentences_of_data(minutes_facts(db, session_id), draft, on=today_in(head.zone))
    return SummaryPage(head, of_data, MOST_SENTENCES, LONGEST), draft.summary


@blueprint.get("/sesiones/<uuid:session_id>/minuta/en-pocas-palabras")
@requires(Action.WRITE_MINUTES)
def minutes_summary(session_id: UUID) -> Response:
    """Show the sentences at the head: those that somebody wrote, beside those of the data."""
    page, summary = _page(session_id)
    form = SummaryForm.shown(
        text=summary.text,
        language=summary.language.value if summary.language else "",
        translation=summary.translation,
        translator=summary.translator or "",
        seen=str(summary.op or ""),
    )
    return render(TEMPLATE, page, form=form.worded())


@blueprint.post("/sesiones/<uuid:session_id>/minuta/en-pocas-palabras")
@requires(Action.WRITE_MINUTES)
def minutes_write_summary(session_id: UUID) -> Response:
    """Keep the sentences at the head."""
    page, summary = _page(session_id)
    form = SummaryForm.sent().worded()
    if not form.validate():
        return render(TEMPLATE, page, form=form, status=422)

    def act(db: Db) -> str:
        minutes.write_summary(db, session_id, form.command(), seen=form.seen.data or "", author=who().staff_id)
        return url_for("facilitator.minutes_page", session_id=session_id)

    try:
        return once(Verb.EDIT_MINUTES, form, act)
    except RuleViolated as violation:
        status = refused(form, violation)
        if violation.code == "changed_meanwhile":
            form.seen.data = str(summary.op or "")
            page = replace(page, now_says="\n".join(filter(None, (summary.text, summary.translation))))
        return render(TEMPLATE, page, form=form, status=status)


@dataclass(frozen=True, slots=True)
class MessagePage:
    """A message ready to be sent, of one version."""

    head: SessionHead
    number: int
    text: str


@blueprint.get("/sesiones/<uuid:session_id>/minuta/mensaje")
@requires(Action.SEE_SPACE)
def minutes_message(session_id: UUID) -> Response:
    """Show the message of the newest published version, to be copied into WhatsApp."""
    head = session_for(session_id, Action.SEE_SPACE)
    db = context.reading()
    frozen = frozen_version(db, head.token, None)
    document = opened_version(frozen.content, frozen.version.sha256)
    text = message(document, on_paper=paper_sentence(answer_place(db, session_id), document.language))
    return render("facilitator/minutes_message.html", MessagePage(head, frozen.version.number, text))
