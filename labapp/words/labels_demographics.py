"""What is asked of who comes, why, with which answers, and what published counts are called.

The questions keep the wording of the demographic note; "Prefiero no responder" is an answer like the others.
"""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.demographics import (
    AfroDescent,
    AgeBand,
    Difficulty,
    DifficultyAnswer,
    DifficultyArea,
    FirstTime,
    Gender,
    IndigenousPeople,
    OtherGender,
    PlaceScope,
    Sector,
)
from labapp.domain.dimensions import AnonymousQuestion, DimensionKey, Joined, WhyAsked
from labapp.domain.disclosure import TotalsPolicy

Vocabulary = dict[StrEnum, tuple[str, str]]

_UNDISCLOSED = ("Prefiero no responder", "I prefer not to answer")
_UNASKED = ("Sin dato", "No data")
_YES = ("Sí", "Yes")
_NO = ("No", "No")

_DIMENSIONS: Vocabulary = {
    DimensionKey.GENDER: ("Género", "Gender"),
    DimensionKey.AGE_BAND: ("Grupo de edad", "Age group"),
    DimensionKey.PLACE_SCOPE: ("De dónde viene", "Where from"),
    DimensionKey.SECTOR: ("Sector", "Sector"),
    DimensionKey.FIRST_TIME: ("Primera vez", "First time"),
    DimensionKey.INDIGENOUS_PEOPLE: ("Pueblo originario o indígena", "Indigenous people"),
    DimensionKey.AFRO_DESCENT: ("Afrodescendencia", "Afro-descent"),
    DimensionKey.DIFFICULTY: ("Dificultad para realizar actividades", "Difficulty in doing activities"),
}
_ANONYMOUS: Vocabulary = {
    AnonymousQuestion.INDIGENOUS_PEOPLE: _DIMENSIONS[DimensionKey.INDIGENOUS_PEOPLE],
    AnonymousQuestion.AFRO_DESCENT: _DIMENSIONS[DimensionKey.AFRO_DESCENT],
    AnonymousQuestion.DIFFICULTY: _DIMENSIONS[DimensionKey.DIFFICULTY],
    AnonymousQuestion.OTHER_GENDER: ("Otro género", "Another gender"),
}
_PURPOSES: Vocabulary = {
    WhyAsked.BALANCE: (
        "Para saber si mujeres y hombres participan por igual.",
        "To know whether women and men take part equally.",
    ),
    WhyAsked.GENERATIONS: (
        "Para saber si vienen personas de todas las edades.",
        "To know whether people of all ages come.",
    ),
    WhyAsked.TERRITORY: (
        "Para saber a quién llegó la convocatoria en esta zona.",
        "To know whom the call reached in this area.",
    ),
    WhyAsked.PLURALITY: (
        "Para saber si están presentes la ciudadanía, las organizaciones y el gobierno.",
        "To know whether citizens, organisations and government are all present.",
    ),
    WhyAsked.RENEWAL: (
        "Para saber si llegamos a personas nuevas.",
        "To know whether we reach new people.",
    ),
    WhyAsked.INCLUSION: (
        "Para saber si participan los pueblos y las comunidades a los que el programa debe incluir.",
        "To know whether the peoples and communities that the programme must include take part.",
    ),
    WhyAsked.ACCESSIBILITY: (
        "Para saber si las sesiones son accesibles para todas las personas y mejorarlas.",
        "To know whether the sessions are accessible to everybody, and to improve them.",
    ),
}
_GENDER: Vocabulary = {
    Gender.WOMAN: ("Mujer", "Woman"),
    Gender.MAN: ("Hombre", "Man"),
    Gender.UNDISCLOSED: _UNDISCLOSED,
    Gender.UNASKED: _UNASKED,
}
_OTHER_GENDER: Vocabulary = {
    OtherGender.SELF_DESCRIBED: ("Sí, otra / prefiero describirme", "Yes, another / I prefer to describe myself"),
    OtherGender.NO: _NO,
    OtherGender.UNDISCLOSED: _UNDISCLOSED,
    OtherGender.UNASKED: _UNASKED,
}
_AGE_BAND: Vocabulary = {
    AgeBand.UNDER_15: ("Menos de 15 años", "Under 15"),
    AgeBand.FROM_15_TO_17: ("De 15 a 17 años", "15 to 17"),
    AgeBand.FROM_18_TO_29: ("De 18 a 29 años", "18 to 29"),
    AgeBand.FROM_30_TO_44: ("De 30 a 44 años", "30 to 44"),
    AgeBand.FROM_45_TO_59: ("De 45 a 59 años", "45 to 59"),
    AgeBand.FROM_60_TO_74: ("De 60 a 74 años", "60 to 74"),
    AgeBand.FROM_75: ("75 años o más", "75 or over"),
    AgeBand.UNDISCLOSED: _UNDISCLOSED,
    AgeBand.UNASKED: _UNASKED,
}
_PEOPLES: Vocabulary = {
    IndigenousPeople.GUNA: ("Guna", "Guna"),
    IndigenousPeople.NGABE: ("Ngäbe", "Ngäbe"),
    IndigenousPeople.BUGLE: ("Buglé", "Buglé"),
    IndigenousPeople.NASO: ("Naso (Teribe)", "Naso (Teribe)"),
    IndigenousPeople.BOKOTA: ("Bokota", "Bokota"),
    IndigenousPeople.EMBERA: ("Emberá", "Emberá"),
    IndigenousPeople.WOUNAAN: ("Wounaan", "Wounaan"),
    IndigenousPeople.BRIBRI: ("Bribri", "Bribri"),
    IndigenousPeople.OTHER_PEOPLE: ("Otro pueblo", "Another people"),
    IndigenousPeople.NO_PEOPLE: ("Ninguno", "None"),
    IndigenousPeople.UNDISCLOSED: _UNDISCLOSED,
    IndigenousPeople.UNASKED: _UNASKED,
}
_AFRO_DESCENT: Vocabulary = {
    AfroDescent.YES: _YES,
    AfroDescent.NO: _NO,
    AfroDescent.UNDISCLOSED: _UNDISCLOSED,
    AfroDescent.UNASKED: _UNASKED,
}
_DIFFICULTY: Vocabulary = {
    Difficulty.YES: _YES,
    Difficulty.NO: _NO,
    Difficulty.UNDISCLOSED: _UNDISCLOSED,
    Difficulty.UNASKED: _UNASKED,
}
_PLACE_SCOPE: Vocabulary = {
    PlaceScope.THIS_COMMUNITY: ("Esta comunidad", "This community"),
    PlaceScope.SAME_AREA: ("Otra parte del distrito", "Elsewhere in the district"),
    PlaceScope.ELSEWHERE: ("Otro lugar", "Another place"),
    PlaceScope.UNDISCLOSED: _UNDISCLOSED,
    PlaceScope.UNASKED: _UNASKED,
}
_SECTOR: Vocabulary = {
    Sector.CITIZEN: ("Ciudadanía sin organización", "Citizens without organisation"),
    Sector.CIVIL_SOCIETY: ("Organización de la sociedad civil", "Civil-society organisation"),
    Sector.COMMUNITY_ORGANISATION: (
        "Organización comunitaria o junta de desarrollo local",
        "Community organisation or local development board",
    ),
    Sector.COMMUNAL_BOARD: ("Junta comunal", "Communal board (junta comunal)"),
    Sector.MUNICIPALITY: ("Municipio", "Municipality"),
    Sector.CENTRAL_GOVERNMENT: ("Entidad del gobierno central", "Central-government institution"),
    Sector.ACADEMIA: ("Academia", "Academia"),
    Sector.STUDENTS: ("Estudiantes", "Students"),
    Sector.PRIVATE_SECTOR: ("Empresa o gremio", "Company or trade association"),
    Sector.MEDIA: ("Medios de comunicación", "Media"),
    Sector.TRADITIONAL_AUTHORITY: (
        "Autoridad tradicional o congreso indígena",
        "Traditional authority or indigenous congress",
    ),
    Sector.INTERNATIONAL: ("Organismo internacional", "International organisation"),
    Sector.OTHER_SECTOR: ("Otro sector", "Another sector"),
    Sector.UNDISCLOSED: _UNDISCLOSED,
    Sector.UNASKED: _UNASKED,
}
_FIRST_TIME: Vocabulary = {
    FirstTime.YES: _YES,
    FirstTime.NO: _NO,
    FirstTime.UNDISCLOSED: _UNDISCLOSED,
    FirstTime.UNASKED: _UNASKED,
}
_DIFFICULTY_AREAS: Vocabulary = {
    DifficultyArea.SEEING: (
        "¿Tiene dificultad para ver, incluso si usa lentes?",
        "Do you have difficulty seeing, even if wearing glasses?",
    ),
    DifficultyArea.HEARING: (
        "¿Tiene dificultad para oír, incluso si usa audífono?",
        "Do you have difficulty hearing, even if using a hearing aid?",
    ),
    DifficultyArea.WALKING: (
        "¿Tiene dificultad para caminar o subir escalones?",
        "Do you have difficulty walking or climbing steps?",
    ),
    DifficultyArea.REMEMBERING: (
        "¿Tiene dificultad para recordar o concentrarse?",
        "Do you have difficulty remembering or concentrating?",
    ),
    DifficultyArea.SELF_CARE: (
        "¿Tiene dificultad con el cuidado personal, como bañarse o vestirse?",
        "Do you have difficulty with self-care, such as washing or dressing?",
    ),
    DifficultyArea.COMMUNICATING: (
        "Usando su idioma habitual, ¿tiene dificultad para comunicarse, por ejemplo entender o que le entiendan?",
        "Using your usual language, do you have difficulty communicating, "
        "for example understanding or being understood?",
    ),
}
_DIFFICULTY_ANSWERS: Vocabulary = {
    DifficultyAnswer.NO_DIFFICULTY: ("No, ninguna", "No, none"),
    DifficultyAnswer.SOME_DIFFICULTY: ("Sí, alguna", "Yes, some"),
    DifficultyAnswer.A_LOT_OF_DIFFICULTY: ("Sí, mucha", "Yes, a lot"),
    DifficultyAnswer.CANNOT_DO_IT: ("No puedo hacerlo", "I cannot do it"),
    DifficultyAnswer.UNDISCLOSED: _UNDISCLOSED,
}
_JOINED: Vocabulary = {
    Joined.UNANSWERED: ("Sin respuesta", "No answer"),
    Joined.OTHER_GENDER: ("Otra", "Another"),
    Joined.MAN_OTHER_OR_UNANSWERED: ("Hombre, otra o sin respuesta", "Man, another or no answer"),
    Joined.UP_TO_29: ("29 años o menos", "29 or under"),
    Joined.FROM_30_TO_59_OR_UNANSWERED: ("De 30 a 59 años o sin dato", "30 to 59, or no data"),
    Joined.FROM_60: ("60 años o más", "60 or over"),
    Joined.FROM_30_OR_UNANSWERED: ("30 años o más, o sin dato", "30 or over, or no data"),
    Joined.CITIZENS_AND_ORGANISATIONS: ("Ciudadanía y organizaciones", "Citizens and organisations"),
    Joined.GOVERNMENT: ("Gobierno local y central", "Local and central government"),
    Joined.OTHER_SECTORS_OR_UNANSWERED: (
        "Academia, empresa, medios y otros, o sin dato",
        "Academia, business, media and others, or no data",
    ),
    Joined.ALL_BUT_GOVERNMENT: ("Todo lo demás, o sin dato", "Everybody else, or no data"),
    Joined.NOT_THIS_COMMUNITY_OR_UNANSWERED: ("Otro lugar o sin dato", "Another place, or no data"),
    Joined.SAID_YES: _YES,
    Joined.NO_OR_UNANSWERED: ("No o sin respuesta", "No, or no answer"),
}
_POLICIES: Vocabulary = {
    TotalsPolicy.PER_UNIT: (
        "Cada laboratorio o mesa publica sus cifras",
        "Each lab or table publishes its own figures",
    ),
    TotalsPolicy.TOTAL_ONLY: (
        "Solo se publican las cifras de todo el programa",
        "Only figures of the whole programme are published",
    ),
}

LABELS: tuple[Vocabulary, ...] = (
    _DIMENSIONS,
    _ANONYMOUS,
    _PURPOSES,
    _GENDER,
    _OTHER_GENDER,
    _AGE_BAND,
    _PEOPLES,
    _AFRO_DESCENT,
    _DIFFICULTY,
    _PLACE_SCOPE,
    _SECTOR,
    _FIRST_TIME,
    _DIFFICULTY_AREAS,
    _DIFFICULTY_ANSWERS,
    _JOINED,
    _POLICIES,
)
