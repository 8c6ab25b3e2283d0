"""The forms of the room of contributions, worded in the reader's language."""

from __future__ import annotations

from enum import StrEnum
from typing import Self
from uuid import UUID

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from labapp.domain.contributions import Channel, Kind, Language, PublicState, State, WithholdReason
from labapp.queries.contributions import ContributionCard, ContributionDetail
from labapp.services.contributions import Classification, ContributeCommand
from labapp.web import context
from labapp.web.forms import KeyedForm
from labapp.web.pages import _
from labapp.words.labels import label

MOST_TYPED = 20_000
"""Characters that a field takes at all; the domain says how long a contribution may be."""

AT_THE_DESK = (Channel.VOICE, Channel.PAPER, Channel.SIGN, Channel.CHAT)
"""How contributions come in at the desk; phones write for themselves."""


def _choices(members: tuple[StrEnum, ...] | type[StrEnum], *, empty: str = "") -> list[tuple[str, str]]:
    offered = [(member.value, label(member, context.language())) for member in members]
    return [("", empty), *offered] if empty else offered


class ContributeForm(KeyedForm):
    """The quick line of the note-taker."""

    name = "contribute_desk"
    text = TextAreaField(validators=[InputRequired(), Length(max=MOST_TYPED)])
    channel = SelectField(validators=[InputRequired()])
    kind = SelectField()
    person = StringField(validators=[Length(max=40)])
    group = StringField(validators=[Length(max=400)])
    spoken = SelectField(validators=[InputRequired()])
    translation = TextAreaField(validators=[Length(max=MOST_TYPED)])
    translator = StringField(validators=[Length(max=400)])

    def worded(self) -> Self:
        """Give the fields their words and choices."""
        self.text.label.text = _("Lo que dijo")
        self.channel.label.text = _("Cómo llegó")
        self.kind.label.text = _("Tipo")
        self.person.label.text = _("Número o código")
        self.group.label.text = _("Grupo")
        self.spoken.label.text = _("Lengua")
        self.translation.label.text = _("Traducción al español")
        self.translator.label.text = _("Quién tradujo")
        self.channel.choices = _choices(AT_THE_DESK)
        self.kind.choices = _choices(Kind, empty=_("Sin clasificar"))
        self.spoken.choices = _choices(Language)
        return self

    def command(self, person_id: UUID | None) -> ContributeCommand:
        """Return what was typed in the terms of the service."""
        return ContributeCommand(
            text=self.text.data or "",
            channel=Channel(self.channel.data),
            language=Language(self.spoken.data),
            kind=Kind(self.kind.data) if self.kind.data else None,
            group=self.group.data or "",
            person_id=person_id,
            translation=self.translation.data or "",
            translator=self.translator.data or "",
        )


class SeenForm(KeyedForm):
    """A form about one contribution as the page showed it."""

    seen = HiddenField()

    def worded(self, detail: ContributionDetail) -> Self:
        """Give the fields their words and choices for one contribution."""
        return self

    @classmethod
    def about(cls, detail: ContributionDetail) -> Self:
        """Return the form as it is first shown for a contribution."""
        values = cls.values(detail.card)
        return cls.shown(seen=str(detail.card.op), **values).worded(detail)

    @classmethod
    def values(cls, card: ContributionCard) -> dict[str, str]:
        """Return what the fields hold at first."""
        return {}


class ClassifyForm(SeenForm):
    """What staff say about a contribution."""

    name = "classify_contribution"
    kind = SelectField()
    theme = StringField(validators=[Length(max=400)])
    group = StringField(validators=[Length(max=400)])
    item = SelectField()
    spoken = SelectField(validators=[InputRequired()])
    translation = TextAreaField(validators=[Length(max=MOST_TYPED)])
    translator = StringField(validators=[Length(max=400)])

    def worded(self, detail: ContributionDetail) -> Self:
        """Give the fields their words, and the items of this table."""
        self.kind.label.text = _("Tipo")
        self.theme.label.text = _("Tema")
        self.group.label.text = _("Grupo")
        self.item.label.text = _("Punto de la mesa")
        self.spoken.label.text = _("Lengua en que se dijo")
        self.translation.label.text = _("Traducción al español")
        self.translator.label.text = _("Quién tradujo")
        self.kind.choices = _choices(Kind, empty=_("Sin clasificar"))
        self.spoken.choices = _choices(Language)
        self.item.choices = [("", _("Ninguno")), *((str(item), words) for item, words in detail.items)]
        return self

    @classmethod
    def values(cls, card: ContributionCard) -> dict[str, str]:
        """Return what was noted before."""
        return {
            "kind": card.kind.value if card.kind else "",
            "theme": card.theme or "",
            "group": card.group or "",
            "item": str(card.item_id or ""),
            "spoken": card.language.value,
            "translation": card.translation or "",
            "translator": card.translator or "",
        }

    def command(self) -> Classification:
        """Return what was typed in the terms of the service."""
        return Classification(
            kind=Kind(self.kind.data) if self.kind.data else None,
            theme=self.theme.data or "",
            group=self.group.data or "",
            item_id=UUID(self.item.data) if self.item.data else None,
            language=Language(self.spoken.data),
            translation=self.translation.data or "",
            translator=self.translator.data or "",
        )


class RewriteForm(SeenForm):
    """Other words; with the reason once the contribution was read back."""

    name = "rewrite_contribution"
    new_text = TextAreaField(validators=[InputRequired(), Length(max=MOST_TYPED)])
    reason = StringField(validators=[Length(max=400)])

    def worded(self, detail: ContributionDetail) -> Self:
        """Give the fields their words."""
        self.new_text.label.text = _("Texto del aporte")
        self.reason.label.text = _("Por qué cambia")
        self.reason.flags.required = detail.card.state is State.CONFIRMED
        return self

    @classmethod
    def values(cls, card: ContributionCard) -> dict[str, str]:
        """Return the words as they stand."""
        return {"new_text": card.text}


class SplitForm(SeenForm):
    """The parts of a composite contribution, a blank line between them."""

    name = "split_contribution"
    parts = TextAreaField(validators=[InputRequired(), Length(max=MOST_TYPED)])

    def worded(self, detail: ContributionDetail) -> Self:
        """Give the field its words."""
        self.parts.label.text = _("Las partes, con una línea en blanco entre una y otra")
        return self

    @classmethod
    def values(cls, card: ContributionCard) -> dict[str, str]:
        """Return the whole, to be cut."""
        return {"parts": card.text}

    def texts(self) -> tuple[str, ...]:
        """Return the words of each part."""
        lines = (self.parts.data or "").replace("\r\n", "\n").split("\n")
        chunks = "\n".join("" if not line.strip() else line for line in lines).split("\n\n")
        return tuple(chunk for chunk in chunks if chunk.strip())


class JoinForm(SeenForm):
    """The number of the equal contribution that stays."""

    name = "join_contribution"
    number = SelectField()

    def worded(self, detail: ContributionDetail) -> Self:
        """Offer the contributions that may be joined into."""
        self.number.label.text = _("Es igual al aporte")
        self.number.choices = [(number, f"{number} · {text[:70]}") for number, text in detail.others]
        return self


class SeparateForm(SeenForm):
    """Let a joined contribution stand on its own again."""

    name = "separate_contribution"


class WithdrawForm(SeenForm):
    """Whoever said it takes it back."""

    name = "withdraw_contribution"


class ReinstateForm(SeenForm):
    """Whoever took it back gives it again."""

    name = "reinstate_contribution"


class PublicForm(SeenForm):
    """What the public reads."""

    name = "public_contribution"
    public_state = RadioField()
    withhold_reason = SelectField()
    public_text = TextAreaField(validators=[Length(max=MOST_TYPED)])

    def worded(self, detail: ContributionDetail) -> Self:
        """Give the fields their words and choices."""
        self.public_state.label.text = _("Qué lee el público")
        self.withhold_reason.label.text = _("Por qué no se muestra todo")
        self.public_text.label.text = _("Texto para el público")
        self.public_state.choices = _choices(PublicState)
        self.withhold_reason.choices = _choices(WithholdReason, empty=_("Ninguna: se muestra completo"))
        return self

    @classmethod
    def values(cls, card: ContributionCard) -> dict[str, str]:
        """Return what was decided before."""
        return {
            "public_state": card.public_state.value,
            "withhold_reason": card.withhold_reason.value if card.withhold_reason else "",
            "public_text": card.public_text or "",
        }

    def reason(self) -> WithholdReason | None:
        """Return why the public does not read all of it."""
        return WithholdReason(self.withhold_reason.data) if self.withhold_reason.data else None


class ConfirmForm(SeenForm):
    """It was read aloud and nobody objected."""

    name = "confirm_contribution"


class CorrectForm(RewriteForm):
    """It was read aloud and somebody put it right."""

    name = "correct_contribution"
