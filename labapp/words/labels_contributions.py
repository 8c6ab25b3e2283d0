"""The words of the contributions: what somebody said, how it came in, and what the public reads of it."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.contributions import Channel, Kind, Language, PublicState, State, WithholdReason

LABELS: dict[StrEnum, tuple[str, str]] = {
    Kind.PROBLEM: ("Problema", "Problem"),
    Kind.PROPOSAL: ("Propuesta", "Proposal"),
    Kind.QUESTION: ("Pregunta", "Question"),
    Kind.COMMENT: ("Comentario", "Comment"),
    Channel.PHONE: ("Celular", "Phone"),
    Channel.VOICE: ("De viva voz", "Spoken"),
    Channel.PAPER: ("Papel", "Paper"),
    Channel.SIGN: ("Lengua de señas", "Sign language"),
    Channel.CHAT: ("Chat de la reunión", "Meeting chat"),
    Language.SPANISH: ("español", "Spanish"),
    Language.NGABERE: ("ngäbere", "Ngäbere"),
    Language.BUGLERE: ("buglere", "Buglere"),
    Language.DULEGAYA: ("dulegaya (guna)", "Dulegaya (Guna)"),
    Language.NORTHERN_EMBERA: ("emberá", "Emberá"),
    Language.WOUNMEU: ("wounmeu (wounaan)", "Wounmeu (Wounaan)"),
    Language.NASO: ("naso tjërdi", "Naso"),
    Language.BRIBRI: ("bribri", "Bribri"),
    Language.PANAMANIAN_SIGN: ("lengua de señas panameña", "Panamanian Sign Language"),
    Language.ENGLISH: ("inglés", "English"),
    State.REGISTERED: ("Registrado", "Registered"),
    State.CONFIRMED: ("Leído y confirmado en la sala", "Read back and confirmed in the room"),
    State.WITHDRAWN: ("Retirado por quien lo propuso", "Withdrawn by its author"),
    PublicState.SHOWN: ("Se muestra completo", "Shown in full"),
    PublicState.REDACTED: ("Se muestra con partes omitidas", "Shown with parts left out"),
    PublicState.WITHHELD: ("No se muestra", "Not shown"),
    WithholdReason.ANOTHER_PERSONS_DATA: ("datos de otra persona", "data of another person"),
    WithholdReason.COMPLAINT: ("una denuncia", "a complaint"),
    WithholdReason.OFFENCE: ("una ofensa", "an offence"),
}
"""Spanish and English of every code of the room of contributions."""

WITHHELD = (
    "Este aporte se conserva y no se muestra al público porque contiene {reason}.",
    "This contribution is kept and not shown to the public because it contains {reason}.",
)
"""What stands under the number of a withheld contribution; `{reason}` is the label of its reason."""

REDACTED = (
    "Se omitió una parte para el público porque contiene {reason}.",
    "A part was left out for the public because it contains {reason}.",
)
"""What stands beside a contribution of which the public reads a part."""
