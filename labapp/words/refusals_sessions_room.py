"""Sentences for refusals of planning: sessions, their stages, agenda and call."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "venue_missing": (
        "Escriba dónde es: el lugar, o la plataforma si es virtual.",
        "Write where it is: the venue, or the platform if it is virtual.",
    ),
    "line_too_long": (
        "Es muy largo. Escríbalo en {longest} letras o menos.",
        "That is too long. Write it in {longest} characters or fewer.",
    ),
    "text_too_long": (
        "El texto es muy largo. Acórtelo a {longest} letras.",
        "The text is too long. Shorten it to {longest} characters.",
    ),
    "capacity_too_small": (
        "Escriba cuántas personas caben, o deje el espacio vacío.",
        "Write how many people fit, or leave it empty.",
    ),
    "staff_not_of_space": (
        "Una de esas personas ya no trabaja en las organizaciones de este laboratorio o mesa. Quítela de la lista.",
        "One of those people no longer works in the organisations of this lab or table. Take them off the list.",
    ),
    "day_has_passed": (
        "Ese día y esa hora ya pasaron. Escriba una fecha que venga; si la sesión ya se hizo, ábrala para anotar lo "
        "que quedó en papel.",
        "That day and hour have passed. Write a date to come; if the session was held already, open it to type what "
        "was left on paper.",
    ),
    "urn_half_sealed": (
        "El cierre de las preguntas anónimas de este laboratorio o mesa quedó a medias. Termínelo en Cierre y vuelva "
        "a abrir la sesión.",
        "The closing of the anonymous questions of this lab or table was left unfinished. Finish it under Closing and "
        "open the session again.",
    ),
    "urn_not_ready": (
        "No se pudo preparar el archivo de las preguntas anónimas. Revise que la laptop tenga espacio en el disco y "
        "vuelva a abrir la sesión.",
        "The file of the anonymous questions could not be prepared. See that the laptop has space on its disk and "
        "open the session again.",
    ),
    "minutes_out_of_range": (
        "Escriba los minutos de cada parte: de 1 a {most}.",
        "Write the minutes of each part: from 1 to {most}.",
    ),
    "block_needs_a_title": (
        "Escoja una parte de la lista o escriba cómo se llama la nueva.",
        "Choose a part from the list, or write what the new one is called.",
    ),
    "too_many_blocks": (
        "La agenda ya tiene {most} partes. Ponga de nuevo una de las que quitó o reúna dos en una.",
        "The agenda has {most} parts already. Put back one that you removed, or join two in one.",
    ),
    "draft_not_of_space": (
        "Ese borrador no es de este laboratorio o mesa. Escoja otro de la lista.",
        "That draft is not of this lab or table. Choose another from the list.",
    ),
    "too_many_expected": (
        "La lista pasa de {most} personas. Pegue una parte de ella.",
        "The list has more than {most} people. Paste a part of it.",
    ),
    "place_not_found": (
        "No encontramos ese lugar. Escriba el corregimiento y, si hay varios con ese nombre, también el distrito.",
        "We did not find that place. Write the corregimiento and, where several share the name, the district too.",
    ),
}
