"""Titles of the blocks of an agenda, and what can be done to them."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.agendas import AgendaAct, Block

LABELS: dict[StrEnum, tuple[str, str]] = {
    AgendaAct.SAVE: ("Guardar los minutos", "Save the minutes"),
    AgendaAct.UP: ("Subir", "Move up"),
    AgendaAct.DOWN: ("Bajar", "Move down"),
    AgendaAct.DROP: ("Quitar", "Remove"),
    AgendaAct.RESTORE: ("Poner de nuevo", "Put back"),
    Block.DOORS: ("Sala abierta: prueba de sonido y registro", "Doors open: sound test and check-in"),
    Block.ARRIVAL: ("Llegada, registro y merienda", "Arrival, check-in and a snack"),
    Block.WELCOME_RULES_PROMISE: (
        "Bienvenida: reglas y para qué servirá lo que se diga",
        "Welcome: rules, and what will be done with what is said",
    ),
    Block.WELCOME_ICEBREAKER: (
        "Bienvenida, objetivos, reglas y presentación",
        "Welcome, aims, rules and introductions",
    ),
    Block.WELCOME: ("Bienvenida", "Welcome"),
    Block.OPENING_WORDS: ("Palabras de apertura", "Opening words"),
    Block.CONTEXT: ("Qué se ha hecho y qué se propone", "What has been done and what is proposed"),
    Block.CIVIL_SOCIETY_VIEW: ("La mirada de la sociedad civil", "The view of civil society"),
    Block.CONTRIBUTIONS: (
        "Aportes: tres minutos para escribir y luego rondas",
        "Contributions: three minutes to write, then rounds",
    ),
    Block.READ_BACK: ("Lectura y confirmación de los aportes", "Contributions read back and confirmed"),
    Block.NEXT_STEPS: ("Próximos pasos: fechas y contacto", "Next steps: dates and contact"),
    Block.THANKS_EVALUATION: ("Agradecimiento y evaluación", "Thanks and evaluation"),
    Block.SILENT_IDEAS: ("Ideas en silencio, una por tarjeta", "Ideas in silence, one on each card"),
    Block.ONE_TWO_FOUR_ALL: (
        "En parejas, en grupos de cuatro y todos: agrupar las ideas",
        "In pairs, in fours, and together: grouping the ideas",
    ),
    Block.BREAK: ("Receso", "Break"),
    Block.GROUP_DIAGNOSIS: (
        "Cada grupo: el problema en una frase, sus causas y a quién afecta",
        "Each group: the problem in one sentence, its causes and whom it affects",
    ),
    Block.DOTS: ("Priorizar con puntos", "Prioritising with dots"),
    Block.IMPACT_FEASIBILITY: (
        "Impacto y factibilidad de los primeros cinco",
        "Impact and feasibility of the first five",
    ),
    Block.READ_BACK_NEXT_EVALUATION: (
        "Lectura y confirmación, qué sigue y evaluación",
        "Read-back, what follows and evaluation",
    ),
    Block.RECAP: ("Repaso y lectura de la primera sesión", "Looking back at the first session"),
    Block.WHAT_ENTITIES_SAID: ("Qué respondieron las entidades", "What the institutions answered"),
    Block.SOLUTION_IDEAS: ("Ideas de solución por rondas", "Ideas for solutions, in rounds"),
    Block.PRIORITISE_SOLUTIONS: ("Priorizar por impacto y factibilidad", "Prioritising by impact and feasibility"),
    Block.AGREEMENTS: (
        "Acuerdos: qué, quién responde, para cuándo y cómo se comprueba",
        "Agreements: what, who answers for it, by when and how it is shown",
    ),
    Block.READ_BACK_IMAGE_CONSENT: (
        "Lectura y confirmación, y permiso para contar la historia y grabar video",
        "Read-back, and permission to tell the story and record video",
    ),
    Block.EVALUATION: ("Evaluación", "Evaluation"),
    Block.STATE_OF_AGREEMENTS: ("Cómo va cada problema y cada acuerdo", "Where each problem and agreement stands"),
    Block.ENTITY_ANSWER: ("Responde la entidad responsable", "The responsible institution answers"),
    Block.WHAT_IS_MISSING: ("Qué falta y qué lo impide", "What is missing and what stands in the way"),
    Block.NEW_DATES: ("Nuevas fechas", "New dates"),
    Block.STORY_INTERVIEW: ("Entrevista de una historia, con permiso", "Interview for a story, with permission"),
    Block.CLOSE: ("Cierre", "Close"),
    Block.VIDEOS: ("Videos", "Videos"),
    Block.COMMUNITIES_SPEAK: ("Primero hablan las comunidades", "The communities speak first"),
    Block.ENTITY_ACCOUNT: ("La entidad rinde cuentas", "The institution gives account"),
    Block.QUESTIONS: ("Preguntas", "Questions"),
    Block.HOW_CONTRIBUTIONS_WERE_USED: ("Cómo se usó cada aporte", "How each contribution was used"),
}
