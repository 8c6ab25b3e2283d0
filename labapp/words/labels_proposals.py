"""Labels of proposals of commitment and of their validation."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.proposals import Turn
from labapp.domain.validations import StepTen, Verdict

LABELS: dict[StrEnum, tuple[str, str]] = {
    Turn.KEPT: ("Igual", "The same"),
    Turn.CHANGED: ("Cambia", "Changes"),
    Turn.LEFT_OUT: ("Se quita", "Left out"),
    Turn.ADDED: ("Se agrega", "Added"),
    Verdict.PENDING: ("Pendiente", "Pending"),
    Verdict.VIABLE: ("Viable y aprobada", "Viable and approved"),
    Verdict.NOT_VIABLE: ("No viable, con contrapropuesta", "Not viable, with a counter-proposal"),
    StepTen.NOT_ASKED: ("Todavía no se pidió la validación", "Validation not asked for yet"),
    StepTen.WAITING: ("En validación", "Being validated"),
    StepTen.DONE: ("Validación terminada", "Validation finished"),
}
