"""The words of the minuta and of the informe de mesa."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.minutes import Block, Gap, MinutesKind, State

LABELS: dict[StrEnum, tuple[str, str]] = {
    MinutesKind.LAB_MINUTES: ("Minuta", "Minutes"),
    MinutesKind.TABLE_REPORT: ("Informe de mesa", "Table report"),
    State.DRAFT: ("Borrador", "Draft"),
    State.IN_REVIEW: ("En revisión", "In review"),
    State.APPROVED: ("Aprobado", "Approved"),
    State.PUBLISHED: ("Publicado", "Published"),
    Block.HEADER: ("Encabezado", "Heading"),
    Block.FRAME: ("Marco del proceso", "Frame of the process"),
    Block.SESSION: ("Datos de la sesión", "The session"),
    Block.INTERVENTIONS: ("Intervenciones", "Interventions"),
    Block.PROPOSAL: ("Propuesta en discusión", "Proposal under discussion"),
    Block.DEVELOPMENT: ("Desarrollo de la sesión", "How the session went"),
    Block.CONTRIBUTIONS: ("Aportes", "Contributions"),
    Block.AGREEMENTS: ("Acuerdos", "Agreements"),
    Block.COMMENTS: ("Comentarios", "Comments"),
    Block.NEXT_STEPS: ("Próximos pasos", "Next steps"),
    Block.PARTICIPANTS: ("Participantes", "Participants"),
    Block.ANNEXES: ("Anexos", "Annexes"),
    Gap.BLOCK_EMPTY: ("Complete la parte «{block}».", "Fill in the part “{block}”."),
    Gap.REGISTER_OPEN: (
        "Cierre el registro de asistencia: el total de participantes todavía puede cambiar.",
        "Close the register of attendance: the total of participants may still change.",
    ),
    Gap.NOT_READ_BACK: (
        "Lea y confirme estos aportes, o escriba por qué no se leyeron en la sala: {numbers}.",
        "Read back these contributions, or write why they were not read in the room: {numbers}.",
    ),
    Gap.NO_TERM_FOR_REPORT: (
        "Indique para cuándo se prometió este documento.",
        "Say by what day this document was promised.",
    ),
    Gap.NO_TERM_FOR_RESPONSE: (
        "Indique para cuándo se prometió la respuesta razonada.",
        "Say by what day the reasoned response was promised.",
    ),
    Gap.NO_CHANGE_NOTE: (
        "Ya hay una versión publicada. Escriba qué cambia en esta.",
        "A version is out already. Write what changes in this one.",
    ),
}
"""Spanish and English of every code of the room of minutes; `{block}` is a label, `{numbers}` are contributions."""
