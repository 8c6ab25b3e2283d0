"""The words of the corrections that people ask for."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.observations import Outcome

LABELS: dict[StrEnum, tuple[str, str]] = {
    Outcome.CORRECTED: ("Se corrige", "It is corrected"),
    Outcome.IN_PART: ("Se corrige en parte", "It is corrected in part"),
    Outcome.NOT_CORRECTED: ("No se corrige", "It is not corrected"),
}
"""Spanish and English of every code of this room."""
