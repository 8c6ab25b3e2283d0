"""What the house says when something cannot be assigned, given back, extended, sent or answered as a liaison."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "nothing_chosen": (
        "Marque al menos un aporte de la lista.",
        "Tick at least one contribution of the list.",
    ),
    "institution_unknown": (
        "Escoja una institución de la lista. Si no está, agréguela en «Programa», en las organizaciones.",
        "Choose an institution of the list. If it is not there, add it under “Programme”, organisations.",
    ),
    "due_day_missing": (
        "Indique para qué día se espera la respuesta.",
        "Say for what day the answer is expected.",
    ),
    "due_day_passed": (
        "Ese día ya pasó. Escoja de hoy en adelante.",
        "That day has passed. Choose today or later.",
    ),
    "already_answered": (
        "El aporte {number} ya tiene su respuesta completa. Quítele la marca y asigne los demás.",
        "Contribution {number} has its complete answer already. Untick it and assign the others.",
    ),
    "is_assigned": (
        "Este aporte está asignado a una institución. Cambie la institución o la fecha en la lista de respuestas, "
        "al asignarlo otra vez.",
        "This contribution is assigned to an institution. Change institution or day in the list of answers, by "
        "assigning it again.",
    ),
    "no_longer_assigned": (
        "Este aporte ya no está asignado a esa institución. Vuelva a la lista para ver cómo quedó.",
        "This contribution is no longer assigned to that institution. Go back to the list to see how it stands.",
    ),
    "give_back_needs_reason": (
        "Diga por qué no le compete a la institución.",
        "Say why it is not for the institution to answer.",
    ),
    "give_back_needs_whom": (
        "Diga a quién le toca. Si no lo sabe, escriba «No lo sabemos».",
        "Say to whom it belongs. If you do not know, write “We do not know”.",
    ),
    "extension_asked_already": (
        "Para este aporte ya se pidió prórroga, y se pide una sola vez.",
        "More time was asked for already, and it is asked for only once.",
    ),
    "extension_needs_reason": (
        "Diga por qué hace falta más tiempo. Si se concede, esa razón se publica.",
        "Say why more time is needed. If it is granted, that reason is published.",
    ),
    "extension_day_missing": (
        "Indique hasta qué día se pide la prórroga.",
        "Say until what day more time is asked for.",
    ),
    "extension_not_longer": (
        "La prórroga tiene que terminar después de la fecha de ahora y después de hoy.",
        "More time has to end after the present day of the answer and after today.",
    ),
    "extension_decided": (
        "Esta prórroga ya se decidió.",
        "This has been decided already.",
    ),
}
