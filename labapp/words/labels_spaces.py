"""Labels of labs and co-creation tables."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.spaces import SpaceKind, TableKind

LABELS: dict[StrEnum, tuple[str, str]] = {
    SpaceKind.INNOVATION_LAB: ("Laboratorio", "Lab"),
    SpaceKind.COCREATION_TABLE: ("Mesa de cocreación", "Co-creation table"),
    TableKind.TECHNICAL: ("Mesa técnica", "Technical table"),
    TableKind.EXTENDED: ("Mesa ampliada", "Extended table"),
    TableKind.DEVELOPMENT: ("Mesa de desarrollo", "Development table"),
}
