"""The words of the interventions: the role in which somebody speaks, and what is done to one in the list."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.interventions import InterventionAct, SpeakingRole

LABELS: dict[StrEnum, tuple[str, str]] = {
    SpeakingRole.OPENING: ("Apertura", "Opening"),
    SpeakingRole.CONTEXT: ("Contexto", "Context"),
    SpeakingRole.CIVIL_SOCIETY: ("Sociedad civil", "Civil society"),
    SpeakingRole.AUTHORITY: ("Autoridad", "Authority"),
    SpeakingRole.FACILITATION: ("Facilitación", "Facilitation"),
    SpeakingRole.NOTE_TAKING: ("Relatoría", "Note-taking"),
    SpeakingRole.CLOSING: ("Cierre", "Closing"),
    SpeakingRole.OTHER: ("Otra intervención", "Other"),
    InterventionAct.UP: ("Subir", "Move up"),
    InterventionAct.DOWN: ("Bajar", "Move down"),
    InterventionAct.REMOVE: ("Quitar", "Remove"),
    InterventionAct.PUT_BACK: ("Volver a poner", "Put back"),
}
"""Spanish and English of every code of the interventions."""
