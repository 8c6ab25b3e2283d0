"""Finding a place without script: type, press Buscar, choose one of what was found; or leave it to be settled."""

from __future__ import annotations

from flask import request
from wtforms import HiddenField, RadioField, StringField

from labapp.domain.errors import RuleViolated
from labapp.domain.places import SEARCH_LIMIT, Place, place_if_known, search_places
from labapp.domain.text import clean_line
from labapp.web import context
from labapp.web.facilitator.session_fields import WordedForm
from labapp.web.pages import _
from labapp.words.labels import refusal
from labapp.words.labels_places import PLACE_TO_BE_SETTLED

FIND_BUTTON = "buscar"


class PlaceForm(WordedForm):
    """A form with a place in it. A name that was typed and not looked up yet is looked up before anything is kept."""

    find = StringField()
    searched = HiddenField()
    place = RadioField(validate_choice=False)

    def words(self) -> dict[str, str]:
        """Return the label of each field."""
        return {"find": _("Buscar el corregimiento"), "place": _("¿Dónde queda?")}

    @property
    def is_search(self) -> bool:
        """Whether what arrived asks to look a place up, and not to keep the form."""
        typed = clean_line(self.find.data or "")
        return FIND_BUTTON in request.form or (bool(typed) and typed != self.searched.data)

    def search(self) -> None:
        """Offer what the typed name finds; one result is chosen already, of several the person chooses."""
        typed = clean_line(self.find.data or "")
        self.searched.data = typed
        found = search_places(typed)
        self._offer(found)
        if len(found) == 1:
            self.place.data = found[0].code
        elif found:
            self.place.data = None
        else:
            self.refuse("find", refusal("place_not_found", context.language(), {}))

    def offer(self) -> None:
        """Offer what was found before, the place that is chosen, and none."""
        self._offer(search_places(self.searched.data or ""))

    def _offer(self, found: tuple[Place, ...]) -> None:
        offered = {place.code: place.shown for place in found}
        chosen = self._chosen()
        if chosen is not None:
            offered.setdefault(chosen.code, chosen.shown)
        settled = PLACE_TO_BE_SETTLED[0 if context.language() == "es" else 1]
        self.place.choices = [*offered.items(), ("", settled)]

    def _chosen(self) -> Place | None:
        try:
            return place_if_known(self.place.data)
        except RuleViolated:
            return None

    @property
    def has_more(self) -> bool:
        """Whether the search found as many as it shows, so that a longer name would help."""
        return len(search_places(self.searched.data or "")) == SEARCH_LIMIT

    def check_place(self) -> bool:
        """Put a sentence beside the field where several were found and none was chosen."""
        if self.place.data is None:
            self.refuse("place", refusal("place_not_chosen", context.language(), {}))
        return self.place.data is not None

    @property
    def place_code(self) -> str | None:
        """The code that was chosen, None for a place to be settled."""
        return self.place.data or None
