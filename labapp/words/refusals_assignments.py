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
    "letter_asks_nothing": (
        "No hay aportes asignados a esta institución que falte pedir. Asígnele alguno primero.",
        "Nothing is assigned to this institution that was not asked for yet. Assign something first.",
    ),
    "letter_needs_place": ("Escriba el lugar, por ejemplo «Panamá».", "Write the place, for example “Panamá”."),
    "letter_needs_day": ("Escoja la fecha de la nota.", "Choose the date of the letter."),
    "letter_needs_request": ("Escriba qué se pide a la institución.", "Write what the institution is asked for."),
    "letter_needs_number": (
        "Escriba el número con el que salió la nota.",
        "Write the number with which the letter went out.",
    ),
    "letter_needs_sent_day": ("Escoja el día en que salió la nota.", "Choose the day on which the letter went out."),
    "letter_not_sent": (
        "Primero anote el número y la fecha con que salió la nota.",
        "First note the number and the date with which the letter went out.",
    ),
    "reply_needs_number": (
        "Escriba el número de la nota de la institución.",
        "Write the number of the letter of the institution.",
    ),
    "reply_needs_day": (
        "Escoja la fecha de la nota de la institución.",
        "Choose the date of the letter of the institution.",
    ),
    "reply_before_letter": (
        "La nota de la institución no puede ser de antes del día en que salió la de ustedes. Revise las dos fechas.",
        "The letter of the institution cannot be older than the day on which yours went out. Check both dates.",
    ),
    "scan_lost": (
        "El archivo escaneado ya no está en esta laptop o cambió. Adjúntelo otra vez desde el original.",
        "The scanned file is no longer on this laptop or it changed. Attach it again from the original.",
    ),
    "designation_missing": (
        "Todavía no está anotada la nota con que su institución le designa como enlace institucional. Pídale a quien "
        "administra el programa que la anote; mientras tanto no puede ver ni responder aportes.",
        "The letter by which your institution designates you as its liaison is not noted yet. Ask whoever administers "
        "the program to note it; until then you can neither see nor answer contributions.",
    ),
    "designation_not_begun": (
        "Su designación como enlace institucional todavía no empieza. Desde ese día puede ver y responder.",
        "Your designation as liaison has not begun yet. From that day on you can see and answer.",
    ),
    "designation_ended": (
        "Su designación como enlace institucional terminó. Si su institución la renovó, pídale a quien administra el "
        "programa que anote la nota nueva.",
        "Your designation as liaison has ended. If your institution renewed it, ask whoever administers the program "
        "to note the new letter.",
    ),
    "designation_is_for_liaisons": (
        "Solo se designa a quien tiene la función de enlace institucional. Cámbiela primero.",
        "Only somebody with the function of a liaison is designated. Change that first.",
    ),
    "designation_needs_number": ("Escriba el número de la nota.", "Write the number of the letter."),
    "designation_needs_days": (
        "Escoja la fecha de la nota y desde qué día vale.",
        "Choose the date of the letter and from what day it holds.",
    ),
    "designation_ends_before": (
        "El último día no puede ser antes del primero.",
        "The last day cannot be before the first.",
    ),
}
