"""Labels of how far an answer is."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.answer_states import AnswerState

LABELS: dict[StrEnum, tuple[str, str]] = {
    AnswerState.UNANSWERED: ("Sin responder", "Not answered"),
    AnswerState.PENDING: ("Pendiente, con fecha", "Pending, with a day"),
    AnswerState.INCOMPLETE: ("Le faltan datos", "Something is missing"),
    AnswerState.ANSWERED: ("Respondido", "Answered"),
    AnswerState.BY_PARTS: ("Se responde por partes", "Answered by parts"),
    AnswerState.JOINED: ("Unido a otro", "Joined with another"),
    AnswerState.WITHDRAWN: ("Retirado", "Withdrawn"),
}
