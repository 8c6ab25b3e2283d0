"""Where the answer to a session will be read and by when: what receipts, cards, posters and calendars promise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AnswerPlace:
    """The promise of one session. `address` is public or None: the address of a room is never one.

    Without address the answer hangs on the board of the junta comunal (`has_board`), or is had from `contact`.
    """

    due_on: date
    answered_on: date | None
    address: str | None
    has_board: bool
    contact: str


def answer_path(token: str) -> str:
    """Return the path of the public page of the answers of a session."""
    return f"/sesion/{token}/respuesta"
