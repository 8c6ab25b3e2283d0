"""The fixed words of the reasoned response and of its progress reports, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from labapp.documents.wording import Counted


@dataclass(frozen=True, slots=True)
class ResponsesWords:
    """One field for each fixed text, so that no language can miss one."""

    response: str
    advance: str
    response_band: str
    advance_band: str
    in_short: str
    received: Counted
    answered_all: str
    still_open: Counted
    look_up: str
    objections: str
    objections_open: str
    changes: str
    about: str
    table: str
    held_on: str
    institution: str
    office: str
    dated_on: str
    version: str
    minutes: str
    summary: str
    summary_header: tuple[str, str]
    pending: str
    answers: str
    contribution: str
    owed: str
    answered_by: str


_SPANISH = ResponsesWords(
    response="Respuesta razonada",
    advance="Avance n.º {} de la respuesta razonada",
    response_band="BORRADOR – NO APROBADA",
    advance_band="BORRADOR – NO APROBADO",
    in_short="En pocas palabras",
    received=("Se recibió {} aporte.", "Se recibieron {} aportes."),
    answered_all="Todos tienen aquí su respuesta.",
    still_open=(
        "Falta {} respuesta; ahí se dice quién la debe y para cuándo.",
        "Faltan {} respuestas; en cada una se dice quién la debe y para cuándo.",
    ),
    look_up="Busque su número: debajo de lo que se dijo está lo que respondió la autoridad.",
    objections="Si no está de acuerdo con una respuesta, puede decirlo hasta el {day}: {contact}.",
    objections_open="Si no está de acuerdo con una respuesta, puede decirlo: {contact}.",
    changes="Qué cambió en esta versión",
    about="Sobre este documento",
    table="Mesa o laboratorio",
    held_on="Fecha de la mesa o laboratorio",
    institution="Institución que responde",
    office="Oficina",
    dated_on="Fecha de la respuesta",
    version="Versión",
    minutes="Informe o minuta",
    summary="Lo que respondió la autoridad, en números",
    summary_header=("Respuesta", "Aportes"),
    pending="Pendiente de respuesta",
    answers="Aportes y respuestas",
    contribution="Aporte {}",
    owed="Pendiente: {institution}, {day}",
    answered_by="Responde",
)

_ENGLISH = ResponsesWords(
    response="Reasoned response",
    advance="Progress report no. {} of the reasoned response",
    response_band="DRAFT – NOT APPROVED",
    advance_band="DRAFT – NOT APPROVED",
    in_short="In short",
    received=("{} contribution was received.", "{} contributions were received."),
    answered_all="All of them are answered here.",
    still_open=(
        "{} answer is missing; it says there who owes it and by when.",
        "{} answers are missing; each says who owes it and by when.",
    ),
    look_up="Look for your number: below what was said stands what the authority answered.",
    objections="If you do not agree with an answer, you may say so until {day}: {contact}.",
    objections_open="If you do not agree with an answer, you may say so: {contact}.",
    changes="What changed in this version",
    about="About this document",
    table="Table or lab",
    held_on="Date of the table or lab",
    institution="Institution that answers",
    office="Office",
    dated_on="Date of the answer",
    version="Version",
    minutes="Report or minutes",
    summary="What the authority answered, in numbers",
    summary_header=("Answer", "Contributions"),
    pending="Answer pending",
    answers="Contributions and answers",
    contribution="Contribution {}",
    owed="Pending: {institution}, {day}",
    answered_by="Answered by",
)

RESPONSES_WORDS: dict[str, ResponsesWords] = {"es": _SPANISH, "en": _ENGLISH}
