"""Labels of places; their names are names, the same in both languages."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.places import ProvinceKind

LABELS: dict[StrEnum, tuple[str, str]] = {
    ProvinceKind.PROVINCE: ("Provincia", "Province"),
    ProvinceKind.COMARCA: ("Comarca", "Comarca"),
}

PLACE_TO_BE_SETTLED = ("Por precisar", "To be confirmed")
"""Where no code is stored yet."""
