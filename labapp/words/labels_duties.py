"""Labels of what a member of staff does in a session; apart, because a clash has a code that reads the same."""

from __future__ import annotations

from labapp.domain.sessions import Duty

LABELS: dict[Duty, tuple[str, str]] = {
    Duty.FACILITATOR: ("Facilita", "Facilitates"),
    Duty.NOTE_TAKER: ("Toma notas", "Takes notes"),
}
