"""What the house says when a copy cannot go where somebody wants it."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "copy_folder_missing": (
        "No se encuentra esa carpeta. Conecte la memoria USB y escriba la ruta completa, por ejemplo D:\\ o "
        "/media/usb.",
        "That folder was not found. Connect the USB stick and write the full path, for example D:\\ or /media/usb.",
    ),
    "copy_folder_in_cloud": (
        "Esa carpeta está dentro de {service}: la lista de personas subiría a internet. Elija una memoria USB u otra "
        "carpeta.",
        "That folder is inside {service}: the list of people would go to the internet. Choose a USB stick or another "
        "folder.",
    ),
}
