"""Sentences for refusals at the door: what happened, and what to do."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "session_code_unknown": (
        "No hay ninguna sesión con ese código. Mire otra vez la pantalla o el cartel, o pida ayuda en el registro.",
        "There is no session with that code. Look at the screen or the poster again, or ask at the registration desk.",
    ),
    "person_code_unknown": (
        "Ese número y ese código no van juntos. Revise las letras, o pregunte en el registro.",
        "That number and that code do not belong together. Check the letters, or ask at the registration desk.",
    ),
    "person_unknown": (
        "Esa persona ya no está en la lista.",
        "That person is no longer on the list.",
    ),
    "room_closed": (
        "La sala ya cerró. Si estuvo y no está en la lista, dígalo en el registro.",
        "The room has closed. If you were here and are not on the list, say so at the registration desk.",
    ),
    "room_not_open": (
        "El registro todavía no está abierto. Espere a que empiece la sesión.",
        "Registration is not open yet. Wait for the session to begin.",
    ),
    "register_closed": (
        "El registro de esta sesión está cerrado: ya no se anota a nadie.",
        "The register of this session is closed: nobody can be added any more.",
    ),
    "too_fast": (
        "Desde este celular llegaron muchos registros seguidos. Lo anterior quedó guardado; los demás pueden ir al "
        "registro o usar otro celular.",
        "Many entries came from this phone in a row. The earlier ones are kept; the others can go to the "
        "registration desk or use another phone.",
    ),
    "card_unknown": (
        "Esa tarjeta no es de este laboratorio o mesa. Revise el código.",
        "That card does not belong to this lab or table. Check the code.",
    ),
    "card_taken": (
        "La tarjeta {number} ya la tiene otra persona. Use otra.",
        "Card {number} belongs to somebody already. Use another one.",
    ),
    "consent_not_given": (
        "Ese permiso no está dado, o ya se retiró.",
        "That consent is not given, or was withdrawn already.",
    ),
    "contact_unreadable": (
        "Ese número no se entiende. Escriba solo los números, por ejemplo 6123-4567, o déjelo vacío.",
        "That number cannot be read. Write digits only, for example 6123-4567, or leave it empty.",
    ),
    "address_unreadable": (
        "Ese correo no se entiende. Escriba uno solo, sin tildes ni espacios, por ejemplo ana@ejemplo.com, o déjelo "
        "vacío.",
        "That mail address cannot be read. Write only one, without accents or spaces, for example ana@example.com, or "
        "leave it empty.",
    ),
    "organisation_too_long": (
        "El nombre de la organización pasa de {limit} letras. Escríbalo más corto.",
        "The name of the organisation is longer than {limit} characters. Write a shorter one.",
    ),
    "position_too_long": (
        "El cargo pasa de {limit} letras. Escríbalo más corto.",
        "The position is longer than {limit} characters. Write a shorter one.",
    ),
    "questions_closed": (
        "Las preguntas anónimas ya se cerraron. No hace falta hacer nada más.",
        "The anonymous questions are closed. There is nothing more to do.",
    ),
}
