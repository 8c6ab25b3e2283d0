"""What every nota to an institution has as a Word file: it is corrected, numbered and signed in the institution's way.

Word files are in Spanish: a nota goes to an office of the State. Only real styles are used, so that a letterhead or
another typeface changes the whole letter at once.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from labapp.queries.notas import NotaFacts
from labapp.words import formats

if TYPE_CHECKING:
    from docx.document import Document as WordFile

LANGUAGE = "es"
_LINE = "_" * 28
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A nota around what it is about. `opening` stands before it, what is asked after it; `due_on` is its one last day,
    and `annex` what goes with it, empty where nothing does."""

    programme: str
    institution: str
    nota: NotaFacts
    subject: str
    opening: str
    due_on: date | None
    annex: str


def nota_file(paper: Paper, write_body: Callable[[WordFile], None]) -> bytes:
    """Return the nota as a Word file: number left blank until it is noted, signature line at the end."""
    import docx
    from docx.shared import Cm

    from labapp.documents.word_package import without_clock

    file = docx.Document()
    _describe(file, paper)
    page = file.sections[0]
    page.page_width, page.page_height = Cm(21.59), Cm(27.94)
    page.left_margin = page.right_margin = Cm(2.5)
    _dress(file)
    _heading(file, paper)
    write_body(file)
    _ending(file, paper)
    written = io.BytesIO()
    file.save(written)
    return without_clock(written)


def plain(text: str) -> str:
    """Return `text` as XML can hold it."""
    return _NOT_XML.sub("\ufffd", text)


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


def _describe(file: WordFile, paper: Paper) -> None:
    from docx.oxml.ns import qn

    about = file.core_properties
    about.title = plain(f"Nota a {paper.institution}")
    about.author = about.last_modified_by = plain(paper.programme)
    about.comments = ""
    about.language = "es-PA"
    about.created = about.modified = paper.nota.written_at.replace(tzinfo=None)
    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "es-PA")


def _heading(file: WordFile, paper: Paper) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    file.add_paragraph(plain(paper.programme), style="Header")
    place_and_day = file.add_paragraph(plain(f"{paper.nota.place}, {formats.day(paper.nota.dated_on, LANGUAGE)}"))
    place_and_day.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    file.add_paragraph(plain(f"Nota n.º {paper.nota.number or _LINE}"))
    whom = file.add_paragraph()
    for position, line in enumerate(filter(None, (paper.nota.addressee, paper.nota.office, paper.institution))):
        if position:
            whom.add_run().add_break()
        whom.add_run(plain(line)).bold = line == paper.institution
    subject = file.add_paragraph()
    subject.add_run("Asunto: ").bold = True
    subject.add_run(plain(paper.subject))
    file.add_paragraph("De nuestra consideración:")
    file.add_paragraph(plain(paper.opening))


def _ending(file: WordFile, paper: Paper) -> None:
    file.add_paragraph("Lo que se pide", style="Heading 2")
    for text in filter(None, paper.nota.request.split("\n")):
        file.add_paragraph(plain(text))
    if paper.due_on is not None:
        file.add_paragraph().add_run(f"Fecha para responder: {formats.day(paper.due_on, LANGUAGE)}.").bold = True
    file.add_paragraph(f"Número de la nota con que responde su institución: {_LINE}")
    file.add_paragraph("Atentamente,")
    signature = file.add_paragraph(f"\n\n{_LINE}")
    if paper.nota.signatory:
        signature.add_run().add_break()
        signature.add_run(plain(paper.nota.signatory))
    if paper.annex:
        annex = file.add_paragraph()
        annex.add_run("Anexo: ").bold = True
        annex.add_run(plain(paper.annex))
