"""The form with which somebody asks for a correction: the same on a phone and at the desk."""

from __future__ import annotations

from typing import Self

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length

from labapp.domain.attendance import ArrivalChannel
from labapp.domain.minutes import MinutesKind
from labapp.domain.observations import LONGEST_WORDS, parts_of
from labapp.services.observations import Request
from labapp.web import context
from labapp.web.forms import KeyedForm
from labapp.web.pages import _
from labapp.words.labels import label
from labapp.words.observations import place_words


def observation_words() -> dict[str, object]:
    """Give pages the words for what a correction is about."""
    return {"place_words": lambda place: place_words(place, context.language())}


class ObservationForm(KeyedForm):
    """What it is about, and what the document should say."""

    name = "observation"
    number = StringField(validators=[Length(max=12)])
    part = SelectField(validate_choice=False)
    words = TextAreaField(validators=[Length(max=4 * LONGEST_WORDS)])

    def worded(self, kind: MinutesKind) -> Self:
        """Return the form with its words in the reader's language and the parts of this document."""
        self.number.label.text = _("Número del aporte")
        self.part.label.text = _("Si no es un aporte, qué parte")
        whole = ("", _("No sé, o es todo el documento"))
        self.part.choices = [whole, *((one.value, label(one, context.language())) for one in parts_of(kind))]
        self.words.label.text = _("Qué debe decir")
        self.words.flags.required = True
        return self

    def request(self, channel: ArrivalChannel) -> Request:
        """Return what is asked for, as it was sent."""
        return Request(self.number.data or "", self.part.data or "", self.words.data or "", channel)
