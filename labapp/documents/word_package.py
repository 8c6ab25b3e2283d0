"""The file around a Word document: opened from our own template or a letterhead, closed without a trace of where."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, time

import docx
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn

from labapp.documents.content import Document
from labapp.documents.word_text import legal

FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)

KEPT_PARTS = frozenset(
    {
        RELATIONSHIP_TYPE.STYLES,
        RELATIONSHIP_TYPE.SETTINGS,
        RELATIONSHIP_TYPE.THEME,
        RELATIONSHIP_TYPE.FONT_TABLE,
        RELATIONSHIP_TYPE.NUMBERING,
        RELATIONSHIP_TYPE.HEADER,
        RELATIONSHIP_TYPE.FOOTER,
        RELATIONSHIP_TYPE.FOOTNOTES,
        RELATIONSHIP_TYPE.ENDNOTES,
        RELATIONSHIP_TYPE.IMAGE,
    }
)
"""What a document of ours consists of; comments, custom data, old versions and thumbnails do not come along."""

_KEPT_AROUND = frozenset({RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES})


def opened(letterhead: bytes | None) -> WordFile:
    """Return an empty Word file with the styles of the letterhead, or with ours."""
    file = docx.Document(io.BytesIO(letterhead)) if letterhead is not None else docx.Document()
    empty(file)
    return file


def empty(file: WordFile) -> None:
    """Leave of a Word file its paper, margins, styles, headers and footers."""
    body = file.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    _drop(file.part, set(KEPT_PARTS) - {RELATIONSHIP_TYPE.IMAGE})
    settings = file.settings.element
    for name in ("w:attachedTemplate", "w:rsids", "w:mailMerge", "w:documentProtection", "w:trackRevisions"):
        for child in settings.findall(qn(name)):
            settings.remove(child)
    settings_part = file.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    _drop(settings_part, set())
    package = file.part.package
    for key in [key for key, each in package.rels.items() if each.reltype not in _KEPT_AROUND]:
        del package.rels[key]


def _drop(part: Part, kept: set[str]) -> None:
    for key in [key for key, each in part.rels.items() if each.reltype not in kept]:
        del part.rels[key]


def packed(file: WordFile, document: Document | None = None) -> bytes:
    """Return the bytes of a Word file; those of a document carry its own title, office and day, and no other."""
    told = file.core_properties
    told.title = legal(document.file_title) if document else ""
    told.author = told.last_modified_by = legal(document.office) if document else ""
    told.language = document.language if document else ""
    told.subject = told.keywords = told.comments = told.category = told.content_status = told.identifier = ""
    told.revision = 1
    made = datetime.combine(document.dated_on, time(12), UTC) if document else datetime(2000, 1, 1, tzinfo=UTC)
    told.created = told.modified = told.last_printed = made.replace(tzinfo=None)
    written = io.BytesIO()
    file.save(written)
    return without_clock(written)


def without_clock(written: io.BytesIO) -> bytes:
    """Return a package whose parts carry no time: the same parts give the same bytes."""
    again = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, FIRST_DAY_OF_ZIP)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(entry, source.read(name))
    return again.getvalue()
