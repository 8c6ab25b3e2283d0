"""What the house says when a correction cannot be asked for, or not be answered so."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "observations_not_promised": (
        "Este documento se publicó sin plazo para pedir correcciones. Hable con quien organiza la sesión.",
        "This document was published without a time for asking for corrections. Speak to those who organise it.",
    ),
    "observations_over": (
        "Ya pasó el plazo para pedir correcciones. Lo que escribió no se envió: cópielo si quiere guardarlo.",
        "The time for asking for corrections is over. What you wrote was not sent: copy it if you want to keep it.",
    ),
    "observations_not_shown": (
        "Este documento se retiró. Cuando salga otra versión podrá pedir correcciones.",
        "This document was withdrawn. You may ask for corrections when another version is out.",
    ),
    "observation_not_there": (
        "Ese número y ese código no son de alguien que estuvo en esta sesión. Revise los dos.",
        "That number and code are not of somebody who was in this session. Check both.",
    ),
    "observation_part_unknown": (
        "Elija una parte de la lista, o deje «No sé, o es todo el documento».",
        "Choose a part of the list, or leave “I do not know, or it is the whole document”.",
    ),
    "observation_one_place": (
        "Diga el número del aporte o la parte, no los dos. Si son dos cosas, pida una corrección por cada una.",
        "Give the number of the contribution or the part, not both. If there are two things, ask for each separately.",
    ),
    "observation_number_unknown": (
        "En esta sesión no hay un aporte {number}. Si falta uno en el documento, deje el número en blanco y cuéntelo.",
        "There is no contribution {number} in this session. If one is missing, leave the number blank and tell us.",
    ),
    "observation_empty": (
        "Escriba qué debe decir el documento.",
        "Write what the document should say.",
    ),
    "observation_too_long": (
        "Dígalo en {limit} letras o menos. Si son varias cosas, pida una corrección por cada una.",
        "Say it in {limit} letters or fewer. If there are several things, ask for each separately.",
    ),
    "observation_too_many": (
        "Ya tiene {limit} correcciones sin contestar. Espere a que le contesten alguna.",
        "You already have {limit} corrections waiting for an answer. Wait until some are answered.",
    ),
    "observation_needs_outcome": (
        "Elija una: se corrige, se corrige en parte, o no se corrige.",
        "Choose one: it is corrected, it is corrected in part, or it is not corrected.",
    ),
    "observation_needs_reason": (
        "Escriba la razón. La lee quien pidió la corrección y sale en la página pública.",
        "Write the reason. Whoever asked reads it, and it is on the public page.",
    ),
    "observation_reason_too_long": (
        "La razón tiene más de {limit} letras. Acórtela.",
        "The reason has more than {limit} letters. Shorten it.",
    ),
    "observation_untied": (
        "Quien pidió esta corrección retiró sus datos y sus palabras. No queda nada que contestar.",
        "Whoever asked for this took back their data and their words. There is nothing left to answer.",
    ),
    "observation_told": (
        "Esta contestación ya salió en una versión publicada y no cambia.",
        "This answer is already in a published version and does not change.",
    ),
}
