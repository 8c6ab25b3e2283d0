"""A form that somebody else overtook: what is stored now stands beside what was typed, and saving again replaces it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from labapp.web.facilitator.session_fields import Seen
from labapp.web.forms import KeyedForm

Stored = tuple[tuple[str, str], ...]
"""Label and stored text of each field that is no longer what the form brought."""


def overtaken(form: KeyedForm, seen: Seen, op: UUID, stored: Mapping[str, str]) -> Stored:
    """Return what is stored of a row that changed since the form was shown, and let the form know its new version.

    `op` is the version of the row now, `stored` its texts by the name of the field. Empty where nothing changed.
    """
    if seen.data in {None, "", str(op)}:
        return ()
    seen.data = str(op)
    return tuple((form[name].label.text, text or "—") for name, text in stored.items())
