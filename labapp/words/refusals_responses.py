"""What the house says when it cannot publish an answer yet."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "response_incomplete": (
        "Todavía no puede llamarse respuesta razonada. Datos que faltan: {count}. Complételos desde la lista, "
        "o publique un avance.",
        "It cannot be called a reasoned response yet. Things missing: {count}. Complete them from the list, "
        "or publish a progress report.",
    ),
    "progress_incomplete": (
        "El avance todavía no se puede publicar. Datos que faltan: {count}. Cada aporte pendiente lleva "
        "institución y fecha.",
        "The progress report cannot go out yet. Things missing: {count}. Each pending contribution names an "
        "institution and a day.",
    ),
}
