"""Sentences for refusals about places, spaces, sessions, numbers and terms."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "unknown_place": (
        "Ese código de corregimiento no existe. Busque el lugar por su nombre, o déjelo por precisar.",
        "There is no corregimiento with that code. Look for the place by its name, or leave it to be confirmed.",
    ),
    "lab_needs_one_community": (
        "Un laboratorio es de una sola comunidad. Escoja cuál.",
        "A lab belongs to one community. Choose which.",
    ),
    "community_named_twice": (
        "La misma comunidad está dos veces. Quite una.",
        "The same community is there twice. Remove one.",
    ),
    "table_kind_is_for_tables": (
        "Diga si la mesa es técnica, ampliada o de desarrollo. Un laboratorio no lleva ese dato.",
        "Say whether the table is technical, extended or for development. A lab has no such kind.",
    ),
    "too_many_items": (
        "Los temas llevan letra y ya se usaron las {most}. Reúna dos temas en uno.",
        "Items have a letter and all {most} are used. Join two items into one.",
    ),
    "stage_move_not_allowed": (
        "La sesión cambió y ese paso ya no se puede dar. Recargue la página y vea en qué está.",
        "The session has changed and that step is no longer possible. Reload the page to see where it stands.",
    ),
    "public_reason_required": (
        "Escriba el motivo: lo leerán las personas convocadas.",
        "Write the reason: the people who were invited will read it.",
    ),
    "purpose_not_of_this_space": (
        "Ese tipo de sesión no corresponde aquí. Escoja otro de la lista.",
        "That kind of session does not belong here. Choose another from the list.",
    ),
    "session_ends_before_it_starts": (
        "La hora de salida es anterior a la de inicio. Corrija una de las dos.",
        "The end is before the start. Correct one of them.",
    ),
    "session_is_another_day": (
        "Esta sesión está convocada para otro día. Si se hace hoy, reprográmela primero: así lo sabrá quien fue "
        "convocado.",
        "This session was called for another day. If it is held today, postpone it first, so that those who were "
        "invited know.",
    ),
    "number_not_understood": (
        "No entendemos ese número. Escríbalo como en la lista, por ejemplo 7, 7a o B-27.",
        "We do not understand that number. Write it as on the list, for example 7, 7a or B-27.",
    ),
    "part_cannot_be_divided": (
        "El {number} ya es una parte. Divida el aporte original.",
        "{number} is already a part. Divide the original contribution.",
    ),
    "parts_out_of_range": (
        "Un aporte se divide en {least} partes o más, hasta {most}.",
        "A contribution is divided into {least} parts or more, up to {most}.",
    ),
    "too_many_cards": (
        "No alcanzan los números para tantas tarjetas. Quedan {left}: pida esa cantidad o menos.",
        "There are not enough numbers for so many cards. {left} are left: ask for that many or fewer.",
    ),
    "term_out_of_range": (
        "Escriba un plazo de {least} a {most} días.",
        "Write a term of {least} to {most} days.",
    ),
}
