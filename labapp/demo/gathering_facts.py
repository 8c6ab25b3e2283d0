"""What was said in Agua Fría and what was answered so far: a place that exists, people who do not."""

from __future__ import annotations

from labapp.domain.assignments import LiaisonCapacity
from labapp.domain.contributions import Kind
from labapp.domain.demographics import AgeBand, FirstTime, Gender, PlaceScope, Sector
from labapp.domain.minutes import Block
from labapp.domain.response_extras import Extra
from labapp.domain.responses import Disposition
from labapp.services.responses import GivenAnswer

THEIRS: tuple[tuple[str, Sector], ...] = (
    ("IDAAN", Sector.CENTRAL_GOVERNMENT),
    ("MINSA", Sector.CENTRAL_GOVERNMENT),
)
"""The institutions that owe answers; neither shares a lab with ANTAI."""

LIAISONS: tuple[tuple[str, str, LiaisonCapacity, int], ...] = (
    ("enlace", "Enlace de prueba", LiaisonCapacity.PRINCIPAL, 365),
    ("suplente", "Suplente de prueba", LiaisonCapacity.SUBSTITUTE, 60),
)
"""Who answers for the first of them: username, name, as what, and for how many days from today."""

Guest = tuple[str, Gender, AgeBand, FirstTime, str]

GUESTS: tuple[Guest, ...] = (
    ("Hermelinda Caisamo", Gender.WOMAN, AgeBand.FROM_45_TO_59, FirstTime.YES, "6000-0101"),
    ("Plutarco Berrugate", Gender.MAN, AgeBand.FROM_60_TO_74, FirstTime.YES, "6000-0102"),
    ("Yaremis Chami", Gender.WOMAN, AgeBand.FROM_18_TO_29, FirstTime.YES, "6000-0103"),
    ("Absalón Mosquera", Gender.MAN, AgeBand.FROM_30_TO_44, FirstTime.NO, ""),
    ("Teolinda Barrigón", Gender.WOMAN, AgeBand.FROM_30_TO_44, FirstTime.YES, "6000-0104"),
    ("Everardo Ruiloba", Gender.MAN, AgeBand.FROM_45_TO_59, FirstTime.NO, ""),
    ("Micaela Dogirama", Gender.WOMAN, AgeBand.FROM_60_TO_74, FirstTime.YES, "micaela@example.org"),
    ("Saturnino Peralta", Gender.MAN, AgeBand.FROM_18_TO_29, FirstTime.YES, "6000-0105"),
    ("Denia Cabrera", Gender.WOMAN, AgeBand.FROM_45_TO_59, FirstTime.YES, ""),
)
"""Name, gender, age band, first time, and the mobile or the mail of whoever asked to be told (else empty)."""

HERE = PlaceScope.THIS_COMMUNITY

SAID: tuple[tuple[str, Kind], ...] = (
    ("Poner el horario del agua en el tablero de la junta comunal y leerlo en la radio.", Kind.PROPOSAL),
    ("El agua llega a la parte alta dos días por semana, y nadie sabe cuáles.", Kind.PROBLEM),
    ("Cambiar el tubo de la subida, que se rompe cada invierno.", Kind.PROPOSAL),
    ("¿Quién responde cuando el camión cisterna no viene?", Kind.QUESTION),
    ("Un tanque para la escuela, que cierra cuando no hay agua.", Kind.PROPOSAL),
    ("Que alguien mida si el agua de los pozos se puede tomar, y lo diga.", Kind.PROPOSAL),
    ("Que las cuentas de la junta de agua se lean cada tres meses delante de todos.", Kind.PROPOSAL),
    ("Que se enseñe a cuidar las tomas de agua en las dos orillas del río.", Kind.PROPOSAL),
    ("Que avisen antes de echar cloro, porque hay quien lava ese día.", Kind.PROPOSAL),
)
"""What each of the guests said, in their order."""

ANSWERS: dict[int, GivenAnswer] = {
    1: GivenAnswer(
        primary=Disposition.INCORPORATED,
        reason="El horario se pondrá en el tablero cada lunes y se leerá en la radio: quedó escrito en el compromiso.",
        extras={Extra.CLAUSE: "Hito 1", Extra.VERSION: "1"},
    ),
    7: GivenAnswer(
        primary=Disposition.INCORPORATED_IN_PART,
        reason="Las cuentas se leerán dos veces al año en asamblea; cada tres meses pide más personal del que hay.",
        extras={Extra.CLAUSE: "Hito 3", Extra.LEFT_OUT: "La lectura cada tres meses."},
    ),
}
"""The answers of the advance, by number."""

THEIR_NUMBERS: tuple[tuple[int, ...], ...] = ((2, 3, 4, 5), (6,))
"""What each of the institutions owes."""

OWN_NUMBERS = (8, 9)
"""What ANTAI owes as long as nobody else is asked."""

SUMMARY = (
    "En Agua Fría se habló del agua que no llega a la parte alta.\n"
    "Se dijeron nueve cosas; cada una tiene su número y tendrá su respuesta.\n"
    "Lo más pedido: saber qué días hay agua y cambiar el tubo de la subida."
)

DEVELOPMENT = (
    "Se trabajó en tres grupos, con un mapa de las tomas de agua.\n\n- La parte alta\n- La escuela\n- Los pozos"
)

DEVELOPMENT_CORRECTED = (
    "Se trabajó en cuatro grupos, con un mapa de las tomas de agua.\n\n"
    "- La parte alta\n- La escuela\n- Los pozos\n- Las dos orillas del río"
)

Wish = tuple[int, str, str, str]

TAKEN_UP: Wish = (8, "", Block.DEVELOPMENT, "Fuimos cuatro grupos: falta el de las dos orillas del río.")
REFUSED: Wish = (6, "", Block.DEVELOPMENT, "Que diga el nombre de quien cuida la llave de paso.")
WAITING: Wish = (5, "5", "", "Dije dos tanques: uno para la escuela y otro para el comedor.")
"""A correction that is asked for: by whom of the guests, about which contribution or which part, in which words."""

WHY_REFUSED = "La minuta cuenta lo que se habló sin nombrar a personas; quién cuida la llave se pone en el tablero."
