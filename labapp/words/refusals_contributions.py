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
    "number_unknown": (
        "En esta sesión no hay un aporte {number}. Revise el número.",
        "There is no contribution {number} in this session. Check the number.",
    ),
    "label_too_long": (
        "Son {length} caracteres y caben {limit}. Escríbalo más corto.",
        "That is {length} characters and {limit} fit. Write it shorter.",
    ),
    "translation_same_language": (
        "Escribió una traducción, pero la lengua es español. Elija la lengua en que se dijo.",
        "You wrote a translation, but the language is Spanish. Choose the language in which it was said.",
    ),
    "item_unknown": (
        "Ese punto no es de esta mesa. Elija uno de la lista.",
        "That item is not on this table. Choose one of the list.",
    ),
    "reason_missing": (
        "Elija por qué el público no lee todo el aporte.",
        "Choose why the public does not read the whole contribution.",
    ),
    "person_number_unknown": (
        "Nadie de este laboratorio o de esta mesa tiene ese número o código. Revíselo, o déjelo en blanco.",
        "Nobody of this lab or table has that number or code. Check it, or leave it blank.",
    ),
}
