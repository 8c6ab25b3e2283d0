"""What the house says when an answer cannot be taken back to the people yet."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "response_not_published": (
        "Todavía no se ha publicado la respuesta ni un avance. Publíquelo primero.",
        "Neither the response nor a progress report has been published yet. Publish it first.",
    ),
    "reply_too_late": (
        "Ya pasó el plazo para decir si la respuesta responde. Puede escribir al contacto que está en la respuesta.",
        "The time to say whether the answer answers is over. You may write to the contact in the response.",
    ),
    "reply_needs_sentence": (
        "Diga en una frase qué falta por responder.",
        "Say in one sentence what is still to be answered.",
    ),
    "reply_too_long": (
        "Dígalo en una frase de {limit} letras o menos.",
        "Say it in one sentence of {limit} letters or fewer.",
    ),
    "reply_not_yours": (
        "Ese aporte no está a nombre de ese número y ese código. Revise los tres.",
        "That contribution is not under that number and code. Check all three.",
    ),
    "reply_needs_verdict": (
        "Elija una: responde, responde en parte, o no responde.",
        "Choose one: it answers, it answers in part, or it does not answer.",
    ),
    "not_answered_yet": (
        "Ese número todavía no tiene respuesta publicada. Si el aporte se dividió, use el de la parte, como 7a.",
        "That number has no published answer yet. If the contribution was divided, use that of the part, like 7a.",
    ),
    "second_answer_empty": (
        "Escriba la segunda respuesta.",
        "Write the second answer.",
    ),
    "second_answer_too_long": (
        "La segunda respuesta tiene más de {limit} letras. Acórtela.",
        "The second answer has more than {limit} letters. Shorten it.",
    ),
    "notice_list_not_opened": (
        "Esta lista la abrió otra cuenta, o nadie. Ábrala de nuevo desde la sesión; queda anotado.",
        "This list was opened by another account, or by nobody. Open it again from the session; that is noted.",
    ),
    "notice_list_closed": (
        "Pasaron más de dos horas y la lista se cerró. Ábrala de nuevo desde la sesión.",
        "More than two hours have passed and the list is closed. Open it again from the session.",
    ),
    "notice_channel_missing": (
        "Diga por cuál medio se avisó: WhatsApp, mensaje de texto, llamada o en persona.",
        "Say by which channel they were told: WhatsApp, text message, call or in person.",
    ),
    "contact_taken_back": (
        "Esta persona ya no quiere que le avisen. No le escriba; si ya le escribió, discúlpese y borre el mensaje.",
        "This person does not want to be reached any more. Do not write; if you already did, apologise and delete it.",
    ),
}
