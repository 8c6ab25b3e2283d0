"""What the house says when a contribution cannot be written, joined, divided or withdrawn."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "contribution_empty": (
        "Escriba su aporte con sus propias palabras.",
        "Write your contribution in your own words.",
    ),
    "contribution_too_long": (
        "El aporte tiene {length} caracteres y caben {limit}. Acórtelo o envíelo en dos partes.",
        "The contribution has {length} characters and {limit} fit. Shorten it or send it in two parts.",
    ),
    "contribution_withdrawn": (
        "El aporte {number} fue retirado. Si la lista sigue abierta, puede reponerlo primero.",
        "Contribution {number} was withdrawn. While the list is open you can bring it back first.",
    ),
    "list_closed": (
        "La lista de aportes ya cerró. Hable con quien facilita la sesión si hay que corregir algo.",
        "The list of contributions is closed. Talk to the facilitator if something must be corrected.",
    ),
    "revision_needs_reason": (
        "Este aporte ya fue leído y confirmado. Escriba por qué cambia; el texto anterior se conserva.",
        "This contribution was read back and confirmed. Write why it changes; the earlier text is kept.",
    ),
    "contribution_already_split": (
        "El aporte {number} ya está dividido. Cambie el texto de sus partes.",
        "Contribution {number} is divided already. Change the text of its parts.",
    ),
    "contribution_is_joined": (
        "Este aporte se responde junto con el {number}. Sepárelo primero.",
        "This contribution is answered together with {number}. Separate it first.",
    ),
    "contribution_has_joined": (
        "A este aporte se unieron otros ({numbers}). Sepárelos primero.",
        "Others were joined into this contribution ({numbers}). Separate them first.",
    ),
    "join_into_itself": (
        "Un aporte no se une con él mismo. Elija otro número.",
        "A contribution is not joined into itself. Choose another number.",
    ),
    "join_into_joined": (
        "Ese aporte ya está unido al {number}. Una este también con el {number}.",
        "That contribution is joined into {number} already. Join this one into {number} too.",
    ),
    "join_of_split": (
        "El aporte {number} está dividido en partes. Una con la parte que corresponda.",
        "Contribution {number} is divided into parts. Join with the part that fits.",
    ),
    "redaction_changes_nothing": (
        "El texto para el público es igual al original. Quite lo que no debe mostrarse.",
        "The text for the public is the same as the original. Take out what must not be shown.",
    ),
}
