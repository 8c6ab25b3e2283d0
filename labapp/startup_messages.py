"""What the program says when it cannot start, copy or restore: every sentence in Spanish, then in English.

They are spoken before there is an application or a reader with a language, so they stand here and not in `words/`.
"""

from __future__ import annotations

import os
from enum import StrEnum

from labapp.domain.errors import Refusal


class StartCode(StrEnum):
    """Why the program refuses to start, to copy or to restore."""

    SETTING_ROLE = "setting_role"
    SETTING_PORT = "setting_port"
    SETTING_NUMBER = "setting_number"
    SETTING_DATABASE = "setting_database"
    SETTING_PUBLIC_URL = "setting_public_url"
    SETTING_MISSING = "setting_missing"
    SETTING_MAIL_MISSING = "setting_mail_missing"
    SETTING_MAIL_ADDRESS = "setting_mail_address"
    SETTING_MAIL_SECURITY = "setting_mail_security"
    SETTING_MAIL_CLEAR = "setting_mail_clear"
    SETTING_MAIL_PASSWORD = "setting_mail_password"  # noqa: S105 (the name of a refusal, not a password)
    SETTING_FILE = "setting_file"
    MAIL_NOT_SET = "mail_not_set"
    CLOUD_FOLDER = "cloud_folder"
    NETWORK_DRIVE = "network_drive"
    REMOVABLE_DRIVE = "removable_drive"
    READ_ONLY = "read_only"
    DISK_FULL = "disk_full"
    INSTANCE_DAMAGED = "instance_damaged"
    SECOND_SERVER = "second_server"
    PORT_TAKEN = "port_taken"
    DATABASE_NEWER = "database_newer"
    DATABASE_BUSY = "database_busy"
    MIGRATIONS_MISSING = "migrations_missing"
    DATABASE_MISSING = "database_missing"
    COPY_MISSING = "copy_missing"
    COPY_DAMAGED = "copy_damaged"
    COPY_FOREIGN = "copy_foreign"
    COPY_FAILED = "copy_failed"
    PG_DUMP_MISSING = "pg_dump_missing"
    PG_RESTORE_BY_HAND = "pg_restore_by_hand"


SENTENCES: dict[StartCode, tuple[str, str]] = {
    StartCode.SETTING_ROLE: (
        "El valor de {name} no es válido: «{value}». Escriba field (laptop de campo) o central (servidor central).",
        'The value of {name} is not valid: "{value}". Write field (field laptop) or central (central server).',
    ),
    StartCode.SETTING_PORT: (
        "El valor de {name} no es válido: «{value}». Escriba un número de puerto de 0 a 65535; 0 es cualquiera que "
        "esté libre.",
        'The value of {name} is not valid: "{value}". Write a port number from 0 to 65535; 0 means any free one.',
    ),
    StartCode.SETTING_NUMBER: (
        "El valor de {name} no es válido: «{value}». Escriba un número entero mayor que cero.",
        'The value of {name} is not valid: "{value}". Write a whole number above zero.',
    ),
    StartCode.SETTING_DATABASE: (
        "El valor de {name} no sirve. Escriba postgresql://usuario@servidor/base, o sqlite:/// con la ruta completa "
        "de un archivo.",
        "The value of {name} cannot be used. Write postgresql://user@server/database, or sqlite:/// with the full "
        "path of a file.",
    ),
    StartCode.SETTING_PUBLIC_URL: (
        "El valor de {name} no es válido: «{value}». Escriba la dirección pública completa, por ejemplo "
        "https://laboratorios.example.org, sin nada después del nombre.",
        'The value of {name} is not valid: "{value}". Write the whole public address, for example '
        "https://laboratorios.example.org, with nothing after the name.",
    ),
    StartCode.SETTING_MISSING: (
        "Falta {name}. El servidor central no supone ningún valor por usted: escríbalo en la configuración y vuelva a "
        "iniciar.",
        "{name} is missing. The central server assumes no value for you: write it in the configuration and start "
        "again.",
    ),
    StartCode.SETTING_MAIL_MISSING: (
        "Falta {name}. Para enviar correos se escriben el servidor y la dirección desde la que salen; para no enviar, "
        "no se escribe ninguna variable LABAPP_SMTP_.",
        "{name} is missing. To send mail, write the server and the address from which it comes; not to send any, "
        "write no LABAPP_SMTP_ variable.",
    ),
    StartCode.SETTING_MAIL_ADDRESS: (
        "El valor de {name} no es una dirección de correo: «{value}». Escriba una que alguien lea, por ejemplo "
        "laboratorios@ejemplo.gob.pa.",
        'The value of {name} is not a mail address: "{value}". Write one that somebody reads, for example '
        "laboratorios@ejemplo.gob.pa.",
    ),
    StartCode.SETTING_MAIL_SECURITY: (
        "El valor de {name} no es válido: «{value}». Escriba starttls, tls o none.",
        'The value of {name} is not valid: "{value}". Write starttls, tls or none.',
    ),
    StartCode.SETTING_MAIL_CLEAR: (
        "{name} no puede ser none con el servidor {host}: los correos de las personas viajarían sin cifrar. Escriba "
        "starttls o tls; none es solo para un servidor en esta misma computadora (localhost).",
        "{name} cannot be none with the server {host}: people's addresses would travel unencrypted. Write starttls or "
        "tls; none is only for a server on this very computer (localhost).",
    ),
    StartCode.SETTING_MAIL_PASSWORD: (
        "Revise {name}: el usuario del servidor de correo va con su contraseña, y la contraseña se escribe una sola "
        "vez, en LABAPP_SMTP_PASSWORD o en un archivo nombrado en LABAPP_SMTP_PASSWORD_FILE.",
        "Check {name}: the user of the mail server goes with its password, and the password is written once, in "
        "LABAPP_SMTP_PASSWORD or in a file named by LABAPP_SMTP_PASSWORD_FILE.",
    ),
    StartCode.SETTING_FILE: (
        "No se puede leer el archivo de {name}: {value}. Revise la ruta y que su usuario pueda leerlo.",
        "The file of {name} cannot be read: {value}. Check the path and that your user may read it.",
    ),
    StartCode.MAIL_NOT_SET: (
        "Desde aquí no se envían correos: faltan {name} y lo que va con él (docs/settings.md). En una laptop de campo "
        "es lo normal: los correos salen desde el centro.",
        "No mail is sent from here: {name} and what goes with it are not set (docs/settings.md). On a field laptop "
        "that is as it should be: mail is sent at the centre.",
    ),
    StartCode.CLOUD_FOLDER: (
        "La carpeta de datos {folder} está dentro de {service}: la lista de personas subiría a internet y los datos "
        "se pueden dañar. Cierre todo, mueva la carpeta del programa a {suggestion} y vuelva a iniciar desde allí.",
        "The data folder {folder} is inside {service}: the list of people would go to the internet and the data can "
        "be damaged. Close everything, move the program's folder to {suggestion} and start again from there.",
    ),
    StartCode.NETWORK_DRIVE: (
        "La carpeta de datos {folder} está en una unidad de red, donde los datos se pueden dañar. Mueva la carpeta "
        "del programa a {suggestion}, en el disco de esta computadora, y vuelva a iniciar desde allí.",
        "The data folder {folder} is on a network drive, where the data can be damaged. Move the program's folder to "
        "{suggestion}, on this computer's own disk, and start again from there.",
    ),
    StartCode.REMOVABLE_DRIVE: (
        "La carpeta de datos {folder} está en una memoria USB o tarjeta: si se saca, los datos se pierden. Mueva la "
        "carpeta del programa a {suggestion} y vuelva a iniciar desde allí.",
        "The data folder {folder} is on a USB stick or card: if it is pulled out, the data is lost. Move the "
        "program's folder to {suggestion} and start again from there.",
    ),
    StartCode.READ_ONLY: (
        "No se puede escribir en {folder}. Dé permiso de escritura a su usuario, o mueva la carpeta del programa a "
        "otro lugar del disco, y vuelva a iniciar.",
        "{folder} cannot be written to. Give your user permission to write, or move the program's folder elsewhere on "
        "the disk, and start again.",
    ),
    StartCode.DISK_FULL: (
        "El disco está lleno: no queda espacio para guardar en {folder}. Libere al menos {needed_mb} MB y vuelva a "
        "intentar. Lo ya guardado está completo.",
        "The disk is full: there is no room left to save in {folder}. Free at least {needed_mb} MB and try again. "
        "What was saved before is complete.",
    ),
    StartCode.INSTANCE_DAMAGED: (
        "El archivo {file} está dañado. No lo borre: avise a la persona que da soporte.",
        "The file {file} is damaged. Do not delete it: tell your support person.",
    ),
    StartCode.SECOND_SERVER: (
        "El programa ya está abierto con estos datos ({database}). Use la ventana que ya está abierta, o ciérrela y "
        "vuelva a iniciar.",
        "The program is already open with this data ({database}). Use the window that is already open, or close it "
        "and start again.",
    ),
    StartCode.PORT_TAKEN: (
        "Otro programa ya usa el puerto {port} de esta computadora. Ciérrelo, o elija otro número con {name}, y "
        "vuelva a iniciar.",
        "Another program already uses port {port} of this computer. Close it, or choose another number with {name}, "
        "and start again.",
    ),
    StartCode.DATABASE_NEWER: (
        "{database} se guardó con una versión más nueva del programa (revisión {revision}). Actualice el programa y "
        "vuelva a intentar; no se ha cambiado nada.",
        "{database} was saved by a newer version of the program (revision {revision}). Update the program and try "
        "again; nothing was changed.",
    ),
    StartCode.MIGRATIONS_MISSING: (
        "Falta la carpeta {folder}, que viene con el programa. Descargue el programa completo y ábralo desde su "
        "carpeta, o instálelo desde allí con «pip install -e .».",
        'The folder {folder}, which comes with the program, is missing. Download the whole program and open it from '
        'its own folder, or install it from there with "pip install -e .".',
    ),
    StartCode.DATABASE_BUSY: (
        "Otro programa tiene abierta la base de datos {database}. Ciérrelo y vuelva a intentar; no se ha cambiado "
        "nada.",
        "Another program has the database {database} open. Close it and try again; nothing was changed.",
    ),
    StartCode.DATABASE_MISSING: (
        "Todavía no hay base de datos en {database}. Inicie el programa una vez con «{launcher} run» y vuelva a "
        "intentar.",
        'There is no database at {database} yet. Start the program once with "{launcher} run" and try again.',
    ),
    StartCode.COPY_MISSING: (
        "No se encuentra la copia {copy}. Revise el nombre y la carpeta.",
        "The copy {copy} was not found. Check the name and the folder.",
    ),
    StartCode.COPY_DAMAGED: (
        "La copia {copy} no pasó la revisión ({problem}) y no se usó. No se ha cambiado nada; pruebe con otra copia.",
        "The copy {copy} did not pass the check ({problem}) and was not used. Nothing was changed; try another copy.",
    ),
    StartCode.COPY_FOREIGN: (
        "{copy} no es una copia de este programa. No se ha cambiado nada.",
        "{copy} is not a copy made by this program. Nothing was changed.",
    ),
    StartCode.COPY_FAILED: (
        "No se pudo hacer la copia en {copy} ({problem}). La base de datos no ha cambiado; vuelva a intentar.",
        "The copy could not be made at {copy} ({problem}). The database has not changed; try again.",
    ),
    StartCode.PG_DUMP_MISSING: (
        "Para copiar una base PostgreSQL hace falta el programa {program} de la misma versión que el servidor. "
        "Instale las herramientas de cliente de PostgreSQL y vuelva a intentar.",
        "To copy a PostgreSQL database, the program {program} of the server's version is needed. Install PostgreSQL's "
        "client tools and try again.",
    ),
    StartCode.PG_RESTORE_BY_HAND: (
        "Una base PostgreSQL la restaura quien administra el servidor, con pg_restore y el programa detenido. No se "
        "ha cambiado nada.",
        "A PostgreSQL database is restored by whoever runs the server, with pg_restore and this program stopped. "
        "Nothing was changed.",
    ),
}


class InstanceRefused(Refusal):
    """The program cannot work with this setting, data folder, database or copy; `str()` says why and what to do."""

    def __init__(self, code: StartCode, **details: object) -> None:
        super().__init__(code, **details)
        self.spanish, self.english = (sentence.format(**details) for sentence in SENTENCES[code])

    def __str__(self) -> str:
        return sentences_of(self)


def sentences_of(refused: InstanceRefused) -> str:
    """Return what a refusal says to a person: the Spanish sentence, and the English one below it."""
    return f"{refused.spanish}\n{refused.english}"


def launcher_command() -> str:
    """Return the launcher as a person types it on this system."""
    return "py lab.py" if os.name == "nt" else "python3 lab.py"
