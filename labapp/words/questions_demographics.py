"""The questions that people are asked about themselves, in the wording that paper and screen share."""

from __future__ import annotations

from labapp.domain.dimensions import AnonymousQuestion, DimensionKey

QUESTIONS: dict[DimensionKey, tuple[str, str]] = {
    DimensionKey.GENDER: ("¿Con qué género se identifica?", "Which gender do you identify with?"),
    DimensionKey.AGE_BAND: ("¿En qué grupo de edad está?", "Which age group are you in?"),
    DimensionKey.PLACE_SCOPE: ("¿De dónde viene?", "Where do you come from?"),
    DimensionKey.SECTOR: ("¿Desde dónde participa hoy?", "In what role are you taking part today?"),
    DimensionKey.FIRST_TIME: (
        "¿Es la primera vez que participa en una mesa o laboratorio?",
        "Is this the first time that you take part in a table or lab?",
    ),
}
"""Of the attendance list. The sector is not asked of people; the desk reads its question when it classes one."""

ANONYMOUS_QUESTIONS: dict[AnonymousQuestion, tuple[str, str]] = {
    AnonymousQuestion.INDIGENOUS_PEOPLE: (
        "¿Se identifica usted con algún pueblo originario o indígena? ¿Con cuál?",
        "Do you identify with an indigenous people? Which one?",
    ),
    AnonymousQuestion.AFRO_DESCENT: (
        "¿Se identifica usted como persona afrodescendiente? "
        "(negra, morena, afropanameña, afrocolonial, afroantillana u otra)",
        "Do you identify as an afro-descendant person? "
        "(black, brown, Afro-Panamanian, Afro-colonial, Afro-Antillean or another)",
    ),
    AnonymousQuestion.DIFFICULTY: (
        "Seis preguntas sobre dificultades para hacer algunas actividades",
        "Six questions about difficulties in doing certain activities",
    ),
    AnonymousQuestion.OTHER_GENDER: (
        "¿Se identifica con un género distinto de mujer u hombre?",
        "Do you identify with a gender other than woman or man?",
    ),
}

SAME_AREA_OF = ("Otra parte de {area}", "Elsewhere in {area}")
"""The answer to where somebody comes from, when the district (or comarca) of the community is known."""

WITHHELD = ("No se publica (grupo pequeño)", "Not published (small group)")
"""In place of a table, whatever the cause."""
