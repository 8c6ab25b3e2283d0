"""The words of the reasoned response: what the authority answered, what each kind asks for, and what is missing.

A sentence about something missing says what to do. `{field}` is the label of the field, `{number}` the number of
the contribution.
"""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.completeness import Lack
from labapp.domain.response_extras import Extra, ReasonKind
from labapp.domain.responses import Disposition, Group, VersionKind

_DISPOSITIONS: dict[StrEnum, tuple[str, str]] = {
    Disposition.INCORPORATED: ("Incorporado al compromiso", "Incorporated into the commitment"),
    Disposition.INCORPORATED_IN_PART: ("Incorporado en parte", "Incorporated in part"),
    Disposition.ALREADY_COVERED: ("Ya contemplado en el compromiso", "Already covered by the commitment"),
    Disposition.UNDER_WAY: ("Ya se está realizando", "Already being done"),
    Disposition.INFORMATION_AVAILABLE: (
        "La información ya está disponible",
        "The information is already available",
    ),
    Disposition.WILL_BE_CONSIDERED: ("Se considerará más adelante", "Will be considered later"),
    Disposition.DETAIL_REQUESTED: ("Se pidió más detalle", "More detail was asked for"),
    Disposition.NEXT_STAGE: ("Pasa a la siguiente etapa", "Goes on to the next stage"),
    Disposition.VIABLE_ELSEWHERE: ("Viable, fuera del compromiso", "Feasible, outside the commitment"),
    Disposition.SENT_ELSEWHERE: ("Remitido a otra entidad o canal", "Sent to another institution or channel"),
    Disposition.OFFER: ("Se acepta el ofrecimiento", "The offer is accepted"),
    Disposition.OUT_OF_SCOPE: ("Fuera del alcance del compromiso", "Outside the scope of the commitment"),
    Disposition.NOT_VIABLE: ("No viable", "Not feasible"),
    Disposition.QUESTION_ANSWERED: ("Pregunta respondida", "Question answered"),
    Disposition.COMMENT_ONLY: ("Comentario sin solicitud", "Comment without a request"),
    Disposition.REFERS_TO_OTHER: ("Se responde junto con otro aporte", "Answered together with another contribution"),
    Disposition.WITHDRAWN: ("Retirado por quien lo propuso", "Withdrawn by its author"),
}

_GROUPS: dict[StrEnum, tuple[str, str]] = {
    Group.TAKEN_UP: ("Se acogió", "Taken up"),
    Group.ALREADY_THERE: ("Ya estaba", "Already there"),
    Group.PENDING_DECISION: ("Queda pendiente de decisión", "Decision pending"),
    Group.OTHER_WAY: ("Va por otro camino", "Takes another way"),
    Group.NOT_TAKEN_UP: ("No se acogió", "Not taken up"),
    Group.NO_REQUEST: ("Sin solicitud: comentarios y preguntas", "No request: comments and questions"),
}

_VERSIONS: dict[StrEnum, tuple[str, str]] = {
    VersionKind.PROGRESS: ("Avance", "Progress report"),
    VersionKind.COMPLETE: ("Respuesta razonada", "Reasoned response"),
}

_REASON_KINDS: dict[StrEnum, tuple[str, str]] = {
    ReasonKind.LEGAL: ("Legal", "Legal"),
    ReasonKind.TECHNICAL: ("Técnica", "Technical"),
    ReasonKind.BUDGET: ("Presupuestaria", "Budget"),
    ReasonKind.COMPETENCE: ("De competencia", "Competence"),
    ReasonKind.TIME: ("De plazo", "Time"),
    ReasonKind.METHOD: ("De método", "Method"),
    ReasonKind.CONTRADICTS_PLAN: (
        "Contradice un plan o una decisión vigente",
        "Contradicts a plan or decision in force",
    ),
    ReasonKind.LATE_STAGE: ("Llegó en otra etapa", "Came at another stage"),
}

_EXTRAS: dict[StrEnum, tuple[str, str]] = {
    Extra.CLAUSE: ("Cláusula o hito", "Clause or milestone"),
    Extra.VERSION: ("Versión del borrador donde aparece", "Version of the draft where it appears"),
    Extra.LEFT_OUT: ("Qué quedó por fuera y por qué", "What was left out and why"),
    Extra.EVIDENCE: ("Evidencia: enlace web o documento", "Evidence: web link or document"),
    Extra.ADDRESS: ("Dirección web donde está", "Web address where it is"),
    Extra.CHECKED_ON: ("Día en que se comprobó la dirección", "Day the address was checked"),
    Extra.DECIDING_BODY: ("Instancia que decidirá", "Body that will decide"),
    Extra.DECIDE_ON: ("Fecha de la decisión", "Day of the decision"),
    Extra.RESPONSIBLE_OFFICE: ("Oficina responsable", "Responsible office"),
    Extra.QUESTION: ("Qué falta precisar", "What needs more detail"),
    Extra.ANSWER_UNTIL: ("Se puede contestar hasta", "May be answered until"),
    Extra.STAGE: ("Etapa siguiente", "Next stage"),
    Extra.STAGE_ON: ("Fecha de esa etapa", "Day of that stage"),
    Extra.STAGE_DECIDED_BY: ("Quién decide en esa etapa", "Who decides at that stage"),
    Extra.ACTIVITY: ("Actividad", "Activity"),
    Extra.OWNER: ("Quién la realiza", "Who does it"),
    Extra.APPROXIMATE_DATE: ("Fecha aproximada", "Approximate date"),
    Extra.RECIPIENT: ("A quién se remitió", "To whom it was sent"),
    Extra.SENT_ON: ("Día en que se remitió", "Day it was sent"),
    Extra.PROOF: ("Constancia del envío: número de nota, enlace o documento", "Proof: note number, link or document"),
    Extra.HOW_TO_FOLLOW: ("Cómo darle seguimiento", "How to follow it up"),
    Extra.AGREEMENT: ("Acuerdo", "Agreement"),
    Extra.OUR_RESPONSIBLE: ("Responsable por la institución", "Responsible on the side of the institution"),
    Extra.THEIR_RESPONSIBLE: ("Responsable por quien ofrece", "Responsible on the side of the offer"),
    Extra.WHY_NO_AGREEMENT: ("Por qué no hubo acuerdo", "Why there was no agreement"),
    Extra.ALTERNATIVE_CHANNEL: ("Otro canal donde se puede plantear", "Another channel to raise it"),
    Extra.REASON_KIND: ("Tipo de razón", "Kind of reason"),
    Extra.COUNTER_PROPOSAL: ("Contrapropuesta", "Counter-proposal"),
    Extra.REFERS_TO: ("Número del aporte con el que se responde", "Number of the contribution it is answered with"),
    Extra.WITHDRAWN_ON: ("Día en que se retiró", "Day it was withdrawn"),
}

_LACKS_OF_ANSWER: dict[StrEnum, tuple[str, str]] = {
    Lack.NO_DISPOSITION: (
        "Diga si se acoge o no, y elija el tipo de respuesta.",
        "Say whether it is taken up or not, and choose the kind of answer.",
    ),
    Lack.DISPOSITION_REPEATED: (
        "Quite el tipo de respuesta que está repetido.",
        "Remove the kind of answer that is there twice.",
    ),
    Lack.NOT_WITHDRAWN: (
        "Este aporte no fue retirado por quien lo propuso. Elija otro tipo de respuesta.",
        "This contribution was not withdrawn by its author. Choose another kind of answer.",
    ),
    Lack.NO_REASON: ("Escriba la razón con palabras sencillas.", "Write the reason in plain words."),
    Lack.REASON_TOO_SHORT: (
        "Explique un poco más la razón: al menos 60 caracteres.",
        "Explain the reason a little more: at least 60 characters.",
    ),
    Lack.REASON_REPEATS_LABEL: (
        "La razón solo repite el tipo de respuesta. Escriba por qué.",
        "The reason only repeats the kind of answer. Write why.",
    ),
    Lack.EXTRA_ABSENT: ("Complete el campo «{field}».", "Fill in the field “{field}”."),
    Lack.NOT_A_DAY: (
        "Escriba en «{field}» un día del calendario.",
        "Write a calendar day in “{field}”.",
    ),
    Lack.NOT_AN_ADDRESS: (
        "La dirección en «{field}» no está completa. Cópiela del navegador, desde https://.",
        "The address in “{field}” is not complete. Copy it from the browser, from https:// on.",
    ),
    Lack.NOT_A_REASON_KIND: ("Elija el tipo de razón de la lista.", "Choose the kind of reason from the list."),
    Lack.DAY_ALREADY_PAST: (
        "El día en «{field}» es anterior a la respuesta. Escriba un día futuro, o responda qué se decidió.",
        "The day in “{field}” is before the answer. Write a later day, or answer what was decided.",
    ),
    Lack.VERSION_UNKNOWN: (
        "Esa versión del borrador no está registrada. Regístrela o corrija la versión.",
        "That version of the draft is not on record. Add it or correct the version.",
    ),
    Lack.CLAUSE_UNKNOWN: (
        "Esa cláusula no aparece en la versión indicada. Revise el número de la cláusula.",
        "That clause is not in the version named. Check the number of the clause.",
    ),
    Lack.PART_UNANSWERED: (
        "Falta responder la parte {number}.",
        "Part {number} still needs an answer.",
    ),
    Lack.NO_INSTITUTION: ("Indique la institución que responde.", "Name the institution that answers."),
    Lack.NO_OFFICE: ("Indique la oficina que responde.", "Name the office that answers."),
    Lack.NO_ANSWER_DAY: ("Indique la fecha de la respuesta.", "Give the day of the answer."),
    Lack.REFERS_TO_ITSELF: (
        "Un aporte no puede responderse con él mismo. Elija otro número.",
        "A contribution cannot be answered with itself. Choose another number.",
    ),
    Lack.REFERS_TO_UNKNOWN: (
        "Ese número no tiene respuesta propia en este documento. Elija un aporte que la tenga.",
        "That number has no answer of its own in this document. Choose one that has.",
    ),
    Lack.REFERS_IN_CHAIN: (
        "Ese aporte también remite a otro. Elija el que tiene la respuesta.",
        "That contribution refers to another one too. Choose the one that has the answer.",
    ),
    Lack.REFERS_TO_INCOMPLETE: (
        "Complete primero la respuesta del aporte al que este remite.",
        "First complete the answer of the contribution that this one refers to.",
    ),
    Lack.NO_COUNTER_PROPOSAL: (
        "Si no es viable, escriba una contrapropuesta relacionada con el aporte.",
        "If it is not feasible, write a counter-proposal related to the contribution.",
    ),
}

_LACKS_OF_DOCUMENT: dict[StrEnum, tuple[str, str]] = {
    Lack.NOT_LISTED: (
        "Falta el aporte {number} de la minuta o informe. Agréguelo con su número y su texto.",
        "Contribution {number} of the minutes is absent. Add it with its number and text.",
    ),
    Lack.TEXT_ALTERED: (
        "El texto del aporte {number} cambió. Deje el texto publicado en la minuta o informe.",
        "The text of contribution {number} changed. Keep the text published in the minutes.",
    ),
    Lack.NOT_IN_MINUTES: (
        "El aporte {number} no está en la minuta o informe publicado. Quítelo o publique otra versión del informe.",
        "Contribution {number} is not in the published minutes. Remove it or publish a new version of them.",
    ),
    Lack.UNANSWERED: ("Responda el aporte {number}.", "Answer contribution {number}."),
    Lack.NOT_VALIDATED: (
        "Falta la validación de la autoridad o de quien ella delegue, con su fecha.",
        "The authority, or whoever it delegates, has yet to validate it, with the day.",
    ),
    Lack.NO_GATHERING: ("Indique a qué mesa o laboratorio se responde.", "Name the table or lab that is answered."),
    Lack.NO_GATHERING_DAY: ("Indique la fecha de la mesa o laboratorio.", "Give the day of the table or lab."),
    Lack.NO_OBJECTIONS_CONTACT: (
        "Indique a dónde puede escribir quien no esté de acuerdo.",
        "Say where somebody who disagrees can write to.",
    ),
    Lack.OBJECTIONS_END_EARLY: (
        "El plazo para objeciones termina antes de la respuesta. Corrija una de las dos fechas.",
        "The term for objections ends before the answer. Correct one of the two days.",
    ),
    Lack.PENDING_WITHOUT_INSTITUTION: (
        "Indique qué institución debe responder el aporte {number}.",
        "Name the institution that owes the answer to contribution {number}.",
    ),
    Lack.PENDING_WITHOUT_DAY: (
        "Indique para cuándo se responderá el aporte {number}.",
        "Say by what day contribution {number} will be answered.",
    ),
}

LABELS: dict[StrEnum, tuple[str, str]] = {
    **_DISPOSITIONS,
    **_GROUPS,
    **_VERSIONS,
    **_REASON_KINDS,
    **_EXTRAS,
    **_LACKS_OF_ANSWER,
    **_LACKS_OF_DOCUMENT,
}
"""Spanish and English of every code of the room of responses."""

REFERS_TO = ("Se responde junto con el aporte N.º {number}", "Answered together with contribution no. {number}")
"""How the kind reads once the other number is known."""

UNANSWERED = ("Sin respuesta", "Unanswered")
"""What past or imported documents may show; never a disposition."""

PENDING = ("Pendiente: {institution}, {day}", "Pending: {institution}, {day}")
"""How an open contribution reads in a progress report."""


def spoken_labels() -> dict[Disposition, tuple[str, ...]]:
    """Return the words of each disposition in both languages, for the rule that a label is not a reason."""
    return {kind: LABELS[kind] for kind in Disposition}
