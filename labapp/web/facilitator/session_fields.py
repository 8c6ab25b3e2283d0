"""Fields of the planning forms: each says in a sentence what to write when what came cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import DateField, Field, Form, HiddenField, IntegerField, SelectMultipleField, StringField, TimeField
from wtforms.form import BaseForm
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput

from labapp.domain.places import Place, place, search_places
from labapp.domain.terms import LONGEST_TERM
from labapp.domain.text import fold
from labapp.web.forms import KeyedForm
from labapp.web.pages import _


class Needed:
    """A field that must be filled in; `sentence` says what to write."""

    field_flags = {"required": True}  # noqa: RUF012 (WTForms reads it from the instance)

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence

    def __call__(self, _form: Form, field: Field) -> None:
        """Stop with the sentence when nothing was written."""
        if not any(str(value).strip() for value in field.raw_data or ()):
            field.errors = []
            raise StopValidation(_(self._sentence))


class Blank:
    """A field that may be left empty; what cannot be read is still refused."""

    field_flags = {"optional": True}  # noqa: RUF012 (WTForms reads it from the instance)

    def __call__(self, _form: Form, field: Field) -> None:
        """Accept nothing."""
        if not any(str(value).strip() for value in field.raw_data or ()):
            field.errors = []
            raise StopValidation


class Day(DateField):
    """A day, as the browser's calendar sends it."""

    def process_formdata(self, valuelist: list[Any]) -> None:  # WTForms' own signature
        """Read the day, or say how to write it."""
        try:
            super().process_formdata(valuelist)
        except ValueError as wrong:
            raise ValueError(_("Escoja el día en el calendario, o escríbalo así: 2026-11-20.")) from wrong


class Hour(TimeField):
    """An hour of the day."""

    def process_formdata(self, valuelist: list[Any]) -> None:  # WTForms' own signature
        """Read the hour, or say how to write it."""
        try:
            super().process_formdata(valuelist)
        except ValueError as wrong:
            raise ValueError(_("Escriba la hora así: 14:30 para las 2:30 p. m.")) from wrong


class Whole(IntegerField):
    """A whole number."""

    def process_formdata(self, valuelist: list[Any]) -> None:  # WTForms' own signature
        """Read the number, or say what is expected."""
        try:
            super().process_formdata(valuelist)
        except ValueError as wrong:
            raise ValueError(_("Escriba un número sin decimales, por ejemplo 40.")) from wrong


class Term(Whole):
    """A number of days that may be promised."""

    def pre_validate(self, _form: BaseForm) -> None:
        """Refuse a term that no call can promise."""
        if self.data is not None and not 1 <= self.data <= LONGEST_TERM:
            raise StopValidation(_("Escriba un plazo de 1 a %(most)s días.", most=LONGEST_TERM))


class Several(SelectMultipleField):
    """Several of a few, as check boxes."""

    option_widget = CheckboxInput()


class Seen(HiddenField):
    """The version of the row that was shown, hidden in the form."""

    @property
    def version(self) -> UUID:
        """The version that was shown; one that no row has where it cannot be read."""
        try:
            return UUID(self.data or "")
        except ValueError:
            return UUID(int=0)

    @property
    def version_if_any(self) -> UUID | None:
        """The version that was shown, or None where there was nothing yet to show."""
        return self.version if self.data else None


class PlaceField(StringField):
    """A corregimiento by its name; `place` is what was found."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # WTForms' own signature is untyped
        super().__init__(*args, **kwargs)
        self.place: Place | None = None

    def pre_validate(self, _form: BaseForm) -> None:
        """Find the place, or say which ones have that name."""
        typed = (self.data or "").strip()
        if not typed:
            return
        found = search_places(typed, limit=4)
        named = [each for each in found if fold(each.shown) == fold(typed)] or found
        if not named:
            raise StopValidation(_("No encontramos ese lugar. Escriba el nombre del corregimiento y el del distrito."))
        if len(named) > 1:
            several = "; ".join(each.shown for each in named)
            raise StopValidation(_("Hay varios lugares así. Escriba uno completo: %(places)s.", places=several))
        self.place = named[0]

    @property
    def code(self) -> str | None:
        """The code of the place that was found, or None where nothing was written."""
        return self.place.code if self.place else None


def shown_place(code: str | None) -> str:
    """Return how a stored place stands in its field."""
    return place(code).shown if code else ""


class WordedForm(KeyedForm):
    """A form whose labels are in the reader's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # WTForms' own signature is untyped
        super().__init__(*args, **kwargs)
        for name, words in self.words().items():
            self[name].label.text = words

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {}


def chosen_ids(values: Sequence[str] | None) -> frozenset[UUID]:
    """Return the ids of the boxes that were ticked; the field has checked that they were on offer."""
    return frozenset(UUID(value) for value in values or ())
