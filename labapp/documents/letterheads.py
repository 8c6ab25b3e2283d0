"""The letterhead of an institution, a Word file from outside: looked at as a stranger, then emptied and kept."""

from __future__ import annotations

import io
import re
import zipfile
from typing import NoReturn

import docx
from docx.document import Document as WordFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part

from labapp.documents.word_package import KEPT_PARTS, empty, packed
from labapp.domain.errors import RuleViolated

MOST_BYTES = 3_000_000
"""A letterhead with its logo; a photograph as background does not fit through a line of 3G."""
_MOST_UNPACKED = 30_000_000
_MOST_ENTRIES = 300

_TEMPLATE_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
_HARMLESS_LINKS = ("http:", "https:", "mailto:", "tel:")
_HELD_BY_EDGES = frozenset({RELATIONSHIP_TYPE.IMAGE, RELATIONSHIP_TYPE.HYPERLINK})
_MACROS = re.compile(rb"macroEnabled|vbaProject|vbaData", re.IGNORECASE)


def emptied(data: bytes) -> bytes:
    """Return the letterhead without its text, comments and properties. Raises RuleViolated (see `word`)."""
    if len(data) > MOST_BYTES:
        _refuse("letterhead_too_big", megabytes=MOST_BYTES // 1_000_000)
    _check_archive(data)
    try:
        file = docx.Document(io.BytesIO(data))
        _check_links(file)
        empty(file)
        kept = packed(file)
        docx.Document(io.BytesIO(kept))
    except RuleViolated:
        raise
    except Exception:  # a file from outside may break the reader in any way; all mean the same
        _refuse("letterhead_not_word")
    return kept


def _check_archive(data: bytes) -> None:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError):
        _refuse("letterhead_not_word")
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if not {"[Content_Types].xml", "_rels/.rels"} <= names or len(entries) > _MOST_ENTRIES:
        _refuse("letterhead_not_word")
    if sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        _refuse("letterhead_too_big", megabytes=MOST_BYTES // 1_000_000)
    try:
        texts = [archive.read(entry) for entry in entries if entry.filename.endswith((".xml", ".rels"))]
    except Exception:  # damaged or encrypted entries
        _refuse("letterhead_not_word")
    if any(_MACROS.search(name.encode()) for name in names) or _MACROS.search(archive.read("[Content_Types].xml")):
        _refuse("letterhead_has_macros")
    # a document type declaration is how one entity becomes a thousand million; Word never writes one
    if any(b"<!DOCTYPE" in text or b"<\x00!\x00D\x00O" in text for text in texts):
        _refuse("letterhead_not_word")


def _check_links(file: WordFile) -> None:
    if file.part.content_type != CONTENT_TYPE.WML_DOCUMENT_MAIN:
        _refuse("letterhead_not_word")
    edges = [
        each.target_part
        for each in file.part.rels.values()
        if not each.is_external and each.reltype in {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}
    ]
    for part in (file.part, *edges, *_others(file)):
        for link in part.rels.values():
            if link.is_external and not _is_harmless(link.reltype, link.target_ref):
                _refuse("letterhead_links_outside")
    if any(link.reltype not in _HELD_BY_EDGES for part in edges for link in part.rels.values()):
        _refuse("letterhead_has_objects")


def _others(file: WordFile) -> list[Part]:
    kept = (each for each in file.part.rels.values() if not each.is_external and each.reltype in KEPT_PARTS)
    return [each.target_part for each in kept]


def _is_harmless(kind: str, target: str) -> bool:
    if kind == _TEMPLATE_LINK:  # dropped when the file is emptied
        return True
    return kind == RELATIONSHIP_TYPE.HYPERLINK and target.lower().startswith(_HARMLESS_LINKS)


def _refuse(code: str, **details: object) -> NoReturn:
    raise RuleViolated(code, field="file", **details)
