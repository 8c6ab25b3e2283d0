"""Texts onto paper: a page and a template in, the bytes of one accessible, archivable PDF out."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from labapp.documents.content import QrCode
from labapp.documents.fonts import FONT_FOLDER, drawn_characters
from labapp.documents.qr import qr_svg
from labapp.domain.text import clean_text

if TYPE_CHECKING:
    from typst import Fonts, PDFStandard

TEMPLATE_FOLDER = Path(__file__).parent / "typst"

STANDARDS: Final[list[PDFStandard]] = ["ua-1", "a-2a"]
"""Accessible (PDF/UA-1, ISO 14289-1) and archivable (PDF/A-2a, ISO 19005-2) at once."""

UNDRAWN_START, UNDRAWN_END = "\ue000", "\ue001"
"""Around the code point of a character that no font draws; the templates print it small, in a frame."""

MAY_BREAK = "\u200b"
_WORDS_BEFORE_BREAKS = re.compile(r"\S{31,}")
_PIECE = 12


def typeset(template: str, page: object) -> bytes:
    """Return the PDF that `template` makes of `page`, a frozen dataclass: the same bytes for the same page.

    Texts travel as data, so nothing in them is ever markup. Only the fonts of the package are used.
    Raises TypstError when the result would not meet the standards, for instance a picture without alt text.
    """
    import typst  # late: 30 MB that a server without a PDF to make need not hold

    sheet = json.dumps(as_data(page), ensure_ascii=False)
    pdf = typst.Compiler(
        input=TEMPLATE_FOLDER / template,
        root=TEMPLATE_FOLDER,
        font_paths=_own_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"page": sheet, "has-undrawn": "yes" if UNDRAWN_START in sheet else "no"},
    ).compile(format="pdf", pdf_standards=STANDARDS)
    if not isinstance(pdf, bytes):
        raise TypeError("one PDF was expected")
    return pdf


def as_data(value: object) -> object:
    """Return `value` as plain data for a template: each dataclass a dictionary that says what it is."""
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | float():
            return value
        case str():
            return drawable(value)
        case date():
            return {"year": value.year, "month": value.month, "day": value.day}
        case tuple():
            return [as_data(entry) for entry in value]
        case frozenset():
            return sorted(str(entry) for entry in value)
        case QrCode():
            return {
                "is": "qr_code",
                "svg": qr_svg(value.url),
                "address": drawable(value.shown_address),
                "alt": drawable(value.alt),
                "caption": drawable(value.caption),
            }
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {"is": _tag(type(value).__name__)} | {f.name: as_data(getattr(value, f.name)) for f in fields(value)}
        case _:
            raise TypeError(f"nothing is known about printing {type(value).__name__}")


def drawable(text: str) -> str:
    """Return `text` so that it can be printed: no invisible marks that reorder it, no letters without a font.

    A character that no font draws stays as its code point between `UNDRAWN_START` and `UNDRAWN_END`, because
    leaving it out would change what somebody said. Very long words receive places where a line may end.
    """
    if not _printable_as_is().issuperset(text):
        text = "".join(_drawn(char) for char in clean_text(text))
    return _WORDS_BEFORE_BREAKS.sub(_with_breaks, text)


def _drawn(char: str) -> str:
    if char == "\n" or char in drawn_characters():
        return char
    return f"{UNDRAWN_START}U+{ord(char):04X}{UNDRAWN_END}"


def _with_breaks(word: re.Match[str]) -> str:
    pieces: list[str] = []
    length = 0
    for char in word[0]:
        if length >= _PIECE and unicodedata.category(char)[0] not in "MCS":
            pieces.append(MAY_BREAK)
            length = 0
        pieces.append(char)
        length += 1
    return "".join(pieces)


@cache
def _printable_as_is() -> frozenset[str]:
    return frozenset(c for c in drawn_characters() if unicodedata.category(c)[0] not in "CZ") | {" ", "\u00a0", "\n"}


@cache
def _own_fonts() -> Fonts:
    import typst  # late, as above

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_FOLDER])


@cache
def _tag(class_name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", class_name).lower()
