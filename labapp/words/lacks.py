"""What is missing, as a sentence that says what to do, with the names of fields and numbers in it."""

from __future__ import annotations

from labapp.domain.completeness import SHORTEST_REASON, Lack, Missing
from labapp.domain.response_extras import Extra
from labapp.words.labels import label

_SHORT = {
    "es": "Explique un poco más la razón: tiene {length} caracteres y hacen falta {least}, unas diez palabras.",
    "en": "Explain the reason a little more: it has {length} characters and {least} are needed, about ten words.",
}


def lack_words(lack: Missing, language: str, *, reason: str = "") -> str:
    """Return the sentence for one missing thing; for a short reason it says how long `reason` is."""
    if lack.code is Lack.REASON_TOO_SHORT and reason:
        return _SHORT[language].format(length=len(reason), least=SHORTEST_REASON)
    field = label(Extra(lack.field), language) if lack.field in set(Extra) else lack.field
    return label(lack.code, language).format(field=field, number=_number(lack))


def _number(lack: Missing) -> str:
    # a missing part is named by the field's own text, everything else by the contribution it belongs to
    return lack.number or ""
