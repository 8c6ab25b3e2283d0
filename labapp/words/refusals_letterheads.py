"""What the house says of a letterhead that it cannot take."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "letterhead_missing": (
        "Escoja el archivo de Word con el membrete.",
        "Choose the Word file with the letterhead.",
    ),
    "letterhead_too_big": (
        "El archivo pesa demasiado (más de {megabytes} MB). Reduzca el tamaño de las imágenes en Word y guárdelo otra "
        "vez.",
        "The file is too big (more than {megabytes} MB). Make its pictures smaller in Word and save it again.",
    ),
    "letterhead_not_word": (
        "El archivo no es un documento de Word (.docx) que se pueda abrir. Ábralo en Word y guárdelo como «Documento "
        "de Word (.docx)», sin contraseña.",
        "The file is not a Word document (.docx) that can be opened. Open it in Word and save it as “Word document "
        "(.docx)”, without a password.",
    ),
    "letterhead_has_macros": (
        "El archivo trae macros, así que no se acepta. Guárdelo en Word como «Documento de Word (.docx)», sin macros.",
        "The file has macros, so it is not taken. Save it in Word as “Word document (.docx)”, without macros.",
    ),
    "letterhead_links_outside": (
        "El archivo trae imágenes u otras partes que están fuera de él. En Word, pegue las imágenes dentro del "
        "documento en lugar de enlazarlas, y guárdelo otra vez.",
        "The file has pictures or other parts that lie outside of it. In Word, put the pictures into the document "
        "instead of linking them, and save it again.",
    ),
    "letterhead_has_objects": (
        "El encabezado o el pie trae objetos de otros programas. Deje solo texto e imágenes, y guárdelo otra vez.",
        "The header or the footer has objects of other programs. Leave only text and pictures, and save it again.",
    ),
}
