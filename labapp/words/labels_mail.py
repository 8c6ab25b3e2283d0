"""The words of the outbox: where a message stands, and why it was not sent."""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.mail import MailState, MailTrouble

LABELS: dict[StrEnum, tuple[str, str]] = {
    MailState.QUEUED: ("En la salida", "In the outbox"),
    MailState.TAKEN: ("Conectando", "Connecting"),
    MailState.HANDING: ("Saliendo", "Leaving"),
    MailState.SENT: ("Enviado", "Sent"),
    MailState.FAILED: ("No se pudo enviar", "Could not be sent"),
    MailState.CANCELLED: ("Cancelado", "Cancelled"),
    MailState.DOUBTFUL: ("No se sabe si llegó", "Nobody knows whether it arrived"),
    MailTrouble.UNREACHABLE: (
        "No se pudo hablar con el servidor de correo. Revise la conexión a internet y el nombre y el puerto.",
        "The mail server could not be spoken to. Check the connection to the internet, and the name and the port.",
    ),
    MailTrouble.NO_ENCRYPTION: (
        "El servidor de correo no ofreció una conexión cifrada que se pueda comprobar, y sin ella no se envía nada.",
        "The mail server offered no encrypted connection that can be verified, and without it nothing is sent.",
    ),
    MailTrouble.SIGN_IN_REFUSED: (
        "El servidor de correo no aceptó el usuario o la contraseña.",
        "The mail server did not accept the user or the password.",
    ),
    MailTrouble.SENDER_REFUSED: (
        "El servidor de correo no acepta la dirección desde la que se envía (LABAPP_SMTP_FROM).",
        "The mail server does not accept the address from which mail is sent (LABAPP_SMTP_FROM).",
    ),
    MailTrouble.TRY_LATER: (
        "El servidor de correo pidió intentar más tarde.",
        "The mail server asked to try later.",
    ),
    MailTrouble.ADDRESS_REFUSED: (
        "El servidor de correo dice que esa dirección no existe o no recibe. Revísela con la persona.",
        "The mail server says that this address does not exist or takes no mail. Check it with the person.",
    ),
    MailTrouble.MESSAGE_REFUSED: (
        "El servidor de correo no aceptó el mensaje. Avise a quien administra el correo.",
        "The mail server did not accept the message. Tell whoever runs the mail.",
    ),
    MailTrouble.CUT_OFF: (
        "La conexión se cortó cuando el mensaje ya iba: pudo llegar o no. Pregunte antes de enviarlo otra vez.",
        "The connection broke when the message was on its way: it may have arrived or not. Ask before sending again.",
    ),
    MailTrouble.COPY_BROUGHT_BACK: (
        "Se volvió a una copia, y no se sabe si ya había salido. Pregunte antes de enviarlo otra vez.",
        "A copy was brought back, and nobody knows whether it had been sent. Ask before sending it again.",
    ),
    MailTrouble.CONTACT_TAKEN_BACK: (
        "La persona retiró su permiso antes de que saliera; no se le escribió.",
        "The person took the permission back before it left; nothing was written.",
    ),
    MailTrouble.NO_ADDRESS: (
        "La persona ya no tiene un correo anotado.",
        "The person has no mail address any more.",
    ),
    MailTrouble.TOLD_ALREADY: (
        "Ya se le avisó por otro medio.",
        "They were told another way.",
    ),
    MailTrouble.NEWER_VERSION: (
        "Antes de que saliera se publicó una versión más nueva. Ponga en la salida el aviso de esa.",
        "A newer version was published before it left. Put the notice of that one in the outbox.",
    ),
}
"""Spanish and English of every code of this room."""
