"""Texts that people wrote, as a Word file can hold them: every letter, in its own direction and language."""

from __future__ import annotations

import unicodedata

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from labapp.domain.text import clean_text

_NO_CHARACTERS = {0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}
_FROM_RIGHT = frozenset({"R", "AL"})


def legal(text: str) -> str:
    """Return `text` without what no XML file may hold and without marks that turn the direction of what follows."""
    return clean_text(text).translate(_NO_CHARACTERS)


def starts_from_right(text: str) -> bool:
    """Whether the first letter that has a direction is written from right to left."""
    strong = (unicodedata.bidirectional(char) for char in text)
    return next((each in _FROM_RIGHT for each in strong if each in _FROM_RIGHT or each == "L"), False)


def add_text(paragraph: Paragraph, text: str, *, language: str | None = None) -> Run:
    """Add `text` to a paragraph, with its line ends, its direction and its language; return the run."""
    said = legal(text)
    run = paragraph.add_run(said)
    if language:
        lang = OxmlElement("w:lang")
        lang.set(qn("w:val"), language)
        run._element.get_or_add_rPr().append(lang)
    if starts_from_right(said):
        run.font.rtl = True
        properties = paragraph._element.get_or_add_pPr()
        if properties.find(qn("w:bidi")) is None:
            properties.insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
    return run


_AFTER_BIDI = (
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
)
"""What may only stand after it. Source: ISO/IEC 29500-1, 17.3.1.26, order of CT_PPr."""
