"""What a support person asks first: the laptop, the data folder, the database, the journal, the copies, the clock.

Each finding is said in Spanish and English. Only looks: nothing is repaired, nothing is migrated.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from socket import socket

import sqlalchemy as sa

from labapp.assembly import build_house, default_settings
from labapp.backup import list_copies
from labapp.domain.privacy import missing_elements
from labapp.domain.tables import Wording
from labapp.house import House
from labapp.housekeeping import newest_operation
from labapp.instance import LEAST_FREE_MB, InstanceRefused, free_megabytes, lock_instance
from labapp.mail_delivery import MailLine, NotSent, Patience
from labapp.migrating import is_current, known_revisions, revision_of
from labapp.models.spaces import Space
from labapp.queries.journal import verify
from labapp.queries.programme import notice_facts
from labapp.serving.ports import PortTaken, claim_desk, claim_room
from labapp.settings import Settings
from labapp.urn_files import SUFFIXES
from labapp.words.labels import label

_GOOD_SQLITE = (3, 51, 3)
"""From here on the write-ahead log is free of the fault that could damage a database under two writers at once."""

_COMFORTABLE_MB = 1024
_COPY_TOO_OLD = timedelta(days=1)
_EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
_CLOCK_SLACK = timedelta(minutes=5)
_MAIL_ANSWERS_SECONDS = 10.0


class Grade(StrEnum):
    """How a finding weighs: all is well, worth knowing, or to be mended before people come."""

    GOOD = "good"
    NOTE = "note"
    TROUBLE = "trouble"

    @property
    def mark(self) -> str:
        """What stands before the sentence."""
        return {Grade.GOOD: "[ ok ]", Grade.NOTE: "[nota]", Grade.TROUBLE: "[FALLA]"}[self]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and what was seen."""

    grade: Grade
    spanish: str
    english: str

    @property
    def is_trouble(self) -> bool:
        """Whether somebody has to do something."""
        return self.grade is Grade.TROUBLE


def _finding(grade: Grade, words: Wording, **details: object) -> Finding:
    return Finding(grade, *(text.format(**details) for text in words))


def examine() -> list[Finding]:
    """Return everything that was found on this laptop. Raises InstanceRefused where the data folder cannot be used."""
    house = build_house(default_settings())
    try:
        return [*_laptop(house), *_data(house)]
    finally:
        house.database.close()


def _laptop(house: House) -> Iterator[Finding]:
    if house.database.is_sqlite:
        yield sqlite_finding(sqlite3.sqlite_version_info[:3])
    yield disk_finding(free_megabytes(house.settings.instance))
    folder = ("Carpeta de datos: {folder}.", "Data folder: {folder}.")
    yield _finding(Grade.GOOD, folder, folder=house.settings.instance)
    yield from _ports(house)
    yield _mail(house.settings)


def sqlite_finding(version: tuple[int, ...]) -> Finding:
    """Return what to say of the SQLite that Python brought along."""
    shown = ".".join(map(str, version))
    if version >= _GOOD_SQLITE:
        return _finding(Grade.GOOD, ("SQLite {version}.", "SQLite {version}."), version=shown)
    words = (
        "SQLite {version}, anterior a la 3.51.3. Funciona; instale un Python más nuevo cuando pueda, y no abra la base "
        "con otro programa mientras este atiende.",
        "SQLite {version}, older than 3.51.3. It works; install a newer Python when you can, and do not open the "
        "database with another program while this one serves.",
    )
    return _finding(Grade.NOTE, words, version=shown)


def disk_finding(megabytes: int) -> Finding:
    """Return what to say of the room that is left on the disk."""
    if megabytes < LEAST_FREE_MB:
        grade, more = Grade.TROUBLE, (" Libere espacio antes de abrir una sesión.", " Free some before a session.")
    elif megabytes < _COMFORTABLE_MB:
        grade, more = Grade.NOTE, (" Es poco: libere espacio.", " That is little: free some.")
    else:
        grade, more = Grade.GOOD, ("", "")
    words = ("Espacio libre en el disco: {mb} MB." + more[0], "Free room on the disk: {mb} MB." + more[1])
    return _finding(grade, words, mb=megabytes)


def _mail(settings: Settings) -> Finding:
    """The server is greeted and signed in to; nothing is sent."""
    if settings.mail is None:
        return _finding(
            Grade.GOOD,
            (
                "Desde aquí no se envían correos; salen desde el centro, donde está LABAPP_SMTP_HOST.",
                "No mail is sent from here; it leaves from the centre, where LABAPP_SMTP_HOST is set.",
            ),
        )
    try:
        with MailLine(settings.mail, Patience(answer=_MAIL_ANSWERS_SECONDS)):
            pass
    except NotSent as not_sent:
        spanish, english = (label(not_sent.trouble, language) for language in ("es", "en"))
        words = ("Correo, {host}:{port}: " + spanish, "Mail, {host}:{port}: " + english)
        return _finding(Grade.TROUBLE, words, host=settings.mail.host, port=settings.mail.port)
    words = ("El servidor de correo {host}:{port} contesta.", "The mail server {host}:{port} answers.")
    return _finding(Grade.GOOD, words, host=settings.mail.host, port=settings.mail.port)


def _ports(house: House) -> Iterator[Finding]:
    try:
        with lock_instance(house.settings):
            pass
    except InstanceRefused:
        serving = ("El programa está abierto y atiende.", "The program is open and serves.")
        yield _finding(Grade.GOOD, serving)
        return
    taken = (
        "Otro programa usa el puerto {port} de la laptop. Ciérrelo o elija otro con {name}.",
        "Another program uses port {port} of the laptop. Close it or choose another with {name}.",
    )
    free = ("El puerto {port} está libre ({name}).", "Port {port} is free ({name}).")
    claims: dict[str, Callable[[], list[socket]]] = {
        "LABAPP_DESK_PORT": lambda: claim_desk(house.settings.desk_port),
        "LABAPP_ROOM_PORT": lambda: [claim_room(house.settings.room_ports)],
    }
    for name, claim in claims.items():
        try:
            held = claim()
        except PortTaken as refused:
            yield _finding(Grade.TROUBLE, taken, port=refused.port, name=name)
            continue
        port = held[0].getsockname()[1]
        for sock in held:
            sock.close()
        yield _finding(Grade.GOOD, free, port=port, name=name)


def _data(house: House) -> Iterator[Finding]:
    file = house.settings.database_file
    revision = revision_of(house.database.engine) if file is None or file.exists() else None
    if revision is None:
        empty = ("Todavía no hay datos: inicie el programa una vez.", "There is no data yet: start the program once.")
        yield _finding(Grade.NOTE, empty)
        return
    if revision not in known_revisions():
        newer = (
            "La base es de una versión más nueva del programa ({revision}). Actualice el programa.",
            "The database is of a newer version of the program ({revision}). Update the program.",
        )
        yield _finding(Grade.TROUBLE, newer, revision=revision)
        return
    if not is_current(house.database.engine):
        older = (
            "La base es de una versión anterior: se actualiza, con una copia, al iniciar el programa.",
            "The database is of an earlier version: it is migrated, with a copy, when the program starts.",
        )
        yield _finding(Grade.NOTE, older)
        return
    yield from (_journal(house), _copies(house), _urns(house), _clock(house), _notice(house))


def _journal(house: House) -> Finding:
    with house.database.reading() as db:
        found = verify(db)
    counts = {"operations": found.operations, "rows": found.rows}
    if found.holds:
        good = (
            "Registro de cambios: {operations} anotaciones y {rows} filas, todo coincide.",
            "Journal: {operations} entries and {rows} rows, everything agrees.",
        )
        return _finding(Grade.GOOD, good, **counts)
    bad = (
        "El registro de cambios no coincide. Haga una copia, no borre nada y avise a soporte (labapp journal verify).",
        "The journal does not agree. Make a copy, delete nothing and tell support (labapp journal verify).",
    )
    return _finding(Grade.TROUBLE, bad)


def _copies(house: House) -> Finding:
    copies, newest = list_copies(house.settings.copies), newest_operation(house.database)
    if newest is None:
        return _finding(Grade.GOOD, ("No hay nada que copiar todavía.", "There is nothing to copy yet."))
    if not copies or newest[1] - copies[0].made_at > _COPY_TOO_OLD:
        old = (
            "Lo último que se hizo no está en ninguna copia reciente. Haga una: labapp backup.",
            "What was done last is in no recent copy. Make one: labapp backup.",
        )
        return _finding(Grade.TROUBLE, old)
    made = copies[0].made_at.strftime("%Y-%m-%d %H:%M UTC")
    words = ("Copias: {count}, la última de {made}.", "Copies: {count}, the last one of {made}.")
    return _finding(Grade.GOOD, words, count=len(copies), made=made)


def _urns(house: House) -> Finding:
    with house.database.reading() as db:
        opened = db.scalar(
            sa.select(sa.func.count()).where(Space.urn_opened_at.is_not(None), Space.urn_sealed_at.is_(None))
        )
    here = len({file.stem for file in house.settings.urns.iterdir() if file.suffix in SUFFIXES})
    if here == opened:
        words = ("Preguntas anónimas abiertas: {count}.", "Open anonymous questions: {count}.")
        return _finding(Grade.GOOD, words, count=here)
    differ = (
        "Preguntas anónimas abiertas según la base: {opened}; en esta laptop: {here}. Si las abrió otra laptop, "
        "ciérrelas allí.",
        "Anonymous questions open by the database: {opened}; on this laptop: {here}. If another laptop opened them, "
        "seal them there.",
    )
    return _finding(Grade.NOTE, differ, opened=opened, here=here)


def _clock(house: House) -> Finding:
    now, newest = house.now(), newest_operation(house.database)
    shown = now.strftime("%Y-%m-%d %H:%M UTC")
    if now < _EARLIEST or (newest is not None and newest[1] > now + _CLOCK_SLACK):
        wrong = (
            "El reloj de la laptop dice {now}, antes de lo último que se anotó. Corrija fecha y hora.",
            "The clock of the laptop says {now}, before what was written last. Correct date and time.",
        )
        return _finding(Grade.TROUBLE, wrong, now=shown)
    return _finding(Grade.GOOD, ("Reloj: {now}.", "Clock: {now}."), now=shown)


def _notice(house: House) -> Finding:
    with house.database.reading() as db:
        blank = missing_elements(notice_facts(db))
    if not blank:
        return _finding(Grade.GOOD, ("El aviso de datos está completo.", "The privacy notice is complete."))
    words = (
        "Al aviso de datos le faltan {count} datos del programa: sin ellos no se abre una sesión real (Programa).",
        "The privacy notice lacks {count} facts of the programme: without them no real session opens (Programme).",
    )
    return _finding(Grade.NOTE, words, count=len(blank))
