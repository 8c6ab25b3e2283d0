"""Forms with which contributions are assigned, given back, and given more time; staff and liaisons share some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from wtforms import RadioField, SelectField, StringField, TextAreaField

from labapp.domain.assignments import ExtensionDecision
from labapp.queries import people
from labapp.queries.responses import AnswerCard
from labapp.web import context
from labapp.web.facilitator.session_fields import Day, Needed, Seen, Several, WordedForm
from labapp.web.pages import _
from labapp.words.labels import options


class AssignForm(WordedForm):
    """Which contributions, to which institution, for what day."""

    name = "assign"
    contributions = Several(choices=[])
    organisation = SelectField(validators=[Needed("Escoja la institución.")])
    due_on = Day(validators=[Needed("Escoja para qué día.")])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        known = people.partner_rows(context.reading())
        self.organisation.choices = [("", _("Escoja…")), *((str(row.id), row.name) for row in known)]
        return {
            "contributions": _("Aportes marcados"),
            "organisation": _("Institución que debe responder"),
            "due_on": _("Para qué día"),
        }

    def offering(self, cards: Sequence[AnswerCard]) -> AssignForm:
        """Return the form with these contributions to choose from."""
        self.contributions.choices = [(str(card.id), card.number) for card in cards]
        return self

    def institution(self) -> UUID:
        """Return the institution that was chosen. The form is valid."""
        return UUID(self.organisation.data)


class TakeBackForm(WordedForm):
    """Nobody is to owe this answer any longer."""

    name = "assignment_take_back"
    seen = Seen()


class GiveBackForm(WordedForm):
    """The institution is not competent: why, and who is."""

    name = "assignment_give_back"
    seen = Seen()
    back_reason = TextAreaField(validators=[Needed("Diga por qué no le compete a la institución.")])
    belongs_to = StringField(validators=[Needed("Diga a quién le toca. Si no lo sabe, escriba «No lo sabemos».")])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {"back_reason": _("Por qué no le compete"), "belongs_to": _("A quién le toca")}


class ExtensionForm(WordedForm):
    """More time: until when, and why."""

    name = "assignment_extension"
    seen = Seen()
    until_on = Day(validators=[Needed("Indique hasta qué día se pide la prórroga.")])
    extension_reason = TextAreaField(validators=[Needed("Diga por qué hace falta más tiempo.")])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {"until_on": _("Prórroga hasta"), "extension_reason": _("Por qué hace falta más tiempo")}


class DecisionForm(WordedForm):
    """What the coordination says to an institution that asked for more time."""

    name = "assignment_decision"
    seen = Seen()
    decision = RadioField(validators=[Needed("Escoja si se concede o no.")])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        self.decision.choices = options(ExtensionDecision, context.language())
        return {"decision": _("¿Se concede?")}


@dataclass(frozen=True, slots=True)
class AssignmentForms:
    """The forms about one assignment; the one that came back refused stands among them with what was typed."""

    take_back: TakeBackForm
    give_back: GiveBackForm
    extension: ExtensionForm
    decision: DecisionForm


def forms_about(op: UUID, sent: WordedForm | None = None) -> AssignmentForms:
    """Return the forms about an assignment whose row has this version; `sent` is the one to show again."""
    if sent is not None:
        sent["seen"].data = str(op)
    seen = str(op)
    return AssignmentForms(
        sent if isinstance(sent, TakeBackForm) else TakeBackForm.shown(seen=seen),
        sent if isinstance(sent, GiveBackForm) else GiveBackForm.shown(seen=seen),
        sent if isinstance(sent, ExtensionForm) else ExtensionForm.shown(seen=seen),
        sent if isinstance(sent, DecisionForm) else DecisionForm.shown(seen=seen),
    )
