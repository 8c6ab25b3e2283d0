"""What is found in a search, by kind."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.search import FoundKind

LABELS: dict[StrEnum, tuple[str, str]] = {
    FoundKind.CONTRIBUTION: ("Aportes", "Contributions"),
    FoundKind.ANSWER: ("Respuestas", "Answers"),
    FoundKind.AGREEMENT: ("Acuerdos y próximos pasos", "Agreements and next steps"),
    FoundKind.MINUTES: ("Otras partes de minutas e informes", "Other parts of minutes and reports"),
    FoundKind.PROPOSAL: ("Propuestas de compromiso", "Proposals of commitment"),
    FoundKind.SESSION: ("Sesiones y convocatorias", "Sessions and calls"),
    FoundKind.SPACE: ("Laboratorios y mesas", "Labs and tables"),
    FoundKind.COMMUNITY: ("Comunidades", "Communities"),
}
"""Spanish and English of every code of this room."""
