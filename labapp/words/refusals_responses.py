"""What the house says when an answer cannot be kept, validated or published as it stands."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "response_incomplete": (
        "Todavía no puede llamarse respuesta razonada. Datos que faltan: {count}. Complételos desde la lista, "
        "o publique un avance.",
        "It cannot be called a reasoned response yet. Things missing: {count}. Complete them from the list, "
        "or publish a progress report.",
    ),
    "progress_incomplete": (
        "El avance todavía no se puede publicar. Datos que faltan: {count}. Cada aporte pendiente lleva "
        "institución y fecha.",
        "The progress report cannot go out yet. Things missing: {count}. Each pending contribution names an "
        "institution and a day.",
    ),
    "progress_after_complete": (
        "La respuesta razonada ya se publicó. Complete los cambios y publique una versión nueva completa.",
        "The reasoned response is already published. Complete the changes and publish a new, complete version.",
    ),
    "nothing_changed": (
        "Nada cambió desde la última versión publicada. No hace falta publicar otra.",
        "Nothing changed since the last published version. There is no need for another.",
    ),
    "minutes_not_published": (
        "Primero se publica la minuta o el informe de mesa: la respuesta se da sobre esos textos.",
        "The minutes are published first: the response answers the texts that stand in them.",
    ),
    "answer_to_withdrawn": (
        "Quien propuso este aporte lo retiró. No se responde; solo se conserva su número.",
        "Whoever proposed this withdrew it. It is not answered; only its number stays.",
    ),
    "answer_the_parts": (
        "Este aporte tiene partes. Responda cada parte por separado.",
        "This contribution has parts. Answer each part on its own.",
    ),
    "answer_the_joined": (
        "Este aporte se unió a otro. Responda el otro; su respuesta vale para los dos.",
        "This contribution was joined with another. Answer the other one; its answer serves both.",
    ),
    "answer_too_long": (
        "El texto tiene {length} caracteres y el máximo es {longest}. Acórtelo o póngalo en un documento enlazado.",
        "The text has {length} characters and {longest} is the most. Shorten it or link a document.",
    ),
    "reference_unknown": (
        "Ese número no está entre los aportes de esta sesión. Elija uno de la lista.",
        "That number is not among the contributions of this session. Choose one from the list.",
    ),
    "reference_to_itself": (
        "Un aporte no puede responderse con él mismo. Elija otro número.",
        "A contribution cannot be answered with itself. Choose another number.",
    ),
    "reference_in_chain": (
        "Así se haría una cadena de remisiones. Elija el aporte que tiene la respuesta completa.",
        "That would make a chain of references. Choose the contribution that has the full answer.",
    ),
    "pending_needs_institution": (
        "Indique qué institución debe la respuesta.",
        "Name the institution that owes the answer.",
    ),
    "pending_needs_day": (
        "Indique para qué día se espera la respuesta.",
        "Say by what day the answer is expected.",
    ),
    "clauses_not_understood": (
        "Escriba cada versión en su línea, así: «versión 2: 1.1; 1.2; 3».",
        "Write each version on its own line, like this: “version 2: 1.1; 1.2; 3”.",
    ),
}
