"""What the house says of a scan that it cannot keep."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "scan_missing": (
        "Escoja el archivo con la copia firmada.",
        "Choose the file with the signed copy.",
    ),
    "scan_too_big": (
        "El archivo pesa más de {megabytes} MB. Escanéelo en blanco y negro o con menos calidad.",
        "The file is bigger than {megabytes} MB. Scan it in black and white or with less quality.",
    ),
    "scan_not_known": (
        "El archivo no es un PDF, una foto JPEG o una imagen PNG que se pueda abrir. Escanéelo otra vez.",
        "The file is not a PDF, a JPEG picture or a PNG picture that can be opened. Scan it again.",
    ),
    "scan_active": (
        "Ese PDF trae programas u otros archivos adentro, así que no se acepta. Imprímalo como PDF y adjunte el nuevo.",
        "That PDF has programs or other files inside, so it is not taken. Print it as a PDF and attach the new one.",
    ),
}
