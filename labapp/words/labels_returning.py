"""The words of taking the answer back to the people."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.phones import NoticeChannel
from labapp.domain.replies import Verdict

LABELS: dict[StrEnum, tuple[str, str]] = {
    NoticeChannel.WHATSAPP: ("WhatsApp", "WhatsApp"),
    NoticeChannel.SMS: ("mensaje de texto", "text message"),
    NoticeChannel.CALL: ("llamada", "call"),
    NoticeChannel.IN_PERSON: ("en persona", "in person"),
    NoticeChannel.EMAIL: ("correo", "mail"),
    Verdict.ANSWERS: ("Responde", "It answers"),
    Verdict.ANSWERS_IN_PART: ("Responde en parte", "It answers in part"),
    Verdict.DOES_NOT_ANSWER: ("No responde", "It does not answer"),
}
"""Spanish and English of every code of this room."""
