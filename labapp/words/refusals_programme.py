"""Sentences for refusals about the programme and its holidays."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "public_address_unfit": (
        "Escriba la dirección completa, por ejemplo https://laboratorios.example.org, sin nada después.",
        "Write the whole address, for example https://labs.example.org, with nothing after it.",
    ),
    "public_address_private": (
        "«{host}» solo sirve dentro de una red o en esta laptop. Escriba la que cualquiera abre desde su casa, "
        "por ejemplo https://laboratorios.example.org.",
        "“{host}” works only inside one network or on this laptop. Write the address that anybody can open from home, "
        "for example https://labs.example.org.",
    ),
    "public_address_path": (
        "Escriba solo la carpeta donde están las páginas, sin el nombre de una página ni signos al final, por ejemplo "
        "https://www.example.org/laboratorios.",
        "Write only the folder where the pages are, without the name of a page or signs at the end, for example "
        "https://www.example.org/labs.",
    ),
    "policy_is_fixed": (
        "Ya se fijó una cifra de esta pregunta con la otra manera. No se puede cambiar: "
        "comparando las dos se sabría de personas.",
        "A figure of this question was fixed the other way. This cannot change: comparing the two would tell of "
        "persons.",
    ),
    "totals_changed_meanwhile": (
        "Mientras tanto se cerró un laboratorio o una mesa, o alguien publicó. Esto es lo que hay ahora: revíselo y "
        "publique de nuevo.",
        "Meanwhile a lab or table was closed, or somebody published. This is what there is now: look at it and publish "
        "again.",
    ),
    "no_totals_to_publish": (
        "Marque al menos una cifra que ya se pueda decidir.",
        "Tick at least one figure that can be decided by now.",
    ),
    "holiday_is_there": (
        "Ese día ya está en la tabla: {name}.",
        "That day is in the table already: {name}.",
    ),
}
