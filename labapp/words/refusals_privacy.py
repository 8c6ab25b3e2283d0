"""What the house says when the notice to people still has a blank."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "notice_incomplete": (
        "El aviso de privacidad tiene espacios en blanco (en total: {count}). Complételos en los datos del programa "
        "antes de abrir la sesión.",
        "The privacy notice has blanks (in all: {count}). Fill them in with the facts of the programme before the "
        "session opens.",
    ),
}
