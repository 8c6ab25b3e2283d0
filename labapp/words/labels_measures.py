"""Labels of the public measures: how a promise stands, and who answers where that is not one institution."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.kept_promises import PromiseState
from labapp.domain.response_measures import Answering

LABELS: dict[StrEnum, tuple[str, str]] = {
    PromiseState.KEPT_ON_TIME: ("A tiempo", "On time"),
    PromiseState.KEPT_LATE: ("Tarde", "Late"),
    PromiseState.RUNNING: ("En plazo", "Still in time"),
    PromiseState.EXTENDED: ("Con prórroga", "With more time"),
    PromiseState.OVERDUE: ("Vencida", "Overdue"),
    Answering.SEVERAL: ("Varias instituciones", "Several institutions"),
    Answering.NOBODY_YET: ("Todavía sin institución", "No institution yet"),
}
