"""Sentences for refusals about the programme and its holidays."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "public_address_unfit": (
        "Escriba la dirección completa, por ejemplo https://laboratorios.example.org, sin nada después.",
        "Write the whole address, for example https://labs.example.org, with nothing after it.",
    ),
    "policy_is_fixed": (
        "Ya se publicaron cifras con la otra manera. No se puede cambiar: comparando las dos se sabría de personas.",
        "Figures were published the other way. This cannot change: comparing the two would tell of persons.",
    ),
    "holiday_is_there": (
        "Ese día ya está en la tabla: {name}.",
        "That day is in the table already: {name}.",
    ),
}
