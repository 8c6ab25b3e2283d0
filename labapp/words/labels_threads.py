"""The steps from a session to what came of it, and how far each is."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.threads import Standing, Step

LABELS: dict[StrEnum, tuple[str, str]] = {
    Step.ASKED: ("Qué se preguntó", "What was asked"),
    Step.SAID: ("Qué dijo la gente", "What people said"),
    Step.AGREED: ("Qué se acordó", "What was agreed"),
    Step.ENTITY: ("Quién responde", "Who answers"),
    Step.RESULT: ("Qué resultó", "What came of it"),
    Step.RETURNED: ("Cómo volvió a la gente", "How it went back to the people"),
    Standing.UNDER_WAY: ("En curso", "Under way"),
    Standing.REACHED: ("Hecho", "Done"),
    Standing.IN_PART: ("En parte", "In part"),
    Standing.NOTHING: ("No hubo", "There was none"),
    Standing.PROMISED: ("Prometido", "Promised"),
    Standing.OVERDUE: ("Pasó su fecha", "Past its day"),
    Standing.WAITING: ("Sin fecha", "No day yet"),
    Standing.CALLED_OFF: ("Se canceló", "Called off"),
}
"""Spanish and English of every code of this room."""
