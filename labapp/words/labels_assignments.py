"""Labels of assignments, of more time, and of designations."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.assignments import AssignmentState, ExtensionDecision, LiaisonCapacity

LABELS: dict[StrEnum, tuple[str, str]] = {
    AssignmentState.ASSIGNED: ("Asignado", "Assigned"),
    AssignmentState.TAKEN_BACK: ("Ya no está asignado", "Taken back"),
    AssignmentState.GIVEN_BACK: ("Devuelto", "Given back"),
    ExtensionDecision.GRANTED: ("Prórroga concedida", "More time granted"),
    ExtensionDecision.REFUSED: ("Prórroga negada", "More time refused"),
    LiaisonCapacity.PRINCIPAL: ("Titular", "Principal"),
    LiaisonCapacity.SUBSTITUTE: ("Suplente", "Substitute"),
}
