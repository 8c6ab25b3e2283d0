"""The words of the door: parts in a session, ways to arrive, totals, and what to look at in a list."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.attendance import AgeSide, ArrivalChannel, Held, Part, Total
from labapp.domain.likeness import Reason
from labapp.domain.rosters import RowProblem

LABELS: dict[StrEnum, tuple[str, str]] = {
    Part.PARTICIPANT: ("Participante", "Participant"),
    Part.ORGANISING_TEAM: ("Equipo organizador", "Organising team"),
    Part.AUTHORITY: ("Autoridad", "Authority"),
    Part.OBSERVER: ("Observación", "Observer"),
    Part.INTERPRETER: ("Interpretación", "Interpreter"),
    Part.PRESS: ("Prensa", "Press"),
    ArrivalChannel.PHONE: ("Celular", "Phone"),
    ArrivalChannel.DESK: ("Registro", "Desk"),
    ArrivalChannel.CARD: ("Tarjeta", "Card"),
    ArrivalChannel.SHEET: ("Hoja firmada", "Signed sheet"),
    ArrivalChannel.IMPORT: ("Lista de la reunión virtual", "List of the online meeting"),
    Total.PARTICIPANTS: ("Participantes", "Participants"),
    Total.AUTHORITIES: ("Autoridades", "Authorities"),
    Total.OBSERVERS_AND_PRESS: ("Observación y prensa", "Observers and press"),
    Total.TEAM: ("Equipo e interpretación", "Team and interpreters"),
    Total.EVERYBODY: ("Todas las personas en la sala", "Everybody in the room"),
    AgeSide.ADULT: ("18 años o más", "18 or older"),
    AgeSide.MINOR: ("Menos de 18 años", "Under 18"),
    AgeSide.UNASKED: ("No se preguntó", "Not asked"),
    Held.NAME: ("Nombre", "Name"),
    Held.CONTACT: ("Celular, WhatsApp o correo", "Phone, WhatsApp or mail"),
    Held.IMAGE: ("Foto y video", "Photo and video"),
    Held.URN: ("Preguntas anónimas", "Anonymous questions"),
    Reason.SAME_NAME: ("Mismo nombre", "Same name"),
    Reason.SAME_WORDS: ("Mismo nombre en otro orden", "Same name in another order"),
    Reason.SAME_SOUND: ("Nombres que suenan igual", "Names that sound alike"),
    Reason.ONE_SLIP: ("Nombres con una letra distinta", "Names with one letter different"),
    Reason.INITIALS: ("Coinciden con las iniciales", "They fit the initials"),
    Reason.SHORTER_NAME: ("Un nombre es la forma corta del otro", "One name is the short form of the other"),
    Reason.SAME_FIRST_NAME: ("Mismo primer nombre", "Same first name"),
    Reason.SAME_CONTACT: ("Mismo celular o correo", "Same phone or mail"),
    Reason.SAME_ORGANISATION: ("Misma organización", "Same organisation"),
    RowProblem.NAME_ABSENT: ("Escriba el nombre, o descarte la fila.", "Write the name, or drop the row."),
    RowProblem.NAME_LONG: ("El nombre es muy largo. Acórtelo.", "The name is too long. Shorten it."),
    RowProblem.NAME_OF_DEVICE: (
        "Parece el nombre de un celular. Averigüe quién era, o descarte la fila.",
        "It looks like the name of a phone. Find out who it was, or drop the row.",
    ),
    RowProblem.NAME_REPEATED: (
        "Este nombre ya está en la lista. Confirme si son dos personas.",
        "This name is in the list already. Confirm whether they are two people.",
    ),
    RowProblem.TIME_UNREADABLE: (
        "No se pudo leer una hora. Escríbala al confirmar.",
        "A time could not be read. Write it when you confirm.",
    ),
    RowProblem.OTHER_DAY: (
        "La hora es de otro día. Revise si la lista es de esta sesión.",
        "The time is of another day. Check whether the list is of this session.",
    ),
    RowProblem.LEFT_BEFORE_ENTRY: (
        "La salida es anterior a la entrada. Se tomó solo la entrada; corríjala si hace falta.",
        "The exit is before the entry. Only the entry was taken; correct it if needed.",
    ),
    RowProblem.TWICE_AT_ONCE: (
        "Este nombre estuvo dos veces al mismo tiempo. Pueden ser dos aparatos o dos personas.",
        "This name was there twice at once. It may be two devices or two people.",
    ),
}
"""Spanish and English of every code of the room of attendance."""
