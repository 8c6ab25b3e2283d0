"""Labels of roles, duties and journal verbs."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.participation import Level, Support
from labapp.domain.roles import Role

LABELS: dict[StrEnum, tuple[str, str]] = {
    Role.ADMINISTRATOR: ("Administrador/a", "Administrator"),
    Role.COORDINATION: ("Coordinación", "Coordination"),
    Role.FACILITATOR: ("Facilitador/a", "Facilitator"),
    Role.NOTE_TAKER: ("Relator/a", "Note-taker"),
    Role.APPROVER: ("Quien aprueba", "Approver"),
    Role.DATA_OFFICER: ("Oficial de datos", "Data officer"),
    Role.LIAISON: ("Enlace institucional", "Liaison of an institution"),
    Level.INFORM: ("Informar: le mantendremos al tanto.", "Inform: we will keep you up to date."),
    Level.CONSULT: (
        "Consultar: escucharemos sus aportes y le diremos cómo influyeron en la decisión.",
        "Consult: we will listen to what you contribute and tell you how it influenced the decision.",
    ),
    Level.INVOLVE: (
        "Involucrar: trabajaremos con usted para que sus inquietudes se reflejen en las alternativas.",
        "Involve: we will work with you so that your concerns are reflected in the alternatives.",
    ),
    Level.COLLABORATE: (
        "Colaborar: buscaremos su consejo e incorporaremos lo que recomiende en la mayor medida posible.",
        "Collaborate: we will seek your advice and build in what you recommend as far as possible.",
    ),
    Level.EMPOWER: ("Empoderar: haremos lo que ustedes decidan.", "Empower: we will do what you decide."),
    Support.SIGN_LANGUAGE: ("Lengua de señas panameña", "Panamanian sign language"),
    Support.INTERPRETATION: ("Interpretación a otra lengua", "Interpretation into another language"),
    Support.EASY_ACCESS: ("Acceso sin escalones", "Step-free access"),
    Support.CARE: ("Cuidado de niñas, niños o familiares", "Care for children or relatives"),
    Support.LARGE_PRINT: ("Letra grande", "Large print"),
    Support.TRANSPORT: ("Transporte", "Transport"),
}
