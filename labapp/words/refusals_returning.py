"""What the house says when an answer cannot be taken back to the people yet."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "response_not_published": (
        "Todavía no se ha publicado la respuesta ni un avance. Publíquelo primero.",
        "Neither the response nor a progress report has been published yet. Publish it first.",
    ),
}
