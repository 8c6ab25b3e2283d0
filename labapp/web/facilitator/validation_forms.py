"""The forms of a validation: the nota that asks, and what the institution says."""

from __future__ import annotations

from typing import Any

from wtforms import FieldList, FileField, SelectField, StringField, TextAreaField

from labapp.domain.proposals import Clause, ProposalText, next_name
from labapp.domain.response_extras import ReasonKind
from labapp.domain.validations import REASON_KINDS, Signed
from labapp.services.validations import Asking, Refusing
from labapp.web import context
from labapp.web.facilitator.letters import LetterForm
from labapp.web.facilitator.session_fields import Day, Needed, Seen, WordedForm, chosen_ids
from labapp.web.pages import _
from labapp.words.labels import label

MOST_CLAUSES = 101
"""Every clause of the original, and one that the institution adds."""


class AskForm(LetterForm):
    """Whom a nota asks, until when, and what it says."""

    name = "validation_ask"
    organisation = SelectField(validators=[Needed("Escoja la institución.")])
    due_on = Day(validators=[Needed("Escoja para qué día se espera la respuesta.")])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {**super().words(), "organisation": _("Institución"), "due_on": _("Fecha para responder")}

    def asking(self) -> Asking:
        """Return what was written. The form is valid."""
        (organisation,) = chosen_ids([self.organisation.data])
        return Asking(organisation_id=organisation, due_on=self.due_on.data, letter=self.command())


class VerdictForm(WordedForm):
    """Who answers for the institution, with which nota: that the proposal is viable and approved."""

    name = "validation_viable"
    seen = Seen()
    answered_by_office = StringField(validators=[Needed("Escriba qué oficina o despacho responde.")])
    answered_by_function = StringField(validators=[Needed("Escriba el cargo de quien firma, por ejemplo «Ministra».")])
    reply_number = StringField(validators=[Needed("Escriba el número de la nota de la institución.")])
    reply_on = Day(validators=[Needed("Escoja la fecha de la nota de la institución.")])
    scan = FileField()

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {
            "answered_by_office": _("Oficina o despacho que responde"),
            "answered_by_function": _("Cargo de quien firma"),
            "reply_number": _("Número de la nota de la institución"),
            "reply_on": _("Fecha de esa nota"),
            "scan": _("La nota escaneada"),
        }

    def signed(self) -> Signed:
        """Return who answers."""
        return Signed(
            office=self.answered_by_office.data or "",
            function=self.answered_by_function.data or "",
            number=self.reply_number.data or "",
            on=self.reply_on.data,
        )


class RefusalForm(VerdictForm):
    """That the proposal is not viable: why, and the clauses that are proposed instead."""

    name = "validation_not_viable"
    reason_kind = SelectField(validators=[Needed("Escoja por qué no es viable.")])
    reason = TextAreaField(validators=[Needed("Explique con claridad por qué no es viable.")])
    counter = FieldList(TextAreaField(), max_entries=MOST_CLAUSES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # WTForms' own signature is untyped
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, label(kind, context.language())) for kind in REASON_KINDS]
        self.reason_kind.choices = [("", _("Escoja…")), *kinds]
        for field in self:
            field.id = f"no-{field.id}"  # the other answer stands on the same page

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {
            **super().words(),
            "reason_kind": _("Por qué no es viable"),
            "reason": _("Las razones, con claridad"),
            "counter": _("Contrapropuesta"),
        }

    def refusing(self, original: ProposalText) -> Refusing:
        """Return what was written; the boxes stand in the order of the clauses, the last one is a new clause."""
        texts = [entry.data or "" for entry in self.counter]
        clauses = tuple(Clause(name, text) for name, text in zip(counter_names(original), texts, strict=False))
        kind = self.reason_kind.data
        return Refusing(
            kind=ReasonKind(kind) if kind in set(ReasonKind) else None,
            reason=self.reason.data or "",
            clauses=clauses,
        )


def counter_names(original: ProposalText) -> tuple[str, ...]:
    """Return the names of the clauses that a counter-proposal can have: those of the original, and one more."""
    names = tuple(clause.name for clause in original.clauses)
    return (*names, next_name(names))


class TakeBackForm(WordedForm):
    """That a request or an answer no longer counts, and why."""

    name = "validation_take_back"
    seen = Seen()
    taken_back_because = TextAreaField(validators=[Needed("Diga por qué queda sin efecto. Esa razón se publica.")])

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {"taken_back_because": _("Por qué queda sin efecto")}
