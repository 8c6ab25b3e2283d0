"""The forms of the minutes, worded in the reader's language."""

from __future__ import annotations

from typing import Self

from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

from labapp.web.forms import KeyedForm
from labapp.web.pages import _

MOST_TYPED = 100_000
"""Characters that a field takes at all; the service says how long a block may be."""


class BlockForm(KeyedForm):
    """What a person writes for one block."""

    name = "minutes_block"
    words = TextAreaField(validators=[Length(max=MOST_TYPED)])
    seen = HiddenField()

    def worded(self) -> Self:
        """Give the field its words."""
        self.words.label.text = _("Texto de esta parte")
        return self


class NotesForm(KeyedForm):
    """Why some contributions were not read back, and what a new version changes."""

    name = "minutes_notes"
    unread_note = TextAreaField(validators=[Length(max=MOST_TYPED)])
    change_note = TextAreaField(validators=[Length(max=MOST_TYPED)])

    def worded(self) -> Self:
        """Give the fields their words."""
        self.unread_note.label.text = _("Por qué no se leyeron algunos aportes en la sala")
        self.change_note.label.text = _("Qué cambia en esta versión")
        return self


class ReviewForm(KeyedForm):
    """The draft is ready for whoever approves."""

    name = "minutes_review"


class ReturnForm(KeyedForm):
    """Something has to be mended."""

    name = "minutes_return"
    note = TextAreaField(validators=[Length(max=MOST_TYPED)])

    def worded(self) -> Self:
        """Give the field its words."""
        self.note.label.text = _("Qué hay que corregir")
        return self


class ApproveForm(KeyedForm):
    """Another person approves exactly what the page showed."""

    name = "minutes_approve"
    digest = HiddenField()


class PublishForm(KeyedForm):
    """The next version goes out."""

    name = "minutes_publish"
