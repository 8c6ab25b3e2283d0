"""The words of the answer sheet that travels: its headings, what a row would do, and why one cannot be kept.

In the sentences of a problem `{column}` is the heading of the cell and `{typed}` what was written there.
"""

from __future__ import annotations

from enum import StrEnum

from labapp.domain.answer_sheet_cells import RowProblem
from labapp.domain.answer_sheet_decisions import Verdict
from labapp.domain.answer_sheets import Locked, Open

_LOCKED: dict[StrEnum, tuple[str, str]] = {
    Locked.NUMBER: ("Aporte N.º", "Contribution no."),
    Locked.PART_OF: ("Es parte del", "Is part of"),
    Locked.SAID: ("Qué se dijo", "What was said"),
    Locked.DUE_ON: ("Se responde hasta", "To be answered by"),
    Locked.KEY: ("Clave de la fila", "Key of the row"),
}

_OPEN: dict[StrEnum, tuple[str, str]] = {
    Open.KIND: ("Tipo de respuesta", "Kind of answer"),
    Open.REASON: ("La razón", "The reason"),
    Open.FURTHER: ("Además", "Also"),
    Open.INSTITUTION: ("Institución, si no es la del documento", "Institution, if not that of the document"),
    Open.OFFICE: ("Oficina, si no es la del documento", "Office, if not that of the document"),
    Open.ANSWERED_ON: ("Fecha, si no es la del documento", "Day, if not that of the document"),
}

_VERDICTS: dict[StrEnum, tuple[str, str]] = {
    Verdict.NEW: ("Respuesta nueva", "New answer"),
    Verdict.CHANGED: ("Cambia la respuesta", "Changes the answer"),
    Verdict.OVERTAKEN: ("Cambió mientras tanto", "Changed meanwhile"),
    Verdict.REFUSED: ("No se puede guardar", "Cannot be kept"),
    Verdict.UNTOUCHED: ("Sin cambios", "No changes"),
}

_PROBLEMS: dict[StrEnum, tuple[str, str]] = {
    RowProblem.NO_KEY: (
        "Esta fila no salió del programa: no tiene su clave. Escriba la respuesta en la fila de su aporte.",
        "This row did not come from the program: it has no key. Write the answer in the row of its contribution.",
    ),
    RowProblem.LOCKED_CHANGED: (
        "El número, el texto o la clave de esta fila cambiaron. Baje otra vez el Excel y pase ahí su respuesta.",
        "The number, the text or the key of this row changed. Download the workbook again and copy the answer there.",
    ),
    RowProblem.OTHER_SESSION: (
        "Este aporte es de otra sesión. Traiga el archivo en la página de respuestas de esa sesión.",
        "This contribution belongs to another session. Bring the file to the answers of that session.",
    ),
    RowProblem.REPEATED: (
        "Este aporte está en dos filas o más del archivo. Deje una sola y vuelva a traerlo.",
        "This contribution is in two or more rows of the file. Leave one and bring the file again.",
    ),
    RowProblem.NOT_ANSWERED_HERE: (
        "Este aporte ya no se responde por sí solo: fue retirado, unido a otro o dividido en partes.",
        "This contribution is no longer answered on its own: it was withdrawn, joined to another or split into parts.",
    ),
    RowProblem.FORMULA: (
        "La celda «{column}» tiene una fórmula o un error. Cópiela y péguela como valor.",
        "The cell “{column}” holds a formula or an error. Copy it and paste it as a value.",
    ),
    RowProblem.NO_KIND: (
        "Falta el tipo de respuesta. Elíjalo de la lista: sin él no se guarda lo demás de la fila.",
        "The kind of answer is missing. Choose it from the list: without it the rest of the row is not kept.",
    ),
    RowProblem.EMPTIED: (
        "La fila vino sin tipo de respuesta y el aporte ya tiene una. Desde Excel no se borra: cámbiela en pantalla.",
        "The row came without a kind, and there is an answer. It is not deleted from Excel: change it on screen.",
    ),
    RowProblem.UNKNOWN_KIND: (
        "«{typed}» no es un tipo de respuesta. Elija uno de la lista de la columna «{column}».",
        "“{typed}” is no kind of answer. Choose one from the list of the column “{column}”.",
    ),
    RowProblem.UNKNOWN_CHOICE: (
        "«{typed}» no está en la lista de la columna «{column}». Elija una de sus opciones.",
        "“{typed}” is not in the list of the column “{column}”. Choose one of its options.",
    ),
    RowProblem.NOT_A_DAY: (
        "«{typed}», en «{column}», no es un día. Escríbalo así: 2026-11-30.",
        "“{typed}”, in “{column}”, is no day. Write it like this: 2026-11-30.",
    ),
    RowProblem.DAY_TWO_WAYS: (
        "«{typed}», en «{column}», se puede leer de dos maneras. Escriba primero el año: 2026-11-30.",
        "“{typed}”, in “{column}”, can be read in two ways. Write the year first: 2026-11-30.",
    ),
    RowProblem.TOO_LONG: (
        "El texto de «{column}» tiene {typed} caracteres y el máximo es {longest}. Acórtelo o enlace un documento.",
        "The text of “{column}” has {typed} characters and {longest} is the most. Shorten it or link a document.",
    ),
    RowProblem.REFERENCE_UNKNOWN: (
        "En «{column}» hace falta el número de otro aporte de esta sesión. Elíjalo de la lista.",
        "“{column}” needs the number of another contribution of this session. Choose it from the list.",
    ),
    RowProblem.REFERENCE_TO_ITSELF: (
        "Un aporte no puede responderse con él mismo ni con una de sus partes. Elija otro número en «{column}».",
        "A contribution cannot be answered with itself or with one of its parts. Choose another in “{column}”.",
    ),
    RowProblem.REFERENCE_IN_CHAIN: (
        "Así se haría una cadena de remisiones. Elija en «{column}» el aporte que tiene la respuesta completa.",
        "That would make a chain of references. Choose in “{column}” the contribution that has the full answer.",
    ),
}

LABELS = (_LOCKED, _OPEN, _VERDICTS, _PROBLEMS)
"""Spanish and English of every code of the sheet, a mapping for each vocabulary."""
