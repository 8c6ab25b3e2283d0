"""The forms in which proposals of commitment are written and published."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import HiddenField, StringField, TextAreaField

from labapp.queries.proposal_sources import Choice
from labapp.services.proposals import ClauseFacts
from labapp.web import context
from labapp.web.facilitator.session_fields import Needed, Seen, Several, WordedForm, chosen_ids
from labapp.web.forms import KeyedForm
from labapp.web.pages import _
from labapp.words.labels import label

_SHOWN = 140


class TitleForm(WordedForm):
    """The title of a proposal, new or changed."""

    name = "proposal_title"
    seen = Seen()
    title = StringField(validators=[Needed("Escriba el título de la propuesta.")])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {"title": _("Título de la propuesta")}


class ClauseForm(WordedForm):
    """A clause, and the contributions that it comes from."""

    name = "proposal_clause"
    seen = Seen()
    clause = StringField(validators=[Needed("Escriba cómo se llama la cláusula, por ejemplo «2» o «Hito 2».")])
    text = TextAreaField(validators=[Needed("Escriba lo que dice la cláusula.")])
    sources = Several()

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {
            "clause": _("Cómo se llama"),
            "text": _("Lo que dice"),
            "sources": _("¿De qué aportes viene?"),
        }

    def offer(self, choices: Sequence[Choice]) -> None:
        """Fill the boxes with the contributions of the lab or table."""
        several = len({choice.head.id for choice in choices}) > 1
        self.sources.choices = [(str(choice.id), _choice_words(choice, several=several)) for choice in choices]

    def command(self) -> ClauseFacts:
        """Return what was written. The form is valid."""
        return ClauseFacts(
            name=self.clause.data or "", text=self.text.data or "", sources=chosen_ids(self.sources.data)
        )


def _choice_words(choice: Choice, *, several: bool) -> str:
    text = choice.text if len(choice.text) <= _SHOWN else f"{choice.text[:_SHOWN].rstrip()}…"
    where = f" ({choice.head.name})" if several else ""
    words = f"{choice.number}{where}. {text}"
    if choice.disposition is None:
        return words
    answer = label(choice.disposition, context.language())
    if choice.clause:
        return _("%(words)s — Se respondió: %(answer)s, %(clause)s", words=words, answer=answer, clause=choice.clause)
    return _("%(words)s — Se respondió: %(answer)s", words=words, answer=answer)


class RemoveForm(WordedForm):
    """That a clause is taken out."""

    name = "proposal_clause_remove"
    seen = Seen()


class EditionForm(KeyedForm):
    """The wish to publish the text that was shown."""

    name = "proposal_publish"
    digest = HiddenField()
    change_note = TextAreaField()

    def worded(self) -> EditionForm:
        """Return the form with its label in the reader's language."""
        self.change_note.label.text = _("Qué cambió en esta versión y por qué")
        return self
