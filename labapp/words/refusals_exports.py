"""What the house says when a list with names is not given."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "export_not_granted": (
        "Esta descarga no se concedió a su cuenta. Vuelva a la página de descargas de la sesión y elija la finalidad.",
        "This download was not granted to your account. Go back to the session's downloads and choose the purpose.",
    ),
    "export_grant_expired": (
        "Pasaron más de diez minutos y el permiso de esta descarga terminó. Vuelva a la página de descargas de la "
        "sesión y elija otra vez la finalidad.",
        "More than ten minutes have passed and this download is no longer allowed. Go back to the downloads of the "
        "session and choose the purpose again.",
    ),
    "file_not_public_yet": (
        "Este archivo sale cuando se publique la minuta o el informe. Hasta entonces use el de uso interno.",
        "This file comes when the minutes are published. Until then use the internal one.",
    ),
}
