"""Labels of what is owed after a session."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.obligations import ObligationKind

LABELS: dict[StrEnum, tuple[str, str]] = {
    ObligationKind.REPORT: ("Minuta o informe", "Minutes or report"),
    ObligationKind.RESPONSE: ("Respuesta razonada", "Reasoned response"),
}
