"""What the house says when the public pages cannot be written where somebody wants them."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "publish_into_data": (
        "Ahí están los datos de las personas: esa carpeta no puede ir a la web. Elija una carpeta aparte o una memoria "
        "USB.",
        "That is where the data of people is: that folder cannot go to the web. Choose another folder or a USB stick.",
    ),
    "publish_over_others": (
        "Ahí hay archivos de otra persona con los mismos nombres: {files}. No se tocó nada. Elija una carpeta vacía.",
        "There are files of somebody else with the same names: {files}. Nothing was touched. Choose an empty folder.",
    ),
    "publish_by_zip_only": (
        "En el servidor del centro no se escriben carpetas. Baje el zip.",
        "On the server of the centre no folders are written. Download the zip.",
    ),
    "publish_place_unusable": (
        "No se puede escribir en {folder}. Si es una memoria USB, revise que esté puesta y sin seguro, o elija otra "
        "carpeta. Lo que ya estaba escrito ahí está completo; al repetir, se sigue donde quedó.",
        "{folder} cannot be written to. If it is a USB stick, check that it is in and not locked, or choose another "
        "folder. What was written there already is whole; the next time goes on from there.",
    ),
    "publish_page_failed": (
        "No se pudo leer {page}, así que no se escribió nada: lo que ya está publicado queda como está. Revise con "
        "labapp doctor o vuelva a una copia.",
        "{page} could not be read, so nothing was written: what is published already stays as it is. Check with labapp "
        "doctor or go back to a copy.",
    ),
    "publish_through_link": (
        "La carpeta {folder} lleva a otro lugar. No se tocó nada. Elija una carpeta sin accesos directos adentro.",
        "The folder {folder} leads somewhere else. Nothing was touched. Choose a folder without links inside.",
    ),
}
