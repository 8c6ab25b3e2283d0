"""What the house says when a message cannot be put in the outbox."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "mail_for_nobody": (
        "No queda nadie a quien ponerle un correo: ya están avisadas, o su correo ya está en la salida.",
        "Nobody is left to write to: they were told, or their mail is in the outbox.",
    ),
    "mail_not_again": (
        "Ese correo no está para enviarse otra vez: espera su turno, está saliendo o ya salió.",
        "That mail is not to be sent again: it waits for its turn, is leaving, or has left.",
    ),
    "mail_not_from_here": (
        "Los correos salen desde el centro, no desde esta laptop. Abra esta lista allí.",
        "Mail is sent at the centre and not from this laptop. Open this list there.",
    ),
}
