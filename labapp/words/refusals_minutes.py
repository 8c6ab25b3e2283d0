"""What the house says when minutes cannot go on."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "intervention_blank": (
        "Escriba en pocas líneas qué se dijo.",
        "Write in a few lines what was said.",
    ),
    "intervention_needs_office": (
        "Escriba con qué cargo habló, o por cuál organización.",
        "Write in which office they spoke, or for which organisation.",
    ),
    "person_needs_office": (
        "El nombre se publica solo de quien habla por su cargo. Escriba el cargo, o borre el nombre.",
        "A name is published only of somebody who speaks by their office. Write the office, or take the name out.",
    ),
    "too_many_interventions": (
        "Ya hay {most} intervenciones. Junte algunas, o escriba el resto como texto libre.",
        "There are {most} interventions already. Join some, or write the rest as free text.",
    ),
    "minutes_not_draft": (
        "Este documento ya salió del borrador. Pida que se lo devuelvan para cambiarlo.",
        "This document is no longer a draft. Ask for it to be sent back in order to change it.",
    ),
    "minutes_not_in_review": (
        "Este documento no está en revisión. Envíelo a revisión primero.",
        "This document is not in review. Send it to review first.",
    ),
    "return_needs_note": (
        "Escriba qué hay que corregir, para quien lo redactó.",
        "Write what has to be mended, for whoever wrote it.",
    ),
    "approver_is_author": (
        "Usted escribió en este documento. Debe aprobarlo otra persona.",
        "You wrote in this document. Another person has to approve it.",
    ),
    "summary_too_long": (
        "Escriba como máximo {most} oraciones y {longest} letras. Ahora son {found} oraciones.",
        "Write at most {most} sentences and {longest} letters. Now there are {found} sentences.",
    ),
    "translation_incomplete": (
        "Para publicar la traducción hacen falta el texto, el idioma y quién la hizo.",
        "A translation is published with its text, its language and who made it.",
    ),
    "minutes_incomplete": (
        "Todavía falta algo para seguir (en total: {count}). Complete lo que indica la lista.",
        "Something is still missing (in all: {count}). Complete what the list says.",
    ),
    "minutes_not_approved": (
        "Este documento todavía no está aprobado. Publíquelo cuando otra persona lo apruebe.",
        "This document is not approved yet. Publish it once another person has approved it.",
    ),
    "changed_since_approval": (
        "Los datos cambiaron después de la aprobación, así que ya no es el mismo documento. Devuélvalo para revisarlo "
        "y aprobarlo otra vez.",
        "The data changed after the approval, so it is not the same document any more. Send it back to be reviewed and "
        "approved again.",
    ),
    "code_not_understood": (
        "Eso no es un código completo: son 16 letras y números, en cuatro grupos.",
        "That is no whole code: it has 16 letters and digits, in four groups.",
    ),
    "version_withdrawn": (
        "Esta versión se retiró. En la página del documento está la razón.",
        "This version was withdrawn. The reason stands on the page of the document.",
    ),
    "withdrawal_needs_reason": (
        "Escriba por qué se retira: lo lee todo el mundo en el lugar del texto.",
        "Write why it is withdrawn: everybody reads it in place of the text.",
    ),
    "version_altered": (
        "Este documento guardado no coincide con su código de verificación, así que no se muestra. Avise a quien lo "
        "publicó: puede reponerlo desde una copia.",
        "This stored document does not match its verification code, so it is not shown. Tell whoever published it: "
        "it can be restored from a copy.",
    ),
}
