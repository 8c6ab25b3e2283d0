"""What the house says when a file that came back cannot be read, or one of its rows cannot be applied."""

from __future__ import annotations

_AGAIN = (
    " Si no se puede, baje otra vez el Excel y pase ahí las respuestas.",
    " If that cannot be done, download the workbook again and copy the answers there.",
)

REFUSALS: dict[str, tuple[str, str]] = {
    "sheet_absent": ("Elija el archivo que le devolvieron.", "Choose the file that came back to you."),
    "sheet_too_big": (
        "El archivo pesa más de {most} MB. Guárdelo de nuevo como .xlsx, sin imágenes.",
        "The file is larger than {most} MB. Save it again as .xlsx, without pictures.",
    ),
    "sheet_damaged": (
        "El archivo está dañado o incompleto. Pida que lo manden otra vez." + _AGAIN[0],
        "The file is damaged or incomplete. Ask for it to be sent again." + _AGAIN[1],
    ),
    "sheet_unsafe": (
        "El archivo trae algo que un Excel de respuestas no trae, y no se abrió. Guárdelo de nuevo como .xlsx."
        + _AGAIN[0],
        "The file holds something that a workbook of answers does not hold, and was not opened. Save it again as "
        ".xlsx." + _AGAIN[1],
    ),
    "sheet_with_password": (
        "El archivo pide contraseña. Quítesela en Excel (Archivo, Información, Proteger libro) y tráigalo otra vez.",
        "The file asks for a password. Remove it in Excel (File, Info, Protect workbook) and bring it again.",
    ),
    "sheet_old_excel": (
        "El archivo es de un Excel antiguo (.xls). Guárdelo como Libro de Excel (.xlsx) y tráigalo otra vez.",
        "The file is of an old Excel (.xls). Save it as an Excel workbook (.xlsx) and bring it again.",
    ),
    "sheet_open_document": (
        "El archivo es .ods. En LibreOffice elija Guardar como, formato Excel 2007-365 (.xlsx), y tráigalo otra vez.",
        "The file is .ods. In LibreOffice choose Save as, format Excel 2007-365 (.xlsx), and bring it again.",
    ),
    "sheet_with_macros": (
        "El archivo tiene macros. Guárdelo como Libro de Excel (.xlsx), sin macros, y tráigalo otra vez.",
        "The file has macros. Save it as an Excel workbook (.xlsx), without macros, and bring it again.",
    ),
    "sheet_with_links": (
        "El archivo tiene enlaces a otros archivos. En Excel: Datos, Editar vínculos, Romper vínculo. Después "
        "guárdelo y tráigalo otra vez.",
        "The file links to other files. In Excel: Data, Edit links, Break link. Then save it and bring it again.",
    ),
    "sheet_of_other_kind": (
        "Ese archivo no es un Excel. Traiga el .xlsx que le devolvieron, o el CSV guardado desde él.",
        "That file is no workbook. Bring the .xlsx that came back to you, or the CSV saved from it.",
    ),
    "sheet_not_found": (
        "En el archivo no está la hoja de respuestas: falta la fila de títulos con «{heading}»." + _AGAIN[0],
        "The sheet of answers is not in the file: the row of headings with “{heading}” is missing." + _AGAIN[1],
    ),
    "sheet_found_twice": (
        "En el archivo hay dos hojas de respuestas. Deje una sola y tráigalo otra vez.",
        "There are two sheets of answers in the file. Leave one and bring it again.",
    ),
    "sheet_columns_lost": (
        "A la hoja le faltan columnas: {absent}. Sin ellas no se sabe de qué aporte es cada fila." + _AGAIN[0],
        "The sheet has lost columns: {absent}. Without them nobody knows which row is which." + _AGAIN[1],
    ),
    "sheet_headings_changed": (
        "No se reconocen estos títulos: {unknown}. Y faltan estos: {absent}. Póngales su título de antes, para que "
        "nada se pierda.",
        "These headings are not known: {unknown}. And these are missing: {absent}. Give them back their headings, so "
        "that nothing is lost.",
    ),
    "sheet_heading_twice": (
        "El título «{heading}» está en dos columnas. Deje una sola.",
        "The heading “{heading}” stands over two columns. Leave one.",
    ),
    "sheet_too_many_rows": (
        "La hoja tiene más de {most} filas con datos. Borre las que no son aportes.",
        "The sheet has more than {most} rows with data. Delete those that are no contributions.",
    ),
    "sheet_too_many_columns": (
        "La hoja tiene más de {most} columnas con datos. Borre las que se agregaron.",
        "The sheet has more than {most} columns with data. Delete those that were added.",
    ),
    "sheet_cell_too_long": (
        "En la fila {line} hay una celda de más de {most} caracteres. Acórtela.",
        "There is a cell of more than {most} characters in row {line}. Shorten it.",
    ),
    "sheet_without_rows": (
        "La hoja no tiene ninguna fila con datos. Revise que sea el archivo lleno.",
        "The sheet has no row with data. Check that it is the filled file.",
    ),
    "sheet_text_unclear": (
        "No se entiende cómo está escrito ese CSV. Guárdelo como «CSV UTF-8», separado por comas, o traiga el .xlsx.",
        "It is not clear how that CSV is written. Save it as “CSV UTF-8”, separated by commas, or bring the .xlsx.",
    ),
    "sheet_of_other_session": (
        "Ese archivo es de otra sesión. Tráigalo en la página de respuestas de esa sesión.",
        "That file belongs to another session. Bring it to the answers of that session.",
    ),
    "sheet_nothing_chosen": (
        "No marcó ninguna fila. Marque las que se van a guardar.",
        "You have ticked no row. Tick those that are to be kept.",
    ),
    "sheet_row_overtaken": (
        "El aporte {number} cambió mientras usted revisaba. No se guardó ninguna fila: mire abajo lo que hay ahora y "
        "marque otra vez.",
        "Contribution {number} changed while you were looking. No row was kept: see below what there is now and tick "
        "again.",
    ),
    "sheet_row_refused": (
        "La fila del aporte {number} ya no se puede guardar. No se guardó ninguna: mire abajo por qué.",
        "The row of contribution {number} can no longer be kept. None was kept: see below why.",
    ),
}
