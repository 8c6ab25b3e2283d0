"""The nota that asks an institution for its answers: the contributions, each with the words that the public reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from labapp.documents.nota_file import LANGUAGE, Paper, nota_file, plain
from labapp.queries.letters import AskedFor, Letter
from labapp.words import formats
from labapp.words.labels import label

if TYPE_CHECKING:
    from docx.document import Document as WordFile

PROPOSED_REQUEST = (
    "Solicitamos que nos comunique la respuesta de su institución a cada uno de estos aportes: qué se decidió, por "
    "qué, y en qué documento o cláusula se puede comprobar. La respuesta se publica con el nombre de la institución.\n"
    "Si alguno no le compete, devuélvalo e indique a qué institución le toca. Si necesita más tiempo, puede pedir una "
    "prórroga, una sola vez, con su razón y la fecha nueva."
)
"""What a nota asks for unless somebody writes something else."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who asks: the programme, and the lab or table where it was said."""

    programme: str
    gathering: str


@dataclass(frozen=True, slots=True)
class Annex:
    """The workbook that goes with a nota: its name, how many contributions it holds, and which are not in it."""

    name: str
    count: int
    left_out: tuple[str, ...]


def letter_file(letter: Letter, sender: Sender, annex: Annex | None = None) -> bytes:
    """Return the nota as a Word file: number left blank until it is noted, signature line and annex at the end."""
    days = sorted({asked.due_on for asked in letter.asked})

    def write(file: WordFile) -> None:
        for asked in letter.asked:
            _contribution(file, asked, same_day=len(days) == 1)

    return nota_file(_paper(letter, sender, days, annex), write)


def _paper(letter: Letter, sender: Sender, days: list[date], annex: Annex | None) -> Paper:
    return Paper(
        programme=sender.programme,
        institution=letter.institution,
        nota=letter.nota,
        subject=f"aportes de «{sender.gathering}» que le corresponden a su institución",
        opening=_where_it_was_said(letter, sender),
        due_on=days[0] if len(days) == 1 else None,
        annex=_what_goes_with_it(annex) if annex else "",
    )


def _where_it_was_said(letter: Letter, sender: Sender) -> str:
    held_on = formats.day(formats.local(letter.head.starts_at, letter.head.zone).date(), LANGUAGE)
    where = f", en {letter.head.where}" if letter.head.where else ""
    return (
        f"El {held_on}{where}, las personas que participaron en «{sender.gathering}» dieron los aportes que se copian "
        "aquí. Cada uno lleva el número y las palabras con que consta en el documento publicado de la sesión."
    )


def _what_goes_with_it(annex: Annex) -> str:
    held = "un aporte" if annex.count == 1 else f"{annex.count} aportes"
    words = (
        f"{annex.name}, hoja de Excel con {held} de esta nota. Su institución puede responder ahí, una fila por "
        "aporte, y devolver el archivo."
    )
    if not annex.left_out:
        return words
    return f"{words} No están en esa hoja, porque ya no se responden ahí: {', '.join(annex.left_out)}."


def _contribution(file: WordFile, asked: AskedFor, *, same_day: bool) -> None:
    file.add_paragraph(f"Aporte {asked.number}", style="Heading 2")
    for text in _public(asked):
        file.add_paragraph(plain(text), style="Quote")
    if not same_day:
        file.add_paragraph(f"Se espera su respuesta a más tardar el {formats.day(asked.due_on, LANGUAGE)}.")


def _public(asked: AskedFor) -> Iterator[str]:
    if asked.text is not None:
        yield from asked.text.split("\n")
    if asked.withheld is not None:
        yield f"[El público no lee todo el texto: contiene {label(asked.withheld, LANGUAGE)}.]"
    elif asked.text is None:
        yield "[Este texto no consta en el documento publicado.]"
