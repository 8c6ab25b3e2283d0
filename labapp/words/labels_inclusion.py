"""The words of inclusion: what the note-taker could still say."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.inclusion import InclusionGap

LABELS: dict[StrEnum, tuple[str, str]] = {
    InclusionGap.NO_GROUPS: (
        "Falta escribir qué grupos se convocaron.",
        "Which groups were convened is not written yet.",
    ),
    InclusionGap.NO_SUPPORTS: (
        "La convocatoria no dice qué apoyos se ofrecieron.",
        "The call does not say which supports were offered.",
    ),
    InclusionGap.NO_LANGUAGES: (
        "Se ofreció interpretación y falta decir a qué lenguas.",
        "Interpretation was offered, and the languages are not said yet.",
    ),
}
"""Spanish and English of every code of inclusion."""
