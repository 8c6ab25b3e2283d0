"""The nota to an institution as a Word file: it is corrected, numbered and signed on the institution's own way.

Word files are in Spanish: a nota goes to an office of the State. Only real styles are used, so that a letterhead or
another typeface changes the whole letter at once.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from labapp.queries.letters import AskedFor, Letter
from labapp.words import formats
from labapp.words.labels import label

if TYPE_CHECKING:
    from docx.document import Document as WordFile

LANGUAGE = "es"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LINE = "_" * 28
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

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


def letter_file(letter: Letter, sender: Sender) -> bytes:
    """Return the nota as a Word file: number left blank until it is noted, signature line at the end."""
    import docx
    from docx.shared import Cm

    file = docx.Document()
    _describe(file, letter, sender)
    page = file.sections[0]
    page.page_width, page.page_height = Cm(21.59), Cm(27.94)
    page.left_margin = page.right_margin = Cm(2.5)
    _dress(file)
    _heading(file, letter, sender)
    for asked in letter.asked:
        _contribution(file, asked, same_day=len(_days(letter)) == 1)
    _ending(file, letter)
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def _dress(file: WordFile) -> None:
    """One typeface, black on white: a nota is photocopied."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, points in (("Normal", 11), ("Heading 2", 12)):
        style = file.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(points), RGBColor(0, 0, 0)
        fonts = style.element.rPr.rFonts
        for given in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{given}"), None)


def _days(letter: Letter) -> list[date]:
    return sorted({asked.due_on for asked in letter.asked})


def _plain(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _describe(file: WordFile, letter: Letter, sender: Sender) -> None:
    from docx.oxml.ns import qn

    about = file.core_properties
    about.title = _plain(f"Nota a {letter.institution}")
    about.author = about.last_modified_by = _plain(sender.programme)
    about.comments = ""
    about.language = "es-PA"
    about.created = about.modified = letter.written_at.replace(tzinfo=None)
    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "es-PA")


def _heading(file: WordFile, letter: Letter, sender: Sender) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    file.add_paragraph(_plain(sender.programme), style="Header")
    place_and_day = file.add_paragraph(_plain(f"{letter.place}, {formats.day(letter.dated_on, LANGUAGE)}"))
    place_and_day.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    file.add_paragraph(_plain(f"Nota n.º {letter.number or _LINE}"))
    whom = file.add_paragraph()
    for position, line in enumerate(filter(None, (letter.addressee, letter.office, letter.institution))):
        if position:
            whom.add_run().add_break()
        whom.add_run(_plain(line)).bold = line == letter.institution
    subject = file.add_paragraph()
    subject.add_run("Asunto: ").bold = True
    subject.add_run(_plain(f"aportes de «{sender.gathering}» que le corresponden a su institución"))
    file.add_paragraph("De nuestra consideración:")
    file.add_paragraph(_plain(_where_it_was_said(letter, sender)))


def _where_it_was_said(letter: Letter, sender: Sender) -> str:
    held_on = formats.day(formats.local(letter.head.starts_at, letter.head.zone).date(), LANGUAGE)
    where = f", en {letter.head.where}" if letter.head.where else ""
    return (
        f"El {held_on}{where}, las personas que participaron en «{sender.gathering}» dieron los aportes que se copian "
        "aquí. Cada uno lleva el número y las palabras con que consta en el documento publicado de la sesión."
    )


def _contribution(file: WordFile, asked: AskedFor, *, same_day: bool) -> None:
    file.add_paragraph(f"Aporte {asked.number}", style="Heading 2")
    for text in _public(asked):
        file.add_paragraph(_plain(text), style="Quote")
    if not same_day:
        file.add_paragraph(f"Se espera su respuesta a más tardar el {formats.day(asked.due_on, LANGUAGE)}.")


def _public(asked: AskedFor) -> Iterator[str]:
    if asked.text is not None:
        yield from asked.text.split("\n")
    if asked.withheld is not None:
        yield f"[El público no lee todo el texto: contiene {label(asked.withheld, LANGUAGE)}.]"
    elif asked.text is None:
        yield "[Este texto no consta en el documento publicado.]"


def _ending(file: WordFile, letter: Letter) -> None:
    file.add_paragraph("Lo que se pide", style="Heading 2")
    for text in filter(None, letter.request.split("\n")):
        file.add_paragraph(_plain(text))
    days = _days(letter)
    if len(days) == 1:
        file.add_paragraph().add_run(f"Fecha para responder: {formats.day(days[0], LANGUAGE)}.").bold = True
    file.add_paragraph(f"Número de la nota con que responde su institución: {_LINE}")
    file.add_paragraph("Atentamente,")
    signature = file.add_paragraph(f"\n\n{_LINE}")
    if letter.signatory:
        signature.add_run().add_break()
        signature.add_run(_plain(letter.signatory))
