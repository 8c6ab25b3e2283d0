"""Labels of sessions: what for, how, at which stage, with which clash, and the days that terms count."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.sessions import ClashKind, Modality, Purpose, Stage
from labapp.domain.terms import DayKind

LABELS: dict[StrEnum, tuple[str, str]] = {
    Purpose.IDENTIFICATION: ("Identificación de problemas", "Identifying problems"),
    Purpose.SOLUTIONS: ("Soluciones y acuerdos", "Solutions and agreements"),
    Purpose.FOLLOW_UP: ("Seguimiento", "Follow-up"),
    Purpose.PUBLIC_EVENT: ("Evento público", "Public event"),
    Purpose.TABLE: ("Mesa de cocreación", "Co-creation table"),
    Modality.IN_PERSON: ("Presencial", "In person"),
    Modality.VIRTUAL: ("Virtual", "Virtual"),
    Modality.HYBRID: ("Híbrida", "Hybrid"),
    Stage.DRAFT: ("Borrador", "Draft"),
    Stage.CONVENED: ("Convocada", "Convened"),
    Stage.OPEN: ("Abierta", "Open"),
    Stage.ROOM_CLOSED: ("Sala cerrada", "Room closed"),
    Stage.REGISTER_CLOSED: ("Registro cerrado", "Register closed"),
    Stage.PUBLISHED: ("Publicada", "Published"),
    Stage.POSTPONED: ("Reprogramada", "Postponed"),
    Stage.CANCELLED: ("Cancelada", "Cancelled"),
    ClashKind.FACILITATOR: (
        "Quien facilita tiene otra sesión a esa hora.",
        "The facilitator has another session at that time.",
    ),
    ClashKind.VENUE: (
        "En ese lugar hay otra sesión a esa hora.",
        "There is another session in that venue at that time.",
    ),
    DayKind.WORKING: ("días hábiles", "working days"),
    DayKind.CALENDAR: ("días calendario", "calendar days"),
}
