"""What the launcher says, in Spanish and in English, before anything else is installed."""

from __future__ import annotations

import os

LAUNCHER = "py lab.py" if os.name == "nt" else "python3 lab.py"
"""The launcher as a person types it on this system."""

USAGE = (
    """{launcher} run [--demo]    abre el programa (la primera vez instala lo necesario en esta carpeta)
{launcher} test [...]      hace todas las pruebas; acepta los argumentos de pytest
{launcher} bench           mide la velocidad
{launcher} screenshots     dibuja las pantallas
{launcher} wheels          llena la carpeta wheels, para instalar sin internet en otra computadora
{launcher} backup, restore, user, demo...  otras órdenes; con --help se explican
Si Windows abre la tienda (Microsoft Store) o no conoce «py»: instale Python desde python.org.""",
    """{launcher} run [--demo]    opens the program (the first time it installs what is needed in this folder)
{launcher} test [...]      runs every test; takes pytest's arguments
{launcher} bench           measures how fast it is
{launcher} screenshots     draws the screens
{launcher} wheels          fills the wheels folder, to install without internet on another computer
{launcher} backup, restore, user, demo...  other commands; --help explains them
If Windows opens the Microsoft Store or does not know "py": install Python from python.org.""",
)

NO_VENV = (
    "A este Python le falta el módulo venv. En Debian o Ubuntu: sudo apt install python3-venv. Luego repita.",
    "This Python lacks the venv module. On Debian or Ubuntu: sudo apt install python3-venv. Then try again.",
)
VENV_FAILED = (
    "No se pudo preparar {folder} con {python}. Si es el Python de Microsoft Store, instale el de python.org.",
    "{folder} could not be prepared with {python}. If it is the Microsoft Store's Python, install python.org's.",
)
NO_NETWORK = (
    "No se pudieron descargar las piezas del programa. La primera vez hace falta internet, o una carpeta wheels "
    "junto a lab.py, hecha con «{launcher} wheels» en una computadora del mismo tipo. Conéctese o copie la carpeta, y "
    "repita.",
    "The program's parts could not be downloaded. The first time needs internet, or a wheels folder beside lab.py, "
    'made with "{launcher} wheels" on a computer of the same kind. Connect or copy the folder, and try again.',
)
WRONG_HASH = (
    "Una pieza descargada no es la que se esperaba y no se instaló. Borre la carpeta wheels si existe, y repita.",
    "A downloaded part is not the expected one and was not installed. Delete the wheels folder if any, and repeat.",
)
READ_ONLY = (
    "No se puede escribir en {folder}. Dé permiso de escritura a su usuario o mueva la carpeta del programa, y repita.",
    "{folder} cannot be written to. Give your user permission to write or move the program's folder, and try again.",
)
DISK_FULL = (
    "No hay espacio en el disco para {folder}. Libere al menos {needed} MB y repita la orden.",
    "There is no room on the disk for {folder}. Free at least {needed} MB and repeat the command.",
)
NO_WHEEL = (
    "No hay piezas del programa para este Python ({python}) en esta computadora. Instale desde python.org un Python de "
    "64 bits entre 3.11 y 3.14, borre la carpeta .venv y repita.",
    "There are no parts of the program for this Python ({python}) on this computer. Install from python.org a 64-bit "
    "Python between 3.11 and 3.14, delete the folder .venv and repeat.",
)
NOT_INSTALLED = (
    "La instalación no terminó. Vea el final de {log} y repita la orden: continúa sin peligro.",
    "The installation did not finish. See the end of {log} and repeat the command: it is safe to go on.",
)
INTERRUPTED = (
    "Interrumpido. Puede repetir la orden cuando quiera: continúa sin peligro.",
    "Interrupted. You can repeat the command at any time: it is safe to go on.",
)
INSTALLING = (
    "Instalando en .venv, solo esta vez; tarda de 20 segundos a unos minutos…",
    "Installing into .venv, only this time; it takes from 20 seconds to some minutes…",
)
NO_BROWSER = (
    "ATENCIÓN: NO HAY CHROMIUM NI CHROME. NO se prueba el navegador. Instale uno o nómbrelo en LABAPP_BROWSER.",
    "ATTENTION: NO CHROMIUM OR CHROME FOUND. The browser tests are NOT run. Install one or name it in LABAPP_BROWSER.",
)

SYMPTOMS: tuple[tuple[tuple[str, ...], tuple[str, str]], ...] = (
    (("No space left", "Errno 28]", "WinError 112]", "quota exceeded"), DISK_FULL),
    (("DO NOT MATCH THE HASHES",), WRONG_HASH),
    (("connection error", "Max retries", "Retrying (", "onnection broken", "Read timed out"), NO_NETWORK),
    (("No matching distribution",), NO_WHEEL),
    (("Read-only file system", "Permission denied", "WinError 5]"), READ_ONLY),
)
"""What pip writes when it fails, and what it means for the person; the first that fits holds."""


class Refused(Exception):
    """The launcher cannot go on; `sentences` say why in Spanish and in English."""

    def __init__(self, sentences: tuple[str, str], **details: object) -> None:
        super().__init__(sentences[0])
        self.sentences = [sentence.format(launcher=LAUNCHER, **details) for sentence in sentences]
